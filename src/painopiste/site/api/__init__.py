"""The JSON API, version 1: all public objects to read, and changes for those who have the right."""
