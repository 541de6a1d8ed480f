"""One lesson out of its Markdown and its questions."""

from collections.abc import Sequence

from courses.formats.course_folder import front_matter
from courses.formats.course_folder.block_reading import BlockReader, number_of
from courses.formats.course_folder.lesson_blocks import Part, parts_of
from courses.formats.course_folder.limits import MAX_MINUTES
from courses.formats.course_folder.model import (
    MINUTES,
    PASS_PERCENT,
    QUIZ_TITLE,
    Block,
    LessonFolder,
    Quiz,
)
from courses.formats.course_folder.remarks import Remarks
from quizzes.formats.drafts import Draft

KEYS = ("title", "summary", "minutes", "skill", "quiz", "pass")


class LessonReader:
    """Reads one lesson; what it refuses is kept in the remarks, and it reads on."""

    def __init__(self, path: str, remarks: Remarks, questions: Sequence[Draft] | None) -> None:
        self.path, self.remarks, self.questions = path, remarks, questions
        self.reader = BlockReader(path, remarks)

    def read(self, text: str, *, address: str) -> LessonFolder | None:
        """Return the lesson, or None without readable front matter."""
        with self.remarks.catching(self.path):
            front, body, line = front_matter.read_front(text, known=KEYS)
            self._lines = {key: front_matter.line_of_key(text, key) for key in KEYS}
            blocks = self._blocks(body, line, self._quiz(front))
            return LessonFolder(
                address=address,
                title=self._said(front, "title", needed=True),
                summary=self._said(front, "summary"),
                minutes=self._number(front, "minutes", MINUTES, 0, MAX_MINUTES),
                skill=self._said(front, "skill"),
                blocks=tuple(blocks),
                path=self.path,
            )
        return None

    def _said(self, front: dict[str, str], key: str, *, needed: bool = False) -> str:
        value, line = front.get(key, ""), self._lines[key]
        if needed and not value.strip():
            self.remarks.refuse(self.path, line, "key_missing", key=key)
        if "\n" in value:
            self.remarks.refuse(self.path, line, "one_line", key=key)
        self.remarks.check_length(self.path, line, key, value)
        return value

    def _number(self, front: dict[str, str], key: str, default: int, least: int, most: int) -> int:
        value = front.get(key)
        if value is None:
            return default
        with self.remarks.catching(self.path):
            return number_of(value, key=key, line=self._lines[key], least=least, most=most)
        return default

    def _quiz(self, front: dict[str, str]) -> Quiz | None:
        if self.questions is None and not {"quiz", "pass"} & set(front):
            return None
        title = self._said(front, "quiz") if "quiz" in front else QUIZ_TITLE
        percent = self._number(front, "pass", PASS_PERCENT, 1, 100)
        if not self.questions:
            self.remarks.warn(self.path, self._lines["quiz"], "quiz_without_questions")
        return Quiz(title, percent, tuple(self.questions or ()))

    def _blocks(self, body: str, line: int, quiz: Quiz | None) -> list[Block]:
        parts = parts_of(body, line=line)
        self._check_rules(parts)
        markers = [part.line for part in parts if part.word == "quiz"]
        if len(markers) > 1:
            self.remarks.refuse(self.path, markers[1], "quiz_twice")
        if markers and quiz is None:
            self.remarks.warn(self.path, markers[0], "quiz_without_questions")
            quiz = Quiz(QUIZ_TITLE, PASS_PERCENT, ())
        blocks: list[Block] = []
        for part in parts:
            with self.remarks.catching(self.path):
                block = quiz if part.word == "quiz" else self.reader.block(part)
                blocks += [block] if block else []
        return blocks if markers or quiz is None else [*blocks, quiz]

    def _check_rules(self, parts: Sequence[Part]) -> None:
        """Refuse a line --- that does not part two texts: it would silently do nothing."""
        for place, part in enumerate(parts):
            around = [parts[n].word for n in (place - 1, place + 1) if 0 <= n < len(parts)]
            if part.word == "rule" and around != ["text", "text"]:
                self.remarks.refuse(self.path, part.line, "rule_here")
