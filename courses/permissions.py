"""Who reviews lessons: asked of the role table, not of Wagtail's groups."""

from datetime import date

from people.models import Agency, User
from people.permissions import members_who_may
from people.rules import Action

NEEDED_FOR_REVIEW = 2


def has_reviewers(agency: Agency, *, on: date) -> bool:
    """Whether an agency has somebody besides each author to read her lessons."""
    return members_who_may(agency, Action.REVIEW_LESSONS, on=on).count() >= NEEDED_FOR_REVIEW


def writes_for(person: User, agency: Agency, *, on: date) -> bool:
    """Whether a person writes lessons of the agency on the day."""
    may = members_who_may(agency, Action.WRITE_LESSONS, on=on)
    return may.filter(pk=person.pk).exists()
