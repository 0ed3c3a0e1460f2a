"""Rows that a reader may not see, made from the tables themselves: a new table takes part without being named here.

Rows are hidden by their marking, or by standing in a hidden row, or by being somebody else's. What is public by nature
is named in `OPEN`. A table that is none of these stops the test: somebody must say for whom its rows are.
"""

import random
from collections.abc import Iterator
from itertools import product
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from painopiste.base.accounts.models import Account
from painopiste.base.organisations.models import Organisation
from painopiste.base.records import Guarded
from painopiste.loop.discussion.rules import SUBJECTS
from tests.guarantees.non_interference.values import Values
from tests.guarantees.non_interference.words import Words

Row = Any
# Public by nature (ADR 10 and the tables' own docstrings).
OPEN = {"Organisation", "OrganisationAlias", "Area", "AreaYear", "AreaPopulation", "Programme", "ProgrammeSource"}
OPEN |= {"Indicator", "IndicatorBreak", "IndicatorRelease"}
# Django's: nothing is written there, or only for the one browser whose key it is.
NOBODYS = {"ContentType", "Permission", "Group", "Session", "SocialApp", "SocialToken"}
# Somebody's own, or for those with one right: hidden from readers who have no right over all people.
PRIVATE = {"Account", "FailedLogIn", "Invitation", "SavedView", "BulkChange", "Job", "Feedback", "ViewLine", "Letter"}
PRIVATE |= {"Follow", "LetterChoice"}
# Made by `markings` and `trail`, because their rows have a meaning together.
TOGETHER = {
    *("Marking", "MarkingClause", "MarkingReader", "Compartment", "CompartmentMember", "MarkingDecision"),
    *("AuditLine", "AuditHead"),
    *("SearchDocument", "SearchWord"),  # the index is read from all the others
}
RIGHTS = {"RoleGrant", "Membership", "CompartmentMember", "Clearance", "MarkingReader", "BodyMember"}
ENDS = (("measure", "focus_area"), ("other_measure", "other_focus_area"))  # of an interface: one of each
# Keys that may be empty, by which the row is hidden all the same.
HIDES_TOO = {
    "MeasureParty": ("body",),  # the row says nothing but that the hidden one takes part
    "Interface": (*ENDS[0], *ENDS[1]),
    "ConflictOfInterest": ("item", "procedure"),  # it has one of them
}


class Unclassified(AssertionError):
    """Nobody has said for whom the rows of a table are."""


def tables() -> list[type[models.Model]]:
    """Every table with rows that people make: ours, and those by which they sign in."""
    return [table for table in apps.get_models() if table.__name__ not in NOBODYS]


def is_guarded(table: type[models.Model]) -> bool:
    return issubclass(table, Guarded)


def keys_of(table: type[models.Model]) -> list[Any]:
    """The foreign keys of a table, without those to markings."""
    named = [field for field in table._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    return [field for field in named if field.related_model.__name__ not in ("Marking", "ContentType")]


def hiding(table: type[models.Model]) -> list[Any]:
    """The foreign keys by which a row is hidden when the row they name is."""
    more = HIDES_TOO.get(table.__name__, ())
    needed = [field for field in keys_of(table) if not field.null or field.name in more]
    return [field for field in needed if field.related_model.__name__ not in OPEN]


def kinds(*, private: bool) -> list[type[models.Model]]:
    """The tables of which hidden rows are made, each after those that it names.

    :raises Unclassified: if there is a table of which nobody knows for whom its rows are
    """
    found = []
    for table in tables():
        name = table.__name__
        if name in OPEN or name in TOGETHER:
            continue
        if not (is_guarded(table) or name in PRIVATE or hiding(table)):
            raise Unclassified(f"{name}: is it open to everybody, or by what is a row hidden? Say so in hidden.py.")
        if private or not is_private(table):
            found.append(table)
    return _in_order(found)


def is_private(table: type[models.Model]) -> bool:
    """Whether rows are somebody's own, or hang on a row that is."""
    if is_guarded(table) or table.__name__ == "BodyMember":
        return False
    return table.__name__ in PRIVATE or all(field.related_model is Account for field in hiding(table))


def _in_order(found: list[type[models.Model]]) -> list[type[models.Model]]:
    done: list[type[models.Model]] = []
    while len(done) < len(found):
        for table in found:
            needs = {field.related_model for field in keys_of(table)} - {table}
            if table not in done and not (needs & set(found)) - set(done):
                done.append(table)
    return done


class Hidden:
    """The hidden rows of one world, the canaries in them, and the words by which somebody could try to reach them."""

    def __init__(self, *, seed: int, codes: list[str], counts: dict[str, int], private: bool) -> None:
        self.draw = random.Random(seed)
        self.codes, self.counts = codes, counts
        self.shared = {table: list(table._base_manager.order_by("pk")) for table in tables()}
        self.rows: dict[type[models.Model], list[Row]] = {table: [] for table in tables()}
        self.values = Values(self.draw, self.shared)
        self.tables = kinds(private=private)

    def make(self) -> None:
        for table in self.tables:
            for _ in range(self.counts.get(table.__name__, 0)):
                self._add(table)
            self._occupy(table)
        self._join_chains()
        self._point_at_hidden()

    def _add(self, table: type[models.Model], ends: dict[str, Row] | None = None) -> None:
        named = self._named(table)
        named = named | ends if named and ends else named
        if named is None:
            return
        row = table(**named, **self.values.of(table))
        if is_guarded(table):
            row.own_marking_id = row.marking_id = self.draw.choice(self.codes)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:  # another row has its place
            return
        self.rows[table].append(row)

    def _occupy(self, table: type[models.Model]) -> None:
        """Put hidden rows where there is one for each pair of others, as a commitment."""
        ends = [field for field in keys_of(table) if not field.null]
        if not is_guarded(table) or len(ends) < 2 or not self.counts.get(table.__name__):
            return
        pairs = list(product(*(self.shared[field.related_model] for field in ends)))
        for pair in self.draw.sample(pairs, min(12, len(pairs))):
            self._add(table, {field.name: row for field, row in zip(ends, pair, strict=True)})

    def _named(self, table: type[models.Model]) -> dict[str, Row] | None:
        """The rows that a new row names; None where there is nothing yet that could hide it."""
        named = {field.name: self._any(field) for field in keys_of(table)}
        if not is_guarded(table) and table.__name__ not in PRIVATE:
            ways = [field for field in hiding(table) if self.rows[field.related_model]]
            if not ways:
                return None
            way = self.draw.choice(ways)
            named[way.name] = self.draw.choice(self.rows[way.related_model])
            if way.name == "body":
                named["organisation"] = None
            if table.__name__ == "ConflictOfInterest":
                named |= {end.name: None for end in hiding(table) if end.name != way.name}
            if table.__name__ == "Interface":
                self._choose_ends(named, way.name)
        return self._sensible(table, named)

    def _choose_ends(self, named: dict[str, Row], wanted: str) -> None:
        """Leave one row at each end, the wanted one among them."""
        for pair in ENDS:
            kept = wanted if wanted in pair else self.draw.choice([each for each in pair if named[each]] or pair)
            named.update({name: None for name in pair if name != kept})

    def _talk_about_one(self, named: dict[str, Row]) -> None:
        """A comment is about one thing, and answers nothing: an answer would have to be about the same."""
        kept = self.draw.choice([name for name in SUBJECTS if named[name]])
        named.update({name: None for name in (*SUBJECTS, "reply_to", "removed_by") if name != kept})

    def _any(self, field: Any) -> Row:
        of = field.related_model
        if of is Account:
            return next(each for each in self.shared[Account] if each.key == "sivullinen")
        if of is Organisation and field.model.__name__ in (*RIGHTS, "Invitation"):  # no reader looks after its people
            return next(each for each in self.shared[Organisation] if each.key == "muu")
        options = [*self.rows[of], *self.shared[of], *self.shared[of], *([None] if field.null else [])]
        return self.draw.choice(options) if options else None

    def _sensible(self, table: type[models.Model], named: dict[str, Row]) -> dict[str, Row] | None:
        if table.__name__ == "ChainItem":
            named["parent"] = None
        if table.__name__ == "Observation":
            named["merged_into"] = None
        if table.__name__ == "Comment":
            self._talk_about_one(named)
        if table.__name__ == "ProposalInterface" and named["measure"]:
            named["focus_area"] = None
        if table.__name__ == "ProposalInterface" and not (named["measure"] or named["focus_area"]):
            return None
        if table.__name__ == "MeasureParty" and named["organisation"]:
            named["body"] = None
        if table.__name__ == "Dependency" and named["measure"] == named["other"]:
            return None
        if table.__name__ == "Interface" and not all(any(named[name] for name in pair) for pair in ENDS):
            return None
        missing = [field for field in keys_of(table) if not field.null and named[field.name] is None]
        return None if missing else named

    def _join_chains(self) -> None:
        """Hidden measures serve visible chain items, and the other way round."""
        table = apps.get_model("painopiste", "Measure")
        items = apps.get_model("painopiste", "ChainItem")
        for measure in self.rows[table]:
            for item in [*self.shared[items], *self.rows[items]]:
                if self.draw.random() < 0.5:
                    measure.chain.add(item)
        for item in self.rows[items]:
            item.measures.add(*self.shared[table])
        self._join_observations()

    def _join_observations(self) -> None:
        """Visible observations are dealt with by hidden focus areas, and the other way round."""
        table, areas = (apps.get_model("painopiste", name) for name in ("Observation", "FocusArea"))
        for row in self.shared[table]:
            row.focus_areas.add(*self.rows[areas])
        for row in self.rows[table]:
            row.focus_areas.add(*self.shared[areas])
        proposals = apps.get_model("painopiste", "Proposal")
        for row in self.shared[proposals]:
            row.targets.add(*self.rows[areas])
            row.observations.add(*self.rows[table])
        for row in self.rows[proposals]:
            row.targets.add(*self.shared[areas])
        candidates = apps.get_model("painopiste", "Candidate")
        for row in self.shared[candidates]:
            row.observations.add(*self.rows[table])
        for row in self.rows[candidates]:
            row.observations.add(*self.shared[table])

    def _point_at_hidden(self) -> None:
        """Visible rows name hidden ones where they could as well name nothing."""
        for table, field in pointers():
            for row in self.shared[table]:
                if field.name == "merged_into" and row.state != "merged":
                    continue
                if getattr(row, field.attname) is None and self.rows[field.related_model] and self.draw.random() < 0.5:
                    target = self.draw.choice(self.rows[field.related_model])
                    table._base_manager.filter(pk=row.pk).update(**{field.name: target})
        for table in self.shared:  # keys that are kept as text
            if any(field.name == "about" for field in table._meta.concrete_fields):
                keys = [each.key for each in self.rows[apps.get_model("painopiste", "FocusArea")]]
                for row in self.shared[table] if keys else ():
                    if not row.about:
                        table._base_manager.filter(pk=row.pk).update(about=self.draw.choice(keys))

    def words(self) -> Words:
        """Words by which somebody could try to reach the rows."""
        words = Words(others=[*self.values.canaries, *self.codes])
        for rows in self.rows.values():
            for row in rows:
                words.add_hidden(row)
        for rows in self.shared.values():
            for row in rows:
                words.add_visible(row)
        return words


def pointers() -> Iterator[tuple[type[models.Model], Any]]:
    """The foreign keys that may be empty and name marked rows, by which the row itself is not hidden."""
    for table in tables():
        within = getattr(table, "WITHIN", ())
        for field in keys_of(table):
            counted = field.null and is_guarded(field.related_model) and field.name not in within
            if counted and table.__name__ not in RIGHTS and field not in hiding(table):
                yield table, field
