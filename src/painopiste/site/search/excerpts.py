"""What of a text is shown for a question: the stretch where its words stand, and which words these are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from painopiste.base.search.terms import TOKEN, Asked, Text, bases_of

LENGTH = 220  # letters of an excerpt, about
BEFORE = 60  # of these before the first word that answers


@dataclass(frozen=True)
class Excerpt:
    """A stretch of text in its language; `places` are the first and the last letter of each word that answers."""

    text: str = ""
    language: str = ""
    places: tuple[tuple[int, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The text in pieces, and of each whether it answers."""
        edges = [0, *(edge for place in self.places for edge in place), len(self.text)]
        return [(self.text[start:end], n % 2 == 1) for n, (start, end) in enumerate(pairwise(edges)) if start < end]


def places_in(text: str, *, language: str, asked: Sequence[Asked]) -> list[tuple[int, int]]:
    """Where words of the text answer the question."""
    terms = frozenset().union(*(one.terms for one in asked))
    begun = tuple(one.beginning for one in asked if one.beginning)
    found = []
    for token in TOKEN.finditer(text):
        form = token.group().lower()
        bases = (form, *(term for term, _share in bases_of(form, language)))
        if not terms.isdisjoint(bases) or (begun and form.startswith(begun)):
            found.append(token.span())
    return found


def whole(text: str, *, language: str, asked: Sequence[Asked]) -> Excerpt:
    """The whole text, as a title."""
    return Excerpt(text, language, tuple(places_in(text, language=language, asked=asked)))


def excerpt_of(texts: Iterable[Text], *, language: str, asked: Sequence[Asked]) -> Excerpt:
    """The stretch of the texts that answers, in the reader's language if there is one; else their beginning."""
    bodies = [text for text in texts if not text.title and text.text.strip()]
    bodies.sort(key=lambda text: text.language != language)
    for text in bodies:
        plain = " ".join(text.text.split())
        if places := places_in(plain, language=text.language, asked=asked):
            return _cut(plain, text.language, places)
    return _cut(" ".join(bodies[0].text.split()), bodies[0].language, []) if bodies else Excerpt()


def _cut(text: str, language: str, places: Sequence[tuple[int, int]]) -> Excerpt:
    if len(text) <= LENGTH:
        return Excerpt(text, language, tuple(places))
    start = max(0, (places[0][0] if places else 0) - BEFORE)
    if start:
        start = text.rfind(" ", 0, start) + 1
    end = start + LENGTH
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + LENGTH // 2)
    lead = "… " if start else ""
    moved = [(a - start + len(lead), b - start + len(lead)) for a, b in places if a >= start and b <= end]
    return Excerpt(lead + text[start:end] + (" …" if end < len(text) else ""), language, tuple(moved))
