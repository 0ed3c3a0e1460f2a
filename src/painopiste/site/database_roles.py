"""The two roles of an installation on PostgreSQL: one owns the tables, the other serves and owns nothing.

`OWNER_DATABASE_URL` names the first and `DATABASE_URL` the second. An installation with one address has one role,
which the wall binds as well (FORCE), but which could take it down.
"""

import getpass
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import dj_database_url
from django.apps import apps
from django.conf import settings
from django.db import connection
from psycopg import sql

AS_OWNER = frozenset({"migrate", "flush"})  # commands that change what only the owner of the tables may change
READS_ALL = "-c painopiste.reads=*"  # a migration works on all rows


def connect_as_owner() -> None:
    """Before anything asks the database: let this process be the owner of the tables, who reads every row."""
    present = settings.DATABASES["default"]
    if not present["ENGINE"].endswith("postgresql"):
        return
    address = settings.ENVIRONMENT.owner_database_url
    chosen = dj_database_url.parse(address) if address else dict(present)
    chosen["OPTIONS"] = {**chosen.get("OPTIONS", {}), "options": READS_ALL}
    settings.DATABASES["default"] = chosen


def web_role() -> str:
    """The role that the service connects as."""
    return _user(settings.ENVIRONMENT.database_url)


def owner_role() -> str:
    """The role that owns the tables, or is to own them."""
    return _user(settings.ENVIRONMENT.owner_database_url or settings.ENVIRONMENT.database_url)


def database_name() -> str:
    return str(dj_database_url.parse(settings.ENVIRONMENT.database_url)["NAME"] or web_role())


def _user(address: str) -> str:
    return str(dj_database_url.parse(address)["USER"]) or getpass.getuser()


def roles_as_sql() -> str:
    """What a superuser of the database runs once, to be read by psql: both roles and the database."""
    owner, web, database = owner_role(), web_role(), database_name()
    lines = [*_role(owner), *_role(web)]
    lines += [
        f"SELECT {_text(f'CREATE DATABASE {_name(database)} OWNER {_name(owner)}')}",
        f"WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = {_text(database)}) \\gexec",
        f"ALTER DATABASE {_name(database)} OWNER TO {_name(owner)};",
        f"REVOKE ALL ON DATABASE {_name(database)} FROM PUBLIC;",
        f"GRANT CONNECT ON DATABASE {_name(database)} TO {_name(web)};",
        f"\\connect {_name(database)}",
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC;",
        f"GRANT USAGE, CREATE ON SCHEMA public TO {_name(owner)};",
        f"GRANT USAGE ON SCHEMA public TO {_name(web)};",
    ]
    if owner != web:
        lines.append(f"REASSIGN OWNED BY {_name(web)} TO {_name(owner)};  -- the tables of an older installation")
    return "\n".join(lines)


def _role(name: str) -> Iterator[str]:
    yield f"SELECT {_text(f'CREATE ROLE {_name(name)} LOGIN')}"
    yield f"WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {_text(name)}) \\gexec"
    yield f"ALTER ROLE {_name(name)} NOSUPERUSER NOBYPASSRLS NOCREATEROLE;"


def _name(name: str) -> str:
    return sql.Identifier(name).as_string()


def _text(text: str) -> str:
    return sql.Literal(text).as_string()


def grant(to: str) -> None:
    """Let the service read and write rows: nothing else, and of the trail and the log of views only add and erase."""
    trail, views = (apps.get_model("painopiste", name)._meta.db_table for name in ("AuditLine", "ViewLine"))
    role = sql.Identifier(to)
    statements = (
        "GRANT USAGE ON SCHEMA public TO {role}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}",
        "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
        "REVOKE UPDATE, DELETE ON {trail} FROM {role}",
        "GRANT UPDATE (content, salt) ON {trail} TO {role}",
        "REVOKE UPDATE, DELETE ON {views} FROM {role}",
        "GRANT UPDATE (personal, salt, account_id) ON {views} TO {role}",
    )
    with connection.cursor() as cursor:
        for each in statements:
            cursor.execute(sql.SQL(each).format(role=role, trail=sql.Identifier(trail), views=sql.Identifier(views)))


def grant_after_migrating() -> None:
    """Let the service use the tables, where another role owns them."""
    if connection.vendor == "postgresql" and settings.ENVIRONMENT.owner_database_url and owner_role() != web_role():
        grant(web_role())


@dataclass(frozen=True, slots=True)
class Stand:
    """What the database says of the wall before the role that is connected."""

    superuser: bool
    bypasses: bool
    owns: bool
    open_tables: tuple[str, ...]  # walled tables whose wall is down


def stand() -> Stand:
    """Look at the role that is connected and at the walls of all tables with a marking."""
    marking: Any = apps.get_model("painopiste", "Marking")
    marked = [
        model._meta.db_table
        for model in apps.get_app_config("painopiste").get_models()
        if model is marking or any(field.related_model is marking for field in model._meta.concrete_fields)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid "
            "AND c.relname = ANY (%s)) FROM pg_roles r WHERE rolname = current_user",
            [marked],
        )
        superuser, bypasses, owns = cursor.fetchone()
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relname = ANY (%s) AND NOT (relrowsecurity AND relforcerowsecurity) "
            "AND relnamespace = current_schema()::regnamespace ORDER BY relname",
            [marked],
        )
        return Stand(superuser, bypasses, owns, tuple(name for (name,) in cursor.fetchall()))
