"""The second wall stands around rounds of scanning too, and around what the trail and decisions on markings tell of them."""

from importlib import import_module

from django.db import migrations

walls = import_module("painopiste.migrations._walls")
comments = import_module("painopiste.migrations.0028_comments_behind_the_wall")
POLICIES = {
    "scanround": walls.BY_MARKING,
    "scanexpert": walls.within("scanexpert", round_id="scanround"),
    "candidate": walls.within("candidate", round_id="scanround"),
    "candidate_observations": walls.within(
        "candidate_observations", candidate_id="candidate", observation_id="observation"
    ),
    "score": walls.within("score", candidate_id="candidate"),
}
EARLIER = comments.EARLIER | comments.KINDS
KINDS = {"scan_round": "scanround"}


class Migration(migrations.Migration):
    dependencies = [("painopiste", "0029_scan_rounds")]
    operations = [walls.around(POLICIES, earlier=EARLIER, kinds=KINDS)]
