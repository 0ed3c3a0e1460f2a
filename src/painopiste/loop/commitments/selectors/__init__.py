"""Reading commitments, the chains that they stand in, and what is missing in these. Only what the actor may see."""

from painopiste.loop.commitments.selectors.chain import (
    AreaChain,
    Link,
    MeasureChain,
    get_area_chain,
    get_measure_chain,
    list_area_chains,
)
from painopiste.loop.commitments.selectors.commitments import (
    Filters,
    Row,
    cut_commitments,
    get_commitment,
    list_askable,
    list_commitments,
    list_of_organisation,
    list_organisations,
    list_waiting_for,
)
from painopiste.loop.commitments.selectors.findings import annotate_findings, count_when, list_findings

__all__ = [
    "AreaChain",
    "Filters",
    "Link",
    "MeasureChain",
    "Row",
    "annotate_findings",
    "count_when",
    "cut_commitments",
    "get_area_chain",
    "get_commitment",
    "get_measure_chain",
    "list_area_chains",
    "list_askable",
    "list_commitments",
    "list_findings",
    "list_of_organisation",
    "list_organisations",
    "list_waiting_for",
]
