"""From texts to the terms that they are found by, with weights; and from what somebody asks to the terms looked for.

A weight depends on the document alone: how often a word stands in it, whether in its title, and how long the text is.
How rare a word is among all documents is never asked, for hidden documents would move what is seen.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from painopiste.analysis.language import ends, is_base, knows, says_nothing, word_of, words

LANGUAGES = ("fi", "sv", "en")
TOKEN = re.compile(r"\w+(?:[-.:/]\w+)*")
LONGEST = 60  # letters of a term; the column holds no more
SCALE = 100
TITLE = 3 * SCALE  # what one word of a title weighs: more than any number of times in the text can
IN_TEXT = 2 * SCALE  # what a word of the text comes near to, the more often it occurs
HALF, USUAL = 1.2, 120  # occurrences that give half of it, in a text of so many words
PART = 0.5  # what a part of a compound weighs against a word of its own
ASKED_AT_MOST = 8  # words of one question
BEGUN = 3  # letters of a word from which titles are suggested
# Finnish possessives and clitics, which the dictionaries do not know behind every form.
CLITIC = re.compile(r"(?<=\w{4})(ko|kö|kaan|kään|kin|han|hän|pa|pä)$")
PLURAL = re.compile(r"(?<=\w{4})i(ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi|hin|den)$")
POSSESSIVE = re.compile(r"(?<=\w{4})(mme|nne|nsa|nsä|ni|si)$")


@dataclass(frozen=True)
class Text:
    """A stretch of text in one language. A title weighs more than a body."""

    text: str
    language: str
    title: bool = False


@lru_cache(maxsize=65_536)
def bases_of(form: str, language: str) -> tuple[tuple[str, float], ...]:
    """The terms that one form, in lower case, stands for, each with its share; none for a word that says nothing."""
    if says_nothing(form, language):
        return ()
    if len(form) < 3 or any(letter.isdigit() for letter in form):
        return ((form[:LONGEST], 1.0),)
    found: dict[str, float] = {}
    for word in words(form, language=language):
        found[word.lemma[:LONGEST]] = 1.0
        for part in word.parts:
            found.setdefault(part[:LONGEST], PART)
    if found and (compound := ends(form, language)):
        found[compound[0][:LONGEST]] = 1.0
        found.setdefault(compound[1][:LONGEST], PART)
    if found and language == "fi":
        for base in (*(word_of(bare, language).lemma for bare in _bare(form)), *_plural(form)):
            found.setdefault(base[:LONGEST], 1.0)
    return tuple(found.items())


def _bare(form: str) -> Iterator[str]:
    """A Finnish form without its clitic, and without its possessive: kunnissammekin, kunnissamme, kunnissa."""
    without = CLITIC.sub("", form)
    if without != form:
        yield without
    if POSSESSIVE.search(without):
        yield POSSESSIVE.sub("", without)


def _plural(form: str) -> Iterator[str]:
    """Another word that a plural may be of: `partioissa` is partia to the dictionary, and partio to officials."""
    bare = PLURAL.sub("", form)
    if bare != form and is_base(bare, "fi"):
        yield bare


def weigh(texts: Iterable[Text]) -> Mapping[str, int]:
    """The terms of a document with their weights."""
    in_title: dict[str, float] = {}
    in_text: Counter[str] = Counter()
    length = 0
    for text in texts:
        for token in TOKEN.findall(text.text.lower()):
            bases = bases_of(token, text.language)
            length += bool(bases)
            for term, share in (*bases, *_as_written(token, title=text.title)):
                if text.title:
                    in_title[term] = max(share, in_title.get(term, 0))
                else:
                    in_text[term] += share  # type: ignore[assignment]
    slow = HALF * (0.5 + 0.5 * length / USUAL)
    told = {term: IN_TEXT * times / (times + slow) for term, times in in_text.items()}
    return {
        term: max(1, round(TITLE * in_title.get(term, 0) + told.get(term, 0))) for term in sorted({*in_title, *told})
    }


def _as_written(token: str, *, title: bool) -> Iterator[tuple[str, float]]:
    """A title is also found by its very words, which names and abbreviations need."""
    if title:
        yield token[:LONGEST], 1.0


@dataclass(frozen=True)
class Asked:
    """One word of a question: any of the terms answers it. With `beginning` a title's word that begins so does too."""

    terms: frozenset[str]
    beginning: str = ""


def ask(question: str, *, language: str, unfinished: bool = False) -> list[Asked]:
    """What is looked for: a document must answer every word. `unfinished`: the last word may be only begun.

    Words are taken as any of the three languages has them: a Swedish text is found from a Finnish page.
    """
    tokens = list(dict.fromkeys(TOKEN.findall(question.lower())))[:ASKED_AT_MOST]
    told = [token for token in tokens if bases_of(token, language)] or tokens
    last = tokens[-1] if unfinished and tokens else ""
    begun = last if len(last) >= BEGUN else ""
    return [
        Asked(frozenset(_terms_of(token, only_known=token == begun)), token[:LONGEST] if token == begun else "")
        for token in told
    ]


def _terms_of(token: str, *, only_known: bool) -> Iterator[str]:
    """The terms that answer a word. Of one that is only begun nothing is guessed: `koulupo` is no form of koulu."""
    yield token[:LONGEST]
    for language in LANGUAGES:
        if not only_known or knows(token, language):
            yield from (term for term, share in bases_of(token, language) if share == 1)
