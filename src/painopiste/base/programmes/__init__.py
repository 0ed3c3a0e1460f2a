"""The cooperation model that this installation runs: name, term, history, strengths, needs and key figures."""
