"""What is measured, each by one command of the Makefile."""
