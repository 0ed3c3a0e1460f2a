"""Changing organisations. Each function is one transaction and leaves one audit line."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from painopiste.base import dates
from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Invalid
from painopiste.base.organisations import permissions
from painopiste.base.organisations.models import Organisation, OrganisationAlias
from painopiste.base.organisations.rules import Kind
from painopiste.base.records import set_changed, take_version

NAMED = ("parent", "successor")


@transaction.atomic
def add(*, values: Mapping[str, Any], aliases: Iterable[str] = (), by: Actor) -> Organisation:
    """Enter a new organisation.

    :raises NotAllowed: if the actor may not enter organisations
    :raises Invalid: if a value can't be used
    """
    by.require(permissions.CHANGE)
    organisation = Organisation(**values)
    _check(organisation)
    organisation.save()
    names = _set_aliases(organisation, aliases)
    record("organisations.added", target=_target(organisation), by=by, after=_told(values) | {"aliases": names})
    return organisation


@transaction.atomic
def change(
    *,
    organisation: Organisation,
    values: Mapping[str, Any],
    version: int,
    by: Actor,
    aliases: Iterable[str] | None = None,
) -> Organisation:
    """Change an organisation; `aliases`, when given, are all of them.

    :raises NotAllowed: if the actor may not change this organisation
    :raises Stale: if somebody else has saved it after `version`
    :raises Invalid: if a value can't be used, or an alias belongs to another organisation
    """
    by.require(permissions.CHANGE, organisations=(organisation.pk,))
    take_version(organisation, version)
    before, after = set_changed(organisation, values)
    _check(organisation)
    organisation.save()
    if aliases is not None:
        old, new = _alias_names(organisation), _set_aliases(organisation, aliases)
        if old != new:
            before["aliases"], after["aliases"] = old, new
    record("organisations.changed", target=_target(organisation), by=by, before=_told(before), after=_told(after))
    return organisation


def _target(organisation: Organisation) -> tuple[str, str]:
    return ("organisation", organisation.key)


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as the audit trail keeps them: other organisations by their key."""
    return {name: getattr(value, "key", None) if name in NAMED else value for name, value in values.items()}


def _check(organisation: Organisation) -> None:
    wrong: dict[str, str] = {}
    if organisation.kind not in set(Kind):
        wrong["kind"] = gettext_noop("Choose one of the kinds.")
    if not organisation.name_fi.strip():
        wrong["name_fi"] = gettext_noop("Give the name in Finnish.")
    for name in NAMED:
        if organisation.pk and getattr(organisation, f"{name}_id") == organisation.pk:
            wrong[name] = gettext_noop("An organisation can't be this to itself.")
    if dates.ends_before(organisation.valid_from, organisation.valid_to):
        wrong["valid_to"] = dates.EndBeforeBeginning.message
    if wrong:
        raise Invalid(fields=wrong)


def _alias_names(organisation: Organisation) -> list[str]:
    return sorted(OrganisationAlias.objects.filter(organisation=organisation).values_list("name", flat=True))


def _set_aliases(organisation: Organisation, aliases: Iterable[str]) -> list[str]:
    wanted = sorted({name.strip() for name in aliases if name.strip()})
    taken = OrganisationAlias.objects.filter(name__in=wanted).exclude(organisation=organisation).first()
    if taken is not None:
        raise Invalid(fields={"aliases": "Another organisation already has one of these names."})
    mine = OrganisationAlias.objects.filter(organisation=organisation)
    mine.exclude(name__in=wanted).delete()
    known = set(mine.values_list("name", flat=True))
    OrganisationAlias.objects.bulk_create(
        OrganisationAlias(organisation=organisation, name=name) for name in wanted if name not in known
    )
    return wanted
