"""What the choices of a marking mean, in the words of an official: beside each choice of the form that composes one."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from painopiste.base.markings.rules import Circle, Ground, LegalStatus, Tlp
from painopiste.base.web.markings import STATUSES

ACT = "621/1999"
CLASSES_ABOVE = "classes_above"  # security classes I to III, which are refused with the reason
STATUS_HELP = {
    LegalStatus.PUBLIC: _("Anybody may have it, and it is shown to everybody who is named below."),
    LegalStatus.NOT_YET_PUBLIC: _(
        "Unfinished, or not yet decided on: the authority considers whether it is given out. It becomes public later."
    ),
    LegalStatus.SECRET: _("The law says that it is kept secret. Only those who have been cleared for it read it."),
    LegalStatus.RESTRICTED: _(
        "A classified document whose disclosure could harm. Only those cleared for class IV read it."
    ),
}
CLASSES_LABEL = pgettext_lazy("marking", "Security class I, II or III")
CLASSES_HELP = _("Can't be handled here. Write down only where the document is.")
STATUS_LABELS = STATUSES
GROUNDS: Mapping[Ground, object] = {
    Ground(ACT, "6"): _("Prepared by an authority and not finished or signed yet"),
    Ground(ACT, "7"): _("Received by an authority and not public yet"),
    Ground(ACT, "9"): _("Not public yet: the authority decides whether it is given out"),
    Ground(ACT, "24", "3"): _("Reports of offences and criminal investigations"),
    Ground(ACT, "24", "4"): _("Registers for the prevention and investigation of offences"),
    Ground(ACT, "24", "5"): _(
        "Tactical and technical methods and plans of the police, border guard, customs and prisons"
    ),
    Ground(ACT, "24", "7"): _("Security arrangements of people, buildings, installations and information systems"),
    Ground(ACT, "24", "8"): _("Preparedness for accidents and emergency conditions"),
    Ground(ACT, "24", "9"): _("The security of the state"),
    Ground(ACT, "24", "17"): _("Business secrets of a public body"),
    Ground(ACT, "24", "20"): _("Business secrets of a private company or association"),
    Ground(ACT, "24", "25"): _("Clients of social welfare, health and disability"),
    Ground(ACT, "24", "26"): _("Sensitive details of the private life of suspects and victims"),
    Ground(ACT, "24", "31"): _("Addresses and phone numbers that are kept secret"),
    Ground(ACT, "24", "32"): _("Political conviction, way of life, family life and leisure"),
}
TLP_HELP = {
    Tlp.CLEAR: _("May be passed on to anybody."),
    Tlp.GREEN: _("May be passed on within the cooperation model and to partners, but not published."),
    Tlp.AMBER: _("May be passed on in one's own organisation and to those it works for, to who needs to know."),
    Tlp.AMBER_STRICT: _("May be passed on in one's own organisation only, to who needs to know."),
    Tlp.RED: _("For the readers themselves. Not to be passed on to anybody."),
}
CIRCLE_HELP = {
    Circle.PUBLIC: _("Without logging in."),
    Circle.MEMBERS: _("Everybody who has a role in the cooperation model."),
    Circle.AUTHORITIES: _("Those who work for a ministry, an agency, a county or a municipality."),
    Circle.ASSOCIATIONS: _("Those who work for an association or a foundation."),
    Circle.BUSINESS: _("Those who work for a company or its association."),
    Circle.SECRETARIAT: _("The secretariat of the cooperation model only."),
}
