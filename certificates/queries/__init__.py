"""What screens ask about awards and certificates."""
