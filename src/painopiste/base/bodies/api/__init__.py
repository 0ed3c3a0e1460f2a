"""Bodies and decisions in the API."""
