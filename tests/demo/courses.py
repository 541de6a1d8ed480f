"""The sample courses as their folders say them, and the words that learners meet in them."""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

from courses.formats.course_folder import CourseFolder, LessonFolder, model, read
from quizzes.formats.drafts import Draft

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = sorted(path.parent for path in (ROOT / "demo" / "courses").glob("*/course.md"))
FRAMEWORK: dict[str, Any] = json.loads(
    (ROOT / "skills" / "frameworks" / "pemasaran-digital-usaha-kecil.json").read_text("utf-8")
)
SKILLS = {skill["code"] for area in FRAMEWORK["areas"] for skill in area["skills"]}


def load(folder: Path) -> CourseFolder:
    """Return the course of a folder; every reason against it is the error."""
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    reading = read(files, address=folder.name, skills=SKILLS)
    assert reading.course, reading.refusals
    return reading.course


def blocks_of[Block](lesson: LessonFolder, kind: type[Block]) -> list[Block]:
    """Return the lesson's blocks of one kind, in order."""
    return [block for block in lesson.blocks if isinstance(block, kind)]


def questions_of(lesson: LessonFolder) -> list[Draft]:
    """Return the questions of a lesson, none without a quiz."""
    return [draft for quiz in blocks_of(lesson, model.Quiz) for draft in quiz.questions]


COURSES = {folder.name: load(folder) for folder in FOLDERS}
LESSONS = [
    (folder, lesson) for folder in FOLDERS for _module, lesson in COURSES[folder.name].lessons
]
QUESTIONS = [draft for _folder, lesson in LESSONS for draft in questions_of(lesson)]


def plain(html: str) -> str:
    """Return the words of rich text, a line for each paragraph, heading or list item."""
    inline = re.sub(r"</?(?:b|i|a)(?:\s[^>]*)?>", "", html)
    return unescape(re.sub(r"<[^>]*>", "", inline.replace("</", "\n</").replace("<br/>", "\n")))


def block_texts(block: model.Block) -> Iterator[str]:
    """Yield what a learner reads in one block, its speech and alternative text aside."""
    yield getattr(block, "title", "")
    yield getattr(block, "caption", "")
    yield plain(getattr(block, "html", ""))
    yield from getattr(block, "items", ())


def taught_text(lesson: LessonFolder) -> str:
    """Return what a lesson says in writing, without its speech and its quiz."""
    taught = [block for block in lesson.blocks if not isinstance(block, model.Quiz)]
    return "\n".join(text for block in taught for text in block_texts(block))


def question_texts(draft: Draft) -> list[str]:
    """Return every text of a question that a learner may meet."""
    value = draft.value
    choices = value.get("choices", [])
    return [
        value["text"],
        value["explanation"],
        *(choice[key] for choice in choices for key in ("text", "feedback")),
        value.get("feedback_true", ""),
        value.get("feedback_false", ""),
    ]


def every_text(lesson: LessonFolder) -> str:
    """Return every word of a lesson, heard, read or asked."""
    texts = [lesson.title, lesson.summary, taught_text(lesson)]
    texts += [picture.alt for picture in blocks_of(lesson, model.Picture)]
    texts += [plain(audio.transcript) for audio in blocks_of(lesson, model.Audio)]
    texts += [text for draft in questions_of(lesson) for text in question_texts(draft)]
    return "\n".join(texts)
