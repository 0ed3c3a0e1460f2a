"""The page on which those who look after the service follow outgoing mail."""
