"""The rules as they stand, read once for all tests."""

from config.rules import load_rules

RULES = load_rules()
