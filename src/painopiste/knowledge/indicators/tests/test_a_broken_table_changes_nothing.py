"""A table with a fault is refused with its line and column, and what is held stays."""

import pytest

from painopiste.analysis import bank
from painopiste.base.actors import PUBLIC
from painopiste.base.errors import NotAllowed
from painopiste.knowledge.indicators import services
from painopiste.knowledge.indicators.models import IndicatorRelease
from painopiste.knowledge.indicators.tests.factories import make_indicator, propose, table, take_in

GOOD = [("falls", "091", "2022", "10"), ("falls", "049", "2022", "7")]
FAULTS = [
    (("nothing", "091", "2022", "1"), "indicator", "nothing"),
    (("falls", "999", "2022", "1"), "area", "999"),
    (("falls", "091", "2022-13", "1"), "period", "2022-13"),
    (("falls", "091", "2023", "1,5"), "value", "1,5"),
    (("falls", "091", "2023", "-1"), "value", "-1"),
    (("falls", "091", "2023", "nan"), "value", "nan"),
    (("falls", "091", "2023", ""), "value", "left out"),
    (("falls", "091", "2022", "1"), "area", "earlier line"),
]


@pytest.mark.parametrize(("row", "column", "told"), FAULTS, ids=[told for _, _, told in FAULTS])
def test_a_fault_is_told_with_its_line_and_column(finland, row, column, told):
    make_indicator()
    take_in(GOOD)
    with pytest.raises(services.CannotTakeIn) as refused:
        propose([*GOOD, row])
    assert f"koe.csv:4, {column}:" in str(refused.value)
    assert told in str(refused.value)
    assert IndicatorRelease.objects.count() == 1


def test_a_file_that_is_cut_off_is_no_table(tmp_path):
    broken = tmp_path / "x.csv"
    broken.write_text("indicator,area,period,value\nfalls,091,2022,10\nfalls,0", encoding="utf-8")
    with pytest.raises(bank.UnusableError, match="can't be read as a table"):
        bank.read_file(broken)


@pytest.mark.parametrize("text", ["<html></html>\n", "indicator,area,period\n1,2,3\n", "a,a\n1,2\n"])
def test_what_has_other_columns_is_refused_by_their_names(tmp_path, text):
    (tmp_path / "x.csv").write_text(text, encoding="utf-8")
    with pytest.raises(bank.UnusableError, match="column"):
        bank.read_file(tmp_path / "x.csv")


def test_a_total_below_its_municipalities_is_refused(real):
    rows = [("population", f"{code}", "2030", "10") for code in every_municipality()]
    with pytest.raises(services.CannotTakeIn, match="add up to 3080"):
        propose([*rows, ("population", "SSS", "2030", "3000")])


def test_a_published_total_above_them_is_told_and_ours_is_kept(real):
    rows = [("population", code, "2030", "10") for code in every_municipality()]
    (change,) = propose([*rows, ("population", "SSS", "2030", "3100")]).changes
    assert change.checked.totals == ({"area": "country-fi", "period": "2030", "published": 3100.0, "computed": 3080.0},)


def every_municipality():
    from painopiste.base.areas.models import Area

    return Area.objects.filter(kind="municipality", successor=None).values_list("code", flat=True)


def test_who_may_not_take_values_in_is_refused(finland):
    with pytest.raises(NotAllowed):
        services.propose(table=table(GOOD), source_name="x", source_sha256="0" * 64, by=PUBLIC)
    make_indicator()
    proposal = propose(GOOD)
    with pytest.raises(NotAllowed):
        services.accept(proposal=proposal, by=PUBLIC)
    assert not IndicatorRelease.objects.exists()
