"""One function a screen, each with a fixed number of queries."""
