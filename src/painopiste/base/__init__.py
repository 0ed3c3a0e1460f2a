"""What every other part stands on. A closed list: see docs/architecture.md before adding to it."""
