"""Makes the actor of a request: what this account may do today, and to whom it belongs as a reader."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any, cast

from django.db import connection
from django.db.models import BigIntegerField, CharField, F, Q, Value
from django.db.models.functions import Cast

from painopiste.base.accounts.models import Account, Membership, RoleGrant
from painopiste.base.actors import PUBLIC, Actor
from painopiste.base.bodies.models import BodyMember
from painopiste.base.markings.models import Clearance, CompartmentMember
from painopiste.base.markings.naming import as_system
from painopiste.base.markings.rules import STATUSES, Circle, LegalStatus
from painopiste.base.organisations.rules import Kind
from painopiste.site.roles import ROLES, WITHOUT_CONTENT, Role

# To which circle of readers somebody belongs who works for an organisation of this kind.
CIRCLES: Mapping[Kind, Circle] = {
    **dict.fromkeys(
        (
            Kind.MINISTRY, Kind.MINISTRY_UNIT, Kind.GOVERNMENT, Kind.PARLIAMENT, Kind.AGENCY,
            Kind.REGIONAL_STATE_AGENCY, Kind.COUNTY, Kind.MUNICIPAL_BODY,
        ),
        Circle.AUTHORITIES,
    ),
    **dict.fromkeys((Kind.ASSOCIATION, Kind.MUNICIPAL_ASSOCIATION, Kind.FOUNDATION), Circle.ASSOCIATIONS),
    **dict.fromkeys((Kind.COMPANY, Kind.BUSINESS_ASSOCIATION), Circle.BUSINESS),
}  # fmt: skip
SECRET = STATUSES.index(LegalStatus.SECRET)
Row = tuple[str, str, int | None, int | None]  # what it is, its code, a body or another row, an organisation


def actor_of(account: Account, *, on: date) -> Actor:
    """The actor that `account` is on the day `on`: only what holds on that day counts. One query."""
    if not account.is_active:
        return PUBLIC
    return _actor(account, _held(account, on))


def actors_of(accounts: Iterable[Account], *, on: date) -> dict[int, Actor]:
    """The actors that many accounts are on the day `on`, by row id. Five queries."""
    found: defaultdict[int, list[Row]] = defaultdict(list)
    with as_system("who many people are as readers does not depend on who reads"):
        for account, *row in _all_held(on):
            found[account].append(cast("Row", tuple(row)))
    return {each.pk: _actor(each, found[each.pk]) if each.is_active else PUBLIC for each in accounts}


def _actor(account: Account, held: Iterable[Row]) -> Actor:
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for row in held:
        rows[row[0]].append(row)
    return Actor(
        account_id=account.pk,
        label=account.name,
        member=any(role not in WITHOUT_CONTENT for _held, role, *_ in rows["role"]),
        demonstration=account.demonstration,
        **_rights(rows["role"]),
        **_reader(rows),
        second_factor=_needs_second_factor(rows),
    )


def _needs_second_factor(rows: Mapping[str, list[Row]]) -> bool:
    """Whether a role asks for a second factor, or something secret is open to the account."""
    cleared = any((row[2] or 0) >= SECRET for row in rows["clearance"])
    return cleared or any(ROLES[Role(row[1])].second_factor for row in rows["role"])


SOMEBODY, SOME_DAY = -1, date(1, 1, 1)  # stand in the kept query where the account and the day go


def _held(account: Account, on: date) -> list[Row]:
    """Everything that the account holds on the day, as rows of one shape, in one query.

    Every request of somebody who has logged in asks this, and writing the query takes far longer than running it.
    """
    prepared = connection.ops.adapt_datefield_value
    sql, params = _written(connection.vendor)
    given = {SOMEBODY: account.pk, prepared(SOME_DAY): prepared(on)}
    with as_system("who somebody is as a reader does not depend on who reads"), connection.cursor() as cursor:
        cursor.execute(sql, [given.get(value, value) for value in params])
        return cast("list[Row]", cursor.fetchall())


@cache
def _written(vendor: str) -> tuple[str, tuple[Any, ...]]:
    """The query for somebody on some day, as the database of this vendor is asked."""
    grants, works, sits, cleared = (held.filter(account=SOMEBODY) for held in _holding(SOME_DAY))
    among = Q(account=SOMEBODY) | Q(organisation__in=works.values("organisation"))
    among |= Q(body__in=sits.values("body")) | Q(body__in=grants.values("body"))
    within = CompartmentMember.objects.filter(*_holds(SOME_DAY), among)
    found = _row(grants, "role", F("role"), F("body_id"), F("organisation_id")).union(
        _row(works, "work", F("organisation__kind"), None, F("organisation_id")),
        _row(sits, "seat", Value(""), F("body_id"), None),
        _row(within, "compartment", Value(""), F("compartment_id"), None),
        _row(cleared, "clearance", F("until"), F("level"), None),
        all=True,
    )
    sql, params = found.query.sql_with_params()
    return sql, tuple(params)


def _holds(on: date) -> tuple[Q, Q]:
    return Q(since=None) | Q(since__lte=on), Q(until=None) | Q(until__gte=on)


def _holding(on: date) -> tuple[Any, Any, Any, Any]:
    """The roles, memberships, seats and clearances that hold on the day."""
    in_body = Q(since_earliest=None) | Q(since_earliest__lte=on), Q(until="") | Q(until_latest__gte=on)
    return (
        RoleGrant.objects.filter(*_holds(on)),
        Membership.objects.filter(*_holds(on)),
        BodyMember.objects.filter(*in_body),
        Clearance.objects.filter(*_holds(on)),
    )


def _all_held(on: date) -> list[tuple[Any, ...]]:
    """What everybody holds on the day, as rows like those of one, each with the account before it. Five queries."""
    grants, works, sits, cleared = _holding(on)
    rows = [(each[0], "role", *each[1:]) for each in grants.values_list("account", "role", "body", "organisation")]
    rows += [
        (account, "work", kind, None, organisation)
        for account, kind, organisation in works.values_list("account", "organisation__kind", "organisation")
    ]
    rows += [(account, "seat", "", body, None) for account, body in sits.values_list("account", "body") if account]
    rows += [
        (account, "clearance", until and until.isoformat(), level, None)
        for account, until, level in cleared.values_list("account", "until", "level")
    ]
    return [*rows, *_in_compartments(on, rows)]


def _in_compartments(on: date, rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Who is in compartments: by name, by the organisation that they work for, by the body that they sit or act in."""
    works: defaultdict[int, set[int]] = defaultdict(set)
    bodies: defaultdict[int, set[int]] = defaultdict(set)
    for account, what, _code, body, organisation in rows:
        if what == "work":
            works[organisation].add(account)
        elif what in ("seat", "role") and body:
            bodies[body].add(account)
    members = CompartmentMember.objects.filter(*_holds(on))
    found = []
    for compartment, account, organisation, body in members.values_list(
        "compartment", "account", "organisation", "body"
    ):
        among = {account} if account else works[organisation] if organisation else bodies[body]
        found += [(each, "compartment", "", compartment, None) for each in among]
    return found


def _row(found: Any, what: str, code: Any, first: Any, second: Any) -> Any:
    number, text = BigIntegerField(null=True), CharField()
    columns = {
        "held": Cast(Value(what), text),
        "code": Cast(code, text),
        "first": Cast(Value(None) if first is None else first, number),
        "second": Cast(Value(None) if second is None else second, number),
    }
    return found.order_by().values_list(*(columns[name] for name in columns))


def _rights(grants: Iterable[Row]) -> dict[str, Any]:
    everywhere: set[str] = set()
    in_bodies: defaultdict[str, set[int]] = defaultdict(set)
    for_organisations: defaultdict[str, set[int]] = defaultdict(set)
    for _held, role, body, organisation in grants:
        rights = ROLES[Role(role)]
        everywhere |= rights.everywhere
        for right in rights.in_body if body else ():
            in_bodies[right].add(body)
        for right in rights.for_organisation if organisation else ():
            for_organisations[right].add(organisation)
    return {
        "everywhere": frozenset(everywhere),
        "in_bodies": {right: frozenset(ids) for right, ids in in_bodies.items()},
        "for_organisations": {right: frozenset(ids) for right, ids in for_organisations.items()},
    }


def _reader(rows: Mapping[str, list[Row]]) -> dict[str, Any]:
    """To whom markings are open: circles, organisations, bodies, compartments, and the highest clearance."""
    kinds = {code for _held, code, *_ in rows["work"]}
    highest = max(rows["clearance"], key=lambda row: (row[2] or 0, not row[1], row[1] or ""), default=None)
    until = date.fromisoformat(highest[1]) if highest and highest[1] else None
    return {
        "circles": frozenset(CIRCLES[Kind(kind)].value for kind in kinds if kind in CIRCLES),
        "organisations": frozenset(row[3] for row in [*rows["work"], *rows["role"]] if row[3]),
        "bodies": frozenset(row[2] for row in [*rows["seat"], *rows["role"]] if row[2]),
        "compartments": frozenset(row[2] for row in rows["compartment"] if row[2]),
        "clearance": highest[2] if highest else 0,
        "cleared_until": until,
    }
