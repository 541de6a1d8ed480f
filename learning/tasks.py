"""What the clock does for learners, and what follows when a lesson is published."""

from celery import shared_task
from django.utils import timezone

from learning import actions


@shared_task(name="learning.tasks.complete_courses")
def complete_courses(**_later: object) -> None:
    """Complete the courses that a shorter outline has finished for people."""
    actions.complete_courses(at=timezone.now())


@shared_task(name="learning.tasks.tell_news")
def tell_news(*, lesson_id: int, number: int, **_later: object) -> None:
    """Tell those who finished a lesson what is new in it."""
    actions.tell_news(lesson_id=lesson_id, number=number, at=timezone.now())
