"""One lesson as Markdown."""

import re

from courses.formats.course_folder.front_matter import escaped, quoted, write_front
from courses.formats.course_folder.markdown_writing import EMPTY, markdown_of, plain_markdown
from courses.formats.course_folder.model import (
    PASS_PERCENT,
    QUIZ_TITLE,
    Audio,
    Block,
    Checklist,
    Download,
    Example,
    LessonFolder,
    Picture,
    Quiz,
    Steps,
    Text,
    Tip,
    Video,
)

# Stands where a file's place is, while none was chosen.
NO_FILE = "<>"
_BRACKETED = re.compile(r"[\\\[\]]")
_BACKSLASHED = re.compile(r'[\\"]')
_BEFORE = r"\\\g<0>"


def lesson_markdown(lesson: LessonFolder) -> str:
    """Return the file of a lesson; its questions stand in a file of their own."""
    quiz = next((block for block in lesson.blocks if isinstance(block, Quiz)), None)
    parts = [write_front(_front(lesson, quiz)).rstrip("\n")]
    previous: Block | None = None
    for block in lesson.blocks:
        if isinstance(block, Text) and isinstance(previous, Text):
            parts.append("---")
        if not (isinstance(block, Quiz) and block is lesson.blocks[-1]):
            parts.append(_block(block))
        previous = block
    return "\n\n".join(parts) + "\n"


def _front(lesson: LessonFolder, quiz: Quiz | None) -> dict[str, str]:
    front = {"title": lesson.title}
    if lesson.summary:
        front["summary"] = lesson.summary
    front["minutes"] = str(lesson.minutes)
    if lesson.skill:
        front["skill"] = lesson.skill
    if quiz:
        if quiz.title != QUIZ_TITLE or not quiz.questions:
            front["quiz"] = quiz.title
        if quiz.pass_percent != PASS_PERCENT:
            front["pass"] = str(quiz.pass_percent)
    return front


def _block(block: Block) -> str:
    match block:
        case Text(html):
            return markdown_of(html) or EMPTY
        case Picture(path, alt, caption):
            shown = f' "{_BACKSLASHED.sub(_BEFORE, caption)}"' if caption else ""
            return f"![{_BRACKETED.sub(_BEFORE, alt)}]({path}{shown})"
        case Tip(title, html) | Example(title, html):
            word = "tip" if isinstance(block, Tip) else "example"
            return _fenced(word, _name(title), markdown_of(html))
        case Steps(title, items, checked_on):
            points = [f"{n}. {plain_markdown(item)}" for n, item in enumerate(items, start=1)]
            return _fenced("steps", _name(title), "\n".join(points), checked=checked_on)
        case Checklist(title, items):
            points = [f"- {plain_markdown(item)}" for item in items]
            return _fenced("checklist", _name(title), "\n".join(points))
        case Audio(path, seconds, transcript, is_machine):
            given = {"seconds": seconds, "machine": "yes" if is_machine else ""}
            return _fenced("audio", path, markdown_of(transcript), **given)
        case Video(path, captions, poster, seconds, transcript):
            given = {"captions": captions, "poster": poster, "seconds": seconds}
            return _fenced("video", path, markdown_of(transcript), **given)
        case Download(path, title):
            return _fenced("download", f"{path or NO_FILE} {_name(title)}", "")
        case Quiz():
            return _fenced("quiz", "", "")


def _fenced(word: str, said: str, body: str, **given: object) -> str:
    """Return a block between its colons. given: what stands in braces, left out when empty."""
    pairs = [f"{key}={value}" for key, value in given.items() if value]
    head = " ".join(part for part in ("::: " + word, said, _braces(pairs)) if part)
    return "\n".join(part for part in (head, body, ":::") if part)


def _braces(pairs: list[str]) -> str:
    return "{" + " ".join(pairs) + "}" if pairs else ""


def _name(title: str) -> str:
    """Return a title as it stands after the word; what would be read as more is quoted."""
    return quoted(title) if title and not title.endswith("}") else f'"{escaped(title)}"'
