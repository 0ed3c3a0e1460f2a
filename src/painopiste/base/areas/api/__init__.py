"""Areas in the API."""
