"""From running text to base forms.

The dictionaries are those of simplemma, read from their packed form: 60 MB of memory instead of 490 for the three
languages, two seconds when the first word is asked for, and about a tenth of a millisecond for a word not met before.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy
from simplemma.strategies.dictionaries.stream_dictionary_factory import StreamDictionaryFactory
from stopwordsiso import stopwords

from painopiste.analysis.language.compounds import ends_of, parts_of, unknown_whole_of, whole_of

LANGUAGES = ("fi", "sv", "en")
KEPT = 65_536  # words whose analysis is kept: many times what a programme's texts hold
SHORTEST = 3  # letters; shorter words are endings, initials and numbers
WORD = re.compile(r"[^\W\d_](?:[\w-]*\w)?")
DICTIONARIES = StreamDictionaryFactory()
LEMMATIZER = Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=DICTIONARIES))


class Word(NamedTuple):
    """A word's base form in lower case, and the base forms of what it is put together from (none: not a compound)."""

    lemma: str
    parts: tuple[str, ...] = ()


def words(text: str, *, language: str) -> list[Word]:
    """The words of a text that say something, in their order, each as often as it occurs.

    Stop words (stopwords-iso), numbers and words under three letters are left out.

    :raises ValueError: if the language is not one of `LANGUAGES`
    """
    if language not in LANGUAGES:
        raise ValueError(f"no dictionary for {language!r}; there are {', '.join(LANGUAGES)}")
    quiet = _quiet(language)
    found = (word_of(form, language) for form in WORD.findall(text.lower()) if form not in quiet)
    return [word for word in found if len(word.lemma) >= SHORTEST and word.lemma not in quiet]


@lru_cache(maxsize=KEPT)
def word_of(form: str, language: str) -> Word:
    """What one inflected form, in lower case, is a form of."""
    dictionary = _dictionary(language)

    def lemma(of: str) -> str:
        found = LEMMATIZER.lemmatize(of, lang=language).lower()
        return _noun(of, found, language, dictionary)

    base = lemma(form)
    if language == "en":  # its compounds are written apart
        return Word(base, tuple(lemma(part) for part in base.split("-") if len(part) >= SHORTEST and part != base))
    whole = whole_of(form, base, dictionary, lemma) if language == "fi" else base
    if whole == form and (language == "sv" or form.endswith("t")):
        whole = unknown_whole_of(form, dictionary, lemma)
    return Word(whole, parts_of(whole, dictionary, lemma))


@lru_cache(maxsize=KEPT)
def ends(form: str, language: str) -> tuple[str, str] | None:
    """What a form in lower case might be as a compound that the dictionary does not have: the base form of the whole
    and of its last part. None where its base form is known and its parts are, or where nothing known ends it."""
    known = word_of(form, language)
    dictionary = _dictionary(language)
    if language == "en" or (known.lemma in dictionary and (known.parts or form in dictionary)):
        return None

    def lemma(of: str) -> str:
        return word_of(of, language).lemma

    return ends_of(form, dictionary, lemma)


def knows(form: str, language: str) -> bool:
    """Whether the dictionary has this very form, in lower case."""
    return form in _dictionary(language)


def is_base(form: str, language: str) -> bool:
    """Whether the dictionary has the form, in lower case, as a base form."""
    return form in _dictionary(language) and word_of(form, language).lemma == form


def says_nothing(form: str, language: str) -> bool:
    """Whether a form in lower case is one of the language's stop words."""
    return form in _quiet(language)


def _noun(form: str, found: str, language: str, dictionary: Mapping[str, str]) -> str:
    """The noun that officials' texts mean, where the dictionary knows the form as something else.

    It has Swedish `plan` as the imperative of `plana`, and a few Finnish plurals (`suunnitelmat`) as base forms.
    """
    if language == "sv" and found == f"{form}a":
        return form
    if language == "fi" and found == form and form.endswith("t") and dictionary.get(form[:-1]) == form[:-1]:
        return form[:-1]
    return found


@cache
def _dictionary(language: str) -> Mapping[str, str]:
    return DICTIONARIES.get_dictionary(language)


@cache
def _quiet(language: str) -> frozenset[str]:
    return frozenset(stopwords(language))
