"""Pages of the indicator bank."""
