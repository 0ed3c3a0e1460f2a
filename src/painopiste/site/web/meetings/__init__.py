"""Pages of meetings, of what was agreed on in them, and of decisions in writing."""
