"""What people follow, what has changed in it, and the letters that tell of it: one table of what can be followed."""
