"""Bytes and texts from outside, to and from plain values."""
