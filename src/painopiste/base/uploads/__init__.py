"""The one gate through which files come in: what kind they are, how large they get, and who reads them (ADR 13)."""
