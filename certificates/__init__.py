"""Awards: designs, life, numbers, files and public verification."""
