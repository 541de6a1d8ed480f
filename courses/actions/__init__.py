"""Writes about courses: publishing, who may author, and what a review does."""

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

__all__ = [
    "CannotPublish",
    "NotYours",
    "close_course",
    "forget_review",
    "hand_in",
    "open_catalogue",
    "publish_lesson",
    "rebuild_edition",
    "sync_all_authors",
    "sync_authors",
    "sync_review",
    "tell_approved",
    "tell_of_comment",
    "tell_of_reply",
    "tell_returned",
    "tell_reviewers",
]
