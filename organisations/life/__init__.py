"""What goes on in lives while a round is open: the rooms that follow it register themselves here."""
