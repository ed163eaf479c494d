"""Our own site in a real browser."""
