"""Which pages of courses a person may write: Wagtail's page permissions, and nothing else."""

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from courses.models import CoursePage, LessonPage, ModulePage
from people.models import User


def course_pages_visible_to(person: User) -> QuerySet[CoursePage]:
    """Return the course pages that a person may change."""
    return _changeable(CoursePage, person)


def module_pages_visible_to(person: User) -> QuerySet[ModulePage]:
    """Return the module pages that a person may change."""
    return _changeable(ModulePage, person)


def lesson_pages_visible_to(person: User) -> QuerySet[LessonPage]:
    """Return the lesson pages that a person may change."""
    return _changeable(LessonPage, person)


def _changeable[P: Page](model: type[P], person: User) -> QuerySet[P]:
    policy = PagePermissionPolicy(model)
    pages: QuerySet[P] = policy.instances_user_has_any_permission_for(person, {"change"})
    return pages
