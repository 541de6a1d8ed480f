"""Formats of courses: bytes to and from plain values."""
