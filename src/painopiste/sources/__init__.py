"""The world outside, one module per provider."""
