"""Who has looked at what is secret or personal: a log that the audit trail seals, and whose names can be erased."""
