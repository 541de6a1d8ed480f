"""Courses that hypothesis makes up, within what a folder can say."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from courses.formats.course_folder import CourseFolder, LessonFolder, ModuleFolder
from courses.formats.course_folder import model as m
from courses.formats.course_folder.rich_html import canonical
from quizzes.formats.drafts import Draft
from tests.courses.formats import rich_text
from tests.quizzes.formats import drafting

SKILLS = ["foto-cahaya", "foto-tata"]
PICTURES = ["images/satu.webp", "images/dua.webp"]
DOCUMENTS = ["audio/suara.opus", "video/film.mp4", "video/film.vtt", "files/daftar.pdf"]
addresses = st.from_regex(r"[a-z]{1,6}(-[a-z0-9]{1,3})?", fullmatch=True)


def line(limit: int, least: int = 1) -> st.SearchStrategy[str]:
    """One trimmed line, with whatever means something in a file of ours."""
    letters = st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp"), max_codepoint=0x1F9FF)
    awkward = st.sampled_from('ab {}[]()"\\:#=~*_-!<>&;/%1.')
    text = st.text(st.one_of(awkward, letters), min_size=least, max_size=min(limit, 12))
    return text.map(lambda t: " ".join(t.split())).filter(lambda t: len(t) >= least)


rich = rich_text.rich.map(canonical)
short = rich_text.short.map(canonical)
pictures = st.builds(
    m.Picture, st.sampled_from(["", *PICTURES]), alt=line(250, 0), caption=line(160, 0)
)
seconds = st.one_of(st.none(), st.integers(1, 3600))
points = st.lists(line(160, 0), max_size=4).map(tuple)


def _known_skill(draft: Draft, key: str) -> Draft:
    skill = draft.value["skill"]
    value = {**draft.value, "skill": skill if skill in SKILLS else ""}
    return replace(draft, key=key, value=value)


questions = st.lists(
    st.builds(
        _known_skill,
        drafting.choice_drafts() | drafting.truth_drafts(),
        st.uuids(version=4).map(str),
    ),
    max_size=3,
).map(tuple)
quizzes = st.builds(m.Quiz, line(80), st.integers(1, 100), questions)
plain_blocks = st.one_of(
    st.builds(m.Text, rich),
    pictures,
    st.builds(m.Tip, line(60, 0), short),
    st.builds(m.Example, line(60, 0), short),
    st.builds(m.Steps, line(80, 0), points, st.one_of(st.none(), st.dates(date(2020, 1, 1)))),
    st.builds(m.Checklist, line(80, 0), points),
    st.builds(m.Audio, st.sampled_from(["", DOCUMENTS[0]]), seconds, short, st.booleans()),
    st.builds(
        m.Video,
        st.sampled_from(["", DOCUMENTS[1]]),
        st.sampled_from(["", DOCUMENTS[2]]),
        st.sampled_from(["", *PICTURES]),
        seconds,
        short,
    ),
    st.builds(m.Download, st.sampled_from(["", DOCUMENTS[3]]), line(80, 0)),
)


@st.composite
def bodies(draw, most: int = 5):
    """Blocks of one lesson, with at most one quiz anywhere."""
    blocks = draw(st.lists(plain_blocks, max_size=most))
    quiz = draw(st.one_of(st.none(), quizzes))
    if quiz:
        blocks.insert(draw(st.integers(0, len(blocks))), quiz)
    return tuple(blocks)


lessons = st.builds(
    LessonFolder,
    address=addresses,
    title=line(255),
    summary=line(160, 0),
    minutes=st.integers(1, 60),
    skill=st.sampled_from(["", *SKILLS]),
    blocks=bodies(),
)
modules = st.builds(
    ModuleFolder,
    address=addresses,
    title=line(255),
    lessons=st.lists(lessons, max_size=3, unique_by=lambda lesson: lesson.address).map(tuple),
)
_courses = st.builds(
    CourseFolder,
    address=addresses,
    title=line(255),
    summary=line(400),
    modules=st.lists(modules, max_size=3, unique_by=lambda module: module.address).map(tuple),
)


def _relinked(course: CourseFolder) -> CourseFolder:
    """Let links to lessons lead to the first one there is."""
    module, lesson = next(course.lessons, (None, None))
    target = f"lesson:{module.address}/{lesson.address}" if module and lesson else "#atas"

    def block(one):
        texts = {
            name: getattr(one, name).replace("lesson:bab/pelajaran", target)
            for name in ("html", "transcript")
            if hasattr(one, name)
        }
        return replace(one, **texts)

    return mapped(course, block)


def mapped(course: CourseFolder, change: Callable[[m.Block], m.Block]) -> CourseFolder:
    """Return the course with every block changed."""
    return replace(
        course,
        modules=tuple(
            replace(
                module,
                lessons=tuple(
                    replace(lesson, blocks=tuple(map(change, lesson.blocks)))
                    for lesson in module.lessons
                ),
            )
            for module in course.modules
        ),
    )


courses = _courses.map(_relinked)


def without_silence(course: CourseFolder) -> CourseFolder:
    """Return the course without blocks and points in which nobody has written.

    A folder can hold them; a site does not give them back.
    """

    def spoken(block):
        if isinstance(block, m.Steps | m.Checklist):
            return replace(block, items=tuple(item for item in block.items if item))
        return block

    def says_something(block):
        ignored = {"title", "seconds", "pass_percent", "is_machine", "checked_on"}
        if isinstance(block, m.Steps | m.Checklist | m.Download):
            ignored.discard("title")
        return any(value for name, value in vars(block).items() if name not in ignored)

    changed = mapped(course, spoken)
    return replace(
        changed,
        modules=tuple(
            replace(
                module,
                lessons=tuple(
                    replace(lesson, blocks=tuple(filter(says_something, lesson.blocks)))
                    for lesson in module.lessons
                ),
            )
            for module in changed.modules
        ),
    )
