"""What people say about focus areas, measures and other rows, on the rows themselves."""
