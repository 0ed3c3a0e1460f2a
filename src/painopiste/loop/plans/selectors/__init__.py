"""Reading plans and measures. Everything here shows only what the actor may see."""

from painopiste.loop.plans.selectors.interfaces import (
    End,
    Seen,
    end_of,
    get_end,
    get_interface,
    list_dependencies,
    list_interfaces,
)
from painopiste.loop.plans.selectors.measure import get_measure, get_measure_page
from painopiste.loop.plans.selectors.measures import (
    OVERDUE_STATES,
    Filters,
    MeasurePage,
    cut_measures,
    list_export_rows,
    list_measures,
)
from painopiste.loop.plans.selectors.nearness import Suggestion, list_near_text, list_nearest
from painopiste.loop.plans.selectors.overview import (
    count_by_focus_area_and_state,
    count_by_state,
    list_late_of,
    list_latest_steps,
    list_next_dates,
    list_overdue,
    list_waiting,
)
from painopiste.loop.plans.selectors.plans import (
    chain_warnings,
    get_chain_item,
    get_plan,
    get_plan_by_key,
    list_choices,
    list_drafts,
    list_of_focus_area,
    list_plans,
)
from painopiste.loop.plans.selectors.views import get_bulk_change, list_saved_views

__all__ = [
    "OVERDUE_STATES",
    "End",
    "Filters",
    "MeasurePage",
    "Seen",
    "Suggestion",
    "chain_warnings",
    "count_by_focus_area_and_state",
    "count_by_state",
    "cut_measures",
    "end_of",
    "get_bulk_change",
    "get_chain_item",
    "get_end",
    "get_interface",
    "get_measure",
    "get_measure_page",
    "get_plan",
    "get_plan_by_key",
    "list_choices",
    "list_dependencies",
    "list_drafts",
    "list_export_rows",
    "list_interfaces",
    "list_late_of",
    "list_latest_steps",
    "list_measures",
    "list_near_text",
    "list_nearest",
    "list_next_dates",
    "list_of_focus_area",
    "list_overdue",
    "list_plans",
    "list_saved_views",
    "list_waiting",
]
