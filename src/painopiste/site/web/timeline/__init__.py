"""The timeline of the model."""
