"""Tests of this part, one behaviour a file."""
