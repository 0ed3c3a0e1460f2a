"""Pages of what one follows, and of the letters that tell of it."""
