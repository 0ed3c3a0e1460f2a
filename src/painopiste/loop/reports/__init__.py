"""Reports (väliraportti): the interim report, written from the database as of a given day, and kept as reported."""
