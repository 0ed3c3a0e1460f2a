"""What somebody follows and which letters they want is behind the second wall: each sees their own rows only."""

from django.db import migrations

from painopiste.migrations import _walls

OWN = f"account_id = {_walls.wall.ACCOUNT} OR {_walls.wall.EVERYTHING}"


class Migration(migrations.Migration):
    dependencies = [("painopiste", "0025_following")]
    operations = [_walls.around({"follow": OWN, "letterchoice": OWN}, earlier={}, kinds={})]
