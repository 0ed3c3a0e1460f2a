"""Progress rounds in the API."""
