"""What a definition file says, and the door through which it comes in."""
