"""What PostgreSQL's own wall costs: the same pages with it and without it, in turns, in one run.

    scripts/with-postgres .venv/bin/python -m benchmarks.wall

Without it a superuser asks, whom row-level security does not bind, and nobody is named.
"""

import os
import sys
from functools import partial
from unittest.mock import patch

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
django.setup()

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection

from benchmarks import model
from benchmarks.pages import PAGES, _round, get, session_of
from benchmarks.setting_up import analyse, migrate
from painopiste.base.markings import naming
from painopiste.site.database_roles import web_role
from painopiste.site.serving import collect_static_files

TARGET = 15  # per cent
ROUNDS, TIMES = 12, 15
SUPERUSER = "painopiste"  # of scripts/with-postgres
ASKED = ("front page", "list of measures, 50 rows", "one measure", "list of focus areas", "API, 50 measures")


def with_wall(request) -> float:
    """Milliseconds of processor time, here and in the database's process, of one request as the service."""
    return sum(_as(web_role(), request))


def without_wall(request) -> float:
    """The same as a superuser, in a program that names nobody."""
    with patch.object(naming, "has_wall", lambda: False), patch("painopiste.site.web.wall.has_wall", lambda: False):
        return sum(_as(SUPERUSER, request))


def _as(user: str, request) -> tuple[float, float]:
    connection.close()
    connection.settings_dict["USER"] = user
    for _ in range(3):
        request()
    return _round(request, TIMES)


def main() -> int:
    migrate()
    collect_static_files()
    with naming.as_system("a made-up model"):
        made = model.make()
        cookie = session_of(made.account)
    analyse()
    handler, slow = WSGIHandler(), []
    print(f"{'page':28}{'reader':>12}{'without, ms':>13}{'with, ms':>11}{'costs':>9}")
    for page in ASKED:
        for reader, sent in (("public", ""), ("secretariat", cookie)):
            request = partial(get, handler, PAGES[page], sent)
            pairs = [(without_wall(request), with_wall(request)) for _ in range(ROUNDS)]
            without, within = (min(pair[side] for pair in pairs) for side in (0, 1))
            more = 100 * (within / without - 1)
            slow += [page] if more > TARGET else []
            print(f"{page:28}{reader:>12}{without:13.2f}{within:11.2f}{more:+8.1f}%", flush=True)
    print(f"target, at most {TARGET} % more: {'not met: ' + ', '.join(slow) if slow else 'met'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
