"""The text files of a course folder."""

from courses.formats.course_folder.front_matter import write_front
from courses.formats.course_folder.lesson_writing import lesson_markdown
from courses.formats.course_folder.model import CourseFolder, Quiz
from courses.formats.course_folder.reading import COURSE_FILE, MODULE_FILE, TITLES_FILE
from quizzes.formats.drafts import write_gift


def write(course: CourseFolder, *, folder: str = "") -> dict[str, bytes]:
    """Return the text files of a course by their path in its folder, pictures and sound aside.

    folder: the folder's name, where it is not the course's address.
    """
    front = {"title": course.title, "summary": course.summary}
    if folder and folder != course.address:
        front["address"] = course.address
    files = {COURSE_FILE: write_front(front)}
    if course.titles:
        files[TITLES_FILE] = write_front(dict(sorted(course.titles.items())))
    written = {path: text.encode() for path, text in files.items()}
    for place, module in enumerate(course.modules, start=1):
        folder = f"{_number(place, len(course.modules))}-{module.address}"
        written[f"{folder}/{MODULE_FILE}"] = write_front({"title": module.title}).encode()
        for number, lesson in enumerate(module.lessons, start=1):
            stem = f"{folder}/{_number(number, len(module.lessons))}-{lesson.address}"
            written[f"{stem}.md"] = lesson_markdown(lesson).encode()
            for block in lesson.blocks:
                if isinstance(block, Quiz) and block.questions:
                    written[f"{stem}.gift"] = write_gift(block.questions)
    return written


def _number(place: int, of: int) -> str:
    return f"{place:0{max(2, len(str(of)))}}"
