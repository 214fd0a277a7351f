"""Times: when it was published, what the dateline says, when it happened."""
