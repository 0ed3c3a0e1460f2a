"""Two people open the same part: who saves second is shown both versions, and nothing is lost."""

import pytest
from django.urls import reverse

from painopiste.base.audit.models import AuditLine
from painopiste.base.web.sealing import sealed_row
from painopiste.loop.plans.tests.factories import ChainItemFactory, MeasureFactory, PlanFactory

pytestmark = pytest.mark.django_db

PARTS = {
    "milestone": ("milestones", {"title_fi": "Alku"}, {"title_fi": "Ensimmäinen"}, {"title_fi": "Toinen"}),
    "deliverable": ("deliverables", {"title_fi": "Alku"}, {"title_fi": "Ensimmäinen"}, {"title_fi": "Toinen"}),
    "funding": (
        "funding",
        {"from_fi": "Alku", "state": "planned"},
        {"from_fi": "Ensimmäinen", "state": "planned"},
        {"from_fi": "Toinen", "state": "granted"},
    ),
    "dependency": (
        "dependencies",
        {"kind": "depends_on", "note_fi": "Alku"},
        {"kind": "depends_on", "note_fi": "Ensimmäinen"},
        {"kind": "supports", "note_fi": "Toinen"},
    ),
}


@pytest.mark.parametrize("part", PARTS)
def test_a_stale_part_changes_nothing_and_can_then_be_saved_knowingly(part, browser_of):
    related, start, first, second = PARTS[part]
    measure, client = MeasureFactory(), browser_of()
    if part == "dependency":
        other = MeasureFactory()
        start, first, second = ({**form, "other": other.key} for form in (start, first, second))
    assert client.post(reverse("plans:add_part", args=[measure.key, part]), start).status_code == 302
    row = getattr(measure, related).get()
    address = reverse("plans:change_part", args=[measure.key, part, sealed_row(row)])
    assert 'name="version" value="1"' in client.get(address).content.decode()
    assert client.post(address, first | {"version": "1"}).status_code == 302
    lines = AuditLine.objects.count()

    late = client.post(address, second | {"version": "1"})
    assert late.status_code == 409
    shown = late.content.decode()
    assert "Ensimmäinen" in shown
    assert "Toinen" in shown
    assert 'name="version" value="2"' in shown
    row.refresh_from_db()
    assert "Ensimmäinen" in (getattr(row, "title_fi", ""), getattr(row, "from_fi", ""), getattr(row, "note_fi", ""))
    assert AuditLine.objects.count() == lines

    assert client.post(address, second | {"version": "2"}).status_code == 302
    row.refresh_from_db()
    assert row.version == 3


@pytest.mark.parametrize("version", ["", "99", "0", "nonsense"])
def test_a_part_can_not_be_changed_by_a_form_that_never_was_opened(version, browser_of):
    measure, client = MeasureFactory(), browser_of()
    client.post(reverse("plans:add_part", args=[measure.key, "milestone"]), {"title_fi": "Alku"})
    row = measure.milestones.get()
    address = reverse("plans:change_part", args=[measure.key, "milestone", sealed_row(row)])
    assert client.post(address, {"title_fi": "Toinen", "version": version}).status_code in (409, 422)
    row.refresh_from_db()
    assert row.title_fi == "Alku"


def test_a_line_of_funding_tells_an_amount_or_where_from(browser_of):
    measure, client = MeasureFactory(), browser_of()
    address = reverse("plans:add_part", args=[measure.key, "funding"])
    empty = client.post(address, {"state": "planned"})
    assert empty.status_code == 422
    assert 'id="id_amount_error"' in empty.content.decode()
    assert not measure.funding.exists()
    assert client.post(address, {"state": "awaited", "amount": "0"}).status_code == 302


def test_a_stale_item_of_the_effect_chain_changes_nothing(browser_of):
    item = ChainItemFactory(plan=PlanFactory(), text_fi="Alku")
    address = reverse("focus_areas:chain_item", args=[item.plan.focus_area.key, item.plan.number, item.key])
    client, form = browser_of(), {"level": "aim", "version": "1"}
    assert client.post(address, form | {"text_fi": "Ensimmäinen"}).status_code == 302
    late = client.post(address, form | {"text_fi": "Toinen"})
    assert late.status_code == 409
    assert "Ensimmäinen" in late.content.decode()
    item.refresh_from_db()
    assert item.text_fi == "Ensimmäinen"


def test_measures_that_another_has_linked_meanwhile_are_not_unlinked(browser_of):
    item = ChainItemFactory(plan=PlanFactory())
    area = item.plan.focus_area
    mine, theirs = MeasureFactory(focus_area=area), MeasureFactory(focus_area=area)
    address = reverse("focus_areas:link_measures", args=[area.key, item.plan.number, item.key])
    client = browser_of()
    assert client.post(address, {"measures": [theirs.key], "version": "1"}).status_code == 302
    late = client.post(address, {"measures": [mine.key], "version": "1"})
    assert late.status_code == 409
    assert 'name="version" value="2"' in late.content.decode()
    assert set(item.measures.unguarded("a test").values_list("key", flat=True)) == {theirs.key}
