"""The values of indicators: columnar files that are never changed, asked by an engine inside the process (ADR 29)."""

from painopiste.analysis.bank.asking import Row, ask
from painopiste.analysis.bank.comparing import Difference, difference
from painopiste.analysis.bank.holding_back import hold_back
from painopiste.analysis.bank.keeping import as_parquet, fingerprint_of, keep, path_of, periods_of
from painopiste.analysis.bank.model import NO_DIMENSIONS, Checked, Place, Rule, UnusableError
from painopiste.analysis.bank.reading import read_file
from painopiste.analysis.bank.taking_in import take_in

__all__ = [
    "NO_DIMENSIONS", "Checked", "Difference", "Place", "Row", "Rule", "UnusableError", "as_parquet", "ask",
    "difference", "fingerprint_of", "hold_back", "keep", "path_of", "periods_of", "read_file", "take_in",
]  # fmt: skip
