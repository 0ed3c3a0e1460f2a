"""Which requests are sent. Nothing here names a page: all is found from the resolver, the API's description, pages."""

import random
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.conf import settings

from tests.guarantees.non_interference.addresses import Route, operations, routes, values_of
from tests.guarantees.non_interference.asking import Answer, Probe
from tests.guarantees.non_interference.page import Form, Page
from tests.guarantees.non_interference.words import Words

Ask = Callable[[Probe], Answer]
OF_ONE_SHAPE = 3  # pages of one pattern and one set of parameters that are opened in a walk
FITTING = {"email": "a@example.org", "date": "2026-05-02", "password": "a long enough password"}
NUMBERS = ("3", "4")  # the next ones: free among what is shared, and perhaps a hidden row's
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
