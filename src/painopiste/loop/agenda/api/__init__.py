"""The agenda in the API."""
