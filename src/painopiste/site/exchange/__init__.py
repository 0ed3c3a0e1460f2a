"""A whole programme as a folder of readable YAML files: checked, loaded, and written out again (ADR 0006)."""
