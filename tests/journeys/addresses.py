"""Every address of the pages, found from the product itself, each with an example of its arguments."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import translation

from tests.routes import routes

AREA, MEASURE, ROUND, PLAN = {"key": "p3"}, {"key": "1.1"}, {"key": "syksy"}, {"key": "p2", "number": "{draft}"}
ITEM = PLAN | {"item": "{item}"}
FILE = {"form": "csv"}
MEETING, TOPIC = {"key": "kokous"}, {"key": "kokous", "item": "asia"}
SCAN = {"scan": "kartoitus"}
PROPOSAL, DRAFT = {"proposal": "esitys"}, {"proposal": "esitys-luonnos"}
THING = {"thing": "toimenpide", "key": "1.1"}
PARTS = ("milestone", "deliverable", "funding", "dependency")

# The arguments of each address that takes some. "{draft}" stands for something that contents.py has made.
# More than one example where a page looks different.
EXAMPLES: Mapping[str, list[dict[str, str]]] = {
    "accounts:revoke_token": [{"token_id": "{token}"}],
    "accounts:end_session": [{"session_id": "0"}],
    "accounts:unlink": [{"identity": "0"}],
    "accounts:invitation": [{"secret": "{invitation}"}],
    "accounts:new_password": [{"uid": "{uid}", "token": "{reset}"}],
    "openid_connect_login": [{"provider_id": "oidc"}],
    "openid_connect_callback": [{"provider_id": "oidc"}],
    "mfa_remove_webauthn": [{"pk": "0"}],
    "people:person": [{"key": "lukija"}],
    "people:withdraw": [{"key": "{waiting}"}],
    "people:give_role": [{"key": "lukija"}],
    "people:end_role": [{"key": "lukija", "grant": "{grant}"}],
    "people:end_membership": [{"key": "lukija", "membership": "{membership}"}],
    "people:reset_factors": [{"key": "lukija"}],
    "following:follow": [{"word": "toimenpide", "key": "1.1"}],
    "following:stop_digest": [{"account": "0"}],
    "following:stop_asked": [{"account": "0"}],
    "organisations:export": [FILE],
    "organisations:organisation": [{"key": "sm"}, {"key": "spr"}],
    "organisations:change": [{"key": "sm"}],
    "bodies:export": [FILE],
    "bodies:body": [{"key": "p7-network"}, {"key": "cooperation-group"}],
    "bodies:change": [{"key": "p3-group"}],
    "bodies:add_member": [{"key": "p3-group"}],
    "bodies:end_member": [{"key": "p3-group", "member": "{member}"}],
    "bodies:record_decision": [{"key": "cooperation-group"}],
    "meetings:export": [FILE],
    "meetings:own_feed": [{"secret": "salainen"}],
    "meetings:plan": [{"body": "p3-group"}],
    "meetings:meeting": [MEETING, {"key": "2022-05-24-cooperation-group"}],
    "meetings:change": [MEETING],
    "meetings:cancel": [MEETING],
    "meetings:move": [MEETING],
    "meetings:answer_invitation": [MEETING],
    "meetings:attendance": [MEETING],
    "meetings:add_item": [MEETING],
    "meetings:order_items": [MEETING],
    "meetings:change_item": [TOPIC],
    "meetings:remove_item": [TOPIC],
    "meetings:decide": [TOPIC],
    "meetings:item_conflict": [TOPIC],
    "meetings:add_point": [MEETING],
    "meetings:remove_point": [MEETING | {"point": "nosto"}],
    "meetings:raise_follow_up": [{"body": "p3-group"}],
    "meetings:close_follow_up": [{"key": "tehtava"}],
    "meetings:open_procedure": [{"body": "p3-group"}],
    "meetings:procedure": [{"key": "kirjallinen"}],
    "meetings:close_procedure": [{"key": "kirjallinen"}],
    "meetings:procedure_conflict": [{"key": "kirjallinen"}],
    "programmes:export": [FILE],
    "markings:marking": [{"thing": "painopiste", "key": "p3"}, {"thing": "toimenpide", "key": "1.1"}],
    "markings:compose_for_row": [{"thing": "painopiste", "key": "p3"}, {"thing": "toimenpide", "key": "1.1"}],
    "markings:keep": [{"thing": "painopiste", "key": "p3"}],
    "markings:rows": [{"thing": "toimenpide"}, {"thing": "havainto"}],
    "markings:compartment": [{"key": "tilannekuva"}],
    "markings:let_in": [{"key": "tilannekuva"}],
    "markings:let_out": [{"key": "tilannekuva", "member": "0"}],
    "markings:confirm_clearance": [{"clearance": "0"}],
    "markings:refuse_clearance": [{"clearance": "0"}],
    "markings:withdraw_clearance": [{"clearance": "0"}],
    "markings:confirm": [{"thing": "painopiste", "key": "p3", "decision": "0"}],
    "markings:withdraw": [{"thing": "painopiste", "key": "p3", "decision": "0"}],
    "feedback:answer": [{"key": "odottaa"}, {"key": "vastattu"}],
    "focus_areas:export": [FILE],
    "focus_areas:focus_area": [AREA, {"key": "p1"}, {"key": "p7"}],
    "focus_areas:change": [AREA],
    "focus_areas:rename": [AREA],
    "focus_areas:give_group": [AREA],
    "focus_areas:decide": [AREA],
    "focus_areas:organisations": [AREA],
    "focus_areas:end_organisation": [AREA | {"link": "{link}"}],
    "focus_areas:plan": [AREA, {"key": "p2"}],
    "focus_areas:start_version": [AREA],
    "focus_areas:plan_version": [PLAN],
    "focus_areas:approve_plan": [PLAN],
    "focus_areas:add_chain_item": [PLAN],
    "focus_areas:chain_item": [ITEM],
    "focus_areas:remove_chain_item": [ITEM],
    "focus_areas:add_indicator": [ITEM],
    "focus_areas:link_measures": [ITEM],
    "plans:export": [FILE],
    "plans:remove_view": [{"view": "esteessa"}],
    "plans:changed": [{"change": "monta"}],
    "plans:undo": [{"change": "monta"}],
    "plans:measure": [MEASURE, {"key": "2.2"}],
    "plans:change": [MEASURE],
    "plans:change_state": [MEASURE],
    "plans:parties": [MEASURE],
    "plans:end_party": [MEASURE | {"party": "{party}"}],
    "plans:add_part": [MEASURE | {"part": part} for part in PARTS],
    "plans:change_part": [MEASURE | {"part": part, "row": f"{{{part}}}"} for part in PARTS],
    "plans:remove_part": [MEASURE | {"part": "milestone", "row": "{milestone}"}],
    "interfaces:list": [THING, {"thing": "painopiste", "key": "p2"}],
    "interfaces:add": [THING],
    "interfaces:change": [THING | {"interface": "koe"}],
    "interfaces:remove": [THING | {"interface": "koe"}],
    "discussion:thread": [THING, {"thing": "painopiste", "key": "p3"}],
    "discussion:seen": [THING],
    "discussion:change": [{"key": "kommentti"}],
    "discussion:remove": [{"key": "kommentti"}],
    "agenda:observation": [{"key": "verkkohuijaukset"}, {"key": "kylien-vakivalta"}],
    "agenda:change": [{"key": "verkkohuijaukset"}],
    "consultations:answer": [{"secret": "{secret}"}],
    "consultations:receipt": [{"secret": "{returned}"}],
    "consultations:remove_file": [{"secret": "{secret}", "file": "muistio"}],
    "consultations:consultation": [{"key": "nakemyksia"}, {"key": "sidosryhmat-2020"}],
    "consultations:change": [{"key": "nakemyksia"}],
    "consultations:move": [{"key": "nakemyksia"}],
    "consultations:add_question": [{"key": "nakemyksia"}],
    "consultations:change_question": [{"key": "nakemyksia", "question": "kysymys"}],
    "consultations:remove_question": [{"key": "nakemyksia", "question": "kysymys"}],
    "consultations:add_event": [{"key": "nakemyksia"}],
    "consultations:change_event": [{"key": "nakemyksia", "event": "seminaari"}],
    "consultations:invite": [{"key": "nakemyksia"}],
    "consultations:send_again": [{"key": "nakemyksia", "invitee": "kutsuttu"}],
    "consultations:revoke": [{"key": "nakemyksia", "invitee": "kutsuttu"}],
    "consultations:synthesis": [{"key": "nakemyksia"}, {"key": "sidosryhmat-2020"}],
    "consultations:write_synthesis": [{"key": "nakemyksia"}],
    "consultations:export": [{"key": "nakemyksia", "form": "xlsx"}],
    "consultations:file": [{"key": "nakemyksia", "file": "muistio"}],
    "agenda:settle": [{"key": "verkkohuijaukset"}],
    "agenda:proposal": [PROPOSAL, {"proposal": "sovittu-esitys"}, {"proposal": "esitys-luonnos"}],
    "agenda:change_proposal": [DRAFT],
    "agenda:send_proposal": [DRAFT],
    "agenda:send_back_proposal": [PROPOSAL],
    "agenda:withdraw_proposal": [DRAFT],
    "agenda:take_up_proposal": [{"proposal": "peruttu-esitys"}],
    "agenda:proposal_lead": [PROPOSAL],
    "agenda:touch_proposal": [DRAFT],
    "agenda:untouch_proposal": [DRAFT | {"interface": "esitys-liittyma"}],
    "agenda:proposal_version": [PROPOSAL | {"version": "esitys-2"}],
    "agenda:scan": [SCAN, {"scan": "suljettu-kartoitus"}],
    "agenda:change_scan": [SCAN],
    "agenda:close_scan": [SCAN],
    "agenda:scan_hours": [SCAN],
    "agenda:add_candidate": [SCAN],
    "agenda:candidate": [SCAN | {"candidate": "huijaukset"}, {"scan": "suljettu-kartoitus", "candidate": "suljettu-1"}],
    "agenda:score": [SCAN | {"candidate": "huijaukset"}],
    "agenda:change_candidate": [SCAN | {"candidate": "huijaukset"}],
    "agenda:remove_candidate": [SCAN | {"candidate": "huijaukset"}],
    "agenda:settle_candidate": [{"scan": "suljettu-kartoitus", "candidate": "suljettu-1"}],
    "commitments:export": [FILE],
    "commitments:area_chain": [{"area": "p3"}, {"area": "p9"}],
    "commitments:measure_chain": [MEASURE, {"key": "4.4"}],
    "commitments:ask": [MEASURE, {"key": "4.4"}],
    "commitments:answers": [{"key": "stm"}],
    "commitments:import": [{"key": "stm"}],
    "commitments:save_import": [{"key": "stm"}],
    "commitments:commitment": [{"key": "2.5-tem"}, {"key": "stm-paatetty"}],
    "commitments:edit": [{"key": "stm-pyydetty"}],
    "indicators:export": [FILE],
    "indicators:area": [{"area": "municipality-091"}, {"area": "country-fi"}],
    "indicators:indicator": [{"key": "offences-all"}, {"key": "safety-plans"}],
    "indicators:series": [{"key": "offences-all", "form": "svg"}],
    "indicators:ranking": [{"key": "offences-all", "form": "csv"}],
    "progress:round": [ROUND, {"key": "2022-spring"}],
    "progress:export": [ROUND | FILE],
    "progress:change": [ROUND],
    "progress:close": [ROUND],
    "progress:reopen": [ROUND],
    "progress:answer": [ROUND | {"area": "p1"}, {"key": "2022-spring", "area": "p7"}],
    "progress:edit_answer": [ROUND | {"area": "p3"}, ROUND | {"area": "p1"}],
    "progress:autosave": [ROUND | {"area": "p3"}],
    "progress:measures": [ROUND | {"area": "p3"}],
    "reports:report": [{"key": "kevat"}],
    "reports:publish": [{"key": "draft"}],
    "reports:choose": [{"key": "kevat"}],
    "reports:file": [{"key": "kevat", "form": "html"}],
    "reports:compare": [{"first": "kesa", "second": "kevat"}],
    "mail:send_again": [{"key": "ei-perilla"}],
    "mail:withdraw": [{"key": "odottaa"}],
    "jobs:job": [{"key": key} for key in ("waiting", "running", "done", "failed", "cancelled")],
    "jobs:progress": [{"key": "running"}],
    "jobs:cancel": [{"key": "running"}],
    "jobs:retry": [{"key": "failed"}],
}
# What some addresses need after the question mark, or what makes their page look different.
QUERIES = {
    "plans:change_many": "measure=6.1&measure=6.2",
    "reports:choose": "toinen=kesa",
    "interfaces:add": "toinen=toimenpide:1.5",
    "indicators:compare": "alue=municipality-091&alue=municipality-049",
}
# What everybody may read. Anything else must be refused to the public.
PUBLIC = frozenset(
    {
        "api:docs", "root:choose_language", "root:health", "root:robots", "root:security",
        "site:home", "site:about", "site:accessibility", "site:open_data", "accounts:log_in", "account_login",
        "accounts:forgotten", "accounts:new_password", "accounts:invitation",
        "organisations:list", "organisations:export", "organisations:organisation",
        "bodies:list", "bodies:export", "bodies:body", "programmes:timeline", "programmes:export",
        "meetings:list", "meetings:export", "meetings:feed", "meetings:own_feed",
        "meetings:meeting", "meetings:procedure",
        "feedback:give", "feedback:received",
        "focus_areas:list", "focus_areas:export", "focus_areas:focus_area", "focus_areas:plan",
        "plans:measures", "plans:export", "plans:measure", "interfaces:list",
        "agenda:observations", "agenda:observation", "discussion:thread",
        "agenda:scans", "agenda:scan", "agenda:candidate",
        "agenda:proposals", "agenda:proposal", "agenda:proposal_version",
        "consultations:list", "consultations:consultation", "consultations:synthesis", "consultations:export",
        "consultations:answer", "consultations:receipt",
        "commitments:list", "commitments:export", "commitments:chains", "commitments:area_chain",
        "commitments:measure_chain", "commitments:commitment",
        "indicators:list", "indicators:export", "indicators:indicator", "indicators:series", "indicators:ranking",
        "indicators:area", "indicators:compare",
        "progress:rounds", "progress:round", "progress:export", "progress:answer",
        "reports:list", "reports:report", "reports:choose", "reports:file", "reports:compare",
        "search:search", "search:suggestions", "following:stop_digest", "following:stop_asked",
    }
)  # fmt: skip
# Who looks at what the secretariat does not find: what an organisation answers is the organisation's own.
# Public pages with more on them for the secretariat: buttons to change things, what is not public.
WITH_TOOLS = frozenset(
    {
        "site:home", "organisations:list", "organisations:organisation", "bodies:list", "bodies:body",
        "meetings:list", "meetings:meeting", "meetings:procedure",
        "focus_areas:list", "focus_areas:focus_area", "focus_areas:plan", "plans:measures", "plans:measure",
        "interfaces:list", "progress:rounds", "progress:round", "progress:answer", "reports:list",
        "commitments:measure_chain", "commitments:commitment", "agenda:observations", "agenda:observation",
        "discussion:thread",
        "agenda:scans", "agenda:scan", "agenda:candidate",
        "agenda:proposals", "agenda:proposal",
        "consultations:list", "consultations:consultation", "consultations:synthesis",
    }
)  # fmt: skip
# Pages that not even the secretariat reads.
READ_BY = dict.fromkeys(("viewing:list", "viewing:erase"), "tietosuoja") | dict.fromkeys(
    ("commitments:answers", "commitments:import", "commitments:edit", "agenda:proposal_lead"), "koordinaattori"
)
# Pages whose address has no language: they are looked at once.
WITHOUT_LANGUAGE = frozenset(route.name for route in routes() if not route.spoken)


def patterns() -> dict[str, list[str]]:
    """The names of all addresses, and the names of their arguments."""
    found = {route.name: list(route.arguments) for route in routes()}
    return {name: found[name] for name in sorted(found) if not name.startswith("api:") or name == "api:docs"}


def without_example() -> list[str]:
    """Addresses whose arguments this module does not know."""
    return [
        name
        for name, arguments in patterns().items()
        if any(set(example) != set(arguments) for example in EXAMPLES.get(name, [{}]))
    ]


def examples() -> list[tuple[str, int]]:
    """Every address with the place of each of its examples."""
    return [(name, place) for name in patterns() for place in range(len(EXAMPLES.get(name, [{}])))]


def address(name: str, place: int, language: str, made: Mapping[str, Any]) -> str:
    """The path of an example in a language."""
    given = EXAMPLES.get(name, [{}])[place]
    with translation.override(language):
        path = reverse(name, kwargs={key: value.format(**made) for key, value in given.items()})
    return f"{path}?{QUERIES[name]}" if name in QUERIES else path
