"""Inflected Finnish and Swedish words are brought to their base forms, and compounds are taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from painopiste.analysis.language import LANGUAGES, word_of, words


def lemmas(text, language="fi"):
    return [word.lemma for word in words(text, language=language)]


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("turvallisuuden", "turvallisuus"),
        ("kunnissa", "kunta"),
        ("hyvinvointialueiden", "hyvinvointialue"),
        ("huoli-ilmoitukset", "huoli-ilmoitus"),
        ("nuorisotutkimusseura", "nuorisotutkimusseura"),  # the lemmatiser alone loses the last part
        ("turvallisuusopas", "turvallisuusopas"),
        ("painopisteestä", "painopiste"),  # an ending that is a word too is not a part
        ("seurantaansa", "seuranta"),
        ("suunnitelmat", "suunnitelma"),
        ("turvallisuussuunnitelmat", "turvallisuussuunnitelma"),
        ("turvallisuudentunteen", "turvallisuudentunne"),
    ],
)
def test_a_finnish_form_gives_its_base_form(form, lemma):
    assert word_of(form, "fi").lemma == lemma


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("säkerhetsplaner", "säkerhetsplan"),
        ("säkerhetsplan", "säkerhetsplan"),
        ("insatsområdet", "insatsområde"),
        ("ungdomsgängen", "ungdomsgäng"),
        ("planen", "plan"),
    ],
)
def test_a_swedish_form_gives_its_base_form(form, lemma):
    assert word_of(form, "sv").lemma == lemma


@pytest.mark.parametrize(
    ("word", "language", "parts"),
    [
        ("turvallisuussuunnitelma", "fi", ("turvallisuus", "suunnitelma")),
        ("asuinalueturvallisuus", "fi", ("asuinalue", "turvallisuus")),
        ("huoli-ilmoitus", "fi", ("huoli", "ilmoitus")),
        ("turvallisuus", "fi", ()),
        ("koulutus", "fi", ()),
        ("säkerhetsplan", "sv", ("säkerhet", "plan")),
        ("trygghet", "sv", ()),
    ],
)
def test_a_compound_is_taken_apart_and_a_plain_word_is_not(word, language, parts):
    assert word_of(word, language).parts == parts


def test_words_that_say_nothing_numbers_and_initials_are_left_out():
    assert lemmas("Se on ollut niin, että 21 kuntaa ja P3 olivat mukana vuonna 2022.") == ["kunta"]
    assert lemmas("Kommunerna har varit med och de är många", "sv") == ["kommun"]


def test_words_come_in_order_as_often_as_they_occur():
    assert lemmas("Kunta, kunnat; kunnissa!") == ["kunta"] * 3


def test_a_language_without_a_dictionary_is_refused():
    with pytest.raises(ValueError, match="no dictionary for 'de'"):
        words("Sicherheit", language="de")


@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_any_text_gives_words_in_lower_case_and_the_same_each_time(text, language):
    found = words(text, language=language)
    assert found == words(text, language=language)
    assert all(part and part == part.lower() for word in found for part in (word.lemma, *word.parts))
