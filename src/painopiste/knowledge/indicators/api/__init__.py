"""The indicator bank in the API, and as open data."""
