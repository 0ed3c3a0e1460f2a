"""The discussion about one row: reading it, writing, answering, changing and removing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import urlize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from markupsafe import Markup

from painopiste.base.actors import Actor
from painopiste.base.audit.selectors import list_histories
from painopiste.base.errors import Missing, NotAllowed
from painopiste.base.web.history import history_entries
from painopiste.base.web.pages import crumbs, form_page, takes_form
from painopiste.loop.discussion import permissions, selectors, services
from painopiste.loop.discussion.rules import in_order, subject_of
from painopiste.site.discussion.readers import list_readers, named_in
from painopiste.site.web.discussion.forms import ChangeForm, CommentForm, RemoveForm
from painopiste.site.web.frame import language
from painopiste.site.web.markings.things import THINGS, WORDS, Thing, name_of

DEEPEST = 3  # steps to the right; deeper answers stand below each other


@dataclass(frozen=True, slots=True)
class Shown:
    """One comment as the page shows it."""

    row: Any
    depth: int
    text: Markup
    people: tuple[str, ...]
    may_change: bool
    may_remove: bool
    history: list[dict[str, Any]]


@takes_form
def thread(request: HttpRequest, thing: str, key: str) -> HttpResponse:
    """What has been said about a row, and the form to say something."""
    by = request.actor
    kind, row = _subject(thing, key, by)
    may_write = permissions.may_write(by)
    if request.method == "POST" and not may_write:
        raise NotAllowed
    answered = _answered(request, kind, row, by)
    comments = selectors.list_about(kind=kind.kind, row=row, by=by)
    around = _Around(row, answered, frozenset(comment.writer_id for comment in comments if comment.writer_id))
    readers = around.readers() if may_write else {}
    given = {"reply_to": answered.key if answered else ""}
    form = CommentForm(request.POST or None, initial=given, people=_people(readers, by), by=by)

    def save(values: dict[str, Any]) -> Any:
        told = _told(request, values, around)
        return services.write(kind=kind.kind, row=row, reply_to=answered, language=language(), by=by, **told)

    here, name = reverse("discussion:thread", args=[thing, key]), name_of(kind, row)
    return form_page(
        request,
        form=form,
        title=_("Discussion"),
        intro=name,
        save=save,
        done=lambda made: f"{here}#{made.key}",
        saved=_("The comment has been saved."),
        submit=_("Send the reply") if answered else _("Send the comment"),
        crumbs=crumbs((name, kind.page(row)), (_("Discussion"), "")),
        template="discussion/thread.html",
        shown=_shown(comments, by),
        answered=answered,
        may_write=may_write,
        member=by.member,
        waiting=_waiting(comments, by),
        seen_url=reverse("discussion:seen", args=[thing, key]),
        here=here,
        row=row,
    )


def _subject(thing: str, key: str, by: Actor) -> tuple[Thing, Any]:
    kind = THINGS.get(thing)
    if kind is None:
        raise Missing
    row = selectors.get_subject(kind=kind.kind, key=key, by=by)
    if not kind.may_exist(row, by):
        raise Missing
    return kind, row


def _answered(request: HttpRequest, kind: Thing, row: Any, by: Actor) -> Any:
    key = request.POST.get("reply_to", "") if request.method == "POST" else request.GET.get("vastaa", "")
    if not key:
        return None
    found = selectors.get_comment(key=key[:60], by=by)
    if getattr(found, f"{kind.kind}_id") != row.pk:
        raise Missing
    return found


@dataclass(frozen=True, slots=True)
class _Around:
    """What a comment stands in, and who has taken part there: they decide who can be mentioned."""

    row: Any
    answered: Any
    talking: frozenset[int]

    def readers(self, *codes: str) -> Mapping[str, Any]:
        """Who may read what stands there under these markings."""
        told = [each.marking_id for each in (self.row, self.answered) if each is not None]
        return list_readers(codes=[*told, *codes], talking=self.talking)


def _people(readers: Mapping[str, Any], by: Actor) -> list[tuple[str, str]]:
    return [(key, account.name) for key, account in readers.items() if account.pk != by.account_id]


def _told(request: HttpRequest, values: Mapping[str, Any], around: _Around) -> dict[str, Any]:
    """What services take; names that reach nobody are told, and why they reach nobody is not."""
    readers = around.readers(values["own_marking_id"])
    named = named_in(text=values["text"], chosen=values.get("people", ()), readers=readers)
    lost = len(named.unknown) + len(set(values.get("people", ())) - {account.key for account in named.accounts})
    if lost:
        said = ngettext(
            "%(num)s mention reaches nobody: no reader of this comment has such a name.",
            "%(num)s mentions reach nobody: no readers of this comment have such names.",
            lost,
        )
        messages.warning(request, said % {"num": lost})
    return {"text": values["text"], "marking": values["own_marking_id"], "mentioned": named.accounts}


def _shown(comments: list[Any], by: Actor) -> list[Shown]:
    rows = {comment.pk: comment for comment in comments}
    edited = [comment.key for comment in comments if comment.edited_at and not comment.removed_at]
    lines: dict[str, list[Any]] = {}
    for line in list_histories(kind="comment", keys=edited, by=by, limit=500):
        lines.setdefault(line.target_key, []).append(line)
    return [
        Shown(
            rows[pk],
            min(depth, DEEPEST),
            _linked(rows[pk].text),
            tuple(sorted(mention.account.name for mention in rows[pk].mentions.all())) if by.member else (),
            permissions.may_change(rows[pk], by=by),
            permissions.may_remove(rows[pk], by=by),
            history_entries(lines.get(rows[pk].key, ())),
        )
        for pk, depth in in_order((comment.pk, comment.reply_to_id) for comment in comments)
    ]


def _linked(text: str) -> Markup:
    """The text with its web addresses as links, line by line; anything else is text."""
    return Markup("<br>").join(Markup(urlize(line, nofollow=True, autoescape=True)) for line in text.splitlines())  # noqa: S704  urlize has escaped it


def _waiting(comments: list[Any], by: Actor) -> int:
    own = [each for comment in comments for each in comment.mentions.all() if each.account_id == by.account_id]
    return sum(mention.seen_at is None for mention in own)


@require_POST
def seen(request: HttpRequest, thing: str, key: str) -> HttpResponse:
    """Take the mentions of this discussion off one's own work."""
    kind, row = _subject(thing, key, request.actor)
    services.mark_seen(kind=kind.kind, row=row, by=request.actor)
    messages.success(request, _("Saved."))
    return redirect("discussion:thread", thing, key)


@takes_form
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Change one's own comment; what it said stays in its history."""
    by = request.actor
    found = selectors.get_comment(key=key, by=by)
    if not permissions.may_change(found, by=by):
        raise NotAllowed
    kind, row = subject_of(found)
    comments = selectors.list_about(kind=kind, row=row, by=by)
    talking = frozenset(comment.writer_id for comment in comments if comment.writer_id)
    around = _Around(row, found.reply_to, talking)

    def save(values: dict[str, Any]) -> Any:
        told = _told(request, values, around)
        return services.change(comment=found, version=values["version"], by=by, **told)

    people = _people(around.readers(), by)
    return form_page(
        request,
        form=ChangeForm(request.POST or None, initial=_saved(found), people=people, by=by),
        title=_("Change the comment"),
        save=save,
        done=thread_page(kind, row, key),
        crumbs=_crumbs(kind, row, _("Change the comment")),
        current=lambda: _saved(selectors.get_comment(key=key, by=by)),
        of=("comment", key),
    )


def _saved(found: Any) -> dict[str, Any]:
    people = [mention.account.key for mention in found.mentions.select_related("account")]
    return {name: getattr(found, name) for name in ("text", "own_marking_id", "version")} | {"people": people}


@takes_form
def remove(request: HttpRequest, key: str) -> HttpResponse:
    """Take a comment away: one's own, or another's with a reason."""
    by = request.actor
    found = selectors.get_comment(key=key, by=by)
    if not permissions.may_remove(found, by=by):
        raise NotAllowed
    kind, row = subject_of(found)

    def save(values: dict[str, Any]) -> None:
        services.remove(comment=found, by=by, **values)

    return form_page(
        request,
        form=RemoveForm(request.POST or None, initial={"version": found.version}),
        title=_("Remove the comment"),
        intro=found.title,
        save=save,
        done=thread_page(kind, row, key),
        submit=_("Remove"),
        saved=_("Removed."),
        crumbs=_crumbs(kind, row, _("Remove the comment")),
        current=lambda: {"version": selectors.get_comment(key=key, by=by).version},
    )


def thread_page(kind: str, row: Any, place: str = "") -> str:
    """The address of the discussion about a row, at one comment where its key is given."""
    page = reverse("discussion:thread", args=[WORDS[kind], row.key])
    return f"{page}#{place}" if place else page


def _crumbs(kind: str, row: Any, title: str) -> list[dict[str, Any]]:
    thing = THINGS[WORDS[kind]]
    page = (_("Discussion"), thread_page(kind, row))
    return crumbs((name_of(thing, row), thing.page(row)), page, (title, ""))
