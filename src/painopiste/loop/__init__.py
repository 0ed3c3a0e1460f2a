"""The cooperation model itself, one package per stage: what is worked on, by whom, how it goes, what is reported."""
