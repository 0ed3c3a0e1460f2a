"""Whatever stands behind the question mark, the page answers: what is not understood is left out, never a crash."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from painopiste.base.bodies.tests.factories import BodyFactory
from painopiste.loop.plans.tests.factories import MeasureChangeFactory, MeasurePartyFactory, PlanFactory
from painopiste.loop.progress.models import Round

pytestmark = pytest.mark.django_db
NAMES = (
    *("q", "tila", "laji", "painopiste", "organisaatio", "sivu", "jarjestys", "vuosi", "teema", "kieli", "lukijat"),
    *("page", "aihe", "next", "myohassa", "measure", "kaikki", "level", "parent", "toimenpiteet", "nayta"),
)
ODD = {
    "a digit that is no number": "²",
    "digits of another script": "٣",
    "more digits than a number has": "9" * 5000,
    "below nought": "-1",
    "NUL that is made by taking NUL away": "%0%000",
    "half a character": "%ED%A0%80",
    "signs of a pattern": "%25_%5C",
    "a year that is none": "0000",
    "words without end": "a+" * 2000,
    "not UTF-8": "%FF%FE",
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_every_list_answers(secretariat, odd):
    part = MeasurePartyFactory()
    MeasureChangeFactory(measure=part.measure)
    area = PlanFactory(focus_area=part.measure.focus_area).focus_area
    body = BodyFactory()
    days = {"opens_on": date(2022, 5, 1), "closes_on": date(2022, 5, 20), "status_on": date(2022, 4, 30)}
    round_ = Round.objects.create(title_fi="Kierros", **days)
    lists = "site:home focus_areas:list plans:measures organisations:list bodies:list programmes:timeline"
    more = "progress:rounds reports:list feedback:give feedback:list jobs:list plans:create accounts:log_in"
    with translation.override("fi"):
        pages = [reverse(name) for name in f"{lists} {more}".split()]
        parts = ("focus_areas", "plans", "organisations", "bodies", "programmes")
        pages += [reverse(f"{name}:export", args=["csv"]) for name in parts]
        pages += [reverse("focus_areas:focus_area", args=[area.key]), reverse("focus_areas:plan", args=[area.key])]
        pages += [reverse("bodies:body", args=[body.key]), reverse("progress:round", args=[round_.key])]
        pages += [reverse("focus_areas:add_chain_item", args=[area.key, 1])]
    query = "&".join(f"{name}={odd}" for name in NAMES)
    answers = {page: secretariat.get(f"{page}?{query}").status_code for page in pages}
    assert {page: status for page, status in answers.items() if status not in (200, 302)} == {}
