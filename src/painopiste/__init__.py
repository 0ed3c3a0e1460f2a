"""Painopiste: the working system of a national cooperation model for internal security."""

__version__ = "0.1.0"
