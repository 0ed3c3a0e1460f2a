"""The second wall stands around proposals too, and around what the trail and decisions on markings tell of them."""

from importlib import import_module

from django.db import migrations

walls = import_module("painopiste.migrations._walls")
rounds = import_module("painopiste.migrations.0030_scan_rounds_behind_the_wall")
ENDS = " AND ".join(
    walls.meetings.inside("proposalinterface", f"{end}_id", table, or_none=True)
    for end, table in (("measure", "measure"), ("focus_area", "focusarea"))
)
POLICIES = {
    "proposal": walls.BY_MARKING,
    "proposal_participants": walls.within("proposal_participants", proposal_id="proposal"),
    "proposal_targets": walls.within("proposal_targets", proposal_id="proposal", focusarea_id="focusarea"),
    "proposal_observations": walls.within("proposal_observations", proposal_id="proposal", observation_id="observation"),
    "proposalversion": walls.within("proposalversion", proposal_id="proposal"),
    "proposalinterface": f"{walls.within('proposalinterface', proposal_id='proposal')} AND {ENDS}",
}
EARLIER = rounds.EARLIER | rounds.KINDS
KINDS = {"proposal": "proposal"}


class Migration(migrations.Migration):
    dependencies = [("painopiste", "0031_proposals")]
    operations = [walls.around(POLICIES, earlier=EARLIER, kinds=KINDS)]
