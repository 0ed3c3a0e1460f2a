"""Small counts: what to hold back so that nothing published gives them back, and an attacker who tries."""

from painopiste.analysis.disclosure.attacking import Audit, audit
from painopiste.analysis.disclosure.model import Known, Table, grid, known_rate, known_ratio, known_sums, table
from painopiste.analysis.disclosure.protecting import CannotProtectError, Suppression, protect

__all__ = [
    "Audit", "CannotProtectError", "Known", "Suppression", "Table", "audit", "grid", "known_rate", "known_ratio",
    "known_sums", "protect", "table",
]  # fmt: skip
