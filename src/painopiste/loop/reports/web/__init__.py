"""The pages of reports: the kept ones, making one, reading one, and comparing two."""
