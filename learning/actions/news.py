"""What is new in a lesson, told to those who finished it before."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from courses.models import LessonNews
from courses.queries import outline
from learning.models import LessonCompletion
from notifications import actions as notifications
from people.models import User


@transaction.atomic
def tell_news(*, lesson_id: int, number: int, at: datetime) -> int:
    """Tell everybody who finished a lesson what is new in it; return how many were told.

    A lesson that is no longer taught, or has newer news by now, tells nobody. Safe to repeat.
    """
    news = LessonNews.objects.select_related("lesson__course").get(lesson=lesson_id, number=number)
    course = news.lesson.course
    taught = outline(course.edition_id).lessons if course.edition_id else ()
    lesson = next((one for one in taught if one.id == lesson_id), None)
    if lesson is None or lesson.news_number != number:
        return 0
    unseen = LessonCompletion.objects.filter(lesson=lesson_id, seen_news__lt=number)
    return notifications.send_all(
        people=User.objects.filter(is_active=True, enrolments__completions__in=unseen),
        kind="lesson_updated",
        params={"lesson": lesson.title, "news": news.text},
        url=reverse("learning:lesson", args=[course.slug, lesson.slug]),
        key=_key(lesson_id, number),
        at=at,
    )


@transaction.atomic
def see_news(*, person: User, enrolment_id: int, lesson_id: int, number: int, at: datetime) -> None:
    """Remember that somebody has opened a finished lesson since its last news. Safe to repeat."""
    LessonCompletion.objects.filter(
        enrolment=enrolment_id, enrolment__person=person, lesson=lesson_id, seen_news__lt=number
    ).update(seen_news=number)
    notifications.settle(key=_key(lesson_id, number), person=person, at=at)


def _key(lesson_id: int, number: int) -> str:
    return f"news:{lesson_id}:{number}"
