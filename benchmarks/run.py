"""One run on one database: make the model, measure, print."""

import argparse
import os
import platform
import sys

import django

django.setup()

from django.db import connection
from django.utils import timezone

from benchmarks import model, over_http, results
from benchmarks.pages import measure_pages, yardstick
from benchmarks.setting_up import analyse, migrate
from benchmarks.work import measure_work
from painopiste.base.markings.naming import as_system
from painopiste.site.serving import collect_static_files


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--no-http", action="store_true")
    given = parser.parse_args()
    migrate()
    collect_static_files()
    with as_system("a made-up model"):
        made = model.make()
    analyse()
    _print(_heading())
    costs = measure_pages(account=made.account, quick=given.quick)
    _print(*results.page_lines(costs))
    work = measure_work(account=made.account, quick=given.quick)
    _print(*results.work_lines(work))
    connection.close()
    paces = {} if given.no_http else over_http.measure_pace(quick=given.quick)
    if paces:
        _print(*results.pace_lines(paces), f"Driven by {over_http.driver()}; {over_http.OPEN_AT_ONCE} connections.")
    _print(*results.target_lines(costs, work, paces, connection.vendor))


def _heading() -> str:
    cores, load = os.cpu_count(), os.getloadavg()[0]
    version = ".".join(map(str, connection.get_database_version()))
    return (
        f"{timezone.localdate():%Y-%m-%d}, {connection.display_name} {version}, Python {platform.python_version()}, "
        f"Django {django.__version__}, {cores} cores, load {load:.1f}: 500 measures, 60 organisations, 5,000 steps.\n"
        f"Yardstick: {yardstick():.2f} ms of plain Python. Compare runs only where it is the same."
    )


def _print(*lines: str) -> None:
    print("\n".join(lines), end="\n\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
