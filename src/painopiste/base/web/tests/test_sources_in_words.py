"""Where a fact comes from is told so that a reader who does not know our codes understands it."""

import pytest
from django.utils.translation import override

from painopiste.base.programmes.models import Programme, ProgrammeSource
from painopiste.base.web.sources import source

pytestmark = pytest.mark.django_db


@pytest.fixture
def works():
    programme = Programme.objects.create(name_fi="Malli")
    for code, places in (("raportti-2022", "lines"), ("kirja", "pages"), ("muut", "none")):
        names = {"name_fi": f"Teos {code}", "name_sv": f"Verket {code}"}
        ProgrammeSource.objects.create(programme=programme, code=code, places=places, **names)


@pytest.mark.parametrize(
    ("written", "finnish", "swedish"),
    [
        ("raportti-2022:7", "Teos raportti-2022, tekstin rivi 7", "Verket raportti-2022, textrad 7"),
        (
            "raportti-2022:173,329-361; kirja:5; kirja:6-7",
            "Teos raportti-2022, tekstin rivit 173, 329–361; Teos kirja, sivu 5; Teos kirja, sivut 6–7",
            "Verket raportti-2022, textraderna 173, 329–361; Verket kirja, sidan 5; Verket kirja, sidorna 6–7",
        ),
        ("muut:10", "Teos muut", "Verket muut"),
        ("raportti-2022", "Teos raportti-2022", "Verket raportti-2022"),
    ],
)
def test_a_known_work_is_told_by_its_name_and_the_place_in_it(works, written, finnish, swedish):
    with override("fi"):
        assert str(source(written)) == finnish
    with override("sv"):
        assert str(source(written)) == swedish


def test_an_unknown_work_is_told_as_it_is_written_and_never_as_markup(works):
    assert str(source("Pöytäkirja 3/2024; <b>x</b>:4")) == "Pöytäkirja 3/2024; &lt;b&gt;x&lt;/b&gt;: 4"


def test_a_name_in_another_language_says_so_to_a_screen_reader(works):
    ProgrammeSource.objects.filter(code="muut").update(name_sv="")
    with override("sv"):
        assert str(source("muut")) == '<span lang="fi">Teos muut</span>'


def test_a_page_of_many_references_asks_for_the_works_once(works, django_assert_num_queries):
    with django_assert_num_queries(1), override("fi"):
        for _ in range(3):
            source("raportti-2022:1; kirja:2")
