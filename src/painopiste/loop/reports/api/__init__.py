"""Kept reports in the API."""
