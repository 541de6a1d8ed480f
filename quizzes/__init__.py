"""Asking and marking."""
