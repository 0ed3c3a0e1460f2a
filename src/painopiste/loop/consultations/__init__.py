"""Consultations (kuulemiset): asking organisations and stakeholders, who answer by a link without an account."""
