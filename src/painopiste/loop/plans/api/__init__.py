"""Measures and plans in the API."""
