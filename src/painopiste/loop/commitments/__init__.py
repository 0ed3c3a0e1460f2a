"""Commitments (sitoumukset): what each organisation itself decides to do for a measure that was planned together."""
