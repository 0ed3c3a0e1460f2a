"""Changing bodies, their meetings, decisions and written procedures."""

from painopiste.base.bodies.services.bodies import MembershipEnded, add_member, change, create, end_member
from painopiste.base.bodies.services.decisions import decided, record_decision
from painopiste.base.bodies.services.follow_ups import close_follow_up, raise_follow_up
from painopiste.base.bodies.services.meetings import (
    MeetingIsClosed,
    answer_invitation,
    change_meeting,
    move_meeting,
    plan_meeting,
    take_attendance,
)
from painopiste.base.bodies.services.minutes import (
    declare_conflict,
    order_items,
    remove_item,
    remove_point,
    save_item,
    save_point,
)
from painopiste.base.bodies.services.procedures import answer_procedure, close_procedure, open_procedure

__all__ = [
    "MeetingIsClosed",
    "MembershipEnded",
    "add_member",
    "answer_invitation",
    "answer_procedure",
    "change",
    "change_meeting",
    "close_follow_up",
    "close_procedure",
    "create",
    "decided",
    "declare_conflict",
    "end_member",
    "move_meeting",
    "open_procedure",
    "order_items",
    "plan_meeting",
    "raise_follow_up",
    "record_decision",
    "remove_item",
    "remove_point",
    "save_item",
    "save_point",
    "take_attendance",
]
