"""The second wall (0011) stands around comments too, around mentions, and around what the trail tells of comments."""

from importlib import import_module

from django.db import migrations

walls = import_module("painopiste.migrations._walls")
POLICIES = {
    "comment": walls.BY_MARKING,
    "mention": walls.within("mention", comment_id="comment"),
}
EARLIER = walls.UNTIL_0024
KINDS = {"comment": "comment"}


class Migration(migrations.Migration):
    dependencies = [("painopiste", "0027_comments")]
    operations = [walls.around(POLICIES, earlier=EARLIER, kinds=KINDS)]
