"""Content that trainers edit (pages) and what is made of it when it is published (facts).

Pages change at any time. Learners meet `Course` and `Lesson`, identities that stay, and their
immutable versions: `LessonVersion` (the body, made once) and `Edition` (the outline).
"""

from courses.models.facts import (
    Course,
    Edition,
    Lesson,
    LessonNews,
    LessonTranslation,
    LessonVersion,
)
from courses.models.pages import (
    CataloguePage,
    CoursePage,
    LessonPage,
    ModulePage,
    PhonePreview,
    SkillSelect,
    skill_options,
)
from courses.models.reviews import ReturnForm, ReviewState, ReviewTask

__all__ = [
    "CataloguePage",
    "Course",
    "CoursePage",
    "Edition",
    "Lesson",
    "LessonNews",
    "LessonPage",
    "LessonTranslation",
    "LessonVersion",
    "ModulePage",
    "PhonePreview",
    "ReturnForm",
    "ReviewState",
    "ReviewTask",
    "SkillSelect",
    "skill_options",
]
