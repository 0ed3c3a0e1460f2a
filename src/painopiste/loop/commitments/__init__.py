"""Commitments (sitoumukset): what each organisation has itself decided to do for a measure that was planned together."""
