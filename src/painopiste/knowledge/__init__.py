"""Shared knowledge: indicators, surveys, concern notices and situation pictures."""
