"""Organisations in the API."""
