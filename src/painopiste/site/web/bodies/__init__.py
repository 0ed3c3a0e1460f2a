"""Pages of bodies: who sits in them, who chairs when, and what they have decided."""
