"""Writes about courses: publishing, and who may author."""

from courses.actions.authoring import (
    open_catalogue,
    sync_all_authors,
    sync_authors,
    sync_review,
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
from courses.actions.reviewing import (
    NotYours,
    forget_review,
    hand_in,
    tell_approved,
    tell_of_comment,
    tell_of_reply,
    tell_returned,
    tell_reviewers,
)
from courses.actions.scheduling import (
    publish_due,
)
from courses.actions.translations import (
    CannotSubmit,
    publish_translation,
    publish_translations,
    rebuild_editions_around,
    renew_translations,
    submit_translation,
)

__all__ = [
    "Added",
    "CannotPublish",
    "CannotSubmit",
    "NotYours",
    "QuestionsRefused",
    "add_questions",
    "close_course",
    "forget_review",
    "hand_in",
    "open_catalogue",
    "publish_due",
    "publish_lesson",
    "publish_translation",
    "publish_translations",
    "rebuild_edition",
    "rebuild_editions_around",
    "renew_translations",
    "submit_translation",
    "sync_all_authors",
    "sync_authors",
    "sync_review",
    "tell_approved",
    "tell_of_comment",
    "tell_of_reply",
    "tell_returned",
    "tell_reviewers",
]
