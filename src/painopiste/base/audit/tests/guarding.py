"""Puts the database's guard of the trail in place and takes it away, within the transaction of a test."""

from importlib import import_module

from django.db import connection

from painopiste.base.markings.tests.owning import as_owner

MIGRATION = import_module("painopiste.migrations.0002_audit_is_append_only")
VIEWS = import_module("painopiste.migrations.0014_views_and_clearance_requests")
FIXED = import_module("painopiste.migrations.0024_lines_have_markings").FIXED


class _Editor:
    connection = connection

    @staticmethod
    def execute(statement: str, params: object = None) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)


def put_guard() -> None:
    """Let the database refuse changes of the trail, as it does outside tests."""
    with as_owner():
        MIGRATION.add(None, _Editor, fixed=FIXED)


def put_view_guard() -> None:
    """Let the database refuse changes of the log of views, as it does outside tests."""
    with as_owner():
        VIEWS.add(None, _Editor)


def take_view_guard() -> None:
    """Let the log of views be changed, as somebody could who owns the database."""
    with as_owner():
        VIEWS.remove(None, _Editor)


def take_guard() -> None:
    """Let the trail be changed, as somebody could who owns the database."""
    with as_owner():
        MIGRATION.remove(None, _Editor)
