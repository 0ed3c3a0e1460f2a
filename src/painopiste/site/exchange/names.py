"""What references may name: keys, and for organisations also abbreviations, names and aliases."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from painopiste.base.organisations.models import Organisation, OrganisationAlias
from painopiste.base.words import ABBREVIATIONS, LANGUAGES
from painopiste.site.exchange.columns import Keys
from painopiste.site.exchange.folder import Folder, Found
from painopiste.site.exchange.tables import MODELS


@dataclass(slots=True)
class Names:
    """The known keys of each kind, and which organisations each way of writing may mean."""

    keys: Mapping[str, set[str]]
    organisations: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    kept_aliases: dict[str, str] = field(default_factory=dict)  # of organisations that the folder does not hold

    def organisation(self, written: str) -> set[str]:
        """The keys of the organisations that `written` may mean: one, none or several."""
        if written in self.keys["organisation"]:
            return {written}
        return self.organisations.get(written.casefold(), set())

    def __getitem__(self, written: str) -> str:
        """The key of the one organisation that `written` means, when the references have been checked."""
        return next(iter(self.organisation(written)))


def gather(folder: Folder, keys: Keys) -> Names:
    """The names in the folder and in the database."""
    known = {kind: set(keys.known(model)) for kind, model in MODELS.items()}
    names = Names(known)
    here = set()
    for found in folder.entries():
        if isinstance(found.raw, dict):
            _gather_entry(found, names, here)
    for key, written in _stored_names():
        if key not in here:  # the file says all ways of writing the organisations that it holds
            names.organisations[written.casefold()].add(key)
    aliases = OrganisationAlias.objects.exclude(organisation__key__in=here).values_list("name", "organisation__key")
    names.kept_aliases = {name.casefold(): key for name, key in aliases}
    return names


def _gather_entry(found: Found, names: Names, here: set[str]) -> None:
    for kind, key in [(found.kind, found.raw.get("key")), *_chain_keys(found)]:
        if isinstance(key, str) and kind in names.keys:
            names.keys[kind].add(key)
    if found.kind == "organisation" and isinstance(found.raw.get("key"), str):
        here.add(found.raw["key"])
        for written in ways_of_writing(found.raw):
            names.organisations[written.casefold()].add(found.raw["key"])


def _chain_keys(found: Found) -> Iterator[tuple[str, Any]]:
    chain = found.raw.get("chain") if found.kind == "plan" else None
    for item in chain if isinstance(chain, list) else ():
        if isinstance(item, dict):
            yield "chain_item", item.get("key")


def ways_of_writing(raw: Mapping[str, Any]) -> Iterable[str]:
    """Every way in which the file lets an organisation be written."""
    name, aliases = raw.get("name"), raw.get("aliases")
    written = [*map(raw.get, ABBREVIATIONS), *(name.values() if isinstance(name, dict) else ())]
    written += aliases if isinstance(aliases, list) else []
    return [text for text in written if isinstance(text, str)]


def _stored_names() -> Iterator[tuple[str, str]]:
    columns = (*ABBREVIATIONS, *(f"name_{language}" for language in LANGUAGES))
    for key, *written in Organisation.objects.values_list("key", *columns):
        yield from ((key, text) for text in written if text)
    yield from OrganisationAlias.objects.values_list("organisation__key", "name")
