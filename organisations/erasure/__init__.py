"""What each room holds about a client, and how it is exported, kept and removed."""
