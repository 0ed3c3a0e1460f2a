"""The model's own facts in the API."""
