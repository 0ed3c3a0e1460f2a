"""PostgreSQL's own wall, alone: plain SQL as the role of the service reads only what the named reader may read.

The tables are found in the database; the world has hidden rows in each of them.
"""

from contextlib import contextmanager
from datetime import UTC, date, datetime

import psycopg
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from painopiste.base.accounts.models import Account
from painopiste.base.actors import PUBLIC, Actor
from painopiste.base.areas.models import Area
from painopiste.base.bodies.models import (
    AgendaItem,
    Attendance,
    Body,
    ConflictOfInterest,
    DiscussionPoint,
    FollowUp,
    ProcedureAnswer,
)
from painopiste.base.bodies.tests.factories import BodyFactory, MeetingFactory, WrittenProcedureFactory
from painopiste.base.following.models import Follow, LetterChoice
from painopiste.base.markings import rules
from painopiste.base.markings.models import Compartment, CompartmentMember, Marking, MarkingDecision
from painopiste.base.markings.naming import as_system, reading_as
from painopiste.base.markings.policy import facts_of
from painopiste.base.markings.reading import READ_INTERNAL
from painopiste.base.markings.stored import intern
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.base.records import Guarded
from painopiste.knowledge.indicators.tests.factories import make_indicator
from painopiste.loop.agenda.models import ScanExpert, Score
from painopiste.loop.agenda.tests.factories import (
    CandidateFactory,
    ObservationFactory,
    ProposalFactory,
    ProposalVersionFactory,
)
from painopiste.loop.commitments.tests.factories import CommitmentFactory
from painopiste.loop.consultations.models import ConsultationAnswer, ConsultationEvent, ConsultationFile
from painopiste.loop.consultations.tests.factories import (
    ConsultationFactory,
    ConsultationInviteeFactory,
    ConsultationQuestionFactory,
)
from painopiste.loop.discussion.models import Comment, Mention
from painopiste.loop.focus_areas.models import FocusArea, FocusAreaIndicator, FocusAreaName
from painopiste.loop.plans.models import BulkChange, ChainIndicator, Deliverable, FundingLine, Measure, Milestone, Plan
from painopiste.loop.progress.models import FocusAreaAnswer
from painopiste.site.database_roles import stand, web_role
from painopiste.site.web.tests.test_nothing_hidden_is_told import WORD, model
from tests.architecture.walls import ALL_WALLED, BY_MARKING, BY_PARENTS

__all__ = ["model"]
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has this wall"),
]
THEN = datetime(2022, 5, 20, tzinfo=UTC)
MEMBER = Actor(label="members", member=True)
SECRETARIAT = Actor(label="secretariat", member=True, everywhere=frozenset({READ_INTERNAL}))


@pytest.fixture
def world(model):
    """Hidden rows in every walled table; some are for one organisation only, or within a compartment."""
    org = OrganisationFactory(key="xqzqxorg", name_fi="Järjestö").pk
    cell = Compartment.objects.create(key="xqzqxkerho", name_fi="xqzqx kerho")
    account = Account.objects.create(username="asker", name="Kysyjä")
    CompartmentMember.objects.create(compartment=cell, account=account)
    ground = frozenset({rules.Ground("621/1999", "24", "1")})
    amber = {"legal_status": rules.LegalStatus.SECRET, "grounds": ground, "tlp": rules.Tlp.AMBER}
    to_org = rules.Marking(**amber, clauses=frozenset({rules.AudienceClause(organisations=frozenset({org}))}))
    in_cell = rules.Marking(**amber, compartments=frozenset({cell.pk}))
    codes = [intern(to_org), intern(in_cell)]
    measure, area = Measure.objects.get(key="xqzqxtoimi"), FocusArea.objects.get(key="xqzqxalue")
    item = Plan.objects.get(key="xqzqxsuunnitelma").chain.get()
    for code in codes:
        BodyFactory(key=f"xqzqx{code[:8]}", name_fi="xqzqx", marking_id=code)
    region = Area.objects.create(key="region-xqzqx", kind="region", code="xqzqx", name_fi="xqzqx")
    for seen in (ObservationFactory(), ObservationFactory(title_fi="xqzqx", marking_id="members")):
        seen.areas.add(region)
        seen.focus_areas.add(area.pk)
    _talk(measure, account)
    _scan(account, seen)
    _proposal(seen, area)
    for marking in ("public", "members"):
        _consult(marking)
    CommitmentFactory(measure=measure, reference="xqzqx")
    CommitmentFactory(marking_id="members", reference="xqzqx")
    _meet(Body.objects.unguarded("a test").filter(key__startswith="xqzqx").first(), codes[0])
    FocusAreaName.objects.create(focus_area=area, name_fi="xqzqx nimi")
    FocusAreaIndicator.objects.create(focus_area=area, indicator=make_indicator("xqzqx"))
    ChainIndicator.objects.create(item=item, kind="effect", name_fi="xqzqx mittari")
    for table in (Milestone, Deliverable):
        table.objects.create(measure=measure, title_fi="xqzqx osa")
    FundingLine.objects.create(measure=measure, from_fi="xqzqx raha")
    BulkChange.objects.create(account=account, before={measure.key: {}}, after={measure.key: {}})
    Follow.objects.create(account=account, kind="measure", thing=measure.key, said_at=THEN)
    LetterChoice.objects.create(account=account)
    MarkingDecision.objects.create(
        target_kind="measure", target_key=measure.key, before_id="members", after_id="secretariat", reason="xqzqx",
        decided_at=THEN,
    )  # fmt: skip
    readers = [PUBLIC, MEMBER, SECRETARIAT]
    readers.append(Actor(label="org", member=True, organisations=frozenset({org}), clearance=2))
    readers.append(Actor(label="cell", member=True, compartments=frozenset({cell.pk}), clearance=2))
    return readers


def _talk(measure, account):
    """A hidden comment that mentions somebody, and one that everybody reads."""
    said = {"language": "fi", "written_at": THEN}
    hidden = Comment.objects.create(measure=measure, text="xqzqx", title="xqzqx", marking_id="members", **said)
    shown = Comment.objects.create(body=BodyFactory(marking_id="public"), title="x", marking_id="public", **said)
    for comment in (hidden, shown):
        Mention.objects.create(comment=comment, account=account)


def _proposal(observation, area):
    """A hidden proposal with all that can stand in one."""
    row = ProposalFactory(title_fi="xqzqx esitys", marking_id="members")
    row.targets.add(area.pk)
    row.observations.add(observation.pk)
    row.participants.add(OrganisationFactory())
    row.interfaces.create(focus_area_id=area.pk, how="overlaps", note_fi="xqzqx")
    ProposalVersionFactory(proposal=row, content__title_fi="xqzqx")


def _scan(account, observation):
    """A hidden round of scanning with all that can stand in one."""
    candidate = CandidateFactory(title_fi="xqzqx ehdokas", round__title_fi="xqzqx", round__marking_id="members")
    candidate.observations.add(observation)
    seat = ScanExpert.objects.create(round=candidate.round, account=account)
    Score.objects.create(candidate=candidate, expert=seat, words="xqzqx sanat", given_at=THEN)


def _consult(marking):
    """A consultation with all that can stand in one. What is open has other words."""
    word = "avoin" if marking == "public" else "xqzqx"
    row = ConsultationFactory(title_fi=word, marking_id=marking)
    question = ConsultationQuestionFactory(consultation=row, text_fi=word)
    ConsultationEvent.objects.create(consultation=row, name_fi=word)
    asked = ConsultationInviteeFactory(consultation=row, name=word)
    ConsultationAnswer.objects.create(invitee=asked, question=question, text=word)
    told = {"kind": "text/plain", "size": 1, "sha256": "0" * 64, "received_at": THEN}
    ConsultationFile.objects.create(invitee=asked, name=word, **told)


def _meet(body, marking):
    """A hidden meeting with all that can stand in one, and a hidden question to the members."""
    organisation = OrganisationFactory()
    meeting = MeetingFactory(body=body, title_fi="xqzqx kokous", marking_id=marking)
    item = AgendaItem.objects.create(meeting=meeting, title_fi="xqzqx asia")
    DiscussionPoint.objects.create(meeting=meeting, text_fi="xqzqx nosto")
    Attendance.objects.create(meeting=meeting, organisation=organisation)
    FollowUp.objects.create(body=body, text_fi="xqzqx tehtävä", marking_id=marking)
    written = WrittenProcedureFactory(body=body, text_fi="xqzqx kysymys", marking_id=marking)
    told = {"organisation": organisation, "answer": "agrees", "answered_at": THEN}
    ProcedureAnswer.objects.create(procedure=written, comment="xqzqx", **told)
    for place in ({"item": item}, {"procedure": written}):
        ConflictOfInterest.objects.create(**place, organisation=organisation, reason="xqzqx")


@contextmanager
def plain_sql():
    """A connection as the role of the service, which knows nothing of the program."""
    place = connection.settings_dict
    told = {"host": place["HOST"], "port": place["PORT"] or None, "password": place["PASSWORD"] or None}
    with psycopg.connect(dbname=place["NAME"], user=web_role(), **told) as plain:
        yield plain


def name(plain, reader):
    facts = [*facts_of(reader, date.today()).values(), reader.account_id]  # noqa: DTZ011
    plain.execute("SELECT painopiste_read_as(%s, %s, %s::text[], %s::bigint[], %s::bigint[], %s::bigint[], %s)", facts)


def texts(plain, table):
    """The rows as text, without the columns that the wall does not go round (docs/operate/wall.md)."""
    return [
        row
        for (row,) in plain.execute(f"SELECT (to_jsonb(t) - 'internal_note' - 'about' - 'frozen')::text FROM {table} t")
    ]


def ids(plain, table):
    column = "code" if table == Marking._meta.db_table else "id"
    return {row for (row,) in plain.execute(f"SELECT {column} FROM {table}")}


def walled():
    """The tables with a wall, as the database knows them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity "
            "AND relnamespace = 'public'::regnamespace ORDER BY relname"
        )
        return [table for (table,) in cursor.fetchall()]


def with_a_marking():
    """The tables that name a marking, as the database knows them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT conrelid::regclass::text FROM pg_constraint "
            "WHERE contype = 'f' AND confrelid = 'painopiste_marking'::regclass"
        )
        return {table for (table,) in cursor.fetchall()}


def test_every_table_with_a_marking_and_no_other_than_those_listed_is_walled():
    assert with_a_marking() - set(walled()) == set()
    assert {f"painopiste_{table}" for table in ALL_WALLED} == set(walled())


def test_the_tests_are_the_role_of_the_service():
    found = stand()
    assert (found.superuser, found.bypasses, found.owns, found.open_tables) == (False, False, False, ())


def test_who_names_nobody_reads_no_row_of_any_walled_table(world):
    with plain_sql() as plain:
        assert {table for table in walled() if texts(plain, table)} == set()


def test_the_public_reads_no_hidden_row_of_any_walled_table_and_there_are_some_in_each(world):
    with plain_sql() as plain, plain.transaction():
        plain.execute("SET LOCAL painopiste.reads = '*'")
        there = {table: len(texts(plain, table)) for table in walled()}
        name(plain, PUBLIC)
        seen = {table: texts(plain, table) for table in walled()}
    assert [table for table, rows in seen.items() if any(WORD in row for row in rows)] == []
    assert [table for table, rows in seen.items() if len(rows) >= there[table]] == []


def test_plain_sql_and_the_filters_of_the_program_show_the_same_rows_to_every_reader(world):
    models = [each for each in apps.get_app_config("painopiste").get_models() if issubclass(each, Guarded)]
    assert {each._meta.model_name for each in models} <= set(BY_MARKING)
    different = []
    for reader in world:
        with plain_sql() as plain, plain.transaction():
            name(plain, reader)
            by_database = {each: ids(plain, each._meta.db_table) for each in models}
        for each in models:  # a test reads every row by itself: here the filters are alone
            found = each.objects.visible_to(reader)
            if each is FocusAreaAnswer and not reader.member:
                found = found.exclude(submitted_at=None)
            by_program = set(found.values_list("pk", flat=True))
            different += [(reader.label, each.__name__)] if by_program != by_database[each] else []
    assert different == []


def test_what_stands_in_a_hidden_row_is_hidden_with_it(world):
    for reader in world:
        with plain_sql() as plain, plain.transaction():
            name(plain, reader)
            for table, parents in BY_PARENTS.items():
                for column, parent in parents.items():
                    orphans = plain.execute(
                        f"SELECT count(*) FROM painopiste_{table} t WHERE t.{column} IS NOT NULL AND NOT EXISTS "
                        f"(SELECT FROM painopiste_{parent} p WHERE p.id = t.{column})"
                    ).fetchone()
                    assert orphans == (0,), (reader.label, table, column)


@pytest.mark.parametrize("table", ["painopiste_follow", "painopiste_letterchoice"])
def test_each_account_reads_its_own_of_what_it_follows_and_chooses(world, table):
    owner = LetterChoice.objects.get().account_id
    with plain_sql() as plain:
        for account, number in ((owner, 1), (owner + 1, 0), (None, 0)):
            with plain.transaction():
                name(plain, Actor(account_id=account, label="x", member=True))
                assert len(ids(plain, table)) == number


def test_a_kept_connection_forgets_its_reader(world):
    with plain_sql() as plain:
        with plain.transaction():
            name(plain, SECRETARIAT)
            assert ids(plain, "painopiste_measure")
        assert ids(plain, "painopiste_measure") == set()
        with plain.transaction():
            assert ids(plain, "painopiste_measure") == set()


def test_an_error_does_not_tell_of_a_hidden_row(world):
    with plain_sql() as plain, plain.transaction():
        name(plain, PUBLIC)
        found = plain.execute(
            "SELECT key FROM painopiste_measure "
            "WHERE 1 / (CASE WHEN marking_id = 'secretariat' THEN 0 ELSE 1 END) = 1 AND key LIKE 'xqzqx%'"
        )
        assert found.fetchall() == []


def test_nobody_writes_a_row_that_they_could_not_read(world):
    with plain_sql() as plain, plain.transaction(force_rollback=True):
        name(plain, PUBLIC)
        plain.execute("UPDATE painopiste_measure SET number = 'x' WHERE marking_id = 'secretariat'")
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"), plain.transaction():
            plain.execute("UPDATE painopiste_measure SET marking_id = 'secretariat' WHERE marking_id = 'public'")
        plain.execute("SET LOCAL painopiste.reads = '*'")
        assert plain.execute("SELECT count(*) FROM painopiste_measure WHERE number = 'x'").fetchone() == (0,)


def test_the_service_owns_nothing_and_changes_no_table():
    for statement in (
        "ALTER TABLE painopiste_measure DISABLE ROW LEVEL SECURITY",
        "DROP POLICY only_what_is_readable ON painopiste_measure",
        "CREATE TABLE mine (id int)",
        "DELETE FROM painopiste_auditline",
        "UPDATE painopiste_auditline SET event = 'x'",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('x', 'x', now())",
    ):
        with plain_sql() as plain, pytest.raises(psycopg.errors.InsufficientPrivilege):
            plain.execute(statement)


def _fail_as_system(fault, open_ones):
    with transaction.atomic(), as_system("a part that fails"):
        assert Measure._base_manager.count() > open_ones
        fault()


def test_a_failed_part_of_a_transaction_leaves_the_reader_named(world):
    with reading_as(PUBLIC):
        open_ones = Measure._base_manager.count()
        for fault in (lambda: Measure._base_manager.raw("SELECT 1/0 AS id")[0], lambda: 1 / 0):
            with pytest.raises((DatabaseError, ZeroDivisionError)):
                _fail_as_system(fault, open_ones)
            assert Measure._base_manager.count() == open_ones


def test_statements_that_stand_alone_are_read_for_the_reader_too(world):
    with reading_as(PUBLIC, together=False):
        assert not connection.in_atomic_block
        assert Measure._base_manager.filter(key__startswith=WORD).count() == 0
        assert list(Measure._base_manager.filter(key__startswith=WORD).iterator(chunk_size=2)) == []
        with as_system("all of them"):
            assert Measure._base_manager.filter(key__startswith=WORD).count() > 2
