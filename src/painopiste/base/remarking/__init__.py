"""Changing for whom a row is. Closing it takes one person; opening it to more readers takes two and a reason."""
