"""Thirty questions in other forms than those of the texts: each finds its text, first."""

import pytest

from painopiste.base.actors import PUBLIC
from painopiste.loop.plans.models import Measure
from painopiste.site.search.keeping import rebuild
from painopiste.site.search.showing import search
from painopiste.site.search.tests.thirty import THIRTY

pytestmark = pytest.mark.django_db


@pytest.fixture
def texts():
    for n, case in enumerate(THIRTY):
        told = {f"title_{case.language}": case.title, f"description_{case.language}": case.text}
        Measure.objects.create(key=f"m{n}", number=f"9.{n}", marking_id="public", **{"title_fi": "–"} | told)
    rebuild()


def test_each_question_finds_its_text_first(texts):
    missed = {}
    for n, case in enumerate(THIRTY):
        found = [one.key for one in search(question=case.asked, by=PUBLIC, language=case.language).results]
        if found[:1] != [f"m{n}"]:
            missed[case.asked] = found
    assert missed == {}


def test_a_swedish_text_is_found_from_a_finnish_page(texts):
    found = search(question="brandvarnaren", by=PUBLIC, language="fi").results
    assert [one.key for one in found] == ["m28"]


def test_words_that_stand_nowhere_find_nothing(texts):
    assert search(question="avaruuslento", by=PUBLIC, language="fi").results == []
