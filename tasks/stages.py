"""The stages by name, in their order: for those who send articles through them and run none.

What they do stands in pipeline.py, which takes a second and 50 MB to load.
"""

STAGES = ("normalize", "strip_boilerplate", "extract", "summarize")
