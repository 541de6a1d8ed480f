"""A course folder is read as it was written; a bad one is refused with file and line."""

import dataclasses

from hypothesis import HealthCheck, given, settings

from courses.formats.course_folder import model, read, write
from tests.courses.formats import generated

SETTINGS = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def files_of(course):
    """The folder of a course, with something in every file that it names."""
    media = dict.fromkeys([*generated.PICTURES, *generated.DOCUMENTS], b"x")
    return {**media, **write(course)}


def without_lines(course):
    """A course whose questions do not say on which line they stood."""

    def plain(block):
        if not isinstance(block, model.Quiz):
            return block
        questions = tuple(dataclasses.replace(draft, line=1) for draft in block.questions)
        return dataclasses.replace(block, questions=questions)

    return generated.mapped(course, plain)


@SETTINGS
@given(generated.courses)
def test_a_course_is_read_as_it_was_written(course):
    reading = read(files_of(course), address=course.address, skills=generated.SKILLS)

    assert reading.refusals == ()
    assert without_lines(reading.course) == course
