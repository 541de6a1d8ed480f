"""What can be known, and who has shown it."""
