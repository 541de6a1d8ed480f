"""Which pages a person writes, by Wagtail's permissions; who reviews, by the role table."""

from datetime import date

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from people.models import Agency, User
from people.permissions import members_who_may
from people.rules import Action

NEEDED_FOR_REVIEW = 2


def pages_written_by(person: User) -> QuerySet[Page]:
    """Return the pages that a person may change: those of her agency, in every language."""
    return PagePermissionPolicy().instances_user_has_any_permission_for(  # type: ignore[no-any-return]
        person, {"change"}
    )


def has_reviewers(agency: Agency, *, on: date) -> bool:
    """Whether an agency has somebody besides each author to read her lessons."""
    return members_who_may(agency, Action.REVIEW_LESSONS, on=on).count() >= NEEDED_FOR_REVIEW


def writes_for(person: User, agency: Agency, *, on: date) -> bool:
    """Whether a person writes lessons of the agency on the day."""
    may = members_who_may(agency, Action.WRITE_LESSONS, on=on)
    return may.filter(pk=person.pk).exists()
