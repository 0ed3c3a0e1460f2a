"""A list as a file: what the reader sees, with the same filters, in the format that they ask for."""

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from painopiste.base.errors import Missing
from painopiste.base.programmes.selectors import is_demonstration
from painopiste.base.web.addresses import address
from painopiste.base.web.tables import Column, Table, write_csv, write_json, write_ods, write_xlsx

FORMATS: dict[str, tuple[str, Callable[[Table], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", write_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write_xlsx),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", write_ods),
    "json": ("application/json", write_json),
}
NAMES = {"xlsx": "Excel (XLSX)", "ods": "OpenDocument (ODS)", "csv": "CSV", "json": "JSON"}


def download(table: Table, form: str) -> HttpResponse:
    """The answer that carries the table as a file named by its title and today's date.

    :raises Missing: for a format that we don't write
    """
    if form not in FORMATS:
        raise Missing
    if form == "csv" and is_demonstration():  # a CSV file has no place for notes: each row tells it
        table = _labelled(table)
    kind, write = FORMATS[form]
    name = f"{slugify(table.title) or 'painopiste'}-{timezone.localdate().isoformat()}.{form}"
    return HttpResponse(
        write(table), content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _labelled(table: Table) -> Table:
    """The table with a column that tells on each row that this is a demonstration."""
    column = Column("demonstration", _("Demonstration"))
    rows = ((*row, _("for trying out")) for row in table.rows)
    return replace(table, columns=(*table.columns, column), rows=rows)


def download_links(url_name: str, query: str = "", **kwargs: str) -> list[dict[str, str]]:
    """One link for each format to the same list; `query` is the encoded query of the page."""
    end = f"?{query}" if query else ""
    return [{"label": label, "url": address(url_name, **kwargs, form=form) + end} for form, label in NAMES.items()]


def export_notes(filters: str = "") -> list[tuple[str, str]]:
    """What every export tells about itself: when it was made, what it was narrowed to, and if it is a demonstration."""
    now = timezone.localtime()
    notes = [(_("Made"), f"{now.day}.{now.month}.{now.year} {now:%H.%M}"), (_("Licence"), "CC BY 4.0")]
    if filters:
        notes.append((_("Filters"), filters))
    if is_demonstration():
        notes.append((_("Demonstration"), _("The accounts and some of the data are for trying out.")))
    return notes
