"""Wagtail's events: what goes live becomes a version, what leaves closes the outline."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from courses import actions
from courses.models import CoursePage, LessonPage, ModulePage
from courses.queries import course_pages_around


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
