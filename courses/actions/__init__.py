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
from courses.actions.translations import (
    publish_translation,
    publish_translations,
    rebuild_editions_around,
    renew_translations,
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
    "publish_translation",
    "publish_translations",
    "rebuild_edition",
    "rebuild_editions_around",
    "renew_translations",
    "sync_all_authors",
    "sync_authors",
]
