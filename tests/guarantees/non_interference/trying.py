"""What is tried beside what pages lead to: hidden, absent and known words in every place, filter, form and call."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.apps import apps

from tests.guarantees.non_interference.addresses import Operation, Route
from tests.guarantees.non_interference.asking import Probe
from tests.guarantees.non_interference.contents_of_api import content_for
from tests.guarantees.non_interference.exploring import ABSENT, FITTING, NUMBERS, Explorer
from tests.guarantees.non_interference.page import Form


class Suspecting(Explorer):
    """A reader who suspects something: walks first, and then tries."""

    def run(self) -> None:
        """Walk from page to page; then try hidden things in every place, filter and form, until the budget is spent."""
        budget = self._left
        self._walk(budget * 8 // 20)
        places, queries, forms, calls = self._in_places(), self._in_queries(), self._in_forms(), self._in_api()
        while self._left > 0:
            for kind in (places, forms, queries, forms, queries, forms, places, calls):
                self._send(next(kind))

    def _word(self) -> str:
        return self._draw.choice(self._all)

    def _in_places(self) -> Iterator[Probe]:
        """Hidden, absent and known values in the places of every pattern, by GET and by POST."""
        mine = [route for route in self._routes if route.text[1:3] == self._language or route.text[3:4] != "/"]
        places = [route for route in mine if route.places]
        yield from (Probe(path) for route in self._mixed(places) if (path := self._of_a_hidden_row(route)))
        while True:
            for method in ("GET", "GET", "POST"):
                for route in self._mixed(places):
                    path = self._filled(route)
                    if path is not None:
                        yield Probe(path, method)

    def _filled(self, route: Route) -> str | None:
        known = self._known.get(route.text) or self._alike(route)
        values = dict(self._draw.choice(known)) if known else {}
        names = [name for name, _kind in route.places]
        changed = self._draw.sample(names, self._draw.randint(1, len(names))) if names else []
        for name, kind in route.places:
            if name in changed or name not in values:
                values[name] = self._fitting(kind, [each[name] for each in known if name in each])
        try:
            return route.filled(values)
        except (KeyError, IndexError, ValueError):
            return None

    def _of_a_hidden_row(self, route: Route) -> str | None:
        """An address that the pattern has for a hidden row, where a visible one has been met."""
        known = self._known.get(route.text) or self._alike(route)
        hidden = {name: self._words.at_the_place_of([each[name] for each in known if name in each])
                  for name, _kind in route.places}  # fmt: skip
        if not all(hidden.values()) or any(_is_number(kind) for _name, kind in route.places):
            return None
        return route.filled({name: self._draw.choice(words) for name, words in hidden.items()})

    def _alike(self, route: Route) -> list[dict[str, Any]]:
        """What stood in places of the same names in other patterns of the same part of the site."""
        part = "/".join(route.text.split("/")[:3])
        return [each for text, found in self._known.items() if text.startswith(part) for each in found]

    def _fitting(self, kind: str, known: list[Any]) -> str:
        """A word for a place: as a rule of a hidden row of the same table as what has stood there."""
        words = self._words.alike(known, numbers=_is_number(kind)) if self._draw.random() < 0.7 else []
        words = words or [*self._all, *ABSENT]
        if _is_number(kind):
            words = [word for word in words if word.isdecimal()]
        elif kind in ("slug", "str"):
            words = [word for word in words if "/" not in word and " " not in word]
        return self._draw.choice(words)

    def _in_queries(self) -> Iterator[Probe]:
        """A hidden word in every parameter that a page knows, alone and among others."""
        described = {
            each.path: set(each.parameters) for each in self._operations if each.method == "GET" and each.parameters
        }
        yield from self._searches()
        while True:
            known = {path: names for path, names in (self._parameters | described).items() if names and "{" not in path}
            for path, names in sorted(known.items()):
                for name in sorted(names):
                    alike = self._words.alike(self._offered(path, name), numbers=False)
                    yield Probe(f"{path}?{urlencode({name: self._draw.choice(alike or [self._word()])})}")
                some = {name: self._word() for name in sorted(names) if self._draw.random() < 0.3}
                yield Probe(f"{path}?{urlencode(some)}")
                yield Probe(f"{path}?{urlencode({'seuraava': self._word(), 'next': '/' + self._word()})}")
            if not known:
                yield Probe(f"/{self._language}/?{urlencode({'q': self._word()})}")

    def _searches(self) -> Iterator[Probe]:
        """For each parameter that takes any text a name of a hidden row of each table."""
        known = {table.__name__ for table in apps.get_app_config("painopiste").get_models()}
        tables = [table for table, names in self._words.names.items() if names and table in known]
        pairs = [(table, place) for table in tables for place in sorted(self._texts)]
        mixed = self._draw.sample(pairs, len(pairs))
        guarded = {table for table in tables if hasattr(apps.get_model("painopiste", table), "own_marking")}
        for table, (path, name) in sorted(mixed, key=lambda pair: pair[0] not in guarded):
            yield Probe(f"{path}?{urlencode({name: self._draw.choice(self._words.names[table])})}")

    def _in_forms(self) -> Iterator[Probe]:
        """Every form as it is, filled in; then with hidden words in some of its fields."""
        while True:
            for share in (0.0, 0.25, 0.0, 0.6):
                for target, form in list(self._forms.values()):
                    yield self._sent_form(target, form, share)
            if not self._forms:
                yield Probe(f"/{self._language}/", "POST")

    def _sent_form(self, target: str, form: Form, share: float) -> Probe:
        data = []
        for name in dict.fromkeys([*form.fields, *form.offered]):
            values = [value for value in form.fields.get(name, []) if value] or self._filled_in(name, form)
            if self._draw.random() < share:
                alike = self._words.alike(form.offered.get(name, ()), numbers=False)
                values = [self._draw.choice([*alike, self._word(), *form.offered.get(name, [])])]
            data += [(name, value) for value in values]
        if form.buttons and self._draw.random() < 0.5:
            data.append(self._draw.choice(form.buttons))
        if form.method == "get":
            return Probe(f"{target.partition('?')[0]}?{urlencode(data)}")
        return Probe(target, "POST", tuple(data))

    def _filled_in(self, name: str, form: Form) -> list[str]:
        options = [value for value in form.offered.get(name, []) if value]
        if name in form.offered:
            return [self._draw.choice(options)] if options else []
        if form.sorts.get(name) == "number":
            return [self._draw.choice(NUMBERS)]
        return [FITTING.get(form.sorts.get(name, "text"), "2026")]

    def _offered(self, path: str, name: str) -> list[str]:
        """What the forms that lead to this address offer for a field."""
        return [value for target, form in self._forms.values() if target.partition("?")[0] == path
                for value in form.offered.get(name, ())]  # fmt: skip

    def _known_in(self, path: str) -> list[Any]:
        return [value for each in self._known.get(path, ()) for value in each.values()]

    def _in_api(self) -> Iterator[Probe]:
        """Every operation of the API with known, hidden and absent keys, and content that fits its schema."""
        while True:
            for each in self._operations:
                yield self._called(each)

    def _called(self, each: Operation) -> Probe:
        path = each.path
        while "{" in path:
            at, end = path.index("{"), path.index("}")
            key = (
                self._fitting("str", self._known_in(each.path))
                if self._draw.random() < 0.6
                else self._draw.choice(self._keys or ["2026"])
            )
            path = path[:at] + key + path[end + 1 :]
        if each.content is None:
            names = [name for name in each.parameters if self._draw.random() < 0.3]
            query = urlencode({name: self._word() for name in names})
            return Probe(f"{path}?{query}" if query else path, each.method)
        word = self._draw.choice((self._word, lambda: "2026"))
        content = content_for(each.content, self._draw, word)
        return Probe(path, each.method, tuple(content.items()), is_json=True)


def _is_number(kind: str) -> bool:
    return kind == "int" or kind.startswith("row_")
