"""Wagtail's events: what goes live becomes a version, what leaves closes the outline."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from courses import actions
from courses.models import CoursePage, LessonPage, ModulePage


@receiver(page_published, sender=LessonPage)
def lesson_published(instance: LessonPage, **_kwargs: Any) -> None:
    """A lesson went live: freeze it."""
    actions.publish_lesson(page=instance, at=timezone.now())


@receiver(page_published, sender=ModulePage)
@receiver(page_published, sender=CoursePage)
@receiver(page_unpublished, sender=LessonPage)
@receiver(page_unpublished, sender=ModulePage)
@receiver(page_unpublished, sender=CoursePage)
@receiver(post_page_move, sender=LessonPage)
@receiver(post_page_move, sender=ModulePage)
@receiver(post_delete, sender=LessonPage)
@receiver(post_delete, sender=ModulePage)
def outline_changed(instance: Page, **_kwargs: Any) -> None:
    """The order or the titles changed: make a new outline of every course touched."""
    for page in _courses_around(instance):
        actions.rebuild_edition(page=page, at=timezone.now())


def _courses_around(page: Page) -> list[CoursePage]:
    """Return the course above a page (or itself); none if it has been deleted as well."""
    if isinstance(page, CoursePage):
        return [page]
    course_path = page.path[: -page.steplen * (page.depth - 3)]
    return list(CoursePage.objects.filter(path=course_path))
