"""Freezing, starting, answering and handing in, each with its refusals."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from quizzes import actions
from quizzes.models import Answer, Attempt, QuestionVersion, QuizVersion
from quizzes.queries import slots_of
from quizzes.question_types import QUESTION_TYPES
from quizzes.rules import AttemptPolicy
from tests import factories
from tests.factories import content, right_values, wrong_values

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
QUIZ = uuid.UUID("11111111-1111-4111-8111-111111111111")
KINDS = [kind.key for kind in QUESTION_TYPES]
pytestmark = pytest.mark.django_db


def drafts(*kinds):
    return [
        actions.DraftQuestion(key=uuid.uuid5(QUIZ, f"{place}"), type=kind, content=content(kind))
        for place, kind in enumerate(kinds)
    ]


def frozen(*kinds, key=QUIZ, questions=None, title="Kuis", pass_mark=0.6, at=NOW):
    return actions.freeze_quiz(
        key=key,
        title=title,
        questions=drafts(*(kinds or KINDS)) if questions is None else questions,
        policy=AttemptPolicy(pass_mark=pass_mark),
        at=at,
    )


def started(version=None, person=None, at=NOW):
    return actions.start(version=version or frozen(), person=person or factories.person(), at=at)


def answered(attempt, slot, values=None, event=None, at=NOW):
    asked = slots_of(attempt)[slot - 1].question.content
    return actions.answer(
        attempt=attempt,
        event_id=event or uuid.uuid4(),
        slot=slot,
        values=right_values(asked) if values is None else values,
        at=at,
    )


def handed_in(attempt, *, wrong=(), at=NOW):
    for slot in slots_of(attempt):
        pick = wrong_values if slot.number in wrong else right_values
        answered(attempt, slot.number, pick(slot.question.content), at=at)
    return actions.submit(attempt=attempt, at=at).attempt


def test_freezing_the_same_quiz_makes_nothing_new():
    first = frozen()

    again = frozen(at=NOW + timedelta(days=1))

    assert again == first
    assert QuestionVersion.objects.count() == len(KINDS)


def test_freezing_a_new_wording_keeps_the_other_questions():
    first = frozen()
    changed = drafts(*KINDS)
    changed[0].content["text"] = "Soal baru?"

    second = frozen(questions=changed)

    assert second.number == 2
    assert second.slots[0] != first.slots[0]
    assert second.slots[1:] == first.slots[1:]
    assert QuestionVersion.objects.get(pk=first.slots[0]).content["text"] != "Soal baru?"


@pytest.mark.parametrize("change", [{"title": "Kuis lain"}, {"pass_mark": 0.8}])
def test_a_new_title_or_pass_mark_makes_a_new_version(change):
    first = frozen()

    second = frozen(**change)

    assert (first.number, second.number) == (1, 2)
    assert first.slots == second.slots


def test_a_quiz_without_questions_is_refused_b67():
    with pytest.raises(actions.QuizProblem):
        frozen(questions=[])

    assert not QuizVersion.objects.exists()


def test_a_question_that_cannot_be_asked_is_refused_with_its_text_b67():
    questions = drafts("true_false", "single_choice")
    for choice in questions[1].content["choices"]:
        choice["fraction"] = 0.0

    with pytest.raises(actions.QuizProblem, match=r"Soal single_choice\?"):
        frozen(questions=questions)

    assert not QuizVersion.objects.exists()
    assert not QuestionVersion.objects.exists()


def test_a_start_freezes_the_paper():
    version = frozen()

    attempt = started(version)

    assert [entry["version"] for entry in attempt.paper] == version.slots
    assert attempt.number == 1
    assert attempt.is_open


def test_a_second_start_meets_the_same_attempt_b64():
    version, person = frozen(), factories.person()

    attempts = [started(version, person) for _ in range(3)]

    assert len({attempt.pk for attempt in attempts}) == 1
    assert Attempt.objects.count() == 1


def test_a_start_of_a_newer_version_goes_on_with_the_open_attempt_b68():
    person = factories.person()
    attempt = started(frozen(), person)

    again = started(frozen(title="Kuis baru"), person)

    assert again == attempt
    assert again.version.number == 1


def test_attempts_are_counted_for_each_person():
    version, person = frozen(), factories.person()
    handed_in(started(version, person))

    second = started(version, person)

    assert second.number == 2
    assert started(version, factories.person()).number == 1


def test_the_database_refuses_a_second_open_attempt_b64():
    attempt = started()
    twin = {"quiz": attempt.quiz, "version": attempt.version, "person": attempt.person}

    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(**twin, number=2, seed=1, paper=[], started_at=NOW)


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_is_marked_at_once_by_the_server_b60(kind):
    attempt = started(frozen(kind))

    stored = answered(attempt, 1)

    assert stored.fraction == 1
    assert slots_of(attempt)[0].is_answered


@pytest.mark.parametrize("kind", KINDS)
def test_a_choice_of_another_question_is_refused_b57(kind):
    attempt = started(frozen(kind))

    for values in (["x"], [str(uuid.uuid4())], [], [""]):
        with pytest.raises(actions.AnswerRefused):
            answered(attempt, 1, values)

    assert not Answer.objects.exists()


def test_two_choices_for_one_are_refused_b57():
    attempt = started(frozen("single_choice"))
    both = [choice["id"] for choice in content("single_choice")["choices"][:2]]

    with pytest.raises(actions.AnswerRefused):
        answered(attempt, 1, both)

    assert not Answer.objects.exists()


@pytest.mark.parametrize("slot", [0, -1, 4, 10**9])
def test_a_question_that_is_not_in_the_attempt_is_refused_b57(slot):
    attempt = started()

    with pytest.raises(actions.AnswerRefused):
        actions.answer(attempt=attempt, event_id=uuid.uuid4(), slot=slot, values=["true"], at=NOW)

    assert not Answer.objects.exists()


def test_the_same_event_with_the_same_body_is_one_row_b61():
    attempt, event = started(), uuid.uuid4()

    first = answered(attempt, 1, event=event)
    again = answered(attempt, 1, event=event, at=NOW + timedelta(hours=1))

    assert again == first
    assert again.at == NOW
    assert Answer.objects.count() == 1


def test_the_same_event_is_known_after_hand_in_b61():
    attempt, event = started(frozen("true_false")), uuid.uuid4()
    first = answered(attempt, 1, event=event)
    actions.submit(attempt=attempt, at=NOW)

    assert answered(attempt, 1, event=event) == first


def test_the_same_event_with_another_body_is_refused_b61():
    attempt, event = started(frozen("true_false", "true_false")), uuid.uuid4()
    answered(attempt, 1, ["true"], event=event)

    with pytest.raises(actions.AnswerRefused):
        answered(attempt, 1, ["false"], event=event)
    with pytest.raises(actions.AnswerRefused):
        answered(attempt, 2, ["true"], event=event)

    assert Answer.objects.get().response == {"chosen": ["true"]}


def test_the_event_of_somebody_else_is_refused_b61():
    version, event = frozen("true_false"), uuid.uuid4()
    answered(started(version), 1, event=event)

    with pytest.raises(actions.AnswerRefused):
        answered(started(version), 1, event=event)

    assert Answer.objects.count() == 1


def test_a_second_answer_to_a_question_is_refused():
    attempt = started(frozen("true_false"))
    answered(attempt, 1, ["false"])

    with pytest.raises(actions.AnswerRefused):
        answered(attempt, 1, ["true"])

    assert Answer.objects.get().fraction == 0


def test_an_answer_after_hand_in_is_refused_b63():
    attempt = started(frozen("true_false"))
    handed_in(attempt)

    with pytest.raises(actions.AnswerRefused):
        answered(attempt, 1, ["false"])


def test_handing_in_with_an_open_question_is_refused():
    attempt = started()
    answered(attempt, 1)

    with pytest.raises(actions.AnswerRefused):
        actions.submit(attempt=attempt, at=NOW)

    attempt.refresh_from_db()
    assert attempt.is_open
    assert attempt.grade is None


def test_handing_in_twice_grades_once_b63():
    attempt = started()
    first = handed_in(attempt, wrong={1})

    again = actions.submit(attempt=attempt, at=NOW + timedelta(days=1))

    assert not again.is_new
    assert again.attempt.submitted_at == NOW
    assert again.attempt.grade == first.grade


@pytest.mark.parametrize(
    ("wrong", "pass_mark", "passed"),
    [((), 1.0, True), ({1}, 1.0, False), ({1}, 0.6, True), ({1, 2}, 0.6, False)],
)
def test_an_attempt_passes_by_its_own_version(wrong, pass_mark, passed):
    attempt = started(frozen(pass_mark=pass_mark))
    frozen(pass_mark=0.01)

    assert handed_in(attempt, wrong=wrong).passed is passed


def test_a_third_is_stored_with_seven_decimals_and_still_passes():
    """Moodle 4.5.6 behaviour: fractions are stored as decimal(12,7)."""
    attempt = handed_in(started(frozen(pass_mark=2 / 3)), wrong={1})

    assert str(attempt.grade) == "0.6666667"
    assert attempt.passed


def test_an_attempt_keeps_its_wording_b68():
    attempt = started(frozen("true_false"))
    changed = drafts("true_false")
    changed[0].content["answer"] = False
    frozen(questions=changed)

    assert handed_in(attempt).grade == 1


def test_an_open_question_never_shows_its_key_b65():
    attempt = started()

    for slot in slots_of(attempt):
        with pytest.raises(ValueError, match="never shown"):
            slot.review()


def test_slots_cost_one_query_however_many(django_assert_num_queries):
    one = started(frozen("true_false"))
    many = started(frozen(*KINDS * 5, key=uuid.uuid4()))
    for attempt in (one, many):
        slots_of(attempt)

    for attempt in (one, many):
        with django_assert_num_queries(1):
            slots_of(attempt)


@pytest.mark.parametrize("table", ["questionversion", "quizversion", "answer"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_database_refuses_to_change_what_was_said_b100(table, change):
    answered(started(), 1)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute(change.format(f"quizzes_{table}"))
