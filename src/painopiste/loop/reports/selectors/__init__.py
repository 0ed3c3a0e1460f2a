"""Reading for reports: the facts as of a day, the kept reports, and how two of them differ."""

from painopiste.loop.reports.selectors.interim import interim_facts
from painopiste.loop.reports.selectors.kept import Filters, compare, get_report, list_reports

__all__ = ["Filters", "compare", "get_report", "interim_facts", "list_reports"]
