"""Pages: each translates, makes one call, and translates back."""
