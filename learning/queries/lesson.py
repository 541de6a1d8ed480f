"""One lesson: the impersonal body and the small personal part around it."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from courses.queries import OutlineLesson, Words, lesson_html, translated_lesson
from learning.queries.journey import Journey, Try, ask_url_of, journey, tries_at
from learning.queries.outlines import OutlineItem, outline_items
from learning.rules import states_of
from people.models import User


@dataclass(frozen=True)
class QuizCard:
    """The quiz at the end of a lesson; exactly one of the four states holds."""

    questions: int
    right: int
    total: int
    start_url: str
    resume_url: str
    review_url: str
    is_new: bool
    is_open: bool
    is_passed: bool
    is_failed: bool


@dataclass(frozen=True)
class OtherLanguage:
    """The same lesson in another language."""

    language: str
    url: str


@dataclass(frozen=True)
class LessonScreen:
    """One lesson as one learner meets it.

    language: that of title and body. is_behind: the lesson has changed since its translation.

    enrolment, lesson: ids; news: what is new since she finished it, "" without anything.
    """

    enrolment: int
    lesson: int
    course_title: str
    course_language: str
    course_url: str
    title: str
    language: str
    is_behind: bool
    others: list[OtherLanguage]
    number: int
    total: int
    segments: list[str]
    body: SafeString
    is_done: bool
    news: str
    news_number: int
    complete_url: str
    previous_url: str
    next_url: str
    next_title: str
    quiz: QuizCard | None
    outline: list[OutlineItem]
    ask_url: str


def find_lesson(mine: Journey, lesson: str) -> OutlineLesson | None:
    """Return a lesson of the outline by its slug."""
    place = mine.outline.place_of.get(lesson)
    return None if place is None else mine.outline.lessons[place]


def lesson_screen(
    person: User, course: str, lesson: str, *, language: str = ""
) -> LessonScreen | None:
    """Return the lesson, None if the person is not on the course or there is no such lesson.

    language: in which she wishes to read it; else the screen's, if the lesson has that.
    Two queries, whatever the length of lesson and course; outline and body are kept in memory.
    """
    mine = journey(person, course)
    found = find_lesson(mine, lesson) if mine else None
    if mine is None or found is None:
        return None
    siblings = mine.module_lessons(found)
    keys = [sibling.id for sibling in siblings]
    is_done = found.id in mine.done
    before, after = mine.before(found), mine.after(found)
    words = next((each for each in found.words if each.language == language), found.words[0])
    return LessonScreen(
        enrolment=mine.enrolment,
        lesson=found.id,
        course_title=mine.outline.title,
        course_language=mine.outline.language,
        course_url=mine.course_url,
        title=words.title,
        language=words.language,
        is_behind=words.is_behind,
        others=[_other(mine, found, each) for each in found.words if each is not words],
        number=keys.index(found.id) + 1,
        total=len(keys),
        segments=states_of(keys, done=mine.done, now=found.id),
        body=mark_safe(_body(found, words)),  # noqa: S308  rendered by our own templates
        is_done=is_done,
        news=found.news if mine.is_updated(found) else "",
        news_number=found.news_number,
        complete_url=_complete_url(mine, found) if not is_done and not found.quiz else "",
        previous_url=mine.lesson_url(before) if before else "",
        next_url=mine.lesson_url(after) if after else "",
        next_title=after.title if after else "",
        quiz=_quiz_card(person, mine, found) if found.quiz else None,
        outline=outline_items(siblings, journey=mine, current=found.id),
        ask_url=ask_url_of(mine.helper, person),
    )


def _body(lesson: OutlineLesson, words: Words) -> str:
    if words.translation is None:
        return lesson_html(lesson.version)
    return translated_lesson(words.translation).html


def _other(mine: Journey, lesson: OutlineLesson, words: Words) -> OtherLanguage:
    url = f"{mine.lesson_url(lesson)}?bahasa={words.language}"
    return OtherLanguage(language=words.language, url=url)


def _complete_url(mine: Journey, lesson: OutlineLesson) -> str:
    return reverse("learning:complete_lesson", args=[mine.slug, lesson.slug])


def _quiz_card(person: User, mine: Journey, lesson: OutlineLesson) -> QuizCard:
    tries = tries_at(person, [lesson.quiz] if lesson.quiz else [])
    under_way = next((attempt for attempt in tries if attempt.is_open), None)
    best = max((attempt for attempt in tries if not attempt.is_open), key=_merit, default=None)
    is_passed = best is not None and best.is_passed
    return QuizCard(
        questions=lesson.questions,
        right=best.right if best else 0,
        total=best.asked if best else lesson.questions,
        start_url=reverse("learning:start_quiz", args=[mine.slug, lesson.slug]),
        resume_url=reverse("learning:resume", args=[under_way.id]) if under_way else "",
        review_url=reverse("learning:review", args=[best.id]) if best else "",
        is_new=under_way is None and best is None,
        is_open=under_way is not None,
        is_passed=under_way is None and is_passed,
        is_failed=under_way is None and best is not None and not is_passed,
    )


def _merit(attempt: Try) -> tuple[float, datetime]:
    """Return what makes a finished attempt the better one: its grade, then being newer."""
    assert attempt.submitted_at is not None
    return attempt.grade, attempt.submitted_at
