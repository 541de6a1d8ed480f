"""Wagtail's events: what goes live becomes a version, what leaves closes the outline.

What happens in a review is told to those whom it concerns.
"""

from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Comment, CommentReply, Page
from wagtail.signals import (
    page_published,
    page_unpublished,
    post_page_move,
    task_approved,
    task_cancelled,
    task_rejected,
    task_submitted,
)

from courses import actions
from courses.models import CoursePage, LessonPage, ModulePage, ReviewState
from courses.queries import course_pages_around
from people.models import User


@receiver(page_published, sender=LessonPage)
def lesson_published(instance: LessonPage, **_kwargs: Any) -> None:
    """A lesson went live: freeze it. Wagtail also says so of one that waits for its hour."""
    if not instance.live:
        return
    if instance.is_translation:
        actions.publish_translation(page=instance, at=timezone.now())
        return
    actions.publish_lesson(page=instance, at=timezone.now())
    actions.publish_translations(page=instance, at=timezone.now())


@receiver(page_published, sender=ModulePage)
@receiver(page_published, sender=CoursePage)
@receiver(page_unpublished, sender=LessonPage)
@receiver(page_unpublished, sender=ModulePage)
@receiver(page_unpublished, sender=CoursePage)
def outline_changed(instance: Page, **_kwargs: Any) -> None:
    """The order or the titles changed, in any language: make a new outline of the course."""
    _rebuild(course_pages_around(instance))


@receiver(post_page_move, sender=LessonPage)
@receiver(post_page_move, sender=ModulePage)
def page_moved(instance: Page, parent_page_before: Page, **_kwargs: Any) -> None:
    """A lesson or module has another place, perhaps in another course: make both outlines anew."""
    left = course_pages_around(Page.objects.get(pk=parent_page_before.pk))
    _rebuild(course_pages_around(instance) | left)


# Not before it is deleted: Wagtail unpublishes each part then, and that makes a new outline.
@receiver(post_delete, sender=CoursePage)
def course_deleted(instance: CoursePage, **_kwargs: Any) -> None:
    """The course is gone: close it."""
    actions.close_course(slug=instance.slug)


@receiver(post_delete, sender=LessonPage)
@receiver(post_delete, sender=ModulePage)
def part_deleted(instance: Page, **_kwargs: Any) -> None:
    """A part is gone: make a new outline, unless the whole course goes with it."""
    _rebuild(course_pages_around(instance).filter(course__isnull=False))


def _rebuild(pages: QuerySet[CoursePage]) -> None:
    for page in pages:
        actions.rebuild_edition(page=page, at=timezone.now())


@receiver(task_submitted, sender=ReviewState)
def lesson_sent(instance: ReviewState, user: User | None, **_kwargs: Any) -> None:
    """A draft was sent to review: its reviewers are told."""
    actions.tell_reviewers(state=instance, sent_by=user, at=timezone.now())


@receiver(task_rejected, sender=ReviewState)
def lesson_returned(instance: ReviewState, user: User | None, **_kwargs: Any) -> None:
    """A draft came back: who sent it is told."""
    actions.tell_returned(state=instance, by=user, at=timezone.now())


@receiver(task_approved, sender=ReviewState)
def lesson_approved(instance: ReviewState, user: User | None, **_kwargs: Any) -> None:
    """A draft was approved: who sent it is told."""
    actions.tell_approved(state=instance, by=user, at=timezone.now())


@receiver(task_cancelled, sender=ReviewState)
def review_called_off(instance: ReviewState, **_kwargs: Any) -> None:
    """A review was called off: it waits for nobody."""
    actions.forget_review(state=instance, at=timezone.now())


@receiver(post_save, sender=Comment)
def commented(instance: Comment, created: bool, **_kwargs: Any) -> None:
    """Somebody commented on a block."""
    if created:
        actions.tell_of_comment(comment=instance, at=timezone.now())


@receiver(post_save, sender=CommentReply)
def answered(instance: CommentReply, created: bool, **_kwargs: Any) -> None:
    """Somebody answered a comment."""
    if created:
        actions.tell_of_reply(reply=instance, at=timezone.now())
