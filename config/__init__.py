"""Values: what differs per deployment (settings.py) and per text (rules/, data/)."""
