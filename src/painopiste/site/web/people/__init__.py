"""The people who work here: who they are, what they may do, inviting them, and their leaving."""
