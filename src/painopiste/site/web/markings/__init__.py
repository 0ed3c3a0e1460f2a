"""The pages on which people change for whom a row is."""
