"""A date says no more than its source: it is shown, sorted and counted by what is certain."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from painopiste.base.dates import Happened, WrongDate, happened, lasted, show, sort_key, span, understand

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
EDTF = st.one_of(
    DAYS.map(date.isoformat),
    DAYS.map(lambda day: day.isoformat()[:7]),
    DAYS.map(lambda day: day.isoformat()[:4]),
    DAYS.map(lambda day: f"[..{day.isoformat()}]"),
    st.builds(lambda year, season: f"{year}-{season}", st.integers(1900, 2100), st.integers(21, 23)),
)


@pytest.mark.parametrize(
    ("edtf", "fi", "sv", "en"),
    [
        ("2022-05-24", "24.5.2022", "24.5.2022", "24.5.2022"),
        ("2019-12", "joulukuu 2019", "december 2019", "December 2019"),
        ("2021", "2021", "2021", "2021"),
        ("2022-23", "syksy 2022", "hösten 2022", "autumn 2022"),
        ("2021-12~", "noin joulukuu 2021", "omkring december 2021", "about December 2021"),
        ("[..2022-05-24]", "viimeistään 24.5.2022", "senast 24.5.2022", "24.5.2022 at the latest"),
        ("[2022-05-24..]", "aikaisintaan 24.5.2022", "tidigast 24.5.2022", "24.5.2022 at the earliest"),
        (
            "[2020-09-30..2020-12-31]",
            "aikavälillä 30.9.2020 – 31.12.2020",
            "någon gång 30.9.2020 – 31.12.2020",
            "some time 30.9.2020 – 31.12.2020",
        ),
        ("2022/2023", "2022–2023", "2022–2023", "2022–2023"),
        ("2020-01/2020-02", "tammi–helmikuu 2020", "januari–februari 2020", "January–February 2020"),
        (
            "2022-12/2023-01",
            "joulukuu 2022 – tammikuu 2023",
            "december 2022 – januari 2023",
            "December 2022 – January 2023",
        ),
        ("2022/..", "alkaen 2022", "från 2022", "from 2022"),
        ("", "ei tiedossa", "okänt", "not known"),
    ],
)
def test_a_date_is_shown_as_people_of_each_language_write_it(edtf, fi, sv, en):
    assert [show(edtf, language) for language in ("fi", "sv", "en")] == [fi, sv, en]


@pytest.mark.parametrize(
    "wrong", ["24.13.2022", "2021-02-30", "eilen", "2021-99", "20221", "[2021", "0000", "2023–2022"]
)
def test_what_is_no_date_is_refused_with_an_example_of_one(wrong):
    with pytest.raises(WrongDate) as refused:
        understand(wrong)
    assert "24.5.2022" in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [("24.5.2022", "2022-05-24"), ("5/2022", "2022-05"), (" 2022 ", "2022"), ("2022-05-24", "2022-05-24"), ("", "")],
)
def test_dates_are_understood_as_people_type_them(typed, edtf):
    assert understand(typed) == edtf


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("Syksy 2022", "2022-23"),
        ("syksyllä 2022", "2022-23"),
        ("höst 2022", "2022-23"),
        ("kevät  2026", "2026-21"),
        ("toukokuussa 2022", "2022-05"),
        ("tammi-helmikuu 2020", "2020-01/2020-02"),
        ("2022-2023", "2022/2023"),
        ("1.5.2022 - 31.5.2022", "2022-05-01/2022-05-31"),
        ("n. 2021", "2021~"),
        ("viimeistään 2023", "[..2023]"),
        ("viimeistään syksy 2022", "[..2022-11-30]"),
    ],
)
def test_dates_in_words_are_understood_too(typed, edtf):
    assert understand(typed) == edtf


@pytest.mark.parametrize("edtf", ["2021-12~", "[2022-05-24..]", "2022/2023", "2022/..", "2022-41", "2022-12/2023-01"])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_what_is_shown_can_be_typed_back(edtf, language):
    assert understand(show(edtf, language)) == edtf


@given(EDTF, st.sampled_from(["fi", "sv", "en"]))
def test_any_date_that_is_shown_can_be_typed_back(edtf, language):
    assert understand(show(edtf, language)) == edtf


def test_a_refused_date_is_told_as_it_was_typed():
    with pytest.raises(WrongDate) as refused:
        understand("32.1.2022")
    assert "“32.1.2022”" in str(refused.value)


def test_a_year_has_happened_only_when_it_is_over():
    assert happened("2021", date(2020, 12, 31)) is Happened.NO
    assert happened("2021", date(2021, 6, 30)) is Happened.UNKNOWN
    assert happened("2021", date(2021, 12, 31)) is Happened.YES


def test_an_unknown_date_is_never_certain():
    assert happened("", date(2100, 1, 1)) is Happened.UNKNOWN


@given(EDTF, DAYS, DAYS)
def test_what_has_happened_stays_happened(edtf, one, other):
    earlier, later = sorted((one, other))
    if happened(edtf, earlier) is Happened.YES:
        assert happened(edtf, later) is Happened.YES
    if happened(edtf, later) is Happened.NO:
        assert happened(edtf, earlier) is Happened.NO


@given(EDTF)
def test_the_edges_are_in_order_and_every_date_can_be_shown(edtf):
    days = span(edtf)
    assert days.earliest is None or days.latest is None or days.earliest <= days.latest
    assert all(show(edtf, language) for language in ("fi", "sv", "en"))


@given(EDTF, DAYS)
def test_a_period_that_has_ended_for_certain_does_not_last(until, on):
    latest = span(until).latest
    assert latest is not None
    if latest < on:
        assert lasted("", until, on) is Happened.NO


@given(DAYS, DAYS)
def test_exact_days_sort_as_days(one, other):
    assert (sort_key(one.isoformat()) < sort_key(other.isoformat())) == (one < other)
