"""What the screens of an office show."""
