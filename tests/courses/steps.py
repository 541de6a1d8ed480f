"""What trainers do around a review in Wagtail, and what their inboxes hold then."""

from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from courses import actions
from courses.models import LessonPage, ModulePage
from notifications.queries import notices
from people.rules import Role
from tests import factories
from tests.courses.test_cms import fields_of

BLOCK = "11111111-1111-4111-8111-111111111111"


def draft_of(agency):
    """Return a lesson that was never live, in a course that is."""
    course = factories.published_course(agency, lessons=1, quiz=False)
    module = ModulePage.objects.descendant_of(course.page).get()
    page = factories.lesson_page(module, slug="baru", blocks=[])
    page.save_revision()
    return page


def trainer(agency, name):
    person = factories.person(name)
    factories.membership(person, agency, Role.TRAINER)
    actions.open_catalogue(agency=agency)
    actions.sync_authors(agency=agency, on=timezone.localdate())
    return person


def as_(client, person):
    client.force_login(person)
    return client


def edit(client, person, page, **changes):
    return as_(client, person).post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), fields_of(page, **changes)
    )


def send_in(client, person, page, **changes):
    return edit(client, person, page, **{"action-submit": "1", **changes})


def decide(client, person, page, action, comment=""):
    """Press the button of the reviewer's menu; return the answer."""
    state = TaskState.objects.filter(
        workflow_state__object_id=str(page.pk), status="in_progress"
    ).get()
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return as_(client, person).post(url, {"comment": comment})


def comment_fields(text, *, path=f"body.{BLOCK}.text"):
    """What the editor posts for a new comment on a field of a block."""
    return {
        "comments-TOTAL_FORMS": "1",
        "comments-0-text": text,
        "comments-0-contentpath": path,
        "comments-0-position": "",
        "comments-0-deleted": "",
        "comments-0-resolved": "",
        "comments-0-id": "",
        "comments-0-replies-TOTAL_FORMS": "0",
        "comments-0-replies-INITIAL_FORMS": "0",
    }


def titles(person):
    return [notice.title for notice in notices(person)]


def unread(person):
    return [notice.title for notice in notices(person) if not notice.is_read]


def is_live(page):
    return LessonPage.objects.get(pk=page.pk).live
