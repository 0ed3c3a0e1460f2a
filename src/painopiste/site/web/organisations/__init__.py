"""Pages of organisations: the list, and each one with what it leads and takes part in."""
