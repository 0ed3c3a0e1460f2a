"""Indicators put into words, drawings and files."""
