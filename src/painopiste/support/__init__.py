"""Support for the groups: tools, facilitation and training."""
