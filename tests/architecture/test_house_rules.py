"""What the import contracts in pyproject.toml can't show about the house's three rules."""

import inspect
import re
from importlib import import_module
from inspect import Parameter
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType

import pytest
from django.apps import apps
from django.db.models import ForeignKey, Q

import painopiste
from painopiste.site.environment import Environment

ROOT = Path(painopiste.__file__).parent
DOCS = ROOT.parent.parent / "docs"
MODULES = [found.name for found in walk_packages([str(ROOT)], "painopiste.") if ".migrations" not in found.name]
MODELS = list(apps.get_app_config("painopiste").get_models())
ORDER = ("base", "knowledge", "support", "loop", "local")
LOOP = (
    *("focus_areas", "plans", "agenda", "consultations", "commitments", "progress", "effects", "reports", "reviews"),
    "discussion",
)
# The trail is written by everybody, and what the programme is called is public by nature.
NEED_NO_ACTOR = {"painopiste.base.audit.services", "painopiste.base.programmes.selectors"}
FORBIDDEN_WORDS = {"utils", "helpers", "common", "manager", "managers", "handler", "handlers", "data", "info", "misc"}


def doors(kind: str) -> list[str]:
    """The modules of one kind, one per package, or the modules in a package of that name."""
    return [name for name in MODULES if kind in name.split(".")[3:] and ".tests" not in name]


def public_functions(module: ModuleType):
    """The functions that read or write. Predicates (`is_past`) and conditions (Q) only look at what they are given."""
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if not name.startswith(("_", "is_", "may_", "has_", "check_")) and function.__module__ == module.__name__:
            signature = inspect.signature(function)
            if signature.return_annotation is not Q:
                yield name, signature


def place(model: type) -> tuple[int, int]:
    """Where a model stands in time: its tier, and within the loop its stage."""
    _, tier, package, *_ = model.__module__.split(".")
    return ORDER.index(tier), LOOP.index(package) if tier == "loop" else 0


@pytest.mark.parametrize("name", sorted({*doors("services"), *doors("selectors")} - NEED_NO_ACTOR))
def test_a_door_is_keyword_only_and_asks_who_acts(name):
    for function, signature in public_functions(import_module(name)):
        kinds = {parameter.kind for parameter in signature.parameters.values()}
        assert kinds <= {Parameter.KEYWORD_ONLY, Parameter.VAR_KEYWORD}, f"{name}.{function} is not keyword-only"
        assert "by" in signature.parameters, f"{name}.{function} does not take `by`"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_foreign_keys_point_backward_and_leave_no_trace_in_the_other_package(model):
    for field in model._meta.get_fields():
        if not isinstance(field, ForeignKey) or not field.related_model.__module__.startswith("painopiste."):
            continue
        assert place(field.related_model) <= place(model), f"{field} points forward"
        if field.related_model.__module__ != model.__module__:
            assert field.remote_field.related_name == "+", f"{field} needs related_name='+'"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_is_in_the_glossary(model):
    assert re.search(rf"\b{model.__name__}\b", (DOCS / "glossary.md").read_text()), (
        f"add {model.__name__} to docs/glossary.md"
    )


@pytest.mark.parametrize("name", Environment.model_fields)
def test_every_setting_is_explained(name):
    variable = Environment.model_fields[name].validation_alias or f"PAINOPISTE_{name.upper()}"
    assert f"`{variable}`" in (DOCS / "operate" / "settings.md").read_text()


def test_no_module_is_a_drawer_for_all_sorts():
    assert [name for name in MODULES if name.rpartition(".")[2] in FORBIDDEN_WORDS] == []


def test_no_file_grows_beyond_what_one_can_hold_in_mind():
    lines = {path: len(path.read_text().splitlines()) for path in ROOT.rglob("*.py") if "migrations" not in path.parts}
    assert {path: count for path, count in lines.items() if count > (500 if "tests" in path.parts else 300)} == {}
