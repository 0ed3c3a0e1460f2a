"""The agenda (kartoitus): what somebody has seen in the world, and what becomes of it."""
