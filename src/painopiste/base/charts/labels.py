"""The few words and the way of writing numbers that a chart adds by itself, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

LABELS: Mapping[str, Mapping[str, str]] = {
    "fi": {
        "point": "Tarkka päivä",
        "range": "Likimääräinen ajankohta",
        "by": "Viimeistään",
        "span": "Kesto",
        "ongoing": "Jatkuu",
        "break": "Sarja katkeaa",
        "interval": "Vaihteluväli",
        "empty": "Ei tietoja",
    },
    "sv": {
        "point": "Exakt dag",
        "range": "Ungefärlig tidpunkt",
        "by": "Senast",
        "span": "Varaktighet",
        "ongoing": "Fortsätter",
        "break": "Serien bryts",
        "interval": "Intervall",
        "empty": "Inga uppgifter",
    },
    "en": {
        "point": "Exact day",
        "range": "Approximate time",
        "by": "At the latest",
        "span": "Duration",
        "ongoing": "Goes on",
        "break": "Break in the series",
        "interval": "Interval",
        "empty": "Nothing to show",
    },
}


def labels(language: str) -> Mapping[str, str]:
    """Give the words in a language; English where the language is not known."""
    return LABELS.get(language, LABELS["en"])


def number(value: float, language: str, decimals: int | None = None) -> str:
    """Write a number: groups of three, and a decimal comma in Finnish and Swedish."""
    digits = decimals if decimals is not None else (0 if value == round(value) else 1)
    written = f"{value:,.{digits}f}"
    whole, point, rest = written.partition(".")
    comma = "," if language in {"fi", "sv"} else "."
    return whole.replace(",", "\N{NO-BREAK SPACE}").replace("-", "\N{MINUS SIGN}") + (comma + rest if point else "")
