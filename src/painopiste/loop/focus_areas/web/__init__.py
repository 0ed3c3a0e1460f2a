"""Pages of focus areas and their plans."""
