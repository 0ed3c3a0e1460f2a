"""Reference cases that other tests of analysis read."""
