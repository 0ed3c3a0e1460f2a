"""What the kinds of organisations are called on pages and in reports, by code."""

from django.utils.translation import gettext_lazy as _

from painopiste.base.organisations.rules import Kind

KINDS = {
    Kind.MINISTRY: _("Ministry"),
    Kind.MINISTRY_UNIT: _("Part of a ministry"),
    Kind.GOVERNMENT: _("Government"),
    Kind.PARLIAMENT: _("Parliament"),
    Kind.AGENCY: _("Agency"),
    Kind.REGIONAL_STATE_AGENCY: _("Regional state agency"),
    Kind.COUNCIL: _("Council"),
    Kind.COUNTY: _("Wellbeing services county"),
    Kind.MUNICIPAL_BODY: _("Municipal body"),
    Kind.MUNICIPAL_ASSOCIATION: _("Association of municipalities"),
    Kind.ASSOCIATION: _("Association"),
    Kind.BUSINESS_ASSOCIATION: _("Business association"),
    Kind.FOUNDATION: _("Foundation"),
    Kind.COMPANY: _("Company"),
    Kind.RESEARCH: _("Research organisation"),
    Kind.RESEARCH_FUNDER: _("Research funder"),
    Kind.DATA_ARCHIVE: _("Data archive"),
    Kind.CENTRE_OF_EXPERTISE: _("Centre of expertise"),
    Kind.NETWORK: _("Network"),
    Kind.WORKING_GROUP: _("Working group"),
}
