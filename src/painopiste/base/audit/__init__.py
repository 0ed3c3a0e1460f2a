"""Who changed what and when: one line for every write, chained so that a missing or altered line is found."""
