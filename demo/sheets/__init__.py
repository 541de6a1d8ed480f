"""The sheets that the sample courses offer for download."""
