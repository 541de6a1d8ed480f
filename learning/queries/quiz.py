"""The two screens of a quiz: one question, and the result."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from django.urls import reverse
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe

from courses.models import Lesson
from courses.queries import OutlineLesson, translated_lesson
from learning.queries.course import award_url
from learning.queries.journey import Journey, ask_url_of, greeted_name, journey
from learning.queries.lesson import find_lesson
from learning.rules import State
from people.models import User
from quizzes.models import Attempt
from quizzes.queries import Feedback, Slot, slots_of
from quizzes.question_types.base import Choice, ReviewChoice
from quizzes.rules import Verdict


@dataclass(frozen=True)
class QuestionScreen:
    """One question of an attempt; once answered, with what was right and why.

    language: that of the question, its choices and its explanation.
    """

    lesson_title: str
    language: str
    lesson_url: str
    name: str
    ask_url: str
    number: int
    total: int
    segments: list[str]
    prompt: str
    answer_url: str
    event: str
    error: str
    answer_template: str
    review_template: str
    choices: list[Choice] | list[ReviewChoice]
    is_answered: bool
    is_right: bool
    is_partly_right: bool
    explanation: SafeString
    feedback: list[Feedback]
    next_url: str
    submit_url: str


@dataclass(frozen=True)
class ReviewItem:
    """One question in the result. language: that of its texts."""

    number: int
    language: str
    prompt: str
    is_right: bool
    is_partly_right: bool
    explanation: SafeString
    feedback: list[Feedback]
    review_template: str
    choices: list[ReviewChoice]


@dataclass(frozen=True)
class ReviewScreen:
    """The result of one attempt."""

    lesson_title: str
    lesson_language: str
    lesson_url: str
    course_url: str
    name: str
    ask_url: str
    right: int
    total: int
    needed: int
    is_passed: bool
    start_url: str
    next_url: str
    next_title: str
    award_url: str
    items: list[ReviewItem]


@dataclass(frozen=True)
class _Place:
    journey: Journey
    lesson: OutlineLesson


def _place_of(person: User, attempt: Attempt) -> _Place | None:
    lesson = (
        Lesson.objects.filter(versions__quiz__quiz=attempt.quiz_id).select_related("course").first()
    )
    mine = journey(person, lesson.course.slug) if lesson else None
    found = find_lesson(mine, lesson.slug) if mine and lesson else None
    return _Place(mine, found) if mine and found else None


def _slots(attempt: Attempt, lesson: OutlineLesson) -> Sequence[Slot]:
    """Return the questions, in the screen's language where exactly these were translated."""
    words = lesson.words[0]
    if words.translation is None:
        return slots_of(attempt)
    said = translated_lesson(words.translation).questions
    return slots_of(attempt, language=words.language, words=said)


def question_screen(
    person: User, attempt: Attempt, number: int, *, error: str = ""
) -> QuestionScreen | None:
    """Return one question (from 1), None if the attempt has no such question."""
    place = _place_of(person, attempt)
    if place is None or not 1 <= number <= attempt.asked:
        return None
    slots = _slots(attempt, place.lesson)
    slot = slots[number - 1]
    is_last = number == len(slots)
    return QuestionScreen(
        lesson_title=place.lesson.title,
        language=slot.language,
        lesson_url=place.journey.lesson_url(place.lesson),
        name=greeted_name(person),
        ask_url=ask_url_of(place.journey.helper, person),
        number=number,
        total=len(slots),
        segments=[_segment(other, current=number) for other in slots],
        prompt=slot.text,
        answer_url=reverse("learning:question", args=[attempt.pk, number]),
        event=str(uuid.uuid4()),
        error=error,
        answer_template=slot.answer_template,
        review_template=slot.review_template,
        choices=slot.review() if slot.is_answered else slot.choices(),
        is_answered=slot.is_answered,
        is_right=slot.verdict is Verdict.RIGHT,
        is_partly_right=slot.verdict is Verdict.PARTIAL,
        explanation=_paragraphs(slot.explanation),
        feedback=slot.feedback() if slot.is_answered else [],
        next_url="" if is_last else reverse("learning:question", args=[attempt.pk, number + 1]),
        submit_url=reverse("learning:submit_quiz", args=[attempt.pk]),
    )


def review_screen(person: User, attempt: Attempt) -> ReviewScreen | None:
    """Return the result of a handed-in attempt. attempt: with its version."""
    place = _place_of(person, attempt)
    if place is None or attempt.is_open:
        return None
    slots = _slots(attempt, place.lesson)
    after = place.journey.after(place.lesson)
    pass_mark = attempt.version.attempt_policy.pass_mark
    return ReviewScreen(
        lesson_title=place.lesson.title,
        lesson_language=place.lesson.language,
        lesson_url=place.journey.lesson_url(place.lesson),
        course_url=place.journey.course_url,
        name=greeted_name(person),
        ask_url=ask_url_of(place.journey.helper, person),
        right=attempt.right or 0,
        total=attempt.asked,
        needed=ceil(pass_mark * len(slots) - 1e-9),
        is_passed=bool(attempt.passed),
        start_url=_start_url(place),
        next_url=place.journey.lesson_url(after) if after else "",
        next_title=after.title if after else "",
        award_url=_award_url(person, place.journey) if attempt.passed else "",
        items=[_review_item(slot) for slot in slots],
    )


def _start_url(place: _Place) -> str:
    """Return where another try begins; a finished lesson asks for none."""
    if place.lesson.id in place.journey.done:
        return ""
    return reverse("learning:start_quiz", args=[place.journey.slug, place.lesson.slug])


def _segment(slot: Slot, *, current: int) -> str:
    if slot.number == current:
        return State.NOW
    return State.DONE if slot.is_answered else State.OPEN


def _review_item(slot: Slot) -> ReviewItem:
    return ReviewItem(
        number=slot.number,
        language=slot.language,
        prompt=slot.text,
        is_right=slot.verdict is Verdict.RIGHT,
        is_partly_right=slot.verdict is Verdict.PARTIAL,
        explanation=_paragraphs(slot.explanation),
        feedback=slot.feedback(),
        review_template=slot.review_template,
        choices=slot.review(),
    )


def _paragraphs(text: str) -> SafeString:
    return mark_safe(linebreaks(text, autoescape=True))  # noqa: S308  escaped


def _award_url(person: User, mine: Journey) -> str:
    return award_url(person, mine.course) if mine.is_complete else ""
