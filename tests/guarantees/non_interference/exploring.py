"""Which requests are sent. Nothing here names a page: all is found from the resolver, the API's description, pages."""

import random
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from django.apps import apps
from django.conf import settings

from tests.guarantees.non_interference.addresses import Operation, Route, operations, routes, values_of
from tests.guarantees.non_interference.asking import Answer, Probe
from tests.guarantees.non_interference.contents_of_api import content_for
from tests.guarantees.non_interference.page import Form, Page
from tests.guarantees.non_interference.words import Words

Ask = Callable[[Probe], Answer]
OF_ONE_SHAPE = 3  # pages of one pattern and one set of parameters that are opened in a walk
FITTING = {"email": "a@example.org", "date": "2026-05-02", "number": "3", "password": "a long enough password"}
ABSENT = ("ei-ole", "999999")


class Explorer:
    """Sends requests as one reader, at most `budget`, and remembers what the pages offer.

    What `others` have visited comes after what nobody has: so all of them together miss nothing.
    """

    def __init__(self, *, ask: Ask, draw: random.Random, words: Words, budget: int, others: set[str]) -> None:
        self._ask, self._draw, self._left = ask, draw, budget
        self._words, self._all = words, words.all()
        self._routes, self._operations = routes(), operations()
        self._language = draw.choice([code for code, _name in settings.LANGUAGES])
        self._known: dict[str, list[dict[str, Any]]] = {}  # what stood in the places of a pattern
        self._texts: set[tuple[str, str]] = {
            (each.path, name) for each in self._operations for name in each.texts if "{" not in each.path
        }  # addresses with names of parameters that take any text
        self._parameters: dict[str, set[str]] = {}  # the names in queries, by the address without query
        self._forms: dict[tuple[str, str, str], tuple[str, Form]] = {}
        self._shapes: dict[tuple[str, tuple[str, ...]], int] = {}
        self._asked: set[str] = set()
        self._keys: list[str] = []  # that answers of the API have told
        self.visited: set[str] = set()
        self._others = others

    def run(self) -> None:
        """Walk from page to page; then try hidden things in every place, filter and form, until the budget is spent."""
        budget = self._left
        self._walk(budget * 8 // 20)
        places, queries, forms, calls = self._in_places(), self._in_queries(), self._in_forms(), self._in_api()
        while self._left > 0:
            for kind in (places, forms, queries, forms, queries, forms, places, calls):
                self._send(next(kind))

    # --- sending --------------------------------------------------------------------------------------------------

    def _send(self, probe: Probe) -> Answer | None:
        if self._left <= 0:
            return None
        if str(probe) in self._asked:
            probe = Probe(**probe.__dict__ | {"known": '"unknown"'})  # asked again, with an ETag that is out of date
        self._asked.add(str(probe))
        self._left -= 1
        answer = self._ask(probe)
        if found := values_of(urlsplit(probe.path).path):
            self.visited.add(found[0])
        return answer

    # --- walking --------------------------------------------------------------------------------------------------

    def _walk(self, most: int) -> None:
        """Open what needs no values, then what pages lead to."""
        plain = [route.filled({}) for route in self._mixed(self._routes) if not route.places]
        waiting = [path for path in plain if path[1:3] == self._language or path[3:4] != "/"]
        waiting += [each.path for each in self._operations if each.method == "GET" and "{" not in each.path]
        last = self._left - most
        while waiting and self._left > last:
            address = waiting.pop(0)
            if not self._is_new(address):
                continue
            answer = self._send(Probe(address))
            if answer is None:
                return
            if answer.status == 200:
                self._learn(address)
            waiting += self._onward(address, answer)
            if tag := answer.header("ETag"):
                self._send(Probe(address, known=tag))

    def _mixed(self, routes: list[Route]) -> list[Route]:
        """In a drawn order, those first that nobody has visited."""
        return sorted(self._draw.sample(routes, len(routes)), key=lambda route: route.text in self._others)

    def _is_new(self, address: str) -> bool:
        parts = urlsplit(address)
        found = values_of(parts.path)
        shape = (found[0] if found else parts.path, tuple(sorted({name for name, _ in parse_qsl(parts.query)})))
        self._shapes[shape] = self._shapes.get(shape, 0) + 1
        return self._shapes[shape] <= OF_ONE_SHAPE and address not in self._asked

    def _learn(self, address: str) -> None:
        """Remember what stood in the places of this address, and the names in its query."""
        parts = urlsplit(address)
        if found := values_of(parts.path):
            self._known.setdefault(found[0], []).append(found[1])
        names = {name for name, _value in parse_qsl(parts.query, keep_blank_values=True)}
        self._parameters.setdefault(parts.path, set()).update(names)

    def _onward(self, address: str, answer: Answer) -> list[str]:
        if location := answer.header("Location"):
            return [location] if location.startswith("/") else []
        kind = answer.header("Content-Type")
        if "json" in kind and address.startswith("/api/"):
            return self._of_api(answer)
        if "html" not in kind:
            return []
        page = Page(answer.body.decode())
        for form in page.forms:
            self._keep(address, form)
        links = [urljoin(address, link).partition("#")[0] for link in page.links]
        links = [link for link in links if link.startswith("/") and not link.startswith("//")]
        for link in links:
            self._learn_parameters(link)
        return sorted(dict.fromkeys(links), key=lambda link: self._draw.random())

    def _learn_parameters(self, link: str) -> None:
        parts = urlsplit(link)
        names = {name for name, _value in parse_qsl(parts.query, keep_blank_values=True)}
        if names:
            self._parameters.setdefault(parts.path, set()).update(names)

    def _keep(self, address: str, form: Form) -> None:
        target = urljoin(address, form.action or address).partition("#")[0]
        found = values_of(urlsplit(target).path)
        self._forms.setdefault((found[0] if found else target, form.method, ",".join(form.fields)), (target, form))
        if form.method == "get":
            searched = {name for name, sort in form.sorts.items() if sort in ("text", "search")}
            self._texts |= {(urlsplit(target).path, name) for name in searched}
            self._parameters.setdefault(urlsplit(target).path, set()).update({*form.fields, *form.offered})

    def _of_api(self, answer: Answer) -> list[str]:
        """Addresses of the API with the keys that its answer holds."""
        text = answer.body.decode()
        keys = [word for word in self._words.visible if f'"{word}"' in text][:3]
        self._keys += [key for key in keys if key not in self._keys]
        with_one = [each for each in self._operations if each.method == "GET" and each.path.count("{") == 1]
        return [each.path[: each.path.index("{")] + key + each.path[each.path.index("}") + 1 :]
                for each in with_one for key in keys]  # fmt: skip

    # --- trying hidden things -------------------------------------------------------------------------------------

    def _word(self) -> str:
        return self._draw.choice(self._all)

    def _in_places(self) -> Iterator[Probe]:
        """Hidden, absent and known values in the places of every pattern, by GET and by POST."""
        mine = [route for route in self._routes if route.text[1:3] == self._language or route.text[3:4] != "/"]
        places = [route for route in mine if route.places]
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
        mixed = self._draw.sample(tables, len(tables))
        for table in sorted(mixed, key=lambda name: not hasattr(apps.get_model("painopiste", name), "own_marking")):
            for path, name in sorted(self._texts):
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
