"""Consultations in the API."""
