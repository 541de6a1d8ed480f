"""Wagtail's doors, one module a subject."""

from courses.wagtail_hooks import editor, folders, translations

__all__ = ["editor", "folders", "translations"]
