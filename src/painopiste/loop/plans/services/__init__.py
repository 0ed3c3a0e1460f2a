"""Changing plans and measures. Each function is one transaction and leaves one audit line for each changed row."""

from painopiste.loop.plans.services.bulk import AlreadyUndone, change_many, undo_change
from painopiste.loop.plans.services.interfaces import (
    AlreadyConfirmed,
    change_interface,
    confirm_interface,
    remove_interface,
)
from painopiste.loop.plans.services.measures import add_party, change_measure, change_state, create_measure, end_party
from painopiste.loop.plans.services.parts import PARTS, remove_part, save_part
from painopiste.loop.plans.services.plans import (
    approve_plan,
    link_measures,
    remove_chain_item,
    save_chain_item,
    save_indicator,
    start_version,
)
from painopiste.loop.plans.services.views import remove_view, save_view

__all__ = [
    "PARTS",
    "AlreadyConfirmed",
    "AlreadyUndone",
    "add_party",
    "approve_plan",
    "change_interface",
    "change_many",
    "change_measure",
    "change_state",
    "confirm_interface",
    "create_measure",
    "end_party",
    "link_measures",
    "remove_chain_item",
    "remove_interface",
    "remove_part",
    "remove_view",
    "save_chain_item",
    "save_indicator",
    "save_part",
    "save_view",
    "start_version",
    "undo_change",
]
