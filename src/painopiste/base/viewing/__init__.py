"""Who has looked at what is secret or personal: a log beside the audit trail, sealed by it, whose names can be erased."""
