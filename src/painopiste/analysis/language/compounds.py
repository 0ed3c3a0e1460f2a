"""What a Finnish or Swedish compound is put together from, told by a dictionary of word forms.

Splitting by the words that a dictionary knows follows Koehn and Knight (2003, "Empirical Methods for Compound
Splitting"), with the longest first part instead of frequencies, which the dictionary does not hold.
"""

import re
from collections.abc import Callable, Mapping

Lemma = Callable[[str], str]
SHORTEST = 4  # letters of a part: shorter ones are found inside almost any word
# What looks like a word after a base form but is its ending: case and possessive endings of Finnish.
ENDING = re.compile(r"[aeiouyäö]{0,2}(ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi|ns[aä]|mme|nne|den|ten|jen)")


def whole_of(form: str, base: str, dictionary: Mapping[str, str], lemma: Lemma) -> str:
    """The base form of the whole compound where the lemmatiser gave only that of its first part.

    It knows `nuorisotutkimusseura` as a form of `nuorisotutkimus`; the rest of the form is a word too.
    """
    if "-" in form or len(form) - len(base) < SHORTEST:
        return base
    for cut in range(max(len(base) - 2, SHORTEST), min(len(base) + 4, len(form) - SHORTEST + 1)):
        head, tail = form[:cut], form[cut:]
        if tail in dictionary and not ENDING.fullmatch(tail) and head in dictionary and lemma(head) == base:
            return head + lemma(tail)
    return base


def unknown_whole_of(form: str, dictionary: Mapping[str, str], lemma: Lemma) -> str:
    """The base form of a compound that the lemmatiser left as it was: its last part is what is inflected.

    It does not know `säkerhetsplaner`, though it knows `planer`.
    """
    if form in dictionary or "-" in form:
        return form
    for cut in range(SHORTEST, len(form) - SHORTEST + 1):
        head, tail = form[:cut], form[cut:]
        if tail in dictionary and _first_part(head, dictionary):
            return head + lemma(tail)
    return form


def parts_of(whole: str, dictionary: Mapping[str, str], lemma: Lemma) -> tuple[str, ...]:
    """Base forms of the two words that a base form is put together from, or of all that hyphens join.

    `turvallisuussuunnitelma` gives `turvallisuus` and `suunnitelma`; a word that is no compound gives nothing.
    """
    if "-" in whole:
        return tuple(lemma(part) for part in whole.split("-") if len(part) > 2)
    for cut in range(len(whole) - SHORTEST, SHORTEST - 1, -1):
        head, tail = whole[:cut], whole[cut:]
        if tail in dictionary and lemma(tail) == tail and (first := _first_part(head, dictionary)):
            return lemma(first), tail
    return ()


def _first_part(head: str, dictionary: Mapping[str, str]) -> str:
    """A form that the dictionary has: the head itself, or in Swedish the head without its joining s."""
    if head in dictionary:
        return head
    return head[:-1] if head.endswith("s") and len(head) > SHORTEST and head[:-1] in dictionary else ""


def ends_of(form: str, dictionary: Mapping[str, str], lemma: Lemma) -> tuple[str, str] | None:
    """A compound that no dictionary has, as the base form of the whole and of its last part: for finding, not counting.

    The longest known end is taken, with whatever stands before it: `katujengeistä` gives katujengi and jengi.
    """
    for cut in range(SHORTEST, len(form) - SHORTEST):
        head, tail = form[:cut], form[cut:]
        if tail in dictionary and not ENDING.fullmatch(tail):
            last = lemma(tail)
            if last in dictionary and len(last) >= SHORTEST:
                return head + last, last
    return None
