"""The migration to markings keeps who could read each row, forth and back."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from painopiste.base.markings.tests.owning import as_owner

BEFORE, AFTER = ("painopiste", "0003_accessibility_feedback"), ("painopiste", "0006_no_audience")


@pytest.fixture
def migrate(transactional_db):
    def to(target):
        executor = MigrationExecutor(connection)
        with as_owner():
            executor.migrate([target])
        return MigrationExecutor(connection).loader.project_state([target]).apps

    newest = [key for key in MigrationExecutor(connection).loader.graph.leaf_nodes() if key[0] == "painopiste"]
    yield to
    to(newest[0])


@pytest.mark.slow
def test_each_audience_becomes_the_marking_of_its_name_and_comes_back(migrate):
    old = migrate(BEFORE)
    get = old.get_model
    bodies = {
        audience: get("painopiste", "Body").objects.create(key=audience, name_fi=audience, kind="x", audience=audience)
        for audience in ("public", "members", "secretariat")
    }
    decisions = get("painopiste", "Decision").objects
    for audience, body in bodies.items():
        decisions.create(key=audience, body=body, title_fi="x", audience="public")
    odd = get("painopiste", "Finding").objects.create(key="odd", kind="need", theme="x", text_fi="x", audience="all")

    new = migrate(AFTER)
    rows = new.get_model("painopiste", "Body").objects.values_list("key", "own_marking_id", "marking_id")
    assert sorted(rows) == [(code, code, code) for code in sorted(bodies)]
    rows = new.get_model("painopiste", "Decision").objects.values_list("key", "own_marking_id", "marking_id")
    assert sorted(rows) == [(code, "public", code) for code in sorted(bodies)]
    assert new.get_model("painopiste", "Finding").objects.get(key=odd.key).marking_id == "members"

    again = migrate(BEFORE)
    rows = again.get_model("painopiste", "Body").objects.values_list("key", "audience")
    assert sorted(rows) == [(code, code) for code in sorted(bodies)]
    for name in ("Decision", "Body", "Finding"):
        again.get_model("painopiste", name).objects.all().delete()
