"""Numbers are counted among what their giver sees: a gap would tell that something is hidden there."""

import pytest

from painopiste.base.actors import Actor
from painopiste.base.errors import Conflict, Invalid
from painopiste.loop.focus_areas import services as focus_areas
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory
from painopiste.loop.plans import services
from painopiste.loop.plans.tests.factories import MeasureFactory, PlanFactory

pytestmark = pytest.mark.django_db
RIGHTS = frozenset({"measures.change", "plans.change", "focus_areas.change"})
CHAIR = Actor(label="chair", member=True, everywhere=RIGHTS)


def test_a_new_measure_follows_the_last_one_that_is_seen():
    area = FocusAreaFactory(number=1)
    MeasureFactory(focus_area=area, number="1.1", rank=1)
    MeasureFactory(focus_area=area, number="1.2", rank=7, marking_id="secretariat")
    made = services.create_measure(focus_area=area, values={"title_fi": "Uusi"}, by=CHAIR)
    assert (made.number, made.rank) == ("1.2", 2)


def test_a_new_version_of_a_plan_follows_the_last_one_that_is_seen():
    area = FocusAreaFactory()
    PlanFactory(focus_area=area, number=1, state="approved")
    PlanFactory(focus_area=area, number=2, state="draft", marking_id="secretariat")
    assert services.start_version(focus_area=area, marking="members", by=CHAIR).number == 2
    with pytest.raises(Conflict):
        services.start_version(focus_area=area, marking="members", by=CHAIR)


def test_the_number_of_a_hidden_focus_area_is_free():
    FocusAreaFactory(number=3, marking_id="secretariat")
    FocusAreaFactory(number=4, marking_id="members")
    assert focus_areas.propose(values={"name_fi": "Uusi", "number": 3}, on="2022", by=CHAIR).number == 3
    with pytest.raises(Invalid):
        focus_areas.propose(values={"name_fi": "Uusi", "number": 4}, on="2022", by=CHAIR)
