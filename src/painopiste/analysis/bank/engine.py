"""DuckDB inside the process: a connection for each thread, which reaches no file outside the bank's folder."""

import threading
from pathlib import Path
from typing import Any

_local = threading.local()
MEMORY = "1GB"


def engine(folder: Path | None = None) -> Any:
    """A connection in memory. It may read and write inside `folder` and nowhere else, and never the network."""
    import duckdb

    held: dict[str, Any] = _local.__dict__.setdefault("held", {})
    name = str(folder.resolve()) if folder else ""
    if name not in held:
        connection = duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"})
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        if name:
            connection.execute("SET allowed_directories = ?", [[f"{name}/"]])
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        held[name] = connection
    return held[name].cursor()
