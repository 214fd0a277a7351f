"""Wenzhai beside other tools, on the annotated articles: `make peers` fills docs/quality.md.

`tools` says how each peer is called, and runs in the peers' own environment; everything else
runs in the product's. A peer is one process: one that cannot be imported harms no other.
"""
