"""Writes about courses: publishing, and who may author."""

from courses.actions.authoring import open_catalogue, sync_authors
from courses.actions.publishing import CannotPublish, publish_lesson, rebuild_edition

__all__ = [
    "CannotPublish",
    "open_catalogue",
    "publish_lesson",
    "rebuild_edition",
    "sync_authors",
]
