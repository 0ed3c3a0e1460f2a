"""The few words that a report adds by itself, in its own language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

LOCALES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}

LABELS: Mapping[str, Mapping[str, str]] = {
    "fi": {
        "contents": "Sisällys",
        "figure": "Kuvio",
        "table": "Taulukko",
        "source": "Lähde",
        "note": "Huomautus",
        "warning": "Huomio",
        "decision": "Päätös",
        "rows": "Katso kuvion tai taulukon rivit",
        "show_table": "Näytä taulukkona",
        "empty": "Ei rivejä",
        "scroll": "Taulukkoa voi vierittää sivusuunnassa",
    },
    "sv": {
        "contents": "Innehåll",
        "figure": "Figur",
        "table": "Tabell",
        "source": "Källa",
        "note": "Anmärkning",
        "warning": "Obs",
        "decision": "Beslut",
        "rows": "Se raderna bakom figuren eller tabellen",
        "show_table": "Visa som tabell",
        "empty": "Inga rader",
        "scroll": "Tabellen kan rullas i sidled",
    },
    "en": {
        "contents": "Contents",
        "figure": "Figure",
        "table": "Table",
        "source": "Source",
        "note": "Note",
        "warning": "Please note",
        "decision": "Decision",
        "rows": "See the rows behind this",
        "show_table": "Show as a table",
        "empty": "No rows",
        "scroll": "The table scrolls sideways",
    },
}


def labels(language: str) -> Mapping[str, str]:
    """Give the words in a language; English where the language is not known."""
    return LABELS.get(language, LABELS["en"])


def day(value: date) -> str:
    """Write a date as Finland does in all three languages: 24.5.2022."""
    return f"{value.day}.{value.month}.{value.year}"
