"""How fast and how well search finds among 100,000 Finnish measures, beside plainer ways in the same run.

Run it in an installation of its own, which it fills: python -m benchmarks.search [--rows 100000] [--rounds 5]
"""

import argparse
import os
import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "painopiste.site.settings")
django.setup()

from django.core.management import call_command
from django.db import connection
from django.db.models import Q

from painopiste.analysis.language.words import DICTIONARIES
from painopiste.analysis.nearness.tests.labelled import read_programme
from painopiste.base.actors import PUBLIC, Actor
from painopiste.base.markings.naming import reading_as
from painopiste.loop.plans.models import Measure
from painopiste.loop.plans.permissions import visible_measures
from painopiste.site.search.keeping import follow, rebuild
from painopiste.site.search.showing import search
from painopiste.site.search.tests.thirty import THIRTY

SEED, WORDS, RARE = 20_220_524, 40, 20_000
MEMBER = Actor(label="members", member=True)
Way = Callable[[str, str], Sequence[str]]


def vocabulary() -> tuple[list[str], list[int]]:
    """The word forms of the 2022 programme as often as they stand there, and many rare ones of the dictionary."""
    text = " ".join(f"{item.title.get('fi', '')} {item.text.get('fi', '')}" for item in read_programme().items.values())
    known = Counter(re.findall(r"\w+", text.lower()))
    forms = [form for form in DICTIONARIES.get_dictionary("fi") if isinstance(form, str) and 4 < len(form) < 20]
    rare = random.Random(SEED).sample(sorted(forms), RARE)
    return [*known, *rare], [*(10 * n for n in known.values()), *([1] * RARE)]


def measures(rows: int) -> Iterator[Measure]:
    """Generated measures, every tenth for members only, and the thirty texts that are looked for."""
    chance, (forms, weights) = random.Random(SEED), vocabulary()
    for n in range(rows - len(THIRTY)):
        drawn = chance.choices(forms, weights, k=WORDS)
        marking = "members" if n % 10 == 7 else "public"
        told = {"title_fi": " ".join(drawn[:6]).capitalize(), "description_fi": " ".join(drawn[6:])}
        yield Measure(key=f"g{n}", number=f"g{n}", marking_id=marking, own_marking_id=marking, **told)
    for n, case in enumerate(THIRTY):
        told = {"title_fi": "–"}
        told |= {f"title_{case.language}": case.title, f"description_{case.language}": case.text}
        yield Measure(key=f"m{n}", number=f"m{n}", marking_id="public", own_marking_id="public", **told)


def by_index(asked: str, language: str) -> Sequence[str]:
    """Ours, with counts, rows, titles and excerpts: all that a page needs."""
    return [one.key for one in search(question=asked, by=PUBLIC, language=language).results]


def by_like(asked: str, language: str) -> Sequence[str]:
    """A plain LIKE over the folded texts, as the lists of pages have it: the count and twenty rows."""
    condition = Q()
    for word in asked.lower().split():
        condition &= Q(folded__contains=word)
    rows = visible_measures(PUBLIC).filter(condition)
    rows.count()
    return [row.key for row in rows.order_by("rank")[:20]]


def by_fts5(asked: str, language: str) -> Sequence[str]:
    """SQLite's full text without base forms: twenty rows by bm25, and the count, of all rows, hidden ones too."""
    match = " AND ".join(f'"{word}"' for word in asked.split())
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM bench_fts WHERE bench_fts MATCH %s", [match])
        cursor.execute("SELECT key FROM bench_fts WHERE bench_fts MATCH %s ORDER BY rank LIMIT 20", [match])
        return [row[0] for row in cursor.fetchall()]


def by_tsvector(asked: str, language: str) -> Sequence[str]:
    """PostgreSQL's full text with its Finnish stemmer and a GIN index: twenty rows by ts_rank, and the count."""
    with connection.cursor() as cursor:
        match = "FROM bench_fts WHERE words @@ plainto_tsquery('finnish', %s)"
        cursor.execute(f"SELECT count(*) {match}", [asked])
        rank = "ORDER BY ts_rank(words, plainto_tsquery('finnish', %s)) DESC LIMIT 20"
        cursor.execute(f"SELECT key {match} {rank}", [asked, asked])
        return [row[0] for row in cursor.fetchall()]


def make_peer() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_fts")
        text = "title_fi || ' ' || description_fi || ' ' || title_sv || ' ' || description_sv"
        if connection.vendor == "sqlite":
            cursor.execute("CREATE VIRTUAL TABLE bench_fts USING fts5(key UNINDEXED, text)")
            cursor.execute(f"INSERT INTO bench_fts SELECT key, {text} FROM painopiste_measure")
            return
        cursor.execute(
            f"CREATE TABLE bench_fts AS SELECT key, to_tsvector('finnish', {text}) AS words FROM painopiste_measure"
        )
        cursor.execute("CREATE INDEX ON bench_fts USING gin (words)")
        cursor.execute("ANALYZE")


def fill(rows: int) -> None:
    Measure._base_manager.all().delete()
    began = time.perf_counter()
    Measure._base_manager.bulk_create(measures(rows), batch_size=2_000)
    made = time.perf_counter()
    count = rebuild()
    built = time.perf_counter()
    print(f"{count} rows: written in {made - began:.0f} s, index built in {built - made:.0f} s")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        for table in ("searchword", "searchdocument"):
            cursor.execute(f"SELECT count(*) FROM painopiste_{table}")
            print(f"{table}: {cursor.fetchone()[0]} rows")
    make_peer()


def questions() -> list[tuple[str, str]]:
    """The thirty, and a hundred of one to three words drawn as often as texts have them."""
    chance, (forms, weights) = random.Random(SEED + 1), vocabulary()
    drawn = [(" ".join(chance.choices(forms, weights, k=1 + n % 3)), "fi") for n in range(100)]
    return [*((case.asked, case.language) for case in THIRTY), *drawn]


def measure(name: str, way: Way, rounds: int) -> None:
    asked = questions()
    for one in asked:  # dictionaries and pages of the database are in memory
        way(*one)
    times = []
    for _round in range(rounds):
        for one in asked:
            began = time.perf_counter()
            way(*one)
            times.append((time.perf_counter() - began) * 1000)
    times.sort()
    found = [way(case.asked, case.language) for case in THIRTY]
    there = sum(f"m{n}" in keys for n, keys in enumerate(found))
    first = sum(list(keys[:1]) == [f"m{n}"] for n, keys in enumerate(found))
    p95 = times[int(len(times) * 0.95)]
    print(
        f"{name:34} p50 {statistics.median(times):7.1f} ms  p95 {p95:7.1f} ms  max {times[-1]:7.1f} ms"
        f"  found {there} of {len(THIRTY)}, first {first}",
        flush=True,
    )


def measure_writing() -> None:
    """What one change of a measure costs: the index follows it."""
    times = []
    for n in range(100):
        Measure._base_manager.filter(key=f"g{n}").update(description_fi=f"Toinen teksti {n} kunnille ja poliisille.")
        began = time.perf_counter()
        follow("measure", f"g{n}")
        times.append((time.perf_counter() - began) * 1000)
    print(f"index after one change: p50 {statistics.median(times):.1f} ms, max {max(times):.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    call_command("migrate", verbosity=0)
    from painopiste.base.markings.naming import as_system

    with as_system("a made-up model"):
        fill(given.rows)
        measure_writing()
    with reading_as(PUBLIC, together=False):
        measure("base forms and parts (ours)", by_index, given.rounds)
        peer = (
            ("FTS5, words as written, bm25", by_fts5)
            if connection.vendor == "sqlite"
            else ("tsvector 'finnish', GIN", by_tsvector)
        )
        measure(*peer, given.rounds)
        measure("LIKE over folded texts", by_like, 1)


if __name__ == "__main__":
    main()
