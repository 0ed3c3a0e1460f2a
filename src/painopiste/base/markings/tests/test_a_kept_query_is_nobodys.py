"""A query whose SQL is kept gives each reader what the query set itself gives, and keeps nothing of a reader."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils import timezone

from painopiste.base.actors import PUBLIC, Actor
from painopiste.base.bodies.models import Body, BodyMember
from painopiste.base.bodies.tests.factories import BodyFactory
from painopiste.base.guarding import GuardedQuerySet, UnguardedQuery
from painopiste.base.markings import policy, watching
from painopiste.base.markings.models import Compartment
from painopiste.base.markings.naming import reading_as
from painopiste.base.markings.rules import AudienceClause, Circle, LegalStatus, Marking
from painopiste.base.markings.stored import intern
from painopiste.base.markings.tests.drawn import every_reader
from painopiste.base.markings.watching import WATCHED, Watch
from painopiste.base.markings.written import Written, bring
from painopiste.base.organisations.models import Organisation
from painopiste.base.records import visible_rows

pytestmark = pytest.mark.django_db
MEMBER = Actor(label="member", member=True)


def bodies(by, kind=""):
    found = Body.objects.visible_to(by).order_by("key")
    return found.filter(kind=kind) if kind else found


def member_of(body, **more):
    organisation = Organisation.objects.create(abbreviation="SM", name_fi="SM", kind="ministry")
    return BodyMember.objects.create(body=body, organisation=organisation, **more)


@pytest.fixture
def world():
    """A body under each of many markings."""
    organisations = [Organisation.objects.create(abbreviation=f"O{n}", name_fi=f"O{n}", kind="agency").pk for n in "12"]
    seats = [BodyFactory(marking_id="public").pk for _ in "12"]
    compartments = [Compartment.objects.create(key=f"c{n}", name_fi=f"C{n}").pk for n in "12"]
    clauses = [
        AudienceClause(circles=frozenset({Circle.AUTHORITIES})),
        AudienceClause(organisations=frozenset(organisations[:1])),
        AudienceClause(bodies=frozenset(seats[:1])),
    ]
    for clause in clauses:
        for within in (frozenset(), frozenset(compartments[:1])):
            for status in (LegalStatus.PUBLIC, LegalStatus.NOT_YET_PUBLIC):
                BodyFactory(marking_id=intern(Marking(status, clauses=frozenset({clause}), compartments=within)))
    for code in ("public", "members", "secretariat"):
        BodyFactory(marking_id=code, kind="subgroup")
    return organisations, seats, compartments


def test_every_reader_gets_what_the_query_set_gives_and_no_more_whoever_asked_before(world):
    kept = Written(bodies)
    for reader in every_reader(*world):
        with reading_as(reader):
            assert [row.pk for row in kept.rows(reader)] == [row.pk for row in bodies(reader)]
            assert kept.rows(reader, kind="subgroup") == list(bodies(reader, "subgroup"))


def test_the_query_is_made_for_nobody_and_once():
    made_for = []

    def make(by):
        made_for.append(by)
        return bodies(by)

    kept = Written(make)
    for reader in (MEMBER, PUBLIC, MEMBER):
        with reading_as(reader):
            kept.rows(reader)
    assert made_for == [policy.ANY_READER]
    assert (policy.ANY_READER.account_id, policy.ANY_READER.everywhere, policy.ANY_READER.member) == (
        None,
        frozenset(),
        False,
    )


def test_a_query_for_any_reader_can_not_be_run_as_it_stands():
    with pytest.raises(Exception, match="painopiste_open_to_reader"):
        list(bodies(policy.ANY_READER))


def test_a_query_that_does_not_say_for_whom_is_refused_when_it_is_written(monkeypatch):
    def refuse(rows):
        if not rows._reason:
            raise UnguardedQuery

    monkeypatch.setattr(GuardedQuerySet, "_refuse", refuse)
    with pytest.raises(UnguardedQuery):
        Written(lambda _by: Body.objects.filter(kind="subgroup")).rows(PUBLIC)


@pytest.mark.parametrize(
    "make",
    [
        lambda by, kind: Body.objects.visible_to(by),
        lambda by, kind: Body.objects.visible_to(by).filter(name_fi__contains=kind),
    ],
)
def test_a_value_that_has_no_place_in_the_text_is_refused(make):
    with pytest.raises(TypeError, match="no place"):
        Written(make).rows(PUBLIC, kind="subgroup")


@pytest.mark.parametrize("value", [True, 1.5, None, object()])
def test_a_value_of_another_kind_is_refused(value):
    with pytest.raises(TypeError, match="takes no"):
        Written(lambda by, kind: bodies(by).filter(kind=kind)).rows(PUBLIC, kind=value)


def test_what_would_be_brought_along_is_refused():
    with pytest.raises(TypeError, match="brings nothing along"):
        Written(lambda by: bodies(by).prefetch_related("members")).rows(PUBLIC)


def test_lists_days_and_times_come_in_as_values():
    keys = [BodyFactory(marking_id="public").key for _ in range(3)]
    kept = Written(lambda by, keys: bodies(by).filter(key__in=keys))
    assert [row.key for row in kept.rows(PUBLIC, keys=keys[:2])] == sorted(keys[:2])
    assert [row.key for row in kept.rows(PUBLIC, keys=keys[1:])] == sorted(keys[1:])
    assert len(kept.rows(PUBLIC, keys=keys)) == 3
    assert kept.rows(PUBLIC, keys=[]) == []
    assert kept.first(PUBLIC, keys=[]) is None

    Session.objects.create(session_key="a", session_data="", expire_date=datetime(2026, 5, 24, 12, tzinfo=UTC))
    later = Written(lambda _by, now: Session.objects.filter(expire_date__gt=now))
    assert later.first(PUBLIC, now=datetime(2026, 5, 24, 11, 59, tzinfo=UTC)) is not None
    assert later.first(PUBLIC, now=datetime(2026, 5, 24, 15, tzinfo=timezone.get_current_timezone())) is None

    body = Body.objects.unguarded("a test").get(key=keys[0])
    member_of(body, since="2020-02-03", since_earliest=date(2020, 2, 3))
    since = Written(lambda _by, on: BodyMember.objects.filter(since_earliest__lte=on))
    assert [len(since.rows(PUBLIC, on=on)) for on in (date(2020, 2, 2), date(2020, 2, 3))] == [0, 1]


def test_rows_come_as_the_query_set_makes_them():
    body = BodyFactory(marking_id="public")
    member_of(body, role="chair")
    ways = {
        "models": lambda by: BodyMember.objects.select_related("body").filter(visible_rows(by, path="body__")),
        "dicts": lambda by: BodyMember.objects.values("role", "body__key", "since_earliest"),
        "tuples": lambda by: BodyMember.objects.values_list("role", "body__key"),
        "single": lambda by: BodyMember.objects.values_list("role", flat=True),
        "united": lambda by: BodyMember.objects.values_list("role").union(
            bodies(by).order_by().values_list("key"), all=True
        ).order_by("role"),
    }  # fmt: skip
    for make in ways.values():
        assert Written(make).rows(PUBLIC) == list(make(PUBLIC))
    assert Written(ways["models"]).first(PUBLIC).__dict__["_state"].fields_cache["body"] == body


def test_the_shape_leads_to_another_text():
    BodyFactory(key="a", marking_id="public"), BodyFactory(key="b", marking_id="public")
    kept = Written(lambda by, order: Body.objects.visible_to(by).order_by(order))
    assert [[row.key for row in kept.rows(PUBLIC, order)] for order in ("key", "-key", "key")] == [
        ["a", "b"], ["b", "a"], ["a", "b"],
    ]  # fmt: skip


def test_what_is_secret_is_still_noted_for_the_log_of_views():
    secret = intern(
        Marking(LegalStatus.SECRET, clauses=frozenset({AudienceClause(circles=frozenset({Circle.MEMBERS}))}))
    )
    body = BodyFactory(marking_id=secret)
    reader = Actor(account_id=7, label="cleared", member=True, clearance=WATCHED)
    kept = Written(bodies)
    watch = Watch(reason=lambda: "work")
    token = watching.current.set(watch)
    try:
        with reading_as(reader):
            assert kept.rows(reader) == [body]
    finally:
        watching.current.reset(token)
    assert list(watch.seen[7][1]) == [("body", body.key)]


def test_rows_that_were_brought_can_be_gone_through_and_not_narrowed(django_assert_num_queries):
    body = BodyFactory(marking_id="public")
    member = member_of(body, role="chair")
    bring(body, "members", [BodyMember.objects.get(pk=member.pk)], back="body")
    with django_assert_num_queries(0):
        assert list(body.members.all()) == [member]
        assert body.members.all()[0].body is body
    with pytest.raises(TypeError, match="read whole"):
        body.members.filter(Q(role="chair"))
