"""What sorts of organisations take part. Pure: no Django, no clock, no database."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of organisation it is."""

    MINISTRY = "ministry"
    MINISTRY_UNIT = "ministry_unit"
    GOVERNMENT = "government"
    PARLIAMENT = "parliament"
    AGENCY = "agency"
    REGIONAL_STATE_AGENCY = "regional_state_agency"
    COUNCIL = "council"
    COUNTY = "county"
    MUNICIPAL_BODY = "municipal_body"
    MUNICIPAL_ASSOCIATION = "municipal_association"
    ASSOCIATION = "association"
    BUSINESS_ASSOCIATION = "business_association"
    FOUNDATION = "foundation"
    COMPANY = "company"
    RESEARCH = "research"
    RESEARCH_FUNDER = "research_funder"
    DATA_ARCHIVE = "data_archive"
    CENTRE_OF_EXPERTISE = "centre_of_expertise"
    NETWORK = "network"
    WORKING_GROUP = "working_group"
