"""Forms of markings: choosing a ready one, and composing one with guidance beside each choice."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from painopiste.base.actors import Actor
from painopiste.base.markings import rules
from painopiste.base.markings.rules import AudienceClause, Circle, Ground, LegalStatus, Marking, MaxClass, Tlp
from painopiste.base.web.forms import DayField, PlainForm, VersionedForm
from painopiste.base.web.markings import CIRCLES, LABELS, MarkingField, ground_words
from painopiste.site.web.markings import labels
from painopiste.site.web.markings.choices import body_choices, compartment_choices, organisation_choices

lines = lazy(lambda label, text: format_html("<b>{}</b> <span class='soft'>{}</span>", label, text), SafeString)
SAFE = {  # nothing becomes public by forgetting
    "legal_status": LegalStatus.NOT_YET_PUBLIC.value,
    "grounds": ["621/1999|9|"],
    "tlp": Tlp.GREEN.value,
    "audience": [Circle.MEMBERS.value],
}


class ChangeForm(VersionedForm):
    """Another marking, and why."""

    marking = MarkingField()
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Needed when more readers would be let in: a second person decides by it."),
    )


def code_of_ground(ground: Ground) -> str:
    return f"{ground.act}|{ground.section}|{ground.point}"


def _status_choices() -> list[tuple[str, Any]]:
    known = [each for each in LegalStatus if each is not LegalStatus.RESTRICTED or _takes_restricted()]
    told = [(each.value, lines(labels.STATUS_LABELS[each], labels.STATUS_HELP[each])) for each in known]
    return [*told, (labels.CLASSES_ABOVE, lines(labels.CLASSES_LABEL, labels.CLASSES_HELP))]


def _takes_restricted() -> bool:
    return MaxClass[settings.MAX_CLASS] >= MaxClass.IV


class ComposeForm(PlainForm):
    """A marking, part by part. Choices stand from open to closed; what is chosen at first keeps it within the model."""

    mark_optional = False
    legal_status = forms.ChoiceField(
        label=gettext_lazy("What the law says"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("If in doubt, choose “not yet public” and ask your organisation's lawyer."),
    )
    grounds = forms.MultipleChoiceField(
        label=gettext_lazy("Ground: why it is not public"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(code_of_ground(each), lines(text, ground_words(each))) for each, text in labels.GROUNDS.items()],
        help_text=gettext_lazy("Needed for everything but public. The grounds that are needed most often stand here."),
    )
    act = forms.CharField(
        label=gettext_lazy("Another ground: act"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Number and year, as 1050/2018."),
    )
    section = forms.CharField(label=gettext_lazy("Section"), required=False, max_length=20)
    point = forms.CharField(label=gettext_lazy("Point, if there are several"), required=False, max_length=20)
    tlp = forms.ChoiceField(
        label=gettext_lazy("How far a reader may pass it on"),
        widget=forms.RadioSelect,
        choices=[(each.value, lines(LABELS[each], labels.TLP_HELP[each])) for each in Tlp],
        help_text=gettext_lazy("The Traffic Light Protocol (TLP 2.0)."),
    )
    audience = forms.MultipleChoiceField(
        label=gettext_lazy("Who may read it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(each.value, lines(CIRCLES[each], text)) for each, text in labels.CIRCLE_HELP.items()],
        help_text=gettext_lazy(
            "Whoever is in one of these, or in an organisation or body that is named below, may read it."
        ),
    )
    organisations = forms.MultipleChoiceField(
        label=gettext_lazy("Named organisations"), required=False, widget=forms.CheckboxSelectMultiple
    )
    bodies = forms.MultipleChoiceField(
        label=gettext_lazy("Bodies"), required=False, widget=forms.CheckboxSelectMultiple
    )
    compartments = forms.MultipleChoiceField(
        label=gettext_lazy("Only within these compartments"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("A reader must be in each of them. You see only those that you are in yourself."),
    )
    embargo_until = DayField(
        label=gettext_lazy("Embargo: opens on"),
        required=False,
        help_text=gettext_lazy("Before this day only the secretariat reads it. On the day it opens by itself."),
    )
    review_on = DayField(
        label=gettext_lazy("To be looked at again on"),
        required=False,
        help_text=gettext_lazy("Then it comes up on the list of markings to review."),
    )
    expires_on = DayField(
        label=gettext_lazy("The secrecy ends on"),
        required=False,
        help_text=gettext_lazy(
            "Nothing opens by itself then: the marking comes up for review, and two people open it."
        ),
    )
    originator = forms.ChoiceField(
        label=gettext_lazy("Whose information it is"),
        required=False,
        help_text=gettext_lazy(
            "The organisation is asked before it is opened, and its people see when a review comes."
        ),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Needed when more readers would be let in: a second person decides by it."),
    )

    def __init__(self, *args: Any, by: Actor, initial: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial=SAFE | (initial or {}), **kwargs)
        named = organisation_choices(by)
        offered: dict[str, list[tuple[str, Any]]] = {
            "legal_status": _status_choices(),
            "organisations": named,
            "bodies": body_choices(by),
            "compartments": compartment_choices(by),
            "originator": [("", "–"), *named],
        }
        for name, options in offered.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]
        self._offer_grounds()
        for name in ("bodies", "compartments"):
            if not offered[name]:
                del self.fields[name]

    def _offer_grounds(self) -> None:
        """A ground that the row has, though it is not among the usual ones."""
        field: Any = self.fields["grounds"]
        known = dict(field.choices)
        more = [code for code in self.initial.get("grounds", ()) if code not in known]
        field.choices = [*field.choices, *((code, ground_words(Ground(*code.split("|")))) for code in more)]

    def clean_legal_status(self) -> str:
        """Refuse security classes I to III, with the reason that the law gives."""
        given: str = self.cleaned_data["legal_status"]
        if given == labels.CLASSES_ABOVE:
            raise forms.ValidationError(_(rules.ClassRefused.message))
        return given

    def clean(self) -> dict[str, Any]:
        """Ask for what belongs together."""
        given = super().clean() or self.cleaned_data
        if bool(given.get("act")) != bool(given.get("section")):
            self.add_error("section" if given.get("act") else "act", _("Name both the act and the section."))
        named = any(given.get(name) for name in ("audience", "organisations", "bodies"))
        if not named and given.get("legal_status") != LegalStatus.PUBLIC:
            self.add_error("audience", _("Name at least one circle, organisation or body."))
        return given


class ComposeForRowForm(VersionedForm, ComposeForm):
    """A marking for a row that is there."""


def marking_from(values: dict[str, Any]) -> Marking:
    """What the form says, as a marking. It has not been checked yet."""
    grounds = {Ground(*code.split("|")) for code in values["grounds"]}
    if values["act"]:
        grounds.add(Ground(values["act"].strip(), values["section"].strip(), values["point"].strip()))
    clause = AudienceClause(
        circles=frozenset(map(Circle, values["audience"])),
        organisations=frozenset(map(int, values["organisations"])),
        bodies=frozenset(map(int, values.get("bodies", ()))),
    )
    return Marking(
        legal_status=LegalStatus(values["legal_status"]),
        grounds=frozenset(grounds),
        tlp=Tlp(values["tlp"]),
        clauses=frozenset() if clause == AudienceClause() else frozenset({clause}),
        compartments=frozenset(map(int, values.get("compartments", ()))),
        embargo_until=values["embargo_until"],
        expires_on=values["expires_on"],
    )


def values_from(marking: Marking) -> dict[str, Any]:
    """A marking as the form shows it. Of several conditions on readers only what all of them name is kept."""
    clauses = list(marking.clauses) or [AudienceClause(circles=frozenset({Circle.PUBLIC}))]
    shared = clauses[0]
    for clause in clauses[1:]:
        shared = AudienceClause(
            shared.circles & clause.circles,
            shared.organisations & clause.organisations,
            shared.bodies & clause.bodies,
        )
    return {
        "legal_status": marking.legal_status.value,
        "grounds": [code_of_ground(each) for each in sorted(marking.grounds)],
        "tlp": marking.tlp.value,
        "audience": sorted(circle.value for circle in shared.circles),
        "organisations": sorted(map(str, shared.organisations)),
        "bodies": sorted(map(str, shared.bodies)),
        "compartments": sorted(map(str, marking.compartments)),
        "embargo_until": marking.embargo_until,
        "expires_on": marking.expires_on,
    }
