"""The way to the pages of indicators."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from painopiste.base.web.pages import crumbs


def indicator_crumbs(*more: tuple[Any, str]) -> list[dict[str, Any]]:
    """The way to the indicators, and further."""
    way = [(_("Home"), reverse("site:home")), (_("Indicators"), reverse("indicators:list")), *more]
    return crumbs(*way[:-1], (way[-1][0], ""))
