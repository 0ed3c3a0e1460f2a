"""`python -m benchmarks [--quick] [--only …] [--no-http]`: measure on SQLite and, where it is installed, PostgreSQL.

Each database is measured in a process and a folder of its own; both are gone afterwards.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks", description="Measure pages, downloads and reports.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds: numbers are rougher")
    parser.add_argument("--only", choices=("sqlite", "postgresql"), help="measure on one database only")
    parser.add_argument("--no-http", action="store_true", help="leave out requests per second")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    flags = [flag for flag, on in (("--quick", given.quick), ("--no-http", given.no_http)) if on]
    ended = [measure(database, flags) for database in ("sqlite", "postgresql") if given.only in (None, database)]
    return max(ended)


def measure(database: str, flags: list[str]) -> int:
    """Run the measuring process on one database; its exit code."""
    before: list[str] = []
    if database == "postgresql":
        if not has_postgresql():
            print("PostgreSQL is not installed here: not measured.", flush=True)
            return 0
        before = [str(ROOT / "scripts" / "with-postgres")]
    with tempfile.TemporaryDirectory(prefix="painopiste-bench.") as folder:
        environment = os.environ | {
            "PAINOPISTE_FOLDER": folder,
            "PAINOPISTE_MODE": "development",
            "PAINOPISTE_WORKERS": "2",
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        }
        environment.pop("DATABASE_URL", None)
        command = [*before, sys.executable, "-m", "benchmarks.run", *flags]
        return run(command, environment)


def run(command: list[str], environment: dict[str, str]) -> int:
    """Run to the end, or end everything that was started when this process is told to end."""
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        return process.wait()
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()


def has_postgresql() -> bool:
    return bool(shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))


if __name__ == "__main__":
    sys.exit(main())
