"""Plain functions that make what a test needs; every name is made up."""

import json
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import NAMESPACE_OID, uuid4, uuid5

import certificates.actions as certificates
import learning.actions as learning
import notifications.actions as notifications
import quizzes.actions as quizzes
from certificates.models import Award, Certificate
from certificates.queries.payloads import digest_of_list, waiting_awards
from courses.actions import open_catalogue, sync_authors
from courses.models import (
    Course,
    CoursePage,
    Edition,
    Lesson,
    LessonPage,
    LessonVersion,
    ModulePage,
)
from courses.queries import lesson_html, outline, translated_lesson
from learning.models import Enrolment
from notifications.models import Message
from people.models import Agency, Membership, User
from people.rules import Role
from quizzes.models import Attempt, QuestionVersion, QuizVersion
from quizzes.queries import _frozen as frozen
from quizzes.queries import slots_of
from quizzes.question_types import QUESTION_TYPES
from skills.actions import load_framework
from skills.models import Framework

_numbers = count(1)


def person(name: str = "Sari Wulandari", **fields: Any) -> User:
    """Return a saved person with an unusable password."""
    return User.objects.create(
        username=fields.pop("username", f"contoh{next(_numbers)}"), name=name, **fields
    )


def agency(**fields: Any) -> Agency:
    """Return a saved agency."""
    number = next(_numbers)
    return Agency.objects.create(
        **{
            "slug": f"contoh-{number}",
            "name": f"Balai Latihan Kerja Contoh {number}",
            "code": "CONTOH",
            **fields,
        }
    )


def membership(
    who: User, where: Agency, role: Role | str, *, starts_on: date = date(2020, 1, 1), **fields: Any
) -> Membership:
    """Return a saved role."""
    return Membership.objects.create(
        person=who, agency=where, role=str(role), starts_on=starts_on, **fields
    )


def framework(*codes: str) -> Framework:
    """Return a current framework of one area with the skills "foto" and "iklan", or those named."""
    skills = [
        {"code": code, "title_id": f"Saya bisa {code}", "title_en": f"I can {code}"}
        for code in codes or ("foto", "iklan")
    ]
    area = {"code": "jualan", "title_id": "Jualan", "title_en": "Selling", "skills": skills}
    number = next(_numbers)
    return load_framework(
        content={
            "slug": f"contoh-{number}",
            "version": 1,
            "title": "Kerangka contoh",
            "areas": [area],
        }
    )


def content(kind: str, *, skill: str = "foto") -> dict[str, Any]:
    """Return the frozen content of a small question of a type; what is right says so."""
    common = {"text": f"Soal {kind}?", "explanation": "Karena begitu.", "skill": skill}
    texts = {
        "single_choice": [("betul", 1.0), ("lain", 0.0), ("beda", 0.0)],
        "multiple_choice": [("betul 1", 0.5), ("betul 2", 0.5), ("lain 1", -0.5), ("lain 2", -0.5)],
    }
    if kind == "true_false":
        return {**common, "answer": True}
    choices = [
        {"id": str(uuid5(NAMESPACE_OID, text)), "text": text, "fraction": fraction}
        for text, fraction in texts[kind]
    ]
    return {**common, "choices": choices}


def question_content(version: int) -> dict[str, Any]:
    """Return the frozen content of a question version."""
    return QuestionVersion.objects.get(pk=version).content


def right_values(content: dict[str, Any]) -> list[str]:
    """Return what a form posts for the right answer."""
    if "answer" in content:
        return ["true" if content["answer"] else "false"]
    return [choice["id"] for choice in content["choices"] if choice["fraction"] > 0]


def wrong_values(content: dict[str, Any]) -> list[str]:
    """Return what a form posts for a wrong answer."""
    if "answer" in content:
        return ["false" if content["answer"] else "true"]
    return [next(choice["id"] for choice in content["choices"] if choice["fraction"] <= 0)]


def question_block(kind: str, *, skill: str = "foto") -> dict[str, Any]:
    """Return a stored question block of a quiz, as an author's form would store it."""
    value = {key: part for key, part in content(kind, skill=skill).items() if key != "choices"}
    if kind != "true_false":
        value["choices"] = [
            {
                "type": "item",
                "id": str(uuid4()),
                "value": {"text": choice["text"], "right": choice["fraction"] > 0},
            }
            for choice in content(kind)["choices"]
        ]
    return {"type": kind, "value": value, "id": str(uuid4())}


def quiz_block(*kinds: str, pass_percent: int = 60, skill: str = "foto") -> dict[str, Any]:
    """Return a stored quiz block with one question of each kind."""
    value = {
        "title": "Kuis",
        "pass_percent": pass_percent,
        "questions": [question_block(kind, skill=skill) for kind in kinds],
    }
    return {"type": "quiz", "value": value, "id": str(uuid4())}


def text_block(text: str = "<p>Halo.</p>") -> dict[str, Any]:
    """Return a stored text block."""
    return {"type": "text", "value": text, "id": str(uuid4())}


def lesson_page(module: ModulePage, *, slug: str, blocks: list[Any], **fields: Any) -> LessonPage:
    """Return a draft lesson below a module; without blocks it has one paragraph."""
    page = LessonPage(
        slug=slug,
        body=json.dumps(blocks or [text_block()]),
        live=False,
        **{"title": f"Pelajaran {slug}", "skill": "foto", **fields},
    )
    module.add_child(instance=page)
    return page


def course_page(
    where: Agency, *, slug: str = "jualan", modules: int = 1, lessons: int = 2, quiz: bool = True
) -> CoursePage:
    """Return a draft course; with `quiz`, every lesson ends in one question of every type."""
    course = CoursePage(title=f"Kelas {slug}", slug=slug, summary="Belajar bersama.", live=False)
    open_catalogue(agency=where).add_child(instance=course)
    for number in range(modules):
        module = ModulePage(title=f"Bagian {number + 1}", slug=f"bagian-{number + 1}", live=False)
        course.add_child(instance=module)
        for place in range(lessons):
            blocks = [text_block(f"<p>Isi {number + 1}.{place + 1}</p>")]
            if quiz:
                blocks.append(quiz_block(*(kind.key for kind in QUESTION_TYPES)))
            lesson_page(module, slug=f"p{number + 1}-{place + 1}", blocks=blocks)
    return course


def publish(course: CoursePage) -> Course:
    """Publish a course page with everything below, as a trainer does; return the course."""
    for page in course.get_descendants(inclusive=True).specific():
        page.save_revision().publish()
    return Course.objects.get(page=course)


def published_course(where: Agency | None = None, **fields: Any) -> Course:
    """Return an open course of an agency."""
    return publish(course_page(where or agency(), **fields))


def pass_quiz(enrolment: Enrolment, quiz: int, *, at: datetime, wrong: bool = False) -> Attempt:
    """Return a handed-in attempt: everything right, or everything wrong."""
    attempt = learning.start_quiz(person=enrolment.person, quiz_version_id=quiz, at=at)
    for slot in slots_of(attempt):
        pick = wrong_values if wrong else right_values
        quizzes.answer(
            attempt=attempt,
            event_id=uuid4(),
            slot=slot.number,
            values=pick(slot.question.content),
            at=at,
        )
    return learning.submit_quiz(attempt=attempt, at=at)


def finish_course(person: User, course: Course, *, at: datetime) -> Enrolment:
    """Let a person join a course and pass all of it."""
    enrolment = learning.enrol(person=person, course=course, at=at)
    for lesson in outline(course.edition_id or 0).lessons:
        if lesson.quiz_version:
            pass_quiz(enrolment, lesson.quiz_version, at=at)
        else:
            learning.complete_lesson(enrolment_id=enrolment.pk, lesson_id=lesson.id, at=at)
    return enrolment


def forget_versions() -> None:
    """Empty the memory of immutable versions: a rolled-back test gives their keys away again."""
    for remembered in (outline, lesson_html, translated_lesson, frozen):
        remembered.cache_clear()


def bare_course(
    where: Agency, *, slug: str, modules: int, quiz: QuizVersion | None = None
) -> Course:
    """Return an open course of many modules with a lesson each, made without its pages."""
    at = datetime(2026, 1, 1, tzinfo=UTC)
    course = Course.objects.create(slug=slug, agency=where)
    lessons = Lesson.objects.bulk_create(
        [Lesson(course=course, slug=f"p{number}") for number in range(modules)]
    )
    versions = LessonVersion.objects.bulk_create(
        [
            LessonVersion(lesson=lesson, number=1, html="<p>Halo.</p>", quiz=quiz, made_at=at)
            for lesson in lessons
        ]
    )
    outlined = [
        {
            "id": lesson.pk,
            "version": version.pk,
            "quiz": quiz.quiz_id if quiz else None,
            "quiz_version": quiz.pk if quiz else None,
            "questions": len(quiz.slots) if quiz else 0,
            "slug": lesson.slug,
            "title": lesson.slug,
            "summary": "",
            "minutes": 5,
            "skill": "foto",
        }
        for lesson, version in zip(lessons, versions, strict=True)
    ]
    stored = [
        {"slug": f"m{number}", "title": f"Bagian {number}", "lessons": [lesson]}
        for number, lesson in enumerate(outlined)
    ]
    course.edition = Edition.objects.create(
        course=course,
        number=1,
        outline={"title": f"Kelas {slug}", "summary": "", "modules": stored},
        made_at=at,
    )
    course.save()
    return course


def issue(awards: list[Award], *, official: User, head: User, at: datetime) -> list[Certificate]:
    """Return the certificates of earned awards: named, proposed and approved."""
    for award in awards:
        certificates.confirm_name(award=award, by=award.person, name=award.person.name, at=at)
    batch = certificates.propose(awards=awards, by=official, at=at)
    seen = digest_of_list(waiting_awards(batch))
    return certificates.approve(batch=batch, by=head, seen=seen, at=at)


def message(person: User, *, at: datetime, key: str = "contoh", url: str = "/saya/") -> Message:
    """Return a message that a person has not opened."""
    words = {"lesson": "Foto", "news": "Contoh <b>baru</b>"}
    notifications.send(person=person, kind="lesson_updated", params=words, url=url, key=key, at=at)
    return Message.objects.get(person=person, key=key)


def trainer(where: Agency, **fields: Any) -> User:
    """Return a person who writes the lessons of an agency."""
    who = person(**fields)
    membership(who, where, Role.TRAINER)
    open_catalogue(agency=where)
    sync_authors(agency=where, on=date.today())  # noqa: DTZ011  only whether the role has begun
    return who
