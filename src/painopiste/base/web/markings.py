"""What markings are called on pages, and the field with which a form chooses one."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from painopiste.base.actors import Actor
from painopiste.base.markings.rules import Audience, AudienceClause, Circle, Ground, LegalStatus, Marking, Tlp
from painopiste.base.markings.stored import list_usable, names_of, value_of

AUDIENCES = {
    Audience.PUBLIC: _("Everybody"),
    Audience.MEMBERS: _("Members of the cooperation model"),
    Audience.SECRETARIAT: _("The secretariat"),
}
CIRCLES = {
    Circle.PUBLIC: _("Everybody"),
    Circle.MEMBERS: _("Members of the cooperation model"),
    Circle.SECRETARIAT: _("The secretariat"),
    Circle.AUTHORITIES: _("Authorities"),
    Circle.ASSOCIATIONS: _("Associations"),
    Circle.BUSINESS: _("Business"),
}
STATUSES = {
    LegalStatus.PUBLIC: pgettext_lazy("marking", "Public"),
    LegalStatus.NOT_YET_PUBLIC: pgettext_lazy("marking", "Not yet public"),
    LegalStatus.SECRET: pgettext_lazy("marking", "Secret"),
    LegalStatus.RESTRICTED: pgettext_lazy("marking", "Security class IV"),
}
LABELS = {
    Tlp.CLEAR: "TLP:CLEAR",
    Tlp.GREEN: "TLP:GREEN",
    Tlp.AMBER: "TLP:AMBER",
    Tlp.AMBER_STRICT: "TLP:AMBER+STRICT",
    Tlp.RED: "TLP:RED",
}
GUIDANCE = _("Choose the widest circle that may read it. Opening it to more readers later needs a second person.")


def marking_words(code: str) -> str:
    """A marking in words: who may read, and what the law says. Only for those who may read what is marked so."""
    if code in list(Audience):
        return str(AUDIENCES[Audience(code)])
    return "; ".join(_parts(value_of(code)))


def _parts(marking: Marking) -> list[str]:
    told = [str(STATUSES[marking.legal_status])]
    told += [ground_words(ground) for ground in sorted(marking.grounds)]
    told += sorted(_clause(clause) for clause in marking.clauses)
    if marking.compartments:
        told.append(
            gettext("only within: %(names)s") % {"names": ", ".join(names_of("compartments", marking.compartments))}
        )
    if marking.embargo_until:
        told.append(gettext("not before %(day)s") % {"day": marking.embargo_until.strftime("%-d.%-m.%Y")})
    return [*told, LABELS[marking.tlp]]


def ground_words(ground: Ground) -> str:
    """Where the law says it: act, section, and point."""
    if ground.point:
        values = {"act": ground.act, "section": ground.section, "point": ground.point}
        return gettext("%(act)s, section %(section)s, point %(point)s") % values
    return gettext("%(act)s, section %(section)s") % {"act": ground.act, "section": ground.section}


def _clause(clause: AudienceClause) -> str:
    names = [str(CIRCLES[circle]) for circle in sorted(clause.circles)]
    names += names_of("organisations", clause.organisations) + names_of("bodies", clause.bodies)
    return ", ".join(names)


def marking_choices(by: Actor | None = None) -> list[tuple[str, Any]]:
    """The markings that a form offers: the built-in ones, and those in use under which the actor may read."""
    options: list[tuple[str, Any]] = [(code.value, label) for code, label in AUDIENCES.items()]
    if by is not None:
        options += [(code, marking_words(code)) for code in list_usable(by)]
    return options


class MarkingField(forms.ChoiceField):
    """Who may read a row. Where nobody has chosen, the members only: nothing becomes public by forgetting.

    `composable`: whether the form has the button that leads to the page of composing a marking.
    """

    composable = True

    def __init__(self, **kwargs: Any) -> None:
        fixed = {"label": gettext_lazy("Who may read this"), "initial": Audience.MEMBERS.value, "help_text": GUIDANCE}
        super().__init__(**{"choices": marking_choices(), **fixed, **kwargs})

    def offer(self, code: str) -> None:
        """Offer a marking that is not among the choices yet."""
        if code and code not in dict(self.choices):  # type: ignore[arg-type]
            self.choices = [*self.choices, (code, marking_words(code))]  # type: ignore[misc]
