"""Pages of consultations, and the page behind the link."""
