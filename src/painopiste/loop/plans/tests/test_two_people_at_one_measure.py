"""Two people change the same measure: what one changed is put together, what both changed is chosen."""

import re
from html import unescape

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from painopiste.loop.plans.models import Measure
from painopiste.loop.plans.tests.factories import MeasureFactory

pytestmark = pytest.mark.django_db
FIELDS = ("title_fi", "timing_fi", "description_fi", "description_sv", "due_on", "needed_euros")
WORDS = st.lists(st.sampled_from(["kunta", "johtaa", "työtä", "<b>", "&amp;", "keväällä", "\n"]), max_size=6).map(
    lambda words: " ".join(words).strip()
)
TEXTS = st.fixed_dictionaries(
    {
        "title_fi": WORDS.map(lambda text: " ".join(text.split()) or "Nimi"),
        "timing_fi": WORDS.map(lambda text: " ".join(text.split())),
        "description_fi": WORDS.map(lambda text: text.replace("\n", "\r\n")),
        "description_sv": WORDS.map(lambda text: text.replace("\n", "\r\n")),
        "due_on": st.sampled_from(["", "24.5.2022", "5/2022", "2023"]),
        "needed_euros": st.sampled_from(["", "0", "200000", "1500,50"]),
    }
)


def hidden(page, name):
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    return unescape(found[1]) if found else ""


def sent_from(page, typed):
    return {
        **typed,
        "kind": "study",
        "own_marking_id": "public",
        "version": hidden(page, "version"),
        "opened": hidden(page, "opened"),
    }


def part(page, start):
    """The text of an element whose start is given, without its marks."""
    inside = page.split(start, 1)[1].split("</div>", 1)[0].split(">", 1)[1]
    inside = re.sub(r'<span class="soft">.*', "", inside)  # the word for an empty version
    return plain(unescape(re.sub(r"</?(del|ins|span|div)[^>]*>", "", inside)))


def plain(text):
    return "\n".join(str(text).splitlines()).strip()


def stored(measure):
    row = Measure.objects.get(pk=measure.pk)
    return {name: plain(getattr(row, name) if getattr(row, name) is not None else "") for name in FIELDS}


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(base=TEXTS, theirs=TEXTS, mine=TEXTS, choices=st.lists(st.booleans(), min_size=6, max_size=6))
def test_every_value_of_either_side_is_saved_or_was_on_the_page_and_turned_down(
    base, theirs, mine, choices, browser_of
):
    measure, other, own = MeasureFactory(kind="study", marking_id="public"), browser_of(), browser_of()
    address = reverse("plans:change", args=[measure.key])
    save(own, address, base)
    opened = own.get(address).content.decode()
    before = stored(measure)
    save(other, address, theirs)
    between = stored(measure)
    answer = own.post(address, sent_from(opened, mine))
    assert answer.status_code == 409
    assert stored(measure) == between  # nothing is saved before somebody has looked at it
    page = answer.content.decode()
    asked = re.findall(r'name="asked" value="([^"]*)"', page)
    picked = {name: "mine" if choice else "theirs" for name, choice in zip(FIELDS, choices, strict=True)}
    for name in asked:  # both versions are there
        assert part(page, f'id="mine-{name}"') == plain(mine[name])
    form = {**sent_from(page, mine), "asked": asked, **{f"keep-{name}": picked[name] for name in asked}}
    form |= {name: shown_in(page, name) for name in FIELDS}
    assert own.post(address, form).status_code == 302
    after = stored(measure)
    only_mine = after_saving_alone(own, mine, browser_of)
    for name in FIELDS:
        if name in asked:
            assert len({before[name], between[name], only_mine[name]}) > 1
            assert after[name] == (only_mine if picked[name] == "mine" else between)[name]
        else:
            assert after[name] == (between[name] if only_mine[name] == before[name] else only_mine[name])
            assert between[name] in (before[name], after[name])  # theirs was no change, or it stands


def save(client, address, typed):
    assert client.post(address, sent_from(client.get(address).content.decode(), typed)).status_code == 302


def after_saving_alone(client, typed, browser_of):
    """What these values are when nobody else is there."""
    alone = MeasureFactory(kind="study", marking_id="public")
    save(client, reverse("plans:change", args=[alone.key]), typed)
    return stored(alone)


def shown_in(page, name):
    """What stands in a field of the form."""
    area = re.search(rf'<textarea name="{name}"[^>]*>(.*?)</textarea>', page, re.S)
    if area:
        return unescape(area[1]).removeprefix("\n").removeprefix("\r\n")
    tag = re.search(rf'<input [^>]*name="{name}"[^>]*>', page)[0]
    value = re.search(r'value="([^"]*)"', tag)
    return unescape(value[1]) if value else ""


@pytest.fixture
def meeting_of_two(browser_of):
    """A page that was opened before somebody else saved another title and another time."""
    measure = MeasureFactory(title_fi="Alku", timing_fi="keväällä", kind="study", marking_id="public")
    address = reverse("plans:change", args=[measure.key])
    own, other = browser_of(), browser_of()
    opened = own.get(address).content.decode()
    save(other, address, {"title_fi": "Toisen nimi", "timing_fi": "syksyllä"})
    return measure, address, own, opened


def test_what_only_the_other_has_changed_comes_into_the_form_and_is_told(meeting_of_two):
    measure, address, own, opened = meeting_of_two
    page = own.post(
        address, sent_from(opened, {"title_fi": "Alku", "timing_fi": "keväällä", "description_fi": "Uusi."})
    ).content.decode()
    assert 'name="asked"' not in page
    assert "Toisen nimi" in page.split('id="taken"')[1].split("</ul>")[0]
    assert shown_in(page, "title_fi") == "Toisen nimi"
    assert shown_in(page, "description_fi") == "Uusi."
    own.post(address, sent_from(page, {name: shown_in(page, name) for name in FIELDS}))
    assert stored(measure)["title_fi"] == "Toisen nimi"
    assert stored(measure)["description_fi"] == "Uusi."


def test_without_a_choice_nothing_is_saved_and_the_field_is_named(meeting_of_two):
    measure, address, own, opened = meeting_of_two
    page = own.post(address, sent_from(opened, {"title_fi": "Minun nimi", "timing_fi": "keväällä"})).content.decode()
    again = sent_from(page, {"title_fi": "Minun nimi", "timing_fi": "syksyllä"}) | {"asked": "title_fi"}
    refused = own.post(address, again)
    assert refused.status_code == 422
    shown = refused.content.decode()
    assert 'id="clash-title_fi-error"' in shown
    assert shown_in(shown, "title_fi") == "Minun nimi"
    assert stored(measure)["title_fi"] == "Toisen nimi"


def test_what_was_typed_stays_when_the_other_version_is_chosen_and_something_else_is_wrong(meeting_of_two):
    _measure, address, own, opened = meeting_of_two
    page = own.post(address, sent_from(opened, {"title_fi": "Minun nimi", "timing_fi": "keväällä"})).content.decode()
    form = sent_from(page, {"title_fi": "Minun nimi", "due_on": "ensi kesänä"})
    refused = own.post(address, form | {"asked": "title_fi", "keep-title_fi": "theirs"}).content.decode()
    assert shown_in(refused, "title_fi") == "Minun nimi"
    assert shown_in(refused, "due_on") == "ensi kesänä"
    assert re.search(r'id="keep-title_fi-theirs"[^>]* checked', refused)


def test_somebody_saves_once_more_while_one_chooses(meeting_of_two, browser_of):
    measure, address, own, opened = meeting_of_two
    page = own.post(address, sent_from(opened, {"title_fi": "Minun nimi", "timing_fi": "keväällä"})).content.decode()
    save(browser_of(), address, {"title_fi": "Kolmas nimi", "timing_fi": "syksyllä"})
    form = sent_from(page, {"title_fi": "Minun nimi", "timing_fi": "syksyllä"}) | {"asked": "title_fi"}
    mine = own.post(address, form | {"keep-title_fi": "mine"})
    assert mine.status_code == 409
    assert part(mine.content.decode(), 'id="theirs-title_fi"') == "Kolmas nimi"
    theirs = own.post(address, form | {"keep-title_fi": "theirs"}).content.decode()
    assert 'name="asked"' not in theirs
    assert shown_in(theirs, "title_fi") == "Kolmas nimi"
    assert stored(measure)["title_fi"] == "Kolmas nimi"


def test_the_page_tells_who_saved_and_when(meeting_of_two):
    _measure, address, own, opened = meeting_of_two
    page = own.post(address, sent_from(opened, {"title_fi": "Minun nimi"})).content.decode()
    legend = page.split('for="keep-title_fi-theirs"')[1].split("</label>")[0]
    assert "Account" in legend
    assert re.search(r"\d{1,2}\.\d{1,2}\.\d{4}", legend)


def test_a_form_that_does_not_tell_how_it_was_opened_is_asked_about_everything_that_differs(meeting_of_two):
    _measure, address, own, opened = meeting_of_two
    form = sent_from(opened, {"title_fi": "Alku", "timing_fi": "keväällä"}) | {"opened": ""}
    page = own.post(address, form).content.decode()
    assert re.findall(r'name="asked" value="([^"]*)"', page) == ["title_fi", "timing_fi"]
