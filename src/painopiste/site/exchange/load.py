"""Loads a programme folder: everything or nothing, and the same twice changes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.db import IntegrityError, transaction

from painopiste.base import actors
from painopiste.base.accounts.models import Account
from painopiste.base.actors import Actor
from painopiste.base.areas.permissions import LOAD as LOAD_AREAS
from painopiste.base.audit.services import record
from painopiste.base.programmes.models import Programme
from painopiste.base.programmes.selectors import NAMEPLATE
from painopiste.base.words import marked
from painopiste.site.exchange.checks import check
from painopiste.site.exchange.columns import Keys
from painopiste.site.exchange.compare import Comparison, compare, total
from painopiste.site.exchange.folder import Folder, read_folder
from painopiste.site.exchange.names import gather
from painopiste.site.exchange.openings import TwoPeople, note, problems_of
from painopiste.site.exchange.problems import Problem, WrongProgramme
from painopiste.site.exchange.tables import KINDS
from painopiste.site.exchange.write import write

LOADER = actors.system("painopiste load", rights=(LOAD_AREAS,))


@dataclass(slots=True)
class Result:
    """What loading did, kind by kind, and what a person should know of it."""

    comparisons: list[Comparison] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def changed_anything(self) -> bool:
        return bool(total(self.comparisons, "created") + total(self.comparisons, "changed"))


def load(path: Path, *, overwrite: bool = False, people: TwoPeople | None = None) -> Result:
    """Load the folder. With `overwrite` the folder also wins where people have changed a row since it was loaded.

    A row that is there already is opened to more readers only where two `people` answer for it.

    :raises WrongProgramme: with everything that is wrong; nothing is changed then
    """
    return load_folder(read_folder(path), name=path.name, overwrite=overwrite, people=people)


@transaction.atomic
def load_folder(
    folder: Folder,
    *,
    name: str,
    overwrite: bool = False,
    sender: Actor | None = None,
    people: TwoPeople | None = None,
) -> Result:
    """Load what has been read already. With a `sender` the folder came through a page (ADR 13): rows that the sender
    may not see are not there for it, accounts are left out, and for whom existing rows are is not changed.

    :raises WrongProgramme: with everything that is wrong; nothing is changed then
    """
    keys, result = Keys(sender), Result()
    names = gather(folder, keys)
    problems = [*folder.problems, *check(folder, names), *_other_programme(folder), *_real_accounts(folder)]
    if problems:
        raise WrongProgramme(problems)
    for kind in KINDS.values():
        if kind.name == "account" and not _may_have_accounts(folder, result, sender):
            continue
        result.comparisons.append(compare(kind, folder, names, keys, overwrite=overwrite))
    if sender and (problems := list(_other_readers(result.comparisons))):
        raise WrongProgramme(problems)
    try:
        _write(result, keys, name, sender or LOADER, people)
    except IntegrityError as error:
        reason = "a key in it is in use already" if sender else f"the database refused it: {error}"
        raise WrongProgramme([Problem(name, 0, "", reason)]) from error
    return result


def _write(result: Result, keys: Keys, name: str, by: Actor, people: TwoPeople | None) -> None:
    remarked = [each for comparison in result.comparisons for each in write(comparison, keys, by)]
    if people is None and (problems := list(problems_of(remarked))):
        raise WrongProgramme(problems)
    note(remarked, people, by)
    if result.changed_anything:
        programme = Programme.objects.get()
        counts = {
            word: {each.kind.plural: len(getattr(each, word)) for each in result.comparisons if getattr(each, word)}
            for word in ("created", "changed")
        }
        record("programmes.loaded", target=("programme", programme.key), by=by, after={"folder": name, **counts})
        transaction.on_commit(lambda: caches["memory"].delete(NAMEPLATE))


def _other_programme(folder: Folder) -> Iterator[Problem]:
    held = Programme.objects.first()
    for found in folder.entries():
        if found.kind == "programme" and held and found.raw.get("key") not in (None, held.key):
            yield found.file.problem(
                ("key",),
                f'this database holds the programme "{held.key}" already: '
                "load another one into a database of its own (PAINOPISTE_FOLDER or DATABASE_URL)",
            )


def _real_accounts(folder: Folder) -> Iterator[Problem]:
    real = set(Account.objects.filter(demonstration=False).values_list("username", flat=True))
    for found in folder.entries():
        if found.kind == "account" and isinstance(found.raw, dict) and found.raw.get("username") in real:
            yield found.file.problem((*found.path, "username"), "is a real account here, not one of a demonstration")


def _other_readers(comparisons: list[Comparison]) -> Iterator[Problem]:
    """Opening a row takes two people (ADR 10), so no file that one person sends may do it."""
    for comparison in comparisons:
        for wanted in comparison.changed:
            before = wanted.stored.content if wanted.stored else {}
            for name in ("audience", "marking"):
                if wanted.content.get(name) != before.get(name):
                    reason = (
                        "would change for whom this is: do that on the page of its marking, and write the same here"
                    )
                    yield wanted.found.file.problem((*wanted.found.path, name), reason)


def _may_have_accounts(folder: Folder, result: Result, sender: Actor | None) -> bool:
    """Demonstration accounts exist only beside a demonstration, never in production, and never from a page."""
    entries = list(folder.entries())
    if not any(found.kind == "account" for found in entries):
        return False
    if sender:
        result.notes.append(marked("accounts.yaml was left out: accounts can't be loaded through a page."))
        return False
    if not settings.DEMONSTRATION_ALLOWED:
        result.notes.append("accounts.yaml was left out: demonstration accounts can't exist in production mode")
        return False
    if not any(found.kind == "programme" and found.raw.get("demonstration") for found in entries):
        result.notes.append("accounts.yaml was left out: programme.yaml does not say `demonstration: true`")
        return False
    return True
