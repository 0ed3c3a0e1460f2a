"""Feedback on the service, on its accessibility above all: everybody may give it, and it is answered within 14 days."""
