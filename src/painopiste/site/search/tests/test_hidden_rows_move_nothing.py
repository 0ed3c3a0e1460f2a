"""Whatever hidden rows there are, a reader's answers are the same to the byte: hits, order, counts, excerpts, pages."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from painopiste.base.bodies.tests.factories import BodyFactory
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory
from painopiste.loop.plans.models import Measure
from painopiste.site.search.keeping import rebuild

pytestmark = pytest.mark.django_db
WORDS = ("kunta", "kunnissa", "nuoret", "nuorten", "poliisi", "katujengi", "turvallisuus", "turvallisuussuunnitelma")
ADDRESSES = tuple(
    f"{path}?q={question}"
    for question in ("kunta", "nuorille+poliisin", "turvallisuus", "katujengit", "jengi", "po", "kunta+kunta")
    for path in ("/fi/haku/", "/sv/haku/", "/fi/haku/ehdotukset/", "/api/v1/search")
)
TEXT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)


@st.composite
def worlds(draw):
    """Measures in an order of their own, some of them hidden from the public."""
    return draw(st.lists(st.tuples(st.booleans(), TEXT, TEXT), min_size=1, max_size=12))


def _write(rows):
    for number, (hidden, title, text) in rows:
        marking = "members" if hidden else "public"
        told = {"title_fi": title, "description_fi": text}
        Measure.objects.create(key=f"k{number}", number=str(number), marking_id=marking, **told)


def _answers(client):
    answers = {}
    for address in ADDRESSES:
        response = client.get(address)
        assert response.status_code == 200
        answers[address] = response.content, response.headers.get("ETag")
    return answers


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds())
def test_adding_hidden_rows_changes_no_byte_of_an_answer(world):
    client = Client()
    Measure._base_manager.all().delete()
    numbered = list(enumerate(world))
    _write([row for row in numbered if not row[1][0]])
    rebuild()
    without = _answers(client)
    Measure._base_manager.all().delete()
    _write(numbered)
    rebuild()
    assert _answers(client) == without


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("hidden", [0, 3])
def test_the_database_is_asked_as_often_whatever_is_hidden(count, hidden, client, django_assert_num_queries):
    for n in range(count):
        Measure.objects.create(key=f"k{n}", number=str(n), title_fi="Kunnan työ", marking_id="public")
    for n in range(hidden):
        Measure.objects.create(key=f"h{n}", number=f"h{n}", title_fi="Kunnan työ", marking_id="members")
        BodyFactory(name_fi="Kunnan ryhmä", marking_id="members")
    rebuild()
    client.get("/fi/haku/?q=kunta")  # the name plate is remembered
    with django_assert_num_queries(5):  # the counts, the hits, the measures and two kinds of their parts
        assert client.get("/fi/haku/?q=kunta").status_code == 200
    with django_assert_num_queries(2):
        assert len(client.get("/fi/haku/ehdotukset/?q=kun").json()["items"]) == count


def test_a_kind_of_which_all_is_hidden_is_not_named(client):
    BodyFactory(name_fi="Kunnan salaryhmä", marking_id="members")
    FocusAreaFactory(name_fi="Kunnan asiat", group=None)
    rebuild()
    page = client.get("/fi/haku/?q=kunta").content.decode()
    assert "laji=focus_area" in page
    assert "laji=body" not in page
    assert "salaryhmä" not in page
    assert client.get("/api/v1/search?q=kunta").json()["counts"] == {"focus_area": 1}


def test_a_row_that_was_closed_past_the_index_is_not_shown(client):
    Measure.objects.create(key="k", number="1", title_fi="Kunnan työ", marking_id="public")
    rebuild()
    Measure._base_manager.update(marking="members")
    assert client.get("/api/v1/search?q=kunta").json()["items"] == []
