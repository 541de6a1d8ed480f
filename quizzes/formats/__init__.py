"""File formats of questions: pure translation between bytes and frozen dataclasses."""
