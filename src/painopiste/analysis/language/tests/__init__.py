"""Tests of the words of languages."""
