"""Changing accounts: one's own, those that somebody looks after, and invitations. Secrets never reach the trail."""

from painopiste.base.accounts.services.calendars import remove_calendar_key, renew_calendar_key
from painopiste.base.accounts.services.invitations import (
    AskedRole,
    HasAccount,
    accept_invitation,
    invite,
    seal_invitation,
    withdraw_invitation,
)
from painopiste.base.accounts.services.own import (
    change_language,
    change_password,
    make_token,
    note_failure,
    note_log_in,
    note_proof,
    note_use,
    revoke_token,
    set_password,
)
from painopiste.base.accounts.services.people import (
    close_leavers,
    end_membership,
    end_role,
    give_role,
    reset_factors,
)
from painopiste.base.accounts.services.sessions import end_own_session, end_own_sessions

__all__ = [
    "AskedRole",
    "HasAccount",
    "accept_invitation",
    "change_language",
    "change_password",
    "close_leavers",
    "end_membership",
    "end_own_session",
    "end_own_sessions",
    "end_role",
    "give_role",
    "invite",
    "make_token",
    "note_failure",
    "note_log_in",
    "note_proof",
    "note_use",
    "remove_calendar_key",
    "renew_calendar_key",
    "reset_factors",
    "revoke_token",
    "seal_invitation",
    "set_password",
    "withdraw_invitation",
]
