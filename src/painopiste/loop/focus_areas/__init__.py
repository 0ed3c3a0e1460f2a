"""Focus areas (painopisteet): the few phenomena that are worked on together, who leads them, and how each lives."""
