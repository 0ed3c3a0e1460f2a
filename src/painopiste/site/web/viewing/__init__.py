"""The pages of the log of views, and what writes it."""
