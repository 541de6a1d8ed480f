"""Every door of the site, who may open it, and how. A new door that is not listed here fails."""

import uuid
from types import SimpleNamespace

import pytest
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from certificates.actions.rendering import store
from certificates.models import Award, CertificateFile
from courses.actions import sync_authors
from courses.models import LessonPage
from courses.queries import outline
from learning import actions as learning
from notifications.models import Message
from people.models import Cohort
from people.rules import Role
from quizzes.models import Attempt
from tests import factories
from tests.lms import writing_routes

# What Wagtail brings along has its own doors and its own tests.
WAGTAIL = ("cms/", "berkas/", "halaman/")
PUBLIC, DEMO, SIGNED_IN = "public", "demo", "signed in"
OWN, OFFICE, OBJECT = "own", "office", "object"
GET, POST, BOTH = "GET", "POST", "BOTH"

# name: kind, methods. OWN: one person's object. OFFICE: a role. OBJECT: a role in its agency.
ROUTES = {
    "lms:front": (PUBLIC, GET),
    "lms:start": (SIGNED_IN, GET),
    "lms:enter": (DEMO, POST),
    "account_login": (PUBLIC, BOTH),
    "account_logout": (PUBLIC, BOTH),
    "account_signup": (PUBLIC, BOTH),
    "account_reset_password": (PUBLIC, BOTH),
    "set_language": (PUBLIC, BOTH),
    "courses:picture": (PUBLIC, GET),
    "certificates:lookup": (PUBLIC, BOTH),
    "certificates:scan": (PUBLIC, BOTH),
    "certificates:verify": (PUBLIC, BOTH),
    "learning:home": (SIGNED_IN, GET),
    "learning:catalogue": (SIGNED_IN, GET),
    "learning:course": (SIGNED_IN, GET),
    "learning:enrol": (SIGNED_IN, POST),
    "learning:lesson": (SIGNED_IN, GET),
    "learning:skills": (SIGNED_IN, GET),
    "learning:certificates": (SIGNED_IN, GET),
    "learning:me": (SIGNED_IN, BOTH),
    "learning:inbox": (SIGNED_IN, GET),
    "learning:read_all": (SIGNED_IN, POST),
    "learning:open_message": (OWN, POST),
    "learning:complete_lesson": (OWN, POST),
    "learning:start_quiz": (OWN, POST),
    "learning:resume": (OWN, GET),
    "learning:question": (OWN, BOTH),
    "learning:submit_quiz": (OWN, POST),
    "learning:review": (OWN, GET),
    "learning:certificate": (OWN, GET),
    "learning:confirm_name": (OWN, BOTH),
    "learning:certificate_pdf": (OWN, GET),
    "office:home": (OFFICE, GET),
    "office:inbox": (OFFICE, GET),
    "office:read_all": (OFFICE, POST),
    "office:open_message": (OBJECT, POST),
    "office:cohorts": (OFFICE, GET),
    "office:queue": (OFFICE, GET),
    "office:propose": (OFFICE, POST),
    "office:approvals": (OFFICE, GET),
    "office:register": (OFFICE, GET),
    "office:cohort": (OBJECT, GET),
    **writing_routes.ROUTES,
    "office:approve": (OBJECT, POST),
    "office:return_batch": (OBJECT, POST),
    "office:certificate": (OBJECT, GET),
    "office:certificate_pdf": (OBJECT, GET),
    "office:revoke": (OBJECT, POST),
    "office:replace": (OBJECT, POST),
    "office:retry": (OBJECT, POST),
}
INBOX = {"office:inbox", "office:read_all"}
TRAINER_MAY = {"office:home", "office:cohorts", "office:cohort", *INBOX, *writing_routes.ROUTES}


def named_routes(resolver=None, space="", prefix=""):
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if route.startswith(WAGTAIL):
            continue
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from named_routes(entry, inner, route)
        else:
            yield f"{space}{entry.name}"


def of_kind(*kinds):
    return [(name, methods) for name, (kind, methods) in ROUTES.items() if kind in kinds]


@pytest.fixture
def site(db, settings, tmp_path):
    """A course that one learner finished up to her certificate, with a quiz under way again."""
    settings.CERTIFICATES_ROOT = tmp_path
    factories.framework()
    agency, at = factories.agency(), timezone.now()
    site = SimpleNamespace(agency=agency, learner=factories.person())
    for role in Role:
        setattr(site, role, factories.person(f"Contoh {role}"))
        factories.membership(getattr(site, role), agency, role)
    course = factories.published_course(agency, lessons=1)
    sync_authors(agency=agency, on=at.date())
    factories.finish_course(site.learner, course, at=at)
    first = outline(course.edition_id).lessons[0]
    waiting = factories.person("Contoh Antre")
    factories.finish_course(waiting, course, at=at)
    site.award = Award.objects.get(person=site.learner)
    site.certificate = factories.issue([site.award], official=site.official, head=site.head, at=at)[
        0
    ]
    pdf = b"%PDF-1.7 contoh"
    CertificateFile.objects.create(
        certificate=site.certificate, sha256=store(pdf), size=len(pdf), made_at=at
    )
    site.waiting = Award.objects.get(person=waiting)
    site.batch = proposed(site, at)
    cohort = Cohort.objects.create(agency=agency, name="Angkatan", starts_on=at.date())
    enrolment = site.learner.enrolments.get()
    site.attempt = learning.start_quiz(
        person=enrolment.person, quiz_version_id=first.quiz_version, at=at
    )
    done = Attempt.objects.exclude(submitted_at=None).get(person=site.learner)
    site.args = {
        "learning:open_message": [factories.message(site.learner, at=at).pk],
        "office:open_message": [factories.message(site.head, at=at).pk],
        "lms:enter": ["head"],
        "courses:picture": ["x.png"],
        "certificates:scan": [site.certificate.code],
        "certificates:verify": [site.certificate.code],
        "learning:course": [course.slug],
        "learning:enrol": [course.slug],
        "learning:lesson": [course.slug, first.slug],
        "learning:complete_lesson": [course.slug, first.slug],
        "learning:start_quiz": [course.slug, first.slug],
        "learning:resume": [site.attempt.pk],
        "learning:question": [site.attempt.pk, 1],
        "learning:submit_quiz": [site.attempt.pk],
        "learning:review": [done.pk],
        "learning:certificate": [site.award.pk],
        "learning:confirm_name": [site.award.pk],
        "learning:certificate_pdf": [site.award.pk],
        "office:cohort": [cohort.pk],
        "office:approve": [site.batch.pk],
        "office:return_batch": [site.batch.pk],
        **{
            f"office:{name}": [site.certificate.pk]
            for name in ("certificate", "certificate_pdf", "revoke", "replace", "retry")
        },
        **writing_routes.args(),
    }
    return site


def proposed(site, at):
    from certificates import actions

    actions.confirm_name(award=site.waiting, by=site.waiting.person, name="Contoh", at=at)
    return actions.propose(awards=[site.waiting], by=site.official, at=at)


def asked(client, site, name, method):
    url = reverse(name, args=site.args.get(name, []))
    fields = {"award": site.waiting.pk, "reason": "Contoh.", "name": "Contoh", "answer": "true"}
    fields |= {"event": str(uuid.uuid4()), "agree": "1", "seen": "x"}
    response = client.get(url) if method == GET else client.post(url, fields)
    response.close()
    return response


def answers(client, site, routes, *, methods=(GET, POST)):
    """Return (name, method, status) of every door that takes the method."""
    found = []
    for name, takes in routes:
        for method in methods:
            if takes in (method, BOTH):
                found.append((name, method, asked(client, site, name, method).status_code))
    return found


def state_of(site):
    site.award.refresh_from_db()
    site.batch.refresh_from_db()
    site.attempt.refresh_from_db()
    return (
        site.award.state,
        site.award.printed_name,
        site.batch.state,
        site.attempt.submitted_at,
        site.attempt.answers.count(),
        hasattr(site.certificate, "revocation"),
        Attempt.objects.count(),
        Message.objects.filter(read_at=None).count(),
        [(page.title, page.live, page.latest_revision_id) for page in LessonPage.objects.all()],
    )


def test_every_door_is_listed_with_its_kind():
    found = set(named_routes())
    found.discard("None")  # cms/login/, a redirect without a name, lies below Wagtail's

    assert found == set(ROUTES)


def test_nobody_comes_in_without_signing_in(client, site):
    before, strays = state_of(site), []
    for name, takes in of_kind(SIGNED_IN, OWN, OFFICE, OBJECT):
        for method in (GET, POST):
            response = asked(client, site, name, method)
            if response.status_code == 302 and response.url.startswith(reverse("account_login")):
                continue
            strays.append((name, method, takes, response.status_code))

    assert strays == []
    assert state_of(site) == before


def test_public_doors_say_nothing_personal(client, site):
    for name, method, status in answers(client, site, of_kind(PUBLIC), methods=(GET,)):
        assert status in (200, 302, 404), (name, method, status)
    page = client.get(reverse("certificates:verify", args=[site.certificate.code]))
    assert site.learner.username not in page.content.decode()


def test_the_owner_comes_in(client, site):
    client.force_login(site.learner)

    found = answers(client, site, of_kind(SIGNED_IN, OWN), methods=(GET,))

    led_on = {"lms:start", "learning:resume"}
    assert {status for name, _method, status in found if name not in led_on} == {200}


def test_another_learner_finds_nothing_through_any_door_b41_b42(client, site):
    client.force_login(factories.person())
    before = state_of(site)

    found = answers(client, site, of_kind(OWN))

    assert [door for door in found if door[2] != 404] == []
    assert state_of(site) == before


def test_the_staff_of_the_agency_read_no_learner_s_own_pages_b41(client, site):
    client.force_login(site.head)

    found = answers(client, site, of_kind(OWN))

    assert [door for door in found if door[2] != 404] == []


# Where the form of a door for posting stands: the page's address has the door's first arguments.
FORM_OF = {
    "learning:enrol": "learning:course",
    "learning:complete_lesson": "learning:lesson",
    "learning:start_quiz": "learning:lesson",
    "learning:submit_quiz": "learning:review",
    "learning:read_all": "learning:inbox",
    "learning:open_message": "learning:inbox",
    "office:read_all": "office:inbox",
    "office:open_message": "office:inbox",
    "office:propose": "office:queue",
    "office:approve": "office:approvals",
    "office:return_batch": "office:approvals",
    "office:revoke": "office:certificate",
    "office:replace": "office:certificate",
    "office:retry": "office:certificate",
    **writing_routes.FORM_OF,
}


WITHOUT_ARGUMENTS = {"office:queue", "office:approvals", "office:inbox", "learning:inbox"}


def test_a_door_for_posting_leads_readers_to_its_form_and_does_nothing_b30(client, site):
    doors = {name for name, takes in of_kind(SIGNED_IN, OWN, OFFICE, OBJECT) if takes == POST}
    before = state_of(site)

    for name in doors:
        person = site.trainer if name in writing_routes.ROUTES else site.head
        client.force_login(site.learner if name.startswith("learning:") else person)
        args = site.args.get(name, [])
        shared = [] if FORM_OF[name] in WITHOUT_ARGUMENTS else args
        page = client.get(reverse(name, args=args), follow=True)

        assert page.redirect_chain[0] == (reverse(FORM_OF[name], args=shared), 302)
        assert page.status_code == 200
        assert "Kirim sekali lagi." in page.content.decode(), name
        assert client.put(reverse(name, args=args)).status_code == 405

    assert doors == set(FORM_OF)
    assert state_of(site) == before


def test_an_expired_session_ends_at_the_form(client, site):
    door = reverse("learning:start_quiz", args=site.args["learning:start_quiz"])
    site.learner.set_password("481526")
    site.learner.save()
    to_sign_in = client.post(door).headers["Location"]

    words = {"login": site.learner.username, "password": "481526"}

    page = client.post(to_sign_in, words, follow=True)

    lesson = reverse("learning:lesson", args=site.args["learning:lesson"])
    assert page.redirect_chain[-1][0] == lesson
    assert "Kirim sekali lagi." in page.content.decode()


def test_a_door_for_reading_takes_no_post_b30(client, site):
    client.force_login(site.learner)
    routes = [r for r in of_kind(SIGNED_IN, OWN, OFFICE, OBJECT) if r[1] == GET]

    strays = [name for name, _ in routes if asked(client, site, name, POST).status_code != 405]

    assert strays == []


@pytest.mark.parametrize("who", ["learner", "mentor"])
def test_a_learner_and_a_mentor_have_no_office_b51(client, site, who):
    client.force_login(getattr(site, who))
    before = state_of(site)

    found = answers(client, site, of_kind(OFFICE, OBJECT))

    assert [door for door in found if door[2] not in (403, 404)] == []
    assert state_of(site) == before


@pytest.mark.parametrize("role", [Role.OFFICIAL, Role.HEAD, Role.AUDITOR, Role.TRAINER])
def test_another_agency_finds_nothing_in_the_office_b44(client, site, role):
    stranger, agency = factories.person(), factories.agency()
    factories.membership(stranger, agency, role)
    client.force_login(stranger)
    before = state_of(site)

    found = answers(client, site, of_kind(OBJECT))

    assert [door for door in found if door[2] not in (403, 404)] == []
    assert asked(client, site, "office:propose", POST).status_code in (403, 404)
    assert state_of(site) == before
    for name in ("office:register", "office:queue", "office:approvals"):
        page = asked(client, site, name, GET)
        assert site.certificate.number not in page.content.decode()
        assert "Contoh Antre" not in page.content.decode()


def test_a_trainer_neither_proposes_nor_approves_b48(client, site):
    client.force_login(site.trainer)
    before = state_of(site)
    routes = [route for route in of_kind(OFFICE, OBJECT) if route[0] not in TRAINER_MAY]

    found = answers(client, site, routes)

    assert [door for door in found if door[2] not in (403, 404)] == []
    assert state_of(site) == before


def test_an_auditor_changes_nothing_b52(client, site):
    client.force_login(site.auditor)
    before = state_of(site)
    routes = [route for route in of_kind(OFFICE, OBJECT) if route[0] != "office:read_all"]

    found = answers(client, site, routes, methods=(POST,))

    assert [door for door in found if door[2] not in (403, 404, 422)] == []
    assert state_of(site) == before


@pytest.mark.parametrize("key", ["9" * 19, "9" * 5_000, "0"])
def test_a_number_that_no_table_holds_is_not_found(client, site, key):
    client.force_login(site.learner)

    assert client.get(f"/sertifikat/{key}/").status_code == 404
    assert client.get(f"/kuis/{site.attempt.pk}/{key}/").status_code == 404


def test_a_wrong_answer_to_a_question_is_said_with_422_b57(client, site):
    client.force_login(site.learner)

    response = client.post(
        reverse("learning:question", args=[site.attempt.pk, 1]), {"answer": "x", "score": "100"}
    )

    assert response.status_code == 422
    assert not site.attempt.answers.exists()
