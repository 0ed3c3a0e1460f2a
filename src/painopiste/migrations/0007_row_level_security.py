"""PostgreSQL itself hides rows whose marking is not open to the reader that the transaction has named.

The owner of the tables is not bound by this: a role that owns nothing is (docs/adr/0010). SQLite has no such wall.
"""

from django.db import migrations

CIRCLES = "string_to_array(NULLIF(current_setting('painopiste.circles', true), ''), ',')"
IDS = "string_to_array(NULLIF(current_setting('painopiste.{}', true), ''), ',')::bigint[]"
ORGANISATIONS, BODIES, COMPARTMENTS = (IDS.format(name) for name in ("organisations", "bodies", "compartments"))
# The same words as the policy's own predicate; a test compares the two. SECURITY DEFINER: the tables of markings
# are themselves closed to the reader.
FUNCTION = f"""
    CREATE FUNCTION painopiste_readable_markings() RETURNS SETOF varchar LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path FROM CURRENT AS $$
        SELECT m.code FROM painopiste_marking m
        WHERE m.level <= NULLIF(current_setting('painopiste.level', true), '')::int
        AND (m.clear OR 'members' = ANY ({CIRCLES}))
        AND (m.embargo_until IS NULL
            OR m.embargo_until <= NULLIF(current_setting('painopiste.today', true), '')::date
            OR 'secretariat' = ANY ({CIRCLES}))
        AND NOT EXISTS (
            SELECT 1 FROM painopiste_markingclause c WHERE c.marking_id = m.code AND NOT EXISTS (
                SELECT 1 FROM painopiste_markingreader r WHERE r.clause_id = c.id AND (
                    r.circle = ANY ({CIRCLES})
                    OR r.organisation_id = ANY ({ORGANISATIONS})
                    OR r.body_id = ANY ({BODIES}))))
        AND NOT EXISTS (
            SELECT 1 FROM painopiste_marking_compartments k
            WHERE k.marking_id = m.code AND COALESCE(k.compartment_id = ANY ({COMPARTMENTS}), false) = false)
    $$
"""
READABLE = "(SELECT painopiste_readable_markings())"
MARKED = (
    "body", "compartment", "decision", "finding", "focusarea", "focusareaanswer", "keyfigure", "measure", "plan",
    "report", "round", "timelineevent",
)
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


def policies():
    """The condition of each table."""
    for name in MARKED:
        yield name, f"marking_id IN {READABLE}"
    for name, columns in INSIDE.items():
        yield name, " AND ".join(f"{each} IN (SELECT id FROM painopiste_{TABLES[each]})" for each in columns)
    within = "SELECT id FROM painopiste_compartment"
    yield "compartmentmember", (
        f"compartment_id IN ({within} WHERE members_marking_id IN {READABLE})"
    )
    yield "marking", f"code IN {READABLE}"
    yield "markingclause", f"marking_id IN {READABLE}"
    yield "marking_compartments", f"marking_id IN {READABLE}"
    yield "markingreader", "clause_id IN (SELECT id FROM painopiste_markingclause)"
    yield "markingdecision", f"before_id IN {READABLE} AND after_id IN {READABLE}"


def add(apps, editor):
    """Make the function and a policy for each table."""
    if editor.connection.vendor != "postgresql":
        return
    editor.execute(FUNCTION, params=None)
    for name, condition in policies():
        table = f"painopiste_{name}"
        editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY", params=None)
        editor.execute(
            f"CREATE POLICY only_what_is_readable ON {table} USING ({condition}) WITH CHECK (true)", params=None
        )


def remove(apps, editor):
    """Take the policies and the function away."""
    if editor.connection.vendor != "postgresql":
        return
    for name, _condition in policies():
        editor.execute(f"DROP POLICY only_what_is_readable ON painopiste_{name}", params=None)
        editor.execute(f"ALTER TABLE painopiste_{name} DISABLE ROW LEVEL SECURITY", params=None)
    editor.execute("DROP FUNCTION painopiste_readable_markings()", params=None)


class Migration(migrations.Migration):
    dependencies = [("painopiste", "0006_no_audience")]
    operations = [migrations.RunPython(add, remove)]
