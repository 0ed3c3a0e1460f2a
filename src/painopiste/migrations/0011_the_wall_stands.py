"""PostgreSQL's own wall: rows that are not open to the reader whom the transaction has named do not exist for it.

`painopiste_read_as` names the reader: it looks up once which markings are open to them, and every policy compares with
that. The owner of the tables is bound too (FORCE). SQLite has no such wall.
"""

from django.db import migrations

# The same words as the policy's own predicate; a test compares the two.
FUNCTION = """
    CREATE FUNCTION painopiste_read_as(of_level int, of_day date, of_circles text[], of_organisations bigint[],
        of_bodies bigint[], of_compartments bigint[], of_account bigint)
    RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
    BEGIN
        PERFORM set_config('painopiste.reads', '*', true);
        PERFORM set_config('painopiste.reads', COALESCE((SELECT string_agg(m.code, ',') FROM painopiste_marking m WHERE
            ((((m.level <= of_level
            AND (m.clear OR 'members' = ANY (of_circles)))
            AND ((m.embargo_until IS NULL OR m.embargo_until <= of_day) OR 'secretariat' = ANY (of_circles)))
            AND NOT EXISTS (
            SELECT 1 FROM painopiste_markingclause c WHERE c.marking_id = m.code AND NOT EXISTS (
                SELECT 1 FROM painopiste_markingreader r WHERE r.clause_id = c.id AND (
                    r.circle = ANY (of_circles)
                    OR r.organisation_id = ANY (of_organisations)
                    OR r.body_id = ANY (of_bodies)))))
            AND NOT EXISTS (
            SELECT 1 FROM painopiste_marking_compartments k
            WHERE k.marking_id = m.code AND NOT k.compartment_id = ANY (of_compartments)))
            ), ''), true);
        PERFORM set_config('painopiste.account', COALESCE(of_account::text, ''), true);
    END $$
"""
# The codes are split up once for a query (a sub-select), and not once for a row. Whether everything may be read is
# asked only of rows that are not among them: a second sub-select cost more to plan than asking does.
EVERYTHING = "current_setting('painopiste.reads', true) = '*'"
READABLE = "((SELECT string_to_array(current_setting('painopiste.reads', true), ','))::text[])"
ACCOUNT = "(SELECT NULLIF(current_setting('painopiste.account', true), '')::bigint)"
MEMBER = f"'members' = ANY ({READABLE})"
DRAFTED, GIVEN = ("focusareaanswer", "measureanswer"), f"submitted_at IS NOT NULL OR {MEMBER}"
MARKED = (
    "body", "compartment", "decision", "finding", "focusarea", "focusareaanswer", "keyfigure", "measure", "plan",
    "report", "round", "timelineevent",
)
OF_MARKINGS = {
    "marking": f"code = ANY ({READABLE})",
    "markingclause": f"marking_id = ANY ({READABLE})",
    "marking_compartments": f"marking_id = ANY ({READABLE})",
    "markingreader": "EXISTS (SELECT 1 FROM painopiste_markingclause p WHERE p.id = painopiste_markingreader.clause_id)",
}
# Rows that stand in others are seen with these: the policies of the others apply within theirs.
INSIDE = {
    "bodymember": ("body_id",),
    "focusareaname": ("focus_area_id",),
    "focusareaorganisation": ("focus_area_id",),
    "focusareachange": ("focus_area_id",),
    "chainitem": ("plan_id",),
    "chainindicator": ("item_id",),
    "measure_chain": ("measure_id", "chainitem_id"),
    "measureparty": ("measure_id",),
    "measurechange": ("measure_id",),
    "milestone": ("measure_id",),
    "deliverable": ("measure_id",),
    "fundingline": ("measure_id",),
    "dependency": ("measure_id", "other_id"),
    "measureanswer": ("measure_id", "round_id"),
}
TABLES = {
    "body_id": "body", "focus_area_id": "focusarea", "plan_id": "plan", "item_id": "chainitem",
    "chainitem_id": "chainitem", "measure_id": "measure", "other_id": "measure", "round_id": "round",
}
# What lines about markings and of the audit trail are about, by the kind that they name. Kinds that are not here
# are not told to anybody but the system.
BY_KEY = {
    "body": "body", "decision": "decision", "finding": "finding", "focus_area": "focusarea", "key_figure": "keyfigure",
    "keyfigure": "keyfigure", "measure": "measure", "plan": "plan", "report": "report", "round": "round",
    "timeline_event": "timelineevent", "timelineevent": "timelineevent",
}
IN_ROUND = {"progress_answer": "focusarea", "progress_measure_answer": "measure"}  # keys like 2022a/p3
OPEN_KINDS = ("account", "area", "feedback", "job", "organisation", "programme", "saved_view")


def inside(table, columns):
    """Each row that this one stands in is open."""
    return " AND ".join(
        f"EXISTS (SELECT 1 FROM painopiste_{TABLES[each]} p WHERE p.id = painopiste_{table}.{each})" for each in columns
    )


def about():
    """The row that `target_kind` and `target_key` name is open."""
    cases = [
        f"WHEN '{kind}' THEN EXISTS (SELECT 1 FROM painopiste_{table} p WHERE p.key = target_key)"
        for kind, table in BY_KEY.items()
    ]
    cases += [
        f"WHEN '{kind}' THEN EXISTS (SELECT 1 FROM painopiste_round p WHERE p.key = split_part(target_key, '/', 1)) "
        f"AND EXISTS (SELECT 1 FROM painopiste_{table} p WHERE p.key = split_part(target_key, '/', 2))"
        for kind, table in IN_ROUND.items()
    ]
    return f"CASE target_kind {' '.join(cases)} ELSE target_kind IN {OPEN_KINDS} END"


def told():
    """No line of the trail tells a marking that is not open: what was written for a narrower circle stays there."""
    parts = [
        f"COALESCE(content -> '{side}' ->> '{name}', 'public') = ANY ({READABLE})"
        for side in ("before", "after")
        for name in ("audience", "own_marking_id", "marking_id")
    ]
    return " AND ".join(parts)


def policies():
    """The condition of each table. What stands in others is open to the system because these are."""
    for name, condition in by_rule():
        yield name, f"({condition}) OR {EVERYTHING}"
    for name, condition in OF_MARKINGS.items():  # the other way round: who names a reader looks at all of them
        yield name, f"{EVERYTHING} OR ({condition})"
    for name, columns in INSIDE.items():
        within = inside(name, columns)
        yield name, f"{within} AND ({GIVEN} OR {EVERYTHING})" if name in DRAFTED else within


def by_rule():
    """The condition of each table that does not only stand in others, beside `EVERYTHING`."""
    for name in MARKED:
        yield name, f"marking_id = ANY ({READABLE})" + (f" AND ({GIVEN})" if name in DRAFTED else "")
    yield "compartmentmember", (
        "EXISTS (SELECT 1 FROM painopiste_compartment p WHERE p.id = painopiste_compartmentmember.compartment_id "
        f"AND p.members_marking_id = ANY ({READABLE}))"
    )
    yield "markingdecision", f"{MEMBER} AND before_id = ANY ({READABLE}) AND after_id = ANY ({READABLE}) AND {about()}"
    yield "auditline", f"{MEMBER} AND {told()} AND {about()}"
    yield "bulkchange", f"account_id = {ACCOUNT}"


def add(apps, editor):
    """Take the policies of before away; make the function and a policy for each table, and bind the owner to them."""
    if editor.connection.vendor != "postgresql":
        return
    editor.execute(FUNCTION, params=None)
    for name, condition in policies():
        table = f"painopiste_{name}"
        editor.execute(f"DROP POLICY IF EXISTS only_what_is_readable ON {table}", params=None)
        editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY", params=None)
        editor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY", params=None)
        editor.execute(f"CREATE POLICY only_what_is_readable ON {table} USING ({condition})", params=None)
    editor.execute("DROP FUNCTION painopiste_readable_markings()", params=None)


def remove(apps, editor):
    """Take the policies and the function away."""
    if editor.connection.vendor != "postgresql":
        return
    from importlib import import_module

    earlier = import_module("painopiste.migrations.0007_row_level_security")
    for name, _condition in policies():
        editor.execute(f"DROP POLICY only_what_is_readable ON painopiste_{name}", params=None)
        editor.execute(f"ALTER TABLE painopiste_{name} NO FORCE ROW LEVEL SECURITY", params=None)
        editor.execute(f"ALTER TABLE painopiste_{name} DISABLE ROW LEVEL SECURITY", params=None)
    editor.execute("DROP FUNCTION painopiste_read_as", params=None)
    earlier.add(apps, editor)


class Migration(migrations.Migration):
    dependencies = [("painopiste", "0010_versions_of_parts")]
    operations = [migrations.RunPython(add, remove)]
