"""A whole course out of the files of its folder. A bad folder is refused whole."""

import difflib
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping

from courses.formats.course_folder import front_matter
from courses.formats.course_folder.lesson_reading import LessonReader
from courses.formats.course_folder.limits import LENGTHS, MAX_LESSONS, MAX_TEXT_FILE
from courses.formats.course_folder.model import (
    CourseFolder,
    LessonFolder,
    ModuleFolder,
    Reading,
    Refused,
)
from courses.formats.course_folder.remarks import Remarks
from quizzes.formats import drafts
from quizzes.formats.drafts import Draft, Sheet

COURSE_FILE, MODULE_FILE, TITLES_FILE = "course.md", "module.md", "files.md"
MEDIA = ("images", "audio", "video", "files")
SHEETS: dict[str, Callable[[bytes], Sheet]] = {
    ".gift": drafts.read_gift,
}
_ADDRESS = re.compile(r"[A-Za-z0-9_-]+")
_NUMBERED = re.compile(r"([0-9]{2,3})-(.+)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def read(files: Mapping[str, bytes], *, address: str, skills: Collection[str] | None) -> Reading:
    """Return the course of a folder, or every reason why it cannot be taken.

    files: by their path in the folder. address: the name of the folder, which is the course's
    address unless course.md says another. skills: the codes that a
    lesson or a question may name, None for any.
    """
    return _FolderReader(files, skills).read(address)


class _FolderReader:
    """Reads one folder from top to bottom."""

    def __init__(self, files: Mapping[str, bytes], skills: Collection[str] | None) -> None:
        self.files, self.skills = files, skills
        self.remarks = Remarks()
        self.links: list[tuple[str, int, str]] = []

    def read(self, address: str) -> Reading:
        course = self._course(address)
        self._check_files()
        if course:
            self._check_links(course)
            self._check_names(course)
        said = self.remarks
        return Reading(
            course=None if said.refusals else course,
            refusals=_ordered(said.refusals),
            warnings=_ordered(said.warnings),
            uses=tuple(said.uses),
        )

    def _course(self, address: str) -> CourseFolder | None:
        if COURSE_FILE not in self.files:
            self.remarks.refuse(COURSE_FILE, 0, "no_course")
            return None
        front = self._front(COURSE_FILE, ("title", "summary", "address"))
        address = front.get("address") or address
        self._check_address(COURSE_FILE, address)
        self._check_said(COURSE_FILE, front, {"title": "title", "summary": "course summary"})
        titles = self._front(TITLES_FILE, None) if TITLES_FILE in self.files else {}
        modules = [self._module(*folder) for folder in self._module_folders()]
        course = CourseFolder(
            address=address,
            title=front.get("title", ""),
            summary=front.get("summary", ""),
            modules=tuple(modules),
            titles=self._titles(titles),
        )
        if sum(len(module.lessons) for module in modules) > MAX_LESSONS:
            self.remarks.refuse(COURSE_FILE, 0, "too_many_lessons", most=MAX_LESSONS)
        return course

    def _module_folders(self) -> list[tuple[str, str]]:
        """Return (folder, address) of each module in order."""
        folders = {path.split("/")[0] for path in self.files if path.count("/") == 1}
        found = []
        for folder in sorted(folders - set(MEDIA)):
            match = _NUMBERED.fullmatch(folder)
            if match:
                found.append((int(match.group(1)), folder, match.group(2)))
            elif any(path.startswith(f"{folder}/") and _is_text(path) for path in self.files):
                self.remarks.refuse(folder, 0, "module_name")
        self._check_order([(folder, number) for number, folder, _address in found])
        return [(folder, address) for _number, folder, address in sorted(found)]

    def _module(self, folder: str, address: str) -> ModuleFolder:
        path = f"{folder}/{MODULE_FILE}"
        front = dict[str, str]()
        if path in self.files:
            front = self._front(path, ("title",))
            self._check_said(path, front, {"title": "title"})
        else:
            self.remarks.refuse(path, 0, "no_module")
        self._check_address(path, address)
        lessons = [self._lesson(*file) for file in self._lesson_files(folder)]
        if not lessons:
            self.remarks.warn(path, 0, "no_lessons")
        return ModuleFolder(
            address=address,
            title=front.get("title", ""),
            lessons=tuple(lesson for lesson in lessons if lesson),
            path=path,
        )

    def _lesson_files(self, folder: str) -> list[tuple[str, str]]:
        """Return (path without its ending, address) of each lesson of a module in order."""
        found = []
        for path in sorted(self.files):
            name = path.removeprefix(f"{folder}/")
            if name in (path, MODULE_FILE) or not name.endswith(".md"):
                continue
            match = _NUMBERED.fullmatch(name.removesuffix(".md"))
            if match is None or "/" in name:
                self.remarks.refuse(path, 0, "lesson_name")
                continue
            self._check_address(path, match.group(2))
            found.append((int(match.group(1)), path.removesuffix(".md"), match.group(2)))
        self._check_order([(f"{path}.md", number) for number, path, _address in found])
        return [(path, address) for _number, path, address in sorted(found)]

    def _lesson(self, stem: str, address: str) -> LessonFolder | None:
        path = f"{stem}.md"
        reader = LessonReader(path, self.remarks, self._questions(stem))
        text = self._text(path)
        lesson = reader.read(text, address=address) if text is not None else None
        self.links += [(path, line, target) for line, target in reader.reader.links]
        if lesson and text is not None:
            line = front_matter.line_of_key(text, "skill")
            self._check_skill(path, line, lesson.skill, needed="lesson")
        return lesson

    def _questions(self, stem: str) -> tuple[Draft, ...] | None:
        """Return the questions of a lesson, None without a file of them."""
        sheets = [stem + ending for ending in SHEETS if stem + ending in self.files]
        if len(sheets) > 1:
            self.remarks.refuse(sheets[1], 0, "questions_twice", other=sheets[0])
        if not sheets:
            return None
        path = sheets[0]
        sheet = SHEETS[path[path.rindex(".") :]](self.files[path])
        for refusal in sheet.refusals:
            self.remarks.refuse(path, refusal.line, "question", reason=refusal.reason)
        for warning in sheet.warnings:
            self.remarks.warn(path, warning.line, "question", reason=warning.reason)
        # The same UUID can be written in two ways.
        keys = Counter(draft.key.casefold() for draft in sheet.drafts if draft.key)
        for draft in sheet.drafts:
            self._check_skill(path, draft.line, draft.value["skill"], needed="")
            if keys[draft.key.casefold()] > 1:
                self.remarks.refuse(path, draft.line, "question_id_twice", id=draft.key)
                keys[draft.key.casefold()] = 0
        return sheet.drafts

    def _check_skill(self, path: str, line: int, skill: str, *, needed: str) -> None:
        if not skill:
            if needed:
                self.remarks.warn(path, line, "skill_missing")
        elif self.skills is not None and skill not in self.skills:
            near = difflib.get_close_matches(skill, self.skills, n=3) or sorted(self.skills)[:12]
            self.remarks.refuse(path, line, "skill_unknown", skill=skill, known=", ".join(near))

    def _text(self, path: str) -> str | None:
        """Return a text file, None with a remark for one that cannot be read."""
        source = self.files[path]
        if len(source) > MAX_TEXT_FILE:
            self.remarks.refuse(path, 0, "text_too_large", most=MAX_TEXT_FILE // 1024)
            return None
        try:
            text = source.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            self.remarks.refuse(path, source[: error.start].count(b"\n") + 1, "not_utf8")
            return None
        if found := _CONTROL.search(text):
            self.remarks.refuse(path, text.count("\n", 0, found.start()) + 1, "control")
            return None
        return text

    def _front(self, path: str, known: Collection[str] | None) -> dict[str, str]:
        """Return the front matter of a file that has no body."""
        text = self._text(path)
        if text is None:
            return {}
        with self.remarks.catching(path):
            front, body, line = front_matter.read_front(text, known=known)
            if body.strip():
                raise Refused(line, "body_here")
            return front
        return {}

    def _check_said(self, path: str, front: Mapping[str, str], kinds: Mapping[str, str]) -> None:
        if not front:
            if not any(remark.path == path for remark in self.remarks.refusals):
                self.remarks.refuse(path, 1, "key_missing", key="title")
            return
        text = self._text(path) or ""
        for key, kind in kinds.items():
            line = front_matter.line_of_key(text, key)
            if not front.get(key, "").strip():
                self.remarks.refuse(path, line, "key_missing", key=key)
            if kind == "title" and "\n" in front.get(key, ""):
                self.remarks.refuse(path, line, "one_line", key=key)
            self.remarks.check_length(path, line, kind, front.get(key, ""))

    def _titles(self, titles: Mapping[str, str]) -> dict[str, str]:
        for path, title in titles.items():
            if path not in self.files:
                line = front_matter.line_of_key(self._text(TITLES_FILE) or "", path)
                self.remarks.refuse(TITLES_FILE, line, "no_file", name=path)
            elif not title.strip() or len(title) > LENGTHS["title"]:
                line = front_matter.line_of_key(self._text(TITLES_FILE) or "", path)
                self.remarks.refuse(TITLES_FILE, line, "file_title", most=LENGTHS["title"])
        return dict(titles)

    def _check_address(self, path: str, address: str) -> None:
        if not _ADDRESS.fullmatch(address) or len(address) > LENGTHS["address"]:
            self.remarks.refuse(path, 0, "address", address=address[:60])

    def _check_order(self, numbered: Iterable[tuple[str, int]]) -> None:
        seen = dict[int, str]()
        for path, number in numbered:
            if number in seen:
                self.remarks.refuse(path, 0, "number_twice", other=seen[number])
            seen.setdefault(number, path)

    def _check_files(self) -> None:
        """Refuse names that lead nowhere, and say which files nobody names."""
        lower = {path.casefold(): path for path in self.files}
        for use in self.remarks.uses:
            if use.path.split("/")[0] not in MEDIA or "/" not in use.path:
                self.remarks.refuse(
                    use.lesson, use.line, "file_place", name=use.path, places=", ".join(MEDIA)
                )
            elif use.path not in self.files:
                near = lower.get(use.path.casefold(), "")
                code = "file_letters" if near else "no_file"
                self.remarks.refuse(use.lesson, use.line, code, name=use.path, near=near)
        used = {use.path for use in self.remarks.uses}
        for path in sorted(self.files):
            if path not in used and not _is_text(path):
                self.remarks.warn(path, 0, "file_unused")

    def _check_links(self, course: CourseFolder) -> None:
        targets = {f"{module.address}/{lesson.address}" for module, lesson in course.lessons}
        for path, line, target in self.links:
            if target not in targets:
                self.remarks.refuse(path, line, "link_target", target=target)

    def _check_names(self, course: CourseFolder) -> None:
        """Refuse questions without their lesson, and one address twice in a row of pages."""
        lessons = {lesson.path.removesuffix(".md") for _module, lesson in course.lessons}
        for path in sorted(self.files):
            stem, dot, ending = path.rpartition(".")
            is_sheet = dot + ending in SHEETS and path.split("/")[0] not in MEDIA
            if is_sheet and stem not in lessons and f"{stem}.md" not in self.files:
                self.remarks.refuse(path, 0, "questions_alone", lesson=f"{stem}.md")
        _refuse_twins(self.remarks, course.modules)
        for module in course.modules:
            _refuse_twins(self.remarks, module.lessons)


def _refuse_twins(remarks: Remarks, siblings: Iterable[ModuleFolder | LessonFolder]) -> None:
    seen = set[str]()
    for sibling in siblings:
        if sibling.address in seen:
            remarks.refuse(sibling.path, 0, "address_twice", address=sibling.address)
        seen.add(sibling.address)


def _is_text(path: str) -> bool:
    return path.endswith((".md", *SHEETS)) and path.split("/")[0] not in MEDIA


def _ordered[Said](remarks: Iterable[Said]) -> tuple[Said, ...]:
    return tuple(sorted(remarks, key=lambda r: (r.path, r.line)))  # type: ignore[attr-defined]
