"""The database itself refuses to change or remove lines of the audit trail.

One change is let through: the content of a line may be erased together with its salt, when the law asks for it.
The chain still holds then, because it rests on the commitment and not on the content.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "painopiste_auditline"
FIXED = ("id", "number", "at", "event", "actor_id", "actor_label", "target_kind", "target_key", "commitment", "seal")
REFUSAL = "lines of the audit trail are only ever added"



def sqlite(fixed: tuple[str, ...]) -> dict[str, str]:
    return {
        "audit_lines_are_not_changed": f"""
            CREATE TRIGGER audit_lines_are_not_changed BEFORE UPDATE ON {TABLE}
            WHEN NEW.content IS NOT NULL OR NEW.salt IS NOT NULL
                OR {" OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in fixed)}
            BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
        "audit_lines_are_not_removed": f"""
            CREATE TRIGGER audit_lines_are_not_removed BEFORE DELETE ON {TABLE}
            BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    }


def postgresql(fixed: tuple[str, ...]) -> dict[str, str]:
    return {
        "audit_lines_are_not_changed": f"""
            CREATE TRIGGER audit_lines_are_not_changed BEFORE UPDATE ON {TABLE} FOR EACH ROW
            WHEN (NEW.content IS NOT NULL OR NEW.salt IS NOT NULL
                OR ({", ".join(f"NEW.{name}" for name in fixed)})
                IS DISTINCT FROM ({", ".join(f"OLD.{name}" for name in fixed)}))
            EXECUTE FUNCTION refuse_to_change_audit_lines()""",
        "audit_lines_are_not_removed": f"""
            CREATE TRIGGER audit_lines_are_not_removed BEFORE DELETE ON {TABLE} FOR EACH ROW
            EXECUTE FUNCTION refuse_to_change_audit_lines()""",
        "audit_lines_are_not_emptied": f"""
            CREATE TRIGGER audit_lines_are_not_emptied BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT
            EXECUTE FUNCTION refuse_to_change_audit_lines()""",
    }


POSTGRESQL_FUNCTION = f"""
    CREATE FUNCTION refuse_to_change_audit_lines() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"""


def add(apps: object, editor: BaseDatabaseSchemaEditor, fixed: tuple[str, ...] = FIXED) -> None:
    """Make the triggers; `fixed` are the columns that never change (later migrations add some)."""
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRESQL_FUNCTION, params=None)
    for statement in (postgresql if editor.connection.vendor == "postgresql" else sqlite)(fixed).values():
        editor.execute(statement, params=None)


def remove(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away."""
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION IF EXISTS refuse_to_change_audit_lines() CASCADE", params=None)
        return
    for name in sqlite(FIXED):
        editor.execute(f"DROP TRIGGER IF EXISTS {name}", params=None)


class Migration(migrations.Migration):
    dependencies = [("painopiste", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
