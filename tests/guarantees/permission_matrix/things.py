"""What the arguments of addresses name: "key" under /toimielimet/ is a body, "member" a member of that body.

A new address needs nothing here unless its arguments name something new.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

ABSENT_NUMBER = 987654321
# By the namespace of the address, or the first word of an API path, and the argument. With the whole name of an address
# before it, it holds for that address alone: there the thing must be in a certain state.
KINDS: Mapping[str, str] = {
    "accounts token_id": "token",
    "accounts session_id": "session",
    "accounts identity": "identity",
    "accounts secret": "secret of an invitation",
    "accounts uid": "account for a new password",
    "accounts token": "secret for a new password",
    "following word": "word of what is followed",
    "following key": "measure",
    "following account": "account of a letter",
    "openid_connect_login provider_id": "sign-in service",
    "openid_connect_callback provider_id": "sign-in service",
    "mfa_remove_webauthn pk": "passkey",
    "people key": "person",
    "people grant": "grant",
    "people membership": "membership",
    "people:withdraw key": "invitation",
    "organisations key": "organisation",
    "bodies key": "body",
    "bodies member": "member",
    "meetings form": "file",
    "meetings body": "body",
    "meetings key": "meeting",
    "meetings item": "agenda item",
    "meetings point": "point",
    "meetings secret": "secret of a calendar",
    "meetings:change key": "meeting to come",
    "meetings:cancel key": "meeting to come",
    "meetings:move key": "meeting to come",
    "meetings:answer_invitation key": "meeting to come",
    "meetings:close_follow_up key": "follow-up",
    "meetings:procedure key": "procedure",
    "meetings:close_procedure key": "ended procedure",
    "meetings:procedure_conflict key": "procedure",
    "markings thing": "word of a thing",
    "markings key": "decision",
    "markings decision": "proposal",
    "markings:compartment key": "compartment",
    "markings:let_in key": "compartment",
    "markings:let_out key": "compartment",
    "markings member": "compartment member",
    "markings clearance": "clearance request",
    "markings:withdraw_clearance clearance": "clearance",
    "feedback key": "feedback",
    "focus_areas key": "area",
    "focus_areas:start_version key": "area without a draft",
    "focus_areas number": "plan",
    "focus_areas item": "chain item",
    "focus_areas link": "link",
    "markings:marking key": "open decision",
    "plans measure": "measure",
    "reports toinen": "report",
    "plans view": "view",
    "plans change": "bulk change",
    "plans key": "measure",
    "plans party": "party",
    "plans part": "word of a part",
    "discussion key": "measure",
    "discussion thing": "word of an end",
    "discussion:change key": "comment of one's own",
    "discussion:remove key": "comment of one's own",
    "interfaces thing": "word of an end",
    "interfaces key": "measure",
    "interfaces interface": "interface",
    "plans row": "part",
    "indicators key": "indicator",
    "indicators area": "statistical area",
    "indicators form": "file",
    "agenda key": "observation",
    "agenda:change key": "observation of one's own",
    "observations key": "observation",
    "agenda scan": "scan round",
    "agenda candidate": "candidate",
    "agenda:settle_candidate scan": "closed scan round",
    "agenda:settle_candidate candidate": "closed candidate",
    "scan-rounds key": "scan round",
    "agenda proposal": "draft proposal",
    "agenda:send_back_proposal proposal": "sent proposal",
    "agenda:proposal_lead proposal": "sent proposal",
    "agenda:take_up_proposal proposal": "withdrawn proposal",
    "agenda interface": "touching",
    "agenda version": "proposal version",
    "proposals key": "draft proposal",
    "consultations key": "consultation",
    "consultations question": "question",
    "consultations event": "event of a consultation",
    "consultations invitee": "one that is asked",
    "consultations file": "file of an answer",
    "consultations secret": "secret of a consultation",
    "consultations:remove_file file": "file by the link",
    "consultations form": "file",
    "commitments key": "commitment",
    "commitments:measure_chain key": "measure",
    "commitments:ask key": "measure to ask for",
    "commitments:answers key": "organisation",
    "commitments:import key": "organisation",
    "commitments:save_import key": "organisation",
    "commitments area": "area",
    "progress key": "round",
    "progress:reopen key": "closed round",
    "progress:edit_answer key": "empty round",
    "progress:autosave key": "empty round",
    "progress:measures key": "empty round",
    "progress area": "area",
    "reports key": "report",
    "reports:publish key": "kept report",
    "reports first": "report",
    "reports second": "report",
    "jobs key": "job",
    "jobs:retry key": "failed job",
    "mail key": "letter",
    "mail:send_again key": "failed letter",
    "focus-areas key": "area",
    "measures key": "measure",
    "rounds key": "round",
    "rounds focus_area": "area",
    "API plans focus_area": "area",
    "areas kind": "kind of area",
    "areas code": "code of an area",
    "organisations form": "file",
    "bodies form": "file",
    "programmes form": "file",
    "focus_areas form": "file",
    "plans form": "file",
    "commitments form": "file",
    "progress form": "file",
    "reports form": "form of a report",
}
# What stands in another thing of the address: it goes with that one.
WITHIN = {
    "member": "body", "proposal": "decision", "plan": "area", "chain item": "plan", "link": "area",
    "agenda item": "meeting", "point": "meeting",
    "question": "consultation", "event of a consultation": "consultation", "one that is asked": "consultation",
    "file of an answer": "consultation", "file by the link": "secret of a consultation",
    "compartment member": "compartment", "interface": "measure", "grant": "person", "membership": "person",
    "secret for a new password": "account for a new password",
    "touching": "draft proposal", "proposal version": "draft proposal",
    "candidate": "scan round", "closed candidate": "closed scan round",
    "party": "measure", "part": "measure", "code of an area": "kind of area",
}  # fmt: skip
# Words that are the same for everybody: the one that is there, and one that is not, if that is a matter of rights.
WORDS = {
    "word of a thing": ("paatos", "nimetön"),
    "account of a letter": (1, ""),  # whether there is such an account, nobody is told
    "word of what is followed": ("toimenpide", "paatos"),
    "word of a part": ("milestone", "nimetön"),
    "word of an end": ("toimenpide", "nimetön"),
    "kind of area": ("municipality", ""),  # a closed list in the description of the API
    "code of an area": ("091", "999"),
    "indicator": ("luku", "olematon"),
    "statistical area": ("municipality-091", "municipality-999"),
    "file": ("csv", "exe"),
    "form of a report": ("json", "exe"),
    "sign-in service": ("oidc", "nimetön"),
}


class UnknownArgument(LookupError):
    """An address takes an argument that `KINDS` does not know."""


def kinds_of(name: str, scope: str, arguments: tuple[str, ...]) -> list[str]:
    """What each argument of an address names.

    :raises UnknownArgument: for one that is not known, with what to write
    """
    return [_kind(name, scope, argument) for argument in arguments]


def _kind(name: str, scope: str, argument: str) -> str:
    for known in (f"{name} {argument}", f"{scope} {argument}", f"{scope.removeprefix('API ')} {argument}"):
        if known in KINDS:
            return KINDS[known]
    raise UnknownArgument(
        f'{name} takes "{argument}", of which the permission matrix does not know what it names: write\n'
        f'    "{scope} {argument}": "…",\n'
        f"into KINDS of {__name__.replace('.', '/')}.py, and if it is a new kind of thing, make some in world.py"
    )


@dataclass(frozen=True)
class Case:
    """One way to fill an address: in which relation to the reader, and for each argument from where."""

    relation: str  # own, other, hidden, absent
    places: tuple[str, ...]  # for each argument: own, other, hidden, hidden inside (its open container) or absent
    twin: tuple[str, ...] = ()  # of a hidden one: the absent one that it must not differ from


def cases(kinds: list[str], *, has_other: set[str], has_hidden: set[str]) -> Iterator[Case]:
    """All ways to fill an address; each of its arguments in turn is hidden, then absent, and what stands in it too."""
    yield Case("own", ("own",) * len(kinds))
    if has_other & set(kinds):
        yield Case("other", ("other",) * len(kinds))
    for place, kind in enumerate(kinds):
        if WORDS.get(kind, ("", "other"))[1] == "":
            continue
        absent = _from(kinds, place, "absent")
        yield Case("absent", absent)
        if kind in has_hidden:
            where = "hidden inside" if kind in WITHIN else "hidden"
            yield Case("hidden", _from(kinds, place, where), absent)


def _from(kinds: list[str], place: int, where: str) -> tuple[str, ...]:
    """The argument at `place`, and everything that stands in it, from `where`; the rest one's own."""
    moved = {kinds[place]}
    places = ["own"] * len(kinds)
    places[place] = where
    for later in range(place + 1, len(kinds)):
        if WITHIN.get(kinds[later]) in moved:
            moved.add(kinds[later])
            places[later] = where
    return tuple(places)
