"""The names of rights on areas."""

LOAD = "areas.load"
