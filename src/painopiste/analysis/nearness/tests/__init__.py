"""Tests of nearness, and what they measure it by."""
