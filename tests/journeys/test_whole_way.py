"""From the first sign-in to a certificate that anybody can check, through the doors alone."""

import re
import uuid
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse

from certificates.models import Award, Certificate
from common import jobs
from common.models import Job
from learning.models import Enrolment
from people.rules import Role
from quizzes.models import Attempt
from quizzes.queries import slots_of
from tests import factories
from tests.factories import right_values, wrong_values

pytestmark = pytest.mark.django_db
PIN, PASSWORD = "481526", "panjang-sekali-1"


@pytest.fixture(autouse=True)
def quiet(settings, tmp_path, monkeypatch):
    settings.CERTIFICATES_ROOT = tmp_path
    monkeypatch.setattr(jobs, "ring", lambda job_id: None)


def person(username, secret, **fields):
    made = factories.person(fields.pop("name", f"Contoh {username}"), username=username, **fields)
    made.set_password(secret)
    made.save()
    return made


def signed_in(username, secret):
    client = Client()
    response = client.post(
        reverse("account_login"), {"login": username, "password": secret}, follow=True
    )
    assert response.status_code == 200
    assert response.wsgi_request.user.username == username
    return client


def take_quiz(client, *, wrong=False):
    """Answer every question of the open attempt, in the forms of its pages, and hand it in."""
    attempt = Attempt.objects.get(submitted_at=None)
    for slot in slots_of(attempt):
        url = reverse("learning:question", args=[attempt.pk, slot.number])
        page = client.get(url).content.decode()
        assert "Karena begitu." not in page
        event = re.search(r'name="event" value="([0-9a-f-]{36})"', page).group(1)
        pick = wrong_values if wrong else right_values
        response = client.post(
            url, {"event": event, "answer": pick(slot.question.content)}, follow=True
        )
        assert "Karena begitu." in response.content.decode()
    response = client.post(reverse("learning:submit_quiz", args=[attempt.pk]), follow=True)
    assert response.status_code == 200
    attempt.refresh_from_db()
    return attempt


def verified(code, **posted):
    client, url = Client(), reverse("certificates:verify", args=[code])
    response = client.post(url, posted) if posted else client.get(url)
    return response.context["screen"]


def test_the_whole_way():
    # Given an open course of an agency with an official and a head
    factories.framework()
    agency = factories.agency()
    factories.published_course(agency, lessons=2)
    person("sari", PIN, name="Sari Wulandari", uses_pin=True)
    for name, role in (("petugas", Role.OFFICIAL), ("kepala", Role.HEAD)):
        factories.membership(person(name, PASSWORD), agency, role)

    # When a learner signs in, joins and reads
    learner = signed_in("sari", PIN)
    assert "Kelas jualan" in learner.get(reverse("learning:catalogue")).content.decode()
    page = learner.post(reverse("learning:enrol", args=["jualan"]), follow=True)
    assert "Isi 1.1" in page.content.decode()

    # And does not pass at first, then passes both quizzes
    start = reverse("learning:start_quiz", args=["jualan", "p1-1"])
    learner.post(start)
    assert not take_quiz(learner, wrong=True).passed
    learner.post(start)
    learner.post(start)
    assert take_quiz(learner).number == 2
    learner.post(reverse("learning:start_quiz", args=["jualan", "p1-2"]))
    assert take_quiz(learner).passed

    # Then the course is finished and the certificate waits for her name
    assert Enrolment.objects.get().completed_at
    award = Award.objects.get()
    named = reverse("learning:confirm_name", args=[award.pk])
    shown = learner.post(named, {"name": "  Sari   Wulandari ", "shown": "", "agree": ""})
    assert "Sari Wulandari" in shown.content.decode()
    learner.post(named, {"name": "Sari Wulandari", "shown": "Sari Wulandari", "agree": "1"})
    award.refresh_from_db()
    assert award.printed_name == "Sari Wulandari"

    # When the official proposes and the head approves
    official, head = signed_in("petugas", PASSWORD), signed_in("kepala", PASSWORD)
    assert "Sari Wulandari" in official.get(reverse("office:queue")).content.decode()
    official.post(reverse("office:propose"), {"award": [award.pk]})
    award.refresh_from_db()
    approve = reverse("office:approve", args=[award.batch_id])
    assert official.post(approve, {"seen": "x"}).status_code in (403, 422)
    page = head.get(reverse("office:approvals")).content.decode()
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', page).group(1)
    assert head.post(approve, {"seen": "0" * 64}).status_code == 409
    assert head.post(approve, {"seen": seen}).status_code == 302

    # And a worker makes the PDF
    certificate = Certificate.objects.get()
    for job in Job.objects.filter(done_at=None):
        jobs.perform(job_id=job.pk)
    response = learner.get(reverse("learning:certificate_pdf", args=[award.pk]))
    pdf = b"".join(response.streaming_content)
    response.close()
    assert pdf.startswith(b"%PDF-")

    # Then anybody sees that it is valid, and tells a changed file from the true one
    assert verified(certificate.code).is_valid
    assert verified(certificate.code).name == "Sari Wulandari"
    assert verified(certificate.code, file=upload(pdf)).compared.is_same
    changed = pdf[:-20] + bytes([pdf[-20] ^ 1]) + pdf[-19:]
    assert verified(certificate.code, file=upload(changed)).compared.is_different

    # And when the head revokes it, that is seen at once
    revoke = reverse("office:revoke", args=[certificate.pk])
    assert official.post(revoke, {"reason": "Contoh."}).status_code == 403
    assert head.post(revoke, {"reason": "Kuis dikerjakan orang lain."}).status_code == 302
    assert verified(certificate.code).is_revoked
    assert "dicabut" in learner.get(reverse("learning:certificates")).content.decode().lower()


def upload(content):
    file = BytesIO(content)
    file.name = f"{uuid.uuid4()}.pdf"
    return file


def test_a_learner_who_sends_an_answer_twice_loses_nothing():
    # Given a quiz under way
    factories.framework()
    course = factories.published_course(lessons=1)
    person("sari", PIN, uses_pin=True)
    learner = signed_in("sari", PIN)
    learner.post(reverse("learning:enrol", args=[course.slug]))
    learner.post(reverse("learning:start_quiz", args=[course.slug, "p1-1"]))
    attempt = Attempt.objects.get()
    slot = slots_of(attempt)[0]
    url = reverse("learning:question", args=[attempt.pk, 1])
    body = {"event": str(uuid.uuid4()), "answer": right_values(slot.question.content)}

    # When the phone sends the same answer twice, and another one later
    first, again = learner.post(url, body), learner.post(url, body)
    other = learner.post(
        url, {"event": str(uuid.uuid4()), "answer": wrong_values(slot.question.content)}
    )

    same_id = learner.post(url, {**body, "answer": wrong_values(slot.question.content)})

    # Then the first one counts, and its id never stands for anything else (B61)
    assert same_id.status_code == 409
    assert (first.status_code, again.status_code, other.status_code) == (302, 302, 422)
    assert attempt.answers.get().fraction == 1
