"""Which pages a person writes, by Wagtail's permissions; who reviews, by the role table."""

from datetime import date

from django.conf import settings
from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from courses.models import CoursePage, LessonPage, ModulePage
from people.models import Agency, User
from people.permissions import members_who_may
from people.rules import Action

NEEDED_FOR_REVIEW = 2


def pages_written_by(person: User) -> QuerySet[Page]:
    """Return the pages that a person may change: those of her agency, in every language."""
    return _changeable(Page, person)


def course_pages_visible_to(person: User) -> QuerySet[CoursePage]:
    """Return the course pages that a person may change, without their translations."""
    return _originals(CoursePage, person)


def module_pages_visible_to(person: User) -> QuerySet[ModulePage]:
    """Return the module pages that a person may change, without their translations."""
    return _originals(ModulePage, person)


def lesson_pages_visible_to(person: User) -> QuerySet[LessonPage]:
    """Return the lesson pages that a person may change, without their translations."""
    return _originals(LessonPage, person)


def has_reviewers(agency: Agency, *, on: date) -> bool:
    """Whether an agency has somebody besides each author to read her lessons."""
    return members_who_may(agency, Action.REVIEW_LESSONS, on=on).count() >= NEEDED_FOR_REVIEW


def writes_for(person: User, agency: Agency, *, on: date) -> bool:
    """Whether a person writes lessons of the agency on the day."""
    may = members_who_may(agency, Action.WRITE_LESSONS, on=on)
    return may.filter(pk=person.pk).exists()


def _originals[P: Page](model: type[P], person: User) -> QuerySet[P]:
    return _changeable(model, person).filter(locale__language_code=settings.LANGUAGE_CODE)


def _changeable[P: Page](model: type[P], person: User) -> QuerySet[P]:
    policy = PagePermissionPolicy(model)
    pages: QuerySet[P] = policy.instances_user_has_any_permission_for(person, {"change"})
    return pages
