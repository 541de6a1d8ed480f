"""Writes about courses: publishing, and who may author."""

from courses.actions.authoring import (
    open_catalogue,
    sync_all_authors,
    sync_authors,
)
from courses.actions.publishing import (
    CannotPublish,
    close_course,
    publish_lesson,
    rebuild_edition,
)
from courses.actions.questions import (
    Added,
    QuestionsRefused,
    add_questions,
)
from courses.actions.scheduling import (
    publish_due,
)

__all__ = [
    "Added",
    "CannotPublish",
    "QuestionsRefused",
    "add_questions",
    "close_course",
    "open_catalogue",
    "publish_due",
    "publish_lesson",
    "rebuild_edition",
    "sync_all_authors",
    "sync_authors",
]
