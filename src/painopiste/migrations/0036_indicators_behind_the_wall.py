"""By what a focus area is followed is as open as the focus area (0011); definitions and releases are open to all."""

from importlib import import_module

from django.db import migrations

walls = import_module("painopiste.migrations._walls")
POLICIES = {"focusareaindicator": walls.within("focusareaindicator", focus_area_id="focusarea")}


class Migration(migrations.Migration):
    dependencies = [("painopiste", "0035_indicators")]
    operations = [walls.around(POLICIES, earlier={}, kinds={})]
