"""Reading accounts: one's own, the people that somebody looks after, and invitations."""

from painopiste.base.accounts.selectors.invitations import find_invitation, get_invitation, list_invitations
from painopiste.base.accounts.selectors.own import (
    find_by_calendar_key,
    find_by_key_for_reset,
    find_by_token,
    find_for_reset,
    get_account,
    get_calendar_key,
    hash_of,
    is_waiting,
    list_demonstration_accounts,
    list_memberships,
    list_roles,
    list_sessions,
    list_tokens,
    whose,
)
from painopiste.base.accounts.selectors.people import (
    PersonFilters,
    get_person,
    list_factors,
    list_memberships_of,
    list_people,
    list_roles_of,
)

__all__ = [
    "PersonFilters",
    "find_by_calendar_key",
    "find_by_key_for_reset",
    "find_by_token",
    "find_for_reset",
    "find_invitation",
    "get_account",
    "get_calendar_key",
    "get_invitation",
    "get_person",
    "hash_of",
    "is_waiting",
    "list_demonstration_accounts",
    "list_factors",
    "list_invitations",
    "list_memberships",
    "list_memberships_of",
    "list_people",
    "list_roles",
    "list_roles_of",
    "list_sessions",
    "list_tokens",
    "whose",
]
