"""The learner's own page."""

from dataclasses import dataclass

from learning.permissions import own_enrolments
from learning.queries.journey import Helper, ask_url_of
from notifications.queries import unread_count
from people.models import User


@dataclass(frozen=True)
class MeScreen:
    """Who I am here, with whom I learn, whom I ask."""

    full_name: str
    username: str
    cohort: str
    agency: str
    helper: str
    ask_url: str
    unread: int


def me_screen(person: User) -> MeScreen:
    """Return the page of a person. Two queries."""
    enrolment = (
        own_enrolments(person)
        .exclude(cohort=None)
        .select_related("cohort__agency")
        .order_by("-at")
        .first()
    )
    cohort = enrolment.cohort if enrolment else None
    return MeScreen(
        full_name=person.get_full_name(),
        username=person.username,
        cohort=cohort.name if cohort else "",
        agency=cohort.agency.name if cohort else "",
        helper=cohort.helper_name if cohort else "",
        ask_url=ask_url_of(
            Helper(cohort.name, cohort.helper_name, cohort.helper_phone) if cohort else None, person
        ),
        unread=unread_count(person),
    )
