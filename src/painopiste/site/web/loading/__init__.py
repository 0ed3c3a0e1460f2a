"""Loading a programme through a page: what would change is seen first, and only then done."""
