"""What waits for a person, from all parts of the model: one table, to which each part adds one line."""

from painopiste.site.waiting.model import Group, Item, Source
from painopiste.site.waiting.sources import SOURCES, list_groups

__all__ = ["SOURCES", "Group", "Item", "Source", "list_groups"]
