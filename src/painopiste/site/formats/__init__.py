"""Finland writes dates in one way in all its languages."""
