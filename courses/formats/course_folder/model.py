"""What a course folder says, as plain values. Rich text is canonical HTML (see rich_html)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from quizzes.formats.drafts import Draft

DEFAULT_TITLES = {"tip": "Coba sekarang", "example": "Contoh"}
QUIZ_TITLE = "Kuis"
PASS_PERCENT = 60
MINUTES = 8


@dataclass(frozen=True)
class Text:
    """Paragraphs, headings and lists."""

    html: str


@dataclass(frozen=True)
class Picture:
    """A picture. path: in the folder, "" while none was chosen."""

    path: str
    alt: str
    caption: str = ""


@dataclass(frozen=True)
class Audio:
    """Speech with its words in writing. is_machine: spoken by a machine."""

    path: str
    seconds: int | None
    transcript: str
    is_machine: bool = False


@dataclass(frozen=True)
class Video:
    """A film. captions: a WebVTT file; poster: a picture."""

    path: str
    captions: str
    poster: str
    seconds: int | None
    transcript: str


@dataclass(frozen=True)
class Tip:
    """Something to do at once."""

    title: str
    html: str


@dataclass(frozen=True)
class Example:
    """How somebody does it."""

    title: str
    html: str


@dataclass(frozen=True)
class Steps:
    """Steps in order; checked_on: the day on which they were tried in another app."""

    title: str
    items: tuple[str, ...]
    checked_on: date | None = None


@dataclass(frozen=True)
class Checklist:
    """Things to look at."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Download:
    """A file to keep."""

    path: str
    title: str


@dataclass(frozen=True)
class Quiz:
    """The questions of a lesson."""

    title: str
    pass_percent: int
    questions: tuple[Draft, ...]


type Block = Text | Picture | Audio | Video | Tip | Example | Steps | Checklist | Download | Quiz


@dataclass(frozen=True)
class LessonFolder:
    """One lesson. path: its file in the folder; address: the last part of its web address."""

    address: str
    title: str
    summary: str
    minutes: int
    skill: str
    blocks: tuple[Block, ...]
    path: str = field(default="", compare=False)


@dataclass(frozen=True)
class ModuleFolder:
    """One module with its lessons in order."""

    address: str
    title: str
    lessons: tuple[LessonFolder, ...]
    path: str = field(default="", compare=False)


@dataclass(frozen=True)
class CourseFolder:
    """A course. titles: of files, where they differ from what the file's name says."""

    address: str
    title: str
    summary: str
    modules: tuple[ModuleFolder, ...]
    titles: dict[str, str] = field(default_factory=dict)

    @property
    def lessons(self) -> Iterator[tuple[ModuleFolder, LessonFolder]]:
        """Yield every lesson with its module, in order."""
        return ((module, lesson) for module in self.modules for lesson in module.lessons)


@dataclass(frozen=True)
class Remark:
    """Something about a place in a file: why it is refused, or what deserves a look.

    line: from 1, 0 for the whole file. code: names the sentence. values: what the sentence names.
    """

    path: str
    line: int
    code: str
    values: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Use:
    """A file that a lesson names. kind: picture, audio, video, captions or download."""

    kind: str
    path: str
    lesson: str
    line: int


@dataclass(frozen=True)
class Reading:
    """What came out of a folder. Without refusals there is a course."""

    course: CourseFolder | None
    refusals: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()
    uses: tuple[Use, ...] = ()


class Refused(Exception):
    """A part that cannot be read; carries its line and code."""

    def __init__(self, line: int, code: str, **values: object) -> None:
        super().__init__(f"{line}: {code}")
        self.line, self.code, self.values = line, code, values
