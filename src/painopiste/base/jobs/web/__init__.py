"""Pages on which a person follows a job, cancels it, or has it done again."""
