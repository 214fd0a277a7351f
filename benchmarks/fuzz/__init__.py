"""Input as an enemy: a coverage-guided fuzzer, and attacks on the time that a text may take."""
