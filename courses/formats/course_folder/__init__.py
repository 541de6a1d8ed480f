"""A course as a folder: Markdown with front matter, questions, pictures and sound.

docs/formats/course-folder.md explains it by example.
"""

from courses.formats.course_folder.model import CourseFolder, LessonFolder, ModuleFolder, Reading
from courses.formats.course_folder.reading import read
from courses.formats.course_folder.writing import write

__all__ = ["CourseFolder", "LessonFolder", "ModuleFolder", "Reading", "read", "write"]
