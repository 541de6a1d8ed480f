"""Evidence once, frameworks once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from skills.actions import add_evidence, load_framework
from skills.models import Evidence, Framework, Skill
from skills.queries import shown_by, skill_choices, skill_progress
from tests import factories

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def gathered(person, code="foto", source="lesson", key="1", at=NOW):
    add_evidence(person=person, skill_codes=[code], source=source, source_key=key, at=at)


def test_the_same_sign_twice_is_one_row():
    person = factories.person()

    gathered(person)
    gathered(person, at=NOW + timedelta(days=1))

    assert Evidence.objects.get().at == NOW


def test_another_source_person_or_skill_is_another_row():
    person = factories.person()

    gathered(person)
    gathered(person, source="answer")
    gathered(person, code="iklan")
    gathered(factories.person())

    assert Evidence.objects.count() == 4


def test_a_lesson_without_a_skill_is_no_sign():
    gathered(factories.person(), code="")

    assert not Evidence.objects.exists()


def test_an_unknown_source_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.create(
            person=factories.person(), skill_code="foto", source="rumour", source_key="1", at=NOW
        )


def test_a_skill_is_shown_after_a_lesson_and_two_answers():
    factories.framework("foto", "iklan")
    person = factories.person()
    gathered(person)
    gathered(person, source="answer", key="q1")
    before = skill_progress(person)

    gathered(person, source="answer", key="q2")

    assert [skill.shown.is_shown for skill in before] == [False, False]
    assert [skill.shown.is_shown for skill in skill_progress(person)] == [True, False]


def test_the_day_of_evidence_is_the_local_day():
    person = factories.person()
    gathered(person, at=datetime(2026, 11, 24, 18, 30, tzinfo=UTC))

    assert shown_by([person])[person.pk]["foto"].latest_on.isoformat() == "2026-11-25"


def test_evidence_outlives_a_framework():
    factories.framework("foto")
    person = factories.person()
    gathered(person)

    factories.framework("iklan", "foto")

    progress = {skill.code: skill.shown.lessons for skill in skill_progress(person)}
    assert progress == {"iklan": 0, "foto": 1}


def test_a_framework_loaded_twice_changes_nothing():
    content = {"slug": "k", "version": 1, "title": "K", "areas": []}
    area = {"code": "a", "title_id": "A", "title_en": "A"}
    skill = {"code": "s", "title_id": "S", "title_en": "S"}
    content["areas"] = [{**area, "skills": [skill]}]

    first = load_framework(content=content)

    assert load_framework(content=content) == first
    assert Skill.objects.count() == 1


def test_one_framework_is_current():
    factories.framework("foto")
    newest = factories.framework("iklan")

    assert Framework.objects.get(is_current=True) == newest
    assert skill_choices() == [("iklan", "Saya bisa iklan")]


def test_progress_costs_two_queries_for_one_skill_and_for_many(django_assert_num_queries):
    person = factories.person()
    for codes in (["s0"], [f"s{n}" for n in range(40)]):
        factories.framework(*codes)
        for code in codes:
            gathered(person, code=code)

        with django_assert_num_queries(2):
            assert len(skill_progress(person)) == len(codes)
