"""Every table is on one of the lists of docs/operate/wall.md, and everything that goes round the wall is told there."""

import ast
from pathlib import Path

from django.apps import apps

import painopiste
from painopiste.base.markings.models import Marking
from tests.architecture.walls import AS_SYSTEM, BY_MARKING, BY_PARENTS, BY_RULE, WITHOUT

ROOT = Path(painopiste.__file__).parent


def models():
    """All our models, those that Django makes for many-to-many too, by the name of the table without our prefix."""
    found = apps.get_app_config("painopiste").get_models(include_auto_created=True)
    return {each._meta.db_table.removeprefix("painopiste_"): each for each in found}


def names_a_marking(model):
    return any(field.related_model is Marking for field in model._meta.concrete_fields)


def names_what_is_walled(model):
    parents = {field.related_model for field in model._meta.concrete_fields if field.related_model}
    return any(parent._meta.db_table.removeprefix("painopiste_") in BY_MARKING for parent in parents)


def test_every_table_is_on_one_list():
    lists = [BY_MARKING, BY_PARENTS, BY_RULE, WITHOUT]
    assert sorted(name for each in lists for name in each) == sorted(models())


def test_no_table_with_a_marking_is_without_a_wall():
    assert [name for name in WITHOUT if names_a_marking(models()[name])] == []


def test_a_table_without_a_wall_names_no_walled_row_but_whom_somebody_belongs_to():
    belonging = {"rolegrant", "membership", "invitedrole"}
    assert {name for name in WITHOUT if names_what_is_walled(models()[name])} <= belonging


def test_every_way_round_the_wall_is_told():
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "as_system":
                assert isinstance(node.args[0], ast.Constant), f"{path}: the reason is a plain text"
                found.append((str(path.relative_to(ROOT)), node.args[0].value))
    assert sorted(found) == sorted(AS_SYSTEM)
