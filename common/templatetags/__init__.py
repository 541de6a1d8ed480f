"""Template tags that every screen may use."""
