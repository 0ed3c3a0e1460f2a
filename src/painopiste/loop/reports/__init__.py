"""Reports (väliraportti): the interim report, written from the database as it was on a given day, and kept as reported."""
