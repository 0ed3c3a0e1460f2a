"""Whom a comment may mention, and the letter to those whom it does."""
