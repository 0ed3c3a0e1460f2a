"""People who sign in, the organisations they work for, and the roles they hold for a time."""
