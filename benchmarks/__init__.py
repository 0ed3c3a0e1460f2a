"""How fast Painopiste is, each page beside a bare Django page in the same run. `make bench` runs it."""
