"""Pages of feedback: giving it, and answering it."""
