"""From pages to facts: what publishing makes."""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.validators import slug_re
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.models import Page

from common.blocks import written
from common.clean import plain
from common.errors import DomainError
from common.jobs import run_later
from common.rules import digest_of
from courses.models import (
    CataloguePage,
    Course,
    CoursePage,
    Edition,
    Lesson,
    LessonNews,
    LessonPage,
    LessonVersion,
    ModulePage,
)
from courses.queries import LessonWords, LiveTitles, lesson_refusals, lesson_words, live_titles
from quizzes.actions import DraftQuestion, freeze_quiz
from quizzes.models import QuizVersion
from quizzes.question_types import question_type
from quizzes.rules import AttemptPolicy

# Course pages whose outline waits for the end of `one_edition`, with the moment.
_waiting: ContextVar[dict[int, datetime] | None] = ContextVar("waiting", default=None)


class CannotPublish(DomainError):
    """The page cannot go live as it stands."""


@transaction.atomic
def publish_lesson(*, page: LessonPage, at: datetime) -> LessonVersion:
    """Make the immutable version of a live lesson and a new edition of its course.

    Publishing unchanged content makes nothing new; the same news are told once. Raises
    CannotPublish or QuizProblem.
    """
    _refuse_unfinished(page)
    course_page: CoursePage = page.get_parent().get_parent().specific
    course = _course_of(course_page)
    lesson = _lesson_of(page, course=course)
    quiz = _freeze_quiz(page, lesson=lesson, at=at)
    content = {"html": body_html(page, settings.LANGUAGE_CODE), "skill": page.skill}
    digest = digest_of({**content, "quiz": quiz.pk if quiz else None})
    latest = lesson.versions.order_by("-number").first()
    _keep_news(plain(page.news), lesson=lesson, at=at)
    if latest is None or latest.digest != digest:
        latest = LessonVersion.objects.create(
            lesson=lesson,
            number=latest.number + 1 if latest else 1,
            quiz=quiz,
            digest=digest,
            made_at=at,
            **content,
        )
    rebuild_edition(page=course_page, at=at)
    return latest


@contextmanager
def one_edition() -> Iterator[None]:
    """Make the outlines of all courses that change inside once, at the end.

    Otherwise each lesson that is published makes an edition of its own.
    """
    if _waiting.get() is not None:
        yield
        return
    waiting: dict[int, datetime] = {}
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    for key, at in waiting.items():
        page = CoursePage.objects.filter(pk=key).first()
        if page:
            rebuild_edition(page=page, at=at)


@transaction.atomic
def rebuild_edition(*, page: CoursePage, at: datetime) -> Edition | None:
    """Make the outline of what is live below a course; the same outline makes nothing new.

    Without a live lesson, or when the course itself is not live, the course closes: those who
    are in it keep what they finished. Lessons moved here from another course belong to this one.
    Inside `one_edition` it waits for the end. Raises CannotPublish.
    """
    waiting = _waiting.get()
    if waiting is not None:
        waiting[page.pk] = at
        return None
    course = _course_of(page)
    _take_in_lessons(page, course=course)
    outline = _outline(page)
    if not page.live or not any(module["lessons"] for module in outline["modules"]):
        Course.objects.filter(pk=course.pk).update(edition=None)
        return None
    digest = digest_of(outline)
    edition = course.editions.order_by("-number").first()
    if edition is None or edition.digest != digest:
        edition = Edition.objects.create(
            course=course,
            number=edition.number + 1 if edition else 1,
            outline=outline,
            digest=digest,
            made_at=at,
        )
    Course.objects.filter(pk=course.pk).update(edition=edition)
    return edition


@transaction.atomic
def close_course(*, slug: str) -> None:
    """Close a course whose page has been deleted; its learners keep what they finished."""
    Course.objects.filter(slug=slug, page=None).update(edition=None)


def _refuse_unfinished(page: LessonPage) -> None:
    refusals = lesson_refusals(page)
    if refusals:
        raise CannotPublish(" ".join(f"{check.words} {check.mend}" for check in refusals))


def _course_of(page: CoursePage) -> Course:
    """Return the lasting course of a page, locked: two publishers wait for each other."""
    _check_address(page.slug)
    existing = Course.objects.select_for_update().filter(page=page).first()
    if existing and existing.slug == page.slug:
        return existing
    if Course.objects.filter(slug=page.slug).exists():
        raise CannotPublish(_("Alamat kelas ini sudah dipakai kelas lain."))
    if existing:
        Course.objects.filter(pk=existing.pk).update(slug=page.slug)
        return existing
    catalogue = CataloguePage.objects.get(pk=page.get_parent().pk)
    return Course.objects.create(slug=page.slug, agency=catalogue.agency, page=page)


def _lesson_of(page: LessonPage, *, course: Course) -> Lesson:
    _check_address(page.slug)
    lesson = Lesson.objects.filter(page=page).first()
    slug = _free_address(page.slug, course=course, page_id=page.pk)
    if lesson is None:
        return Lesson.objects.create(course=course, slug=slug, page=page)
    if (lesson.slug, lesson.course_id) != (slug, course.pk):
        Lesson.objects.filter(pk=lesson.pk).update(slug=slug, course=course)
    return lesson


def _keep_news(text: str, *, lesson: Lesson, at: datetime) -> None:
    """Keep what the trainer says is new, and have it told to those who finished; twice is once."""
    last = lesson.news.order_by("-number").first()
    if not text or (last and last.text == text):
        return
    number = last.number + 1 if last else 1
    LessonNews.objects.create(lesson=lesson, number=number, text=text, at=at)
    run_later("learning.tasks.tell_news", lesson_id=lesson.pk, number=number)


def _check_address(slug: str) -> None:
    if not slug_re.fullmatch(slug):
        raise CannotPublish(_("Alamat hanya boleh huruf a-z, angka dan tanda hubung."))


def _take_in_lessons(page: CoursePage, *, course: Course) -> None:
    """Let every lesson below a course page belong to its course, wherever it came from."""
    below = LessonPage.objects.descendant_of(page)
    for lesson in Lesson.objects.filter(page__in=below).exclude(course=course):
        slug = _free_address(lesson.slug, course=course, page_id=lesson.page_id)
        Lesson.objects.filter(pk=lesson.pk).update(course=course, slug=slug)


def _free_address(slug: str, *, course: Course, page_id: int | None) -> str:
    """Return the address of a lesson in its course: its page's own, or one beside it.

    A copy or a second "Pengantar" gets a number; a lesson whose page was deleted gives way.
    """
    twin = Lesson.objects.filter(course=course, slug=slug).exclude(page_id=page_id).first()
    if twin is None:
        return slug
    if twin.page_id:
        return f"{slug[:240]}-{page_id}"
    Lesson.objects.filter(pk=twin.pk).update(slug=f"{slug[:240]}-{twin.pk}")
    return slug


def body_html(page: LessonPage, language: str) -> str:
    """Render the blocks without anything personal: no user, no token, no nonce."""
    with translation.override(language):
        return render_to_string("courses/_body.html", {"page": page}).strip()


def _freeze_quiz(page: LessonPage, *, lesson: Lesson, at: datetime) -> QuizVersion | None:
    block = page.quiz_block
    if block is None:
        return None
    return freeze_quiz(
        key=_key(block, lesson),
        title=block.value["title"],
        questions=questions_of(page, lesson=lesson),
        policy=AttemptPolicy(pass_mark=block.value["pass_percent"] / 100),
        at=at,
    )


def _content_of(block: StreamValue.StreamChild, *, skill: str) -> dict[str, Any]:
    """Return what is frozen of a question; one without a skill shows the lesson's."""
    content = question_type(block.block_type).content_of(block.value)
    return {**content, "skill": content["skill"] or skill}


def questions_of(page: LessonPage, *, lesson: Lesson) -> list[DraftQuestion]:
    """Return the questions that stand on a page of a lesson, whatever its language."""
    if page.quiz_block is None:
        return []
    return [
        DraftQuestion(
            key=_key(child, lesson),
            type=child.block_type,
            content=_content_of(child, skill=page.skill),
        )
        for child in written(page.quiz_block.value["questions"])
    ]


def _key(block: StreamValue.StreamChild, lesson: Lesson) -> uuid.UUID:
    """Return the lasting key of a block: Wagtail copies a page with the ids of its blocks."""
    return uuid.uuid5(uuid.UUID(block.id), str(lesson.pk))


def _outline(page: CoursePage) -> dict[str, Any]:
    """Return the outline of the live pages below a course, in a fixed number of queries."""
    modules = ModulePage.objects.child_of(page).live().order_by("path")
    lessons = LessonPage.objects.descendant_of(page).live().order_by("path")
    versions: dict[int, LessonVersion] = {}
    for version in (
        LessonVersion.objects.filter(lesson__page__in=lessons)
        .select_related("lesson", "quiz")
        .defer("html")
        .order_by("number")
    ):
        versions[version.lesson.page_id] = version  # type: ignore[index]
    titles = live_titles([page, *modules, *lessons])
    words = lesson_words(versions.values())
    told = LessonNews.objects.filter(lesson__page__in=lessons).order_by("number")
    news = {one.lesson_id: one for one in told}
    shown = [
        {
            "slug": module.slug,
            **_named(module, titles),
            "lessons": [
                _outline_lesson(lesson, versions[lesson.pk], live=titles, words=words, told=news)
                for lesson in lessons
                if lesson.path.startswith(module.path) and lesson.pk in versions
            ],
        }
        for module in modules
    ]
    return {
        **_named(page, titles, summary=page.summary),
        "modules": [module for module in shown if module["lessons"]],
    }


def _named(page: Page, titles: LiveTitles, **more: str) -> dict[str, Any]:
    """Return what a course or a module is called, also in the languages that it is live in."""
    own = {"title": page.title, **more}
    # A translation that says the same has not been made yet.
    translations = {
        code: {key: said[key] for key in own}
        for code, said in titles[page.translation_key].items()
        if any(said[key] != own[key] for key in own)
    }
    return {**own, **({"translations": translations} if translations else {})}


def _outline_lesson(
    page: LessonPage,
    version: LessonVersion,
    *,
    live: LiveTitles,
    words: LessonWords,
    told: Mapping[int, LessonNews],
) -> dict[str, Any]:
    translations = {
        code: said
        for code, said in words[version.lesson_id].items()
        if code in live[page.translation_key]
    }
    news = told.get(version.lesson_id)
    return {
        "id": version.lesson_id,
        "version": version.pk,
        "quiz": version.quiz.quiz_id if version.quiz else None,
        "quiz_version": version.quiz_id,
        "questions": len(version.quiz.slots) if version.quiz else 0,
        "slug": version.lesson.slug,
        "title": page.title,
        "summary": page.summary,
        "minutes": page.minutes,
        "skill": version.skill,
        "news": news.text if news else "",
        "news_number": news.number if news else 0,
        **({"translations": translations} if translations else {}),
    }
