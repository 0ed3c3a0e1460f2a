"""Numbers and language. Pure functions that also work in a notebook."""
