"""Commitments in the API."""
