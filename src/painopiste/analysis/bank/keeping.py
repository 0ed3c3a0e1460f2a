"""Files of values: written once, named by their own fingerprint, never changed."""

import hashlib
import os
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


def path_of(folder: Path, code: str, fingerprint: str) -> Path:
    """Where the file of a release stands: a folder for each indicator, a file for each release."""
    return folder / code / f"{fingerprint}.parquet"


def keep(table: Any, folder: Path, code: str) -> str:
    """Write the values beside those that are held and give the SHA-256 of the file; they are on the disk then."""
    from pyarrow import parquet

    (folder / code).mkdir(parents=True, exist_ok=True)
    draft = folder / code / f".{secrets.token_hex(8)}"
    try:
        with draft.open("wb") as file:
            parquet.write_table(table, file, compression="zstd", use_dictionary=True)
            file.flush()
            os.fsync(file.fileno())
        fingerprint = fingerprint_of(draft)
        draft.replace(path_of(folder, code, fingerprint))
    finally:
        draft.unlink(missing_ok=True)
    return fingerprint


def periods_of(table: Any) -> list[str]:
    """The periods that have a value, in the order of time."""
    found = {(start, period) for start, period, value in zip(
        *(table.column(name).to_pylist() for name in ("start", "period", "value")), strict=True
    ) if value is not None}  # fmt: skip
    return [period for _, period in sorted(found)]


def fingerprint_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def as_parquet(columns: Mapping[str, Sequence[Any]], *, numbers: Sequence[str]) -> bytes:
    """Columns as a Parquet file; `numbers` names those that hold floats, or nothing at all."""
    import pyarrow as pa
    from pyarrow import parquet

    arrays = {name: pa.array(values, pa.float64() if name in numbers else None) for name, values in columns.items()}
    out = pa.BufferOutputStream()
    parquet.write_table(pa.table(arrays), out, compression="zstd")
    return bytes(out.getvalue())
