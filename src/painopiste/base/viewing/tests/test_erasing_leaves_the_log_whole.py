"""The audit trail seals the log of views: tampering is found, and erasing a person's traces breaks nothing."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from painopiste.base.accounts.tests.factories import AccountFactory
from painopiste.base.actors import Actor, system
from painopiste.base.audit.models import AuditHead, AuditLine
from painopiste.base.audit.services import record
from painopiste.base.audit.tests.guarding import put_guard, put_view_guard, take_view_guard
from painopiste.base.errors import Invalid, NotAllowed
from painopiste.base.jobs import registry
from painopiste.base.markings.tests.owning import as_owner
from painopiste.base.viewing import permissions, rules, selectors, services
from painopiste.base.viewing.models import ViewLine
from painopiste.base.viewing.rules import How
from painopiste.base.viewing.services import OwnTraces

pytestmark = pytest.mark.django_db
SEALER = system("views.seal")
VERIFIER = system("audit", rights={permissions.VERIFY})


@pytest.fixture
def reader():
    return AccountFactory(name="Lukija Leena")


@pytest.fixture
def officer():
    account = AccountFactory(name="Tietosuojavastaava (demo)")
    rights = frozenset({permissions.ERASE, permissions.SEE})
    return Actor(account_id=account.pk, label=account.name, member=True, everywhere=rights)


@pytest.fixture
def log(reader):
    """Six views by two people: four sealed in two batches, two still open, in guarded tables."""
    other = AccountFactory(name="Lukija Lauri")
    for number in range(6):
        who = (reader, other)[number % 2]
        by = Actor(account_id=who.pk, label=who.name, member=True, organisations=frozenset({7}))
        services.note_views(rows=[("measure", f"1.{number}")], how=How.PAGE, reason="Asia 12/2026", by=by)
    old = timezone.now() - timedelta(hours=1)
    first, second = list(ViewLine.objects.order_by("pk"))[:2], list(ViewLine.objects.order_by("pk"))[2:4]
    for batch in (first, second):
        with as_owner():
            ViewLine.objects.filter(pk__in=[line.pk for line in batch]).update(at=old)
        assert services.seal_views(by=SEALER) == 2
    put_guard()
    put_view_guard()
    return ViewLine.objects.order_by("pk")


def faults():
    return [fault.problem for fault in selectors.find_faults(by=VERIFIER)]


def test_a_log_that_nobody_has_touched_holds(log, capsys):
    assert faults() == []
    call_command("audit", "verify")
    assert "The log of views holds: 6 lines." in capsys.readouterr().out


def test_what_is_sealed_is_not_sealed_again_and_what_is_young_waits(log):
    assert services.seal_views(by=SEALER) == 0
    assert AuditLine.objects.filter(event="views.sealed").count() == 2
    assert selectors.last_sealed(by=SEALER) == log[3].pk


def test_after_an_erasure_the_trail_still_holds_and_tells_nobody_who_it_was(log, reader, officer, capsys):
    record("accounts.role_given", target=("account", reader.key), by=officer, after={"name": reader.name})
    erased = services.erase_person(account=reader, reason="Pyyntö 3/2026", by=officer)
    assert erased == {"views": 3, "lines": 1}
    call_command("audit", "verify")
    assert [bool(line.personal) for line in log] == [False, True] * 3
    told = str(list(ViewLine.objects.values())) + str(list(AuditLine.objects.values_list("content")))
    assert reader.name not in told
    assert [rules.read(line.objects_seen) for line in log[:1]] == [[("measure", "1.0")]]  # what was looked at is kept


def test_the_erased_can_not_be_found_by_trying_names(log, reader, officer):
    """Without its salt a commitment fits no name more than another."""
    before = {line.pk: (line.salt, line.personal, line.commitment) for line in log if line.account_id == reader.pk}
    services.erase_person(account=reader, reason="Pyyntö", by=officer)
    for salt, personal, commitment in before.values():
        assert rules.commitment_of(salt, personal) == commitment
        assert rules.commitment_of("", personal) != commitment


def test_erasing_is_for_those_with_the_right_who_are_not_the_person_and_tell_why(log, reader, officer):
    with pytest.raises(NotAllowed):
        services.erase_person(account=reader, reason="Syy", by=Actor(account_id=1, member=True))
    own = Actor(account_id=reader.pk, member=True, everywhere=frozenset({permissions.ERASE}))
    with pytest.raises(OwnTraces):
        services.erase_person(account=reader, reason="Syy", by=own)
    with pytest.raises(Invalid):
        services.erase_person(account=reader, reason=" ", by=officer)
    assert not log.filter(personal=None).exists()


WRITES = {
    "the object": lambda lines: lines.filter(pk=lines[1].pk).update(objects_seen="\nmeasure:9.9\n"),
    "the time": lambda lines: lines.filter(pk=lines[1].pk).update(at=timezone.now() - timedelta(days=9)),
    "the reader": lambda lines: lines.filter(pk=lines[1].pk).update(account_id=lines[0].account_id),
    "the reason": lambda lines: lines.filter(pk=lines[1].pk).update(personal={**lines[1].personal, "reason": "x"}),
    "the commitment": lambda lines: lines.filter(pk=lines[1].pk).update(commitment="0" * 64),
    "half of it erased": lambda lines: lines.filter(pk=lines[1].pk).update(personal=None),
    "removed": lambda lines: lines.filter(pk=lines[1].pk).delete(),
    "all removed": lambda lines: lines.all().delete(),
}


@pytest.mark.parametrize("write", WRITES)
def test_the_database_refuses_every_change_but_erasing(log, write):
    before = list(log.values())
    with pytest.raises(IntegrityError, match="only ever added"), transaction.atomic(), as_owner():
        WRITES[write](log)
    assert list(log.values()) == before


@pytest.mark.parametrize("write", WRITES)
def test_whoever_gets_past_the_database_is_found_out(log, write):
    take_view_guard()
    with as_owner():
        WRITES[write](log)
    put_view_guard()
    assert faults()
    with pytest.raises(CommandError, match="does not hold"):
        call_command("audit", "verify")


def test_a_view_that_was_put_in_among_sealed_ones_is_found(log):
    take_view_guard()
    line = log[1]
    gone = line.pk
    with as_owner():
        line.delete()
    by = Actor(account_id=1, label="somebody else", member=True)
    services.note_views(rows=[("measure", "1.1")], how=How.PAGE, reason="", by=by)
    newest = ViewLine.objects.order_by("-pk").first()
    with as_owner():
        ViewLine.objects.filter(pk=newest.pk).update(id=gone, at=log[0].at)
    assert any("are not as they were sealed" in problem for problem in faults())


def test_a_forged_seal_does_not_hide_a_missing_view(log):
    """Whoever removes a view would have to make the whole chain anew, and its end is kept elsewhere."""
    take_view_guard()
    end = AuditHead.objects.get().seal
    with as_owner():
        log.filter(pk=log[3].pk).delete()
    services.seal_views(by=SEALER)
    assert any("are not as they were sealed" in problem for problem in faults())
    assert AuditLine.objects.filter(seal=end).exists()


def test_a_missing_guard_is_told(log):
    take_view_guard()
    with pytest.raises(CommandError, match="its triggers on the log of views are missing"):
        call_command("audit", "verify")


def test_only_those_who_watch_over_the_log_read_it(log, officer):
    assert selectors.list_views(by=officer).count() == 6
    assert selectors.list_views(by=officer, kind="measure", key="1.1").count() == 1
    secretariat = Actor(account_id=5, member=True, everywhere=frozenset({"internal.read", "audit.verify"}))
    assert not selectors.list_views(by=secretariat).exists()


def test_the_worker_seals_what_has_settled(log):
    take_view_guard()
    with as_owner():
        ViewLine.objects.filter(pk__gt=log[3].pk).update(at=timezone.now() - timedelta(hours=1))
    put_view_guard()
    handler = registry.find("views.seal")
    assert handler.function(None) == {"sealed": 2}
    assert (faults(), selectors.last_sealed(by=SEALER)) == ([], log[5].pk)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL can empty a table at once")
def test_the_log_is_not_emptied(log):
    with pytest.raises(IntegrityError), transaction.atomic(), as_owner(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE painopiste_viewline")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no roles")
@pytest.mark.parametrize("write", ["the object", "the time", "the commitment", "removed", "all removed"])
def test_the_service_itself_has_no_right_to_change_a_view(log, write):
    take_view_guard()
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        WRITES[write](log)
