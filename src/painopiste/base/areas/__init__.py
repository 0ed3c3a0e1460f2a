"""Municipalities, regions, wellbeing services counties and the country, as they were in each year."""
