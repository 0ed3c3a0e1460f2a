"""Inviting people, and their coming: the organisation and the roles come with the invitation, not with an address."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from painopiste.base.accounts import permissions, selectors
from painopiste.base.accounts.models import Account, Invitation, InvitedRole, Membership, RoleGrant
from painopiste.base.accounts.rules import INVITATION_VALID, OF_ORGANISATION
from painopiste.base.accounts.selectors.invitations import InvitationGone
from painopiste.base.accounts.services.people import check_role
from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.bodies.models import Body
from painopiste.base.errors import Conflict, Invalid, NotAllowed
from painopiste.base.organisations.models import Organisation
from painopiste.base.words import LANGUAGES, marked


class HasAccount(Conflict):
    """The invited person has an open account already, and somebody else holds the link, or has not logged in."""

    code = "has_account"
    message = marked("You have an account already. Log in with it, and open the link of the invitation again.")


class ForAnother(NotAllowed):
    """Somebody is logged in, and the invitation is for another address than theirs."""

    code = "for_another"
    message = marked("The invitation is not for the address of your account. Log out first, and open the link again.")


@dataclass(frozen=True, slots=True)
class AskedRole:
    """A role that the invited person is to hold."""

    role: str
    body: Body | None = None
    since: date | None = None
    until: date | None = None


@transaction.atomic
def invite(
    *,
    email: str,
    organisation: Organisation,
    roles: Sequence[AskedRole],
    on: datetime,
    by: Actor,
    language: str = "fi",
    member_until: date | None = None,
) -> Invitation:
    """Ask somebody to join in the name of an organisation. An earlier invitation to the same is withdrawn.

    :raises NotAllowed: if the actor does not look after the organisation, or does not give one of the roles
    :raises Invalid: for a wrong language, without roles, or if a role says too little
    """
    by.require(permissions.MANAGE, organisations=(organisation.pk,))
    if language not in LANGUAGES or not roles:
        raise Invalid(fields={"language" if roles else "roles": "Choose one of the alternatives."})
    for asked in roles:
        if not permissions.may_give(asked.role, organisation=organisation.pk, by=by):
            raise NotAllowed
        check_role(asked.role, organisation=organisation, body=asked.body, since=asked.since, until=asked.until)
    address = email.strip().lower()
    _waiting().filter(email=address, organisation=organisation).update(withdrawn_at=on, hash=None)
    made = Invitation.objects.create(
        email=address, language=language, organisation=organisation, member_until=member_until,
        made_by_id=by.account_id, expires_at=on + INVITATION_VALID,
    )  # fmt: skip
    for asked in roles:
        InvitedRole.objects.create(
            invitation=made, role=asked.role, body=asked.body, since=asked.since, until=asked.until
        )
    after = {"email": address, "organisation": organisation.key, "roles": [asked.role for asked in roles]}
    record("accounts.invited", target=("invitation", made.key), by=by, after=after)
    return made


def _waiting() -> QuerySet[Invitation]:
    return Invitation.objects.filter(accepted_at=None, withdrawn_at=None)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, on: datetime, by: Actor) -> None:
    """Make an invitation void.

    :raises NotAllowed: if the actor does not look after the organisation
    :raises InvitationGone: if it has been used meanwhile
    """
    by.require(permissions.MANAGE, organisations=(invitation.organisation_id,))
    if not _waiting().filter(pk=invitation.pk).update(withdrawn_at=on, hash=None):
        raise InvitationGone
    record("accounts.invitation_withdrawn", target=("invitation", invitation.key), by=by)


@transaction.atomic
def seal_invitation(*, key: str, on: datetime, by: Actor) -> tuple[Invitation, str] | None:
    """Make the secret of an invitation's link, for its letter; None if it waits no longer. Only the hash is kept."""
    invitation = _waiting().select_for_update().filter(key=key, expires_at__gt=on).first()
    if invitation is None:
        return None
    secret = secrets.token_urlsafe(32)
    invitation.hash = selectors.hash_of(token=secret, by=by)
    invitation.save(update_fields=["hash"])
    return invitation, secret


@transaction.atomic
def accept_invitation(*, sealed: str, name: str, password: str | None, on: datetime, by: Actor) -> Account:
    """The invited person joins: a new account, or the one that they have. A link works once.

    `sealed` is the hash of the link's secret; `password` is None for who comes in through the sign-in service.
    A closed account of the address is opened again; an open one only joins if it is the actor's own.

    :raises InvitationGone: if the link leads to no invitation that waits
    :raises HasAccount: if the address has an open account, and nobody is logged in
    :raises ForAnother: if somebody is logged in whose account has another address
    :raises Invalid: without a name, or if the password is too weak
    """
    invitation = selectors.find_invitation(sealed=sealed, on=on, by=by)
    account = _known(invitation.email)
    own = account is not None and account.pk == by.account_id
    if by.account_id is not None and not own:
        raise ForAnother
    if not _waiting().filter(pk=invitation.pk, hash=invitation.hash).update(accepted_at=on, hash=None):
        raise InvitationGone
    if account is None:
        account = Account(username=invitation.email, email=invitation.email, language=invitation.language)
    elif account.is_active and not own:
        raise HasAccount
    if not own:
        _set_up(account, name, password)
    _join(account, invitation, timezone.localdate(on))
    Invitation.objects.filter(pk=invitation.pk).update(account=account)
    actor = by if own else Actor(account_id=account.pk, label=account.name)
    after = {"invitation": invitation.key, "organisation": invitation.organisation.key}
    record("accounts.joined", target=("account", account.key), by=actor, after=after)
    return account


def _known(email: str) -> Account | None:
    """The account of an address, an open one before a closed one."""
    known = Account.objects.filter(Q(username=email) | Q(email__iexact=email), demonstration=False)
    return known.order_by("-is_active", "pk").first()


def _set_up(account: Account, name: str, password: str | None) -> None:
    account.name, account.is_active = name.strip(), True
    if not account.name:
        raise Invalid(fields={"name": "Tell your name."})
    if password is None:
        account.set_unusable_password()
    else:
        try:
            validate_password(password, account)
        except ValidationError as error:
            raise Invalid(fields={"password": " ".join(error.messages)}) from error
        account.set_password(password)
    account.save()


def _join(account: Account, invitation: Invitation, today: date) -> None:
    organisation = invitation.organisation
    Membership.objects.create(account=account, organisation=organisation, since=today, until=invitation.member_until)
    for asked in invitation.roles.all():
        RoleGrant.objects.create(
            account=account,
            role=asked.role,
            body_id=asked.body_id,
            organisation=organisation if asked.role in OF_ORGANISATION else None,
            since=asked.since or today,
            until=asked.until or invitation.member_until,
        )
