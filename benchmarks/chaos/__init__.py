"""Everything that can break is broken, again and again, and nothing may be lost: `make chaos`."""
