"""The cooperation model that this installation runs: its name and term, its history, strengths, needs and key figures."""
