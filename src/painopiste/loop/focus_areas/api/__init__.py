"""Focus areas in the API."""
