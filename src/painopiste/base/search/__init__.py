"""The index of words by which rows are found. It knows texts, markings and kinds by name, and no table but its own."""
