"""What municipalities do with the shared knowledge: their own safety plans."""
