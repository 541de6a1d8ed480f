"""Wagtail's doors, one module a subject."""

from courses.wagtail_hooks import translations

__all__ = ["translations"]
