"""What a learner reads about her own answers, and what she never gets before."""

import uuid
from datetime import UTC, datetime

import pytest
from django.urls import reverse

import quizzes.actions as quizzes
from learning import actions
from quizzes.queries import slots_of
from quizzes.rules import AttemptPolicy
from tests import factories
from tests.factories import wrong_values

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
KINDS = ("single_choice", "multiple_choice", "true_false")
pytestmark = pytest.mark.django_db


def with_replies(kind):
    content = factories.content(kind) | {"name": "Nama rahasia"}
    content["text"] = f"<i>Soal</i> {kind}?\nPilih."
    for choice in content.get("choices", []):
        choice["feedback"] = f"Tentang {choice['text']}."
    if kind == "true_false":
        content |= {"feedback_true": "Tentang betul.", "feedback_false": "Tentang tidak."}
    return quizzes.DraftQuestion(uuid.uuid4(), kind, content)


@pytest.fixture
def attempt(client):
    factories.framework()
    quiz = quizzes.freeze_quiz(
        key=uuid.uuid4(),
        title="Kuis",
        questions=[with_replies(kind) for kind in KINDS],
        policy=AttemptPolicy(),
        at=NOW,
    )
    course = factories.bare_course(factories.agency(), slug="jualan", modules=1, quiz=quiz)
    person = factories.person()
    actions.enrol(person=person, course=course, at=NOW)
    client.force_login(person)
    return actions.start_quiz(person=person, quiz_version_id=quiz.pk, at=NOW)


def test_replies_come_after_the_answer_and_only_to_what_was_chosen(client, attempt):
    for slot in slots_of(attempt):
        url = reverse("learning:question", args=[attempt.pk, slot.number])
        before = client.get(url).content.decode()
        posted = {"event": str(uuid.uuid4()), "answer": wrong_values(slot.question.content)}
        after = client.post(url, posted, follow=True).content.decode()

        assert "&lt;i&gt;Soal&lt;/i&gt;" in before
        assert "?<br>Pilih." in before
        assert "?<br>Pilih." in after
        assert "Tentang" not in before
        assert "Nama rahasia" not in before + after
        assert after.count("Tentang") == 1

    client.post(reverse("learning:submit_quiz", args=[attempt.pk]))
    result = client.get(reverse("learning:review", args=[attempt.pk])).content.decode()
    assert result.count("Tentang") == len(KINDS)
    assert result.count("?<br>Pilih.") == len(KINDS)
    assert "Nama rahasia" not in result
