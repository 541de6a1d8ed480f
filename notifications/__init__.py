"""Messages to people: what may be said, the inbox, and by which way each one went."""
