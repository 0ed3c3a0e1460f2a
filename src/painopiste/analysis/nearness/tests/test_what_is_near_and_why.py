"""What is near comes first and says why; the finder looks at nothing but what it is given."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from painopiste.analysis.nearness import Fact, Item, Nearness

SM, SPR = Fact("organisation", "sm"), Fact("organisation", "spr")


def item(key, title, text="", language="fi", **facts):
    return Item(key, {language: title}, {language: text}, {Fact("organisation", each): 1.0 for each in facts})


def keys(items, key, **asked):
    return [near.key for near in Nearness(items).nearest(key, **asked)]


def test_other_forms_of_the_same_words_are_near():
    items = [
        item("a", "Kuntien turvallisuussuunnitelmat"),
        item("b", "Poliisin uudet autot"),
        item("c", "Turvallisuussuunnitelma kunnalle"),
    ]
    assert keys(items, "a") == ["c"]


def test_a_compound_is_near_what_it_is_put_together_from_and_the_parts_are_the_reason():
    items = [item("a", "Asuinalueturvallisuus"), item("b", "Asuinalueen turvallisuus"), item("c", "Uudet autot")]
    (near,) = Nearness(items).nearest("a")
    assert near.key == "b"
    assert {word.lemma for word in near.why_words} == {"asuinalue", "turvallisuus"}


def test_the_whole_compound_is_told_and_not_its_parts_beside_it():
    items = [item("a", "Huoli-ilmoitus"), item("b", "Huoli-ilmoitusten kysely"), item("c", "Ilmoitus muusta")]
    near = Nearness(items).nearest("a")[0]
    assert [word.lemma for word in near.why_words] == ["huoli-ilmoitus"]
    assert near.why_words[0].share == pytest.approx(1)


def test_shared_organisations_order_what_shares_words_and_are_told():
    plain = [item("a", "Koulutus", sm=1), item("b", "Koulutus", spr=1), item("c", "Koulutus", sm=1)]
    first, second = Nearness(plain).nearest("a")
    assert (first.key, second.key) == ("c", "b")
    assert [shared.fact for shared in first.why_facts] == [SM]
    assert first.words == pytest.approx(second.words)
    assert second.why_facts == ()


def test_a_shared_organisation_alone_makes_nothing_near():
    assert keys([item("a", "Koulutus", sm=1), item("b", "Kysely", sm=1)], "a") == []


def test_a_swedish_proposal_meets_what_is_written_in_swedish_too():
    both = Item("b", {"fi": "Turvallisuussuunnitelma", "sv": "Kommunens säkerhetsplan"})
    only_finnish = item("c", "Kunnan turvallisuussuunnitelma")
    items = [item("a", "Säkerhetsplaner i kommunerna", language="sv"), both, only_finnish]
    (near,) = Nearness(items).nearest("a")
    assert (near.key, near.language) == ("b", "sv")
    assert "säkerhetsplan" in {word.lemma for word in near.why_words}


def test_a_reader_is_told_the_words_in_their_own_language_and_the_order_stays():
    rows = (("a", "Kuntien koulutus", "Utbildning i kommuner"), ("b", "Koulutus", "Utbildning"), ("c", "Kunta", "Stad"))
    finder = Nearness(Item(key, {"fi": fi, "sv": sv}) for key, fi, sv in rows)
    finnish, swedish = finder.nearest("a"), finder.nearest("a", told_in="sv")
    assert [(near.key, near.score) for near in finnish] == [(near.key, near.score) for near in swedish]
    told = {near.key: (near.told_in, [word.lemma for word in near.why_words]) for near in swedish}
    assert told == {"b": ("sv", ["utbildning"]), "c": ("fi", ["kunta"])}


def test_a_rare_shared_word_weighs_more_than_a_common_one():
    common = [item(f"x{n}", f"Kunnan työ {n}") for n in range(8)]
    items = [item("a", "Kunnan jengi"), item("b", "Jengi kadulla"), item("c", "Kunnan katu"), *common]
    assert keys(items, "a")[0] == "b"


def test_what_is_left_out_is_not_listed_and_still_counts_for_how_rare_a_word_is():
    items = [item("a", "Koulutus kylille"), item("b", "Koulutus"), item("c", "Koulutus")]
    alone = Nearness(items).nearest("a", without=("c",))
    assert [near.key for near in alone] == ["b"]
    assert alone[0].words == Nearness(items).nearest("a")[0].words


def test_rarity_is_counted_among_the_given_items_alone():
    """What a reader may not see is not given, and so can't show in a score: with it the scores would be others."""
    seen = [item("a", "Koulutus kylille"), item("b", "Kylien kysely"), item("c", "Uusi opas")]
    hidden = item("d", "Kylien salainen työ")
    told = Nearness(seen).nearest("a")
    with_hidden = Nearness([*seen, hidden]).nearest("a", without=("d",))
    assert [near.key for near in told] == [near.key for near in with_hidden] == ["b"]
    assert told[0].words > with_hidden[0].words  # the word would be less rare


def test_two_items_with_one_key_are_refused():
    with pytest.raises(ValueError, match="two items have the key 'a'"):
        Nearness([item("a", "Koulutus"), item("a", "Opas")])


def test_an_item_without_words_is_near_nothing():
    assert keys([item("a", "2022–2023"), item("b", "Koulutus"), Item("c", {})], "a") == []


SOME = ("kunta", "turvallisuus", "opas", "koulutus", "kylä", "jengi", "kysely", "asuinalue", "tieto")
WORDS = st.lists(st.sampled_from(SOME), max_size=6)
DRAWN = st.lists(st.tuples(WORDS, st.sets(st.sampled_from("abc"))), min_size=2, max_size=8)


@settings(max_examples=60)
@given(DRAWN)
def test_scores_lie_between_nothing_and_six_fifths_are_in_order_and_the_same_from_both_ends(drawn):
    items = [
        Item(str(n), {"fi": " ".join(words)}, {}, {Fact("body", each): 1.0 for each in facts})
        for n, (words, facts) in enumerate(drawn)
    ]
    finder = Nearness(items)
    lists = {each.key: finder.nearest(each.key, limit=99) for each in items}
    assert lists == {each.key: Nearness(items).nearest(each.key, limit=99) for each in items}
    scores = {(key, near.key): near for key, found in lists.items() for near in found}
    for (one, other), near in scores.items():
        assert 0 < near.words <= 1.000001
        assert 0 <= near.facts <= 1.000001
        assert near.score == pytest.approx(near.words * (1 + 0.2 * near.facts))
        assert near.score == pytest.approx(scores[other, one].score)
        assert sum(word.share for word in near.why_words) <= 1.000001
        assert near.why_words
    for found in lists.values():
        assert all(one.score > other.score - 1e-8 for one, other in pairwise(found))
