"""What a page offers to go on with: its links, and its forms with what stands in their fields."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    """A form: where it goes, and for each field the values that it holds or offers, and of what sort it is."""

    method: str
    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    offered: dict[str, list[str]] = field(default_factory=dict)
    sorts: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)  # those that say which one was pressed


class Page(HTMLParser):
    """Reads a page; afterwards `links` and `forms` are there."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._select = self._area = ""
        self._written = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.links += [given[name] for name in ("href", "src", "hx-get") if given.get(name)]
        if tag == "form":
            self._form = Form(given.get("method", "get").lower(), given.get("action", ""))
            self.forms.append(self._form)
        elif self._form is not None:
            self._field(tag, given)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        name = given.get("name", "")
        if tag == "input" and name:
            self._input(name, given)
        elif tag == "button" and name:
            self._form.buttons.append((name, given.get("value", "")))
        elif tag == "select" and name:
            self._select = name
            self._form.fields.setdefault(name, [])
        elif tag == "textarea" and name:
            self._area, self._written = name, ""
        elif tag == "option" and self._select:
            self._offer(self._select, given.get("value", ""), "selected" in given)

    def _input(self, name: str, given: dict[str, str]) -> None:
        if given.get("type") in ("checkbox", "radio"):
            self._offer(name, given.get("value", "on"), "checked" in given)
        else:
            self._form.fields.setdefault(name, []).append(given.get("value", ""))
            self._form.sorts[name] = given.get("type", "text")

    def _offer(self, name: str, value: str, chosen: bool) -> None:
        self._form.offered.setdefault(name, []).append(value)
        if chosen:
            self._form.fields.setdefault(name, []).append(value)

    def handle_data(self, data: str) -> None:
        if self._area:
            self._written += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea" and self._area:
            self._form.fields[self._area] = [self._written.strip()]
            self._area = ""
        elif tag == "form":
            self._form = None
