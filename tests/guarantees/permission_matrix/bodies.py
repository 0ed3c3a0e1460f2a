"""The smallest content that would be taken in, so that a refusal shows the right and not the form.

A page with a form needs nothing here: what the secretariat finds in it is sent back, with what is needed filled in.
"""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from painopiste.base.accounts.models import Account
from painopiste.base.accounts.tests.factories import PASSWORD
from painopiste.base.actors import Actor
from painopiste.base.uploads import waiting
from painopiste.loop.agenda.rules import Criterion
from painopiste.loop.commitments.web.importing import SALT

# What stands in a needed field that the form leaves empty, by its name; in any other text field, TEXT.
TEXT = "Teksti"
FILLED = {
    "on": "2022", "since": "2022", "until": "2030", "decided_on": "2022", "due_on": "2030",
    "status_on": "24.5.2022", "opens_on": "24.5.2022", "closes_on": "24.5.2030", "as_of": "24.5.2022",
    "link": "https://example.org/", "held_on": "24.5.2022", "quorum": "1", "answer": "agrees", "presence": "accepted",
}  # fmt: skip
FILLED_ALWAYS = ("on",)  # needed by what the form does, though the form itself could do without
NO_DATES = dict.fromkeys(("act", "section", "point", "embargo_until", "expires_on"), "")  # all these may be left out
SOON = timezone.localdate() + timedelta(days=30)


def packed() -> bytes:
    """The smallest programme, as a file."""
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr("programme.yaml", "key: malli\nname: {fi: Malli}\n")
    return content.getvalue()


PROGRAMME = packed()


def programme_file() -> SimpleUploadedFile:
    """The smallest programme, as a browser sends it; anew each time, for it is read to its end."""
    return SimpleUploadedFile("malli.zip", PROGRAMME, "application/zip")


def waiting_file() -> str:
    """The sign of a file that has been looked at: it waits for everybody, so that only the right decides."""
    for account in Account.objects.values_list("pk", flat=True):
        waiting.keep(PROGRAMME, by=Actor(account_id=account))
    return hashlib.sha256(PROGRAMME).hexdigest()


def list_of_answers() -> SimpleUploadedFile:
    """A coordinator's own list of answers; anew each time, for it is read to its end."""
    return SimpleUploadedFile("vastaukset.csv", b"key;state;on\ncommitment-own;decided;2026-03\n", "text/csv")


def sealed_answers() -> str:
    """The same as the coordinator was shown it, ready to be saved."""
    coordinator = Account.objects.get(username="coordinator").pk
    return signing.dumps([coordinator, "org-own", {"commitment-own": [1, "decided", "2026-03", {}, {}]}], salt=SALT)


def expert() -> str:
    """Somebody who may be asked to score."""
    return str(Account.objects.get(username="reader").key)


# Forms without a page of their own, and fields in which the form's own first choice would not do.
# "{place}" becomes own or other.
# A function makes its value at each request.
FORMS: Mapping[str, dict[str, Any]] = {
    "accounts:log_in": {"username": "reader", "password": PASSWORD},
    "account_login": {"username": "reader", "password": PASSWORD},
    "accounts:password": {"old": PASSWORD, "new": f"another {PASSWORD}", "again": f"another {PASSWORD}"},
    "loading:choose": {"file": programme_file},
    "loading:confirm": {"name": "malli.zip", "sign": waiting_file},
    "accounts:forgotten": {"email": "somebody@example.org"},
    "accounts:new_password": {"new": f"another {PASSWORD}", "again": f"another {PASSWORD}"},
    "accounts:invitation": {"name": TEXT, "password": f"another {PASSWORD}", "again": f"another {PASSWORD}"},
    "people:invite": {"email": "new@example.org", "language": "fi", "organisation": "org-own", "roles": "reader"},
    "people:give_role": {"role": "reader", "organisation": "org-own"},
    "markings:marking": {"marking": "members"},
    "markings:compose": NO_DATES,
    "markings:compose_for_row": NO_DATES | {"review_on": "", "originator": ""},
    "markings:let_in": {"organisation": "org-other"},
    "markings:clear": {"level": "2", "until": f"{SOON.day}.{SOON.month}.{SOON.year}"},
    "viewing:erase": {"account": "account-muu", "reason": TEXT},
    "viewing:reason": {"reason": "Asia 12/2026, valmistelu"},
    "following:follow": {"seuraa": "1"},
    "following:letters": {"digest": "weekly", "weekday": "4"},
    "following:mark_seen": {"asti": "2022-05-24T08:00:00+03:00"},
    "feedback:give": {"kind": "other", "website": ""},  # the second is a trap for programs that fill everything in
    "meetings:move": {"to": "held", "version": "1"},
    "meetings:answer_invitation": {"organisation": "org-{place}", "presence": "accepted"},
    "meetings:order_items": {"up": "later-{place}"},
    "meetings:item_conflict": {"organisation": "org-own", "reason": TEXT},
    "meetings:procedure_conflict": {"organisation": "org-own", "reason": TEXT},
    "meetings:procedure": {"organisation": "org-own", "answer": "agrees"},
    "discussion:remove": {"version": "1", "reason": TEXT},
    "agenda:settle": {"state": "watched", "reason": TEXT},
    "agenda:change_proposal": {"lead": "org-{place}"},
    "agenda:send_back_proposal": {"answer": TEXT},
    "agenda:withdraw_proposal": {"answer": TEXT},
    "agenda:proposal_lead": {"version": "1", "can": "yes", "words": TEXT},
    "agenda:touch_proposal": {"other": "painopiste:area-{place}", "how": "overlaps"},
    "agenda:open_scan": {"experts": expert},
    "agenda:change_scan": {"experts": expert},
    "agenda:scan_hours": {"hours": "2"},
    "agenda:score": dict.fromkeys((each.value for each in Criterion), "3"),
    "agenda:remove_candidate": {"version": "1"},
    "agenda:settle_candidate": {"outcome": "watched"},
    "consultations:move": {"state": "closed", "version": "1"},
    "consultations:invite": {"email": "new@example.org", "language": "fi", "name": TEXT},
    "consultations:answer": {"participants": "3", "comment": TEXT, "version": "1", "return": "1"},
    "commitments:import": {"file": list_of_answers},
    "commitments:save_import": {"list": sealed_answers},
    "commitments:edit": {"version": "1", "state": "decided", "on": "2026-03", "own_marking_id": "public"},
    "commitments:answers": {
        f"commitment-{{place}}-{name}": value
        for name, value in {"version": "1", "state": "decided", "on": "2026-03"}.items()
    },
    "focus_areas:decide": {"reason_fi": TEXT},
    "focus_areas:link_measures": {"measures": "measure-{place}"},
    "plans:change_many": {"due_on": "2030"},
    "plans:create": {"focus_area": "area-{place}"},
    "plans:parties": {"organisation": "org-other"},
    "interfaces:add": {"other": "painopiste:area-{place}", "how": "overlaps"},
    "progress:autosave": {"version": "0", "state": "running"},
    "bodies:end_member": {"until": "2030"},
    "focus_areas:end_organisation": {"until": "2030"},
    "plans:end_party": {"until": "2030"},
    "plans:save_view": {"name": "Oma", "query": "tila=late"},
    "progress:close": {"version": "1"},
    "progress:reopen": {"version": "1"},
}
# Operations of the API that change something, by method and path.
CONTENTS: Mapping[str, Any] = {
    "PATCH /api/v1/focus-areas/{key}": {"version": 1, "aims": {"fi": TEXT}},
    "POST /api/v1/focus-areas/{key}/steps": {"state": "completed", "happened_on": "2022", "reason": {"fi": TEXT}},
    "POST /api/v1/measures": {"title": {"fi": TEXT}, "focus_area": "area-{place}"},
    "PATCH /api/v1/measures/{key}": {"version": 1, "title": {"fi": TEXT}},
    "POST /api/v1/commitments/{key}/answers": {"version": 1, "state": "decided", "happened_on": "2026-03"},
    "POST /api/v1/measures/{key}/steps": {"version": 1, "state": "late", "happened_on": "2022"},
}


def placed(content: Any, place: str) -> Any:
    """The content for one's own things, or for another's."""
    if isinstance(content, Mapping):
        return {placed(name, place): placed(value, place) for name, value in content.items()}
    return content.replace("{place}", place) if isinstance(content, str) else content


def is_placed(door: str, method: str) -> bool:
    """Whether what is sent to a door, and not its address, tells whose it is."""
    content = CONTENTS.get(f"{method} {door}", {}) or (FORMS.get(door, {}) if method == "POST" else {})
    return placed(content, "own") != placed(content, "other")


class _Form(HTMLParser):
    """The fields of the form that a page is about: the one with the most of them."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self.options: dict[str, list[str]] = {}
        self.optional: set[str] = set()
        self.hidden: set[str] = set()
        self.inside = self.select = self.area = self.label = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.inside = given.get("method", "get").lower()
            self.forms.append({})
        elif tag == "label":
            self.label = given.get("for", "").removeprefix("id_")
        elif given.get("class") == "optional":
            self.optional.add(self.label)
        elif self.inside == "post" and tag in ("input", "select", "textarea", "option"):
            self._field(tag, given)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        fields, name = self.forms[-1], given.get("name", "")
        if tag == "option":
            self.options[self.select].append(given.get("value", ""))
            if "selected" in given or self.select not in fields:
                fields[self.select] = given.get("value", "")
        elif tag == "select":
            self.select, self.options[name] = name, []
        elif tag == "textarea":
            self.area, fields[name] = name, ""
        elif given.get("type") in ("checkbox", "radio"):
            if "checked" in given:
                fields[name] = given.get("value", "on")
        elif name and name != "csrfmiddlewaretoken":
            fields[name] = given.get("value", "")
            self.hidden |= {name} if given.get("type") == "hidden" else set()

    def handle_data(self, data: str) -> None:
        if self.area:
            self.forms[-1][self.area] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = ""
        elif tag == "textarea":
            self.area = ""


def form_in(page: str) -> dict[str, str]:
    """The fields of the page's form as they stand, needed ones filled in; empty if it has none."""
    parser = _Form()
    parser.feed(page)
    fields = max(parser.forms, key=len, default={})
    for name, value in fields.items():
        if value or name in parser.hidden or (name in parser.optional and name not in FILLED_ALWAYS):
            continue
        choices = [choice for choice in parser.options.get(name, ()) if choice]
        fields[name] = choices[0] if choices else FILLED.get(name, TEXT)
    return fields
