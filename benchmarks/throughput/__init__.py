"""How many articles a second, beside the obvious implementation and other queues: `make bench`."""
