"""A plan is written as a draft; once it is approved nobody changes it, not even with a page that was open before."""

import pytest

from painopiste.base.actors import system
from painopiste.base.errors import Invalid, Missing
from painopiste.loop.plans import permissions, selectors, services
from painopiste.loop.plans.models import Plan
from painopiste.loop.plans.services.plans import PlanIsApproved
from painopiste.loop.plans.tests.factories import ChainItemFactory, PlanFactory

pytestmark = pytest.mark.django_db
SECRETARIAT = system("secretariat", rights=[permissions.CHANGE_PLAN, permissions.APPROVE_PLAN])


def test_a_page_that_was_open_before_the_approval_changes_nothing():
    draft = PlanFactory()
    old = Plan.objects.get(pk=draft.pk)
    services.approve_plan(plan=draft, on="2022-05-24", by=SECRETARIAT)
    with pytest.raises(PlanIsApproved):
        services.save_chain_item(plan=old, values={"level": "aim", "text_fi": "Myöhässä"}, by=SECRETARIAT)
    with pytest.raises(PlanIsApproved):
        services.approve_plan(plan=old, on="2023", by=SECRETARIAT)
    assert (Plan.objects.get().approved_on, draft.chain.count()) == ("2022-05-24", 0)


def test_an_approval_replaces_the_version_before():
    first = PlanFactory(state="approved")
    second = services.start_version(focus_area=first.focus_area, marking="public", by=SECRETARIAT)
    services.approve_plan(plan=second, on="2022", by=SECRETARIAT)
    assert list(Plan.objects.order_by("number").values_list("number", "state")) == [(1, "replaced"), (2, "approved")]


def test_a_new_version_leads_on_within_itself():
    old = PlanFactory(state="approved")
    aim = ChainItemFactory(plan=old)
    ChainItemFactory(plan=old, level="outcome", parent=aim)
    new = services.start_version(focus_area=old.focus_area, marking="public", by=SECRETARIAT)
    assert new.chain.get(level="outcome").parent == new.chain.get(level="aim")


def test_what_others_lead_to_keeps_its_level():
    plan = PlanFactory()
    aim = ChainItemFactory(plan=plan)
    outcome = ChainItemFactory(plan=plan, level="outcome", parent=aim)
    with pytest.raises(Invalid) as refused:
        services.save_chain_item(
            plan=plan, item=aim, values={"level": "output", "parent": outcome}, version=1, by=SECRETARIAT
        )  # a circle that no page would show
    assert "level" in refused.value.fields
    aim.refresh_from_db()
    assert (aim.level, aim.parent) == ("aim", None)


def test_an_item_leads_one_level_up():
    plan = PlanFactory()
    aim = ChainItemFactory(plan=plan)
    with pytest.raises(Invalid):
        services.save_chain_item(
            plan=plan, values={"level": "output", "parent": aim, "text_fi": "Tuotos"}, by=SECRETARIAT
        )
    with pytest.raises(Invalid):
        services.save_chain_item(
            plan=PlanFactory(), values={"level": "outcome", "parent": aim, "text_fi": "Tulos"}, by=SECRETARIAT
        )


def test_there_is_no_version_nought():
    plan = PlanFactory()
    with pytest.raises(Missing):
        selectors.get_plan(focus_area_key=plan.focus_area.key, number=0, by=SECRETARIAT)
