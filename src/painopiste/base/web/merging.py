"""Two people at the same form: what only one of them has changed is put together, what both have is chosen by a person.

A form carries with it a short digest of every value as it was when the form was opened. With what is saved now and what
was typed, that tells for each field who has changed it, though nobody keeps what the form looked like.
"""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.formats import localize_input
from django.utils.translation import gettext as _

from painopiste.base.actors import Actor
from painopiste.base.audit.selectors import list_history
from painopiste.base.web.differences import Piece, differences
from painopiste.base.web.templating import show_day

OPENED = "opened"  # what the form looked like when it was opened: `name:digest name:digest`
ASKED = "asked"  # the fields about which the person was asked
KEEP = "keep-"  # and the answer for each: MINE or THEIRS
MINE, THEIRS = "mine", "theirs"

Current = Callable[[], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that both have changed. `theirs` and `mine` are pieces of text, those that only one has are marked."""

    name: str
    label: Any
    theirs: list[Piece]
    mine: list[Piece]
    who: str  # who saved theirs, and when; empty where the reader may not know
    chosen: str  # MINE, THEIRS or nothing yet


@dataclass(frozen=True, slots=True)
class Merge:
    """What became of a form that was opened before somebody else saved."""

    clashes: list[Clash] = field(default_factory=list)
    taken: list[tuple[Any, Any]] = field(default_factory=list)  # label and value of what only the other has changed
    kept: list[Any] = field(default_factory=list)  # labels of what only this person has changed


def opening(form: forms.Form) -> str:
    """What the form looks like as it is opened; empty for a form without a version."""
    if "version" not in form.fields:
        return ""
    told = getattr(form, OPENED, "")  # put back together with what had been typed
    if told or form.is_bound:
        return told or str(form.data.get(OPENED, ""))
    return _digests(form, {name: form.get_initial_for_field(each, name) for name, each in form.fields.items()})


def reopened(form: forms.Form) -> str:
    """What the form looks like after it has been saved while it stays open."""
    return _digests(form, form.cleaned_data)


def _digests(form: forms.Form, values: Mapping[str, Any]) -> str:
    return " ".join(f"{name}:{_digest(values.get(name))}" for name in form.fields if name != "version")


def _digest(value: Any) -> str:
    return urlsafe_b64encode(sha256(_canonical(value).encode()).digest()[:9]).decode()


def _canonical(value: Any) -> str:
    """One writing for what means the same, whether it comes from a row or from a form."""
    if value is None or value is False:
        return ""
    if isinstance(value, list | tuple | set | frozenset):
        return "\x1f".join(sorted(map(_canonical, value)))
    if isinstance(value, Decimal | int | float) and not isinstance(value, bool):
        return format(Decimal(str(value)).normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    return "\n".join(str(value).splitlines()).strip()


class Chosen:
    """What a person has answered for the fields of a form about which they were asked."""

    def __init__(self, form: forms.Form, current: Current | None) -> None:
        self.form, self.current = form, current
        self.sent = cast(QueryDict, form.data)
        asked = self.sent.getlist(ASKED) if form.is_bound and current else []
        self.now = current() if current and asked else {}
        self.names = [name for name in form.fields if name in asked and name in self.now and name != "version"]
        self.of = {name: self.sent.get(KEEP + name, "") for name in self.names}

    def put(self) -> None:
        """Put the other's values on the form where they were chosen: they are looked at like what was typed."""
        if str(self.now.get("version")) != self.sent.get("version"):
            return  # saved once more meanwhile: the service will say so, and the person is asked anew
        chosen = [name for name in self.names if self.of[name] == THEIRS]
        if chosen:
            self.form.data = _with(self.form, self.sent, {name: self.now[name] for name in chosen})

    def check(self) -> None:
        """Mark the fields for which nothing was chosen."""
        for name in self.names:
            if self.of[name] not in (MINE, THEIRS):
                self.form.add_error(name, _("Choose which version is saved."))

    def again(self, *, by: Actor, of: tuple[str, str] | None) -> Merge:
        """The same questions once more, with everything that was typed, when something else has to be corrected."""
        self.form.data = self.sent
        return Merge(clashes=_clashes(self.form, self.names, self.now, self.of, by=by, of=of))


def merge(form: forms.Form, chosen: Chosen, current: Current | None, *, by: Actor, of: tuple[str, str] | None) -> Merge:
    """Put a form together with what somebody else has saved since; from then on it is the newest version's.

    `of` is the kind and key by which the trail knows the row. Where the form does not tell what it looked like when
    it was opened, every field that differs counts as changed by both.
    """
    form.data = chosen.sent
    now = current() if current else {}
    opened = dict(each.partition(":")[::2] for each in chosen.sent.get(OPENED, "").split())
    clashing, taken, kept = [], [], []
    for name in form.fields:
        if name == "version" or name not in now:
            continue
        left = chosen.of.get(name) == THEIRS  # what was typed has been turned down already
        mine = _canonical(form.cleaned_data.get(name))
        theirs, base = _canonical(now[name]), opened.get(name)
        if base is not None and _digest(now[name]) == base and not left:
            kept += [name] if _digest(form.cleaned_data.get(name)) != base else []
        elif left or (base is not None and _digest(form.cleaned_data.get(name)) == base):
            taken.append(name)
        elif mine != theirs:
            clashing.append(name)
    found = Merge(
        _clashes(form, clashing, now, {}, by=by, of=of),
        [(form[name].label, shown(form, name, now[name])) for name in taken],
        [form[name].label for name in kept],
    )
    form.data = _with(form, chosen.sent, {name: now[name] for name in taken} | _version(now))
    form.data[OPENED] = _digests(form, {**{name: form.cleaned_data.get(name) for name in form.fields}, **now})
    return found


def _version(now: Mapping[str, Any]) -> dict[str, Any]:
    return {"version": now["version"]} if "version" in now else {}


def _with(form: forms.Form, sent: QueryDict, values: Mapping[str, Any]) -> QueryDict:
    """What was sent, with these values written as a person would type them."""
    data = sent.copy()
    for name, value in values.items():
        place = form.add_prefix(name)
        typed = _typed(form.fields[name], value)
        data.setlist(place, typed if isinstance(typed, list) else [typed])
        if typed == "" and isinstance(form.fields[name], forms.BooleanField):
            del data[place]
    return data


def _typed(of: forms.Field, value: Any) -> Any:
    """A value as it would stand in the form: a text, or a list of texts."""
    if isinstance(value, list | tuple):
        return [str(one) for one in value]
    if value is None or value is False:
        return ""
    if isinstance(value, bool):
        return "on"
    value = of.prepare_value(value)
    return str(localize_input(value) if isinstance(value, Decimal) else value)


def _clashes(
    form: forms.Form,
    names: list[str],
    now: Mapping[str, Any],
    chosen: Mapping[str, str],
    *,
    by: Actor,
    of: tuple[str, str] | None,
) -> list[Clash]:
    savers = _savers(names, by=by, of=of) if names else {}
    told = []
    for name in names:
        typed = form.fields[name].widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        theirs, mine = differences(str(shown(form, name, now[name])), str(shown(form, name, typed)))
        told.append(Clash(name, form[name].label, theirs, mine, savers.get(name, ""), chosen.get(name, "")))
    return told


def _savers(names: list[str], *, by: Actor, of: tuple[str, str] | None) -> dict[str, str]:
    """Who saved each field last, and when, by the lines of the trail that the actor may read."""
    lines = list_history(kind=of[0], key=of[1], by=by) if of else []
    found = {}
    for name in names:
        told = [line for line in lines if any(_is_of(name, column) for column in (line.content or {}).get("after", {}))]
        for line in (told or lines)[:1]:
            found[name] = f"{line.actor_label}, {show_day(line.at)}"
    return found


def _is_of(name: str, column: str) -> bool:
    return column == name or column.rpartition("_")[0] == name


def shown(form: forms.Form, name: str, value: Any) -> Any:
    """A value, or several, as the form's own words say it."""
    if isinstance(value, list | tuple):
        return ", ".join(str(shown(form, name, one)) for one in value)
    options = _options(getattr(form.fields[name], "choices", ()) or ())
    if options:
        return options.get(str(value or ""), value or "")
    if isinstance(form.fields[name], forms.BooleanField):
        return _("yes") if value else _("no")
    return _typed(form.fields[name], value)


def _options(choices: Any) -> dict[str, Any]:
    """The words for the codes of a field of choices; those of a group as the others."""
    told: dict[str, Any] = {}
    for code, label in choices:
        told |= _options(label) if isinstance(label, list | tuple) else {str(code or ""): label}
    return told
