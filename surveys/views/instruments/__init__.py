"""Pages about what can be asked."""
