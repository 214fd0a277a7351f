"""Reprints: which articles are one story, which of them came first, and the index that says so.

The results hold only signatures, so they do not depend on what else is in the bucket. `grouping`
compares them, `index` keeps what it finds beside the results.
"""
