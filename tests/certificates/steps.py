"""The steps to a certificate in a small agency, for tests."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from certificates import actions
from certificates.queries.payloads import digest_of_list, waiting_awards
from people.rules import Role
from tests import factories

NOW = datetime(2026, 11, 24, 2, 14, tzinfo=UTC)
FACTS = actions.AwardFacts(
    course_title="Jualan lewat WhatsApp",
    skills=(
        actions.AwardSkill("foto", "Saya bisa memotret produk", "I can photograph a product"),
        actions.AwardSkill("iklan", "Saya bisa menulis iklan", "I can write an advertisement"),
    ),
    score=86,
    finished_on="2026-11-18",
)


def make_town(name="Balai Latihan Kerja Contoh", **fields):
    """Return an agency with a learner and one person in each role."""
    agency = factories.agency(name=name, **fields)
    town = SimpleNamespace(agency=agency, learner=factories.person("Sari Wulandari"))
    for role in (Role.OFFICIAL, Role.HEAD, Role.AUDITOR, Role.TRAINER):
        setattr(town, str(role), factories.person(f"Contoh {role}"))
        factories.membership(getattr(town, str(role)), agency, role)
    return town


def earn(town, *, key="course:1:person:1", person=None, at=NOW, **fields):
    return actions.make_eligible(
        person=person or town.learner,
        agency=town.agency,
        key=key,
        **{"title_id": "Jualan lewat WhatsApp", "title_en": "Selling through WhatsApp", **fields},
        facts=FACTS,
        at=at,
    )


def named(town, *, key="course:1:person:1", person=None, name="Sari Wulandari", **fields):
    award = earn(town, key=key, person=person, **fields)
    return actions.confirm_name(award=award, by=award.person, name=name, at=NOW)


def sample_name(number):
    """Return a made-up name without digits: "Contoh A", "Contoh B"."""
    return "Contoh " + chr(ord("A") + number % 26) * (1 + number // 26)


def proposed(town, count=1):
    awards = [
        named(
            town,
            key=f"course:2:person:{n}",
            person=factories.person(sample_name(n)),
            name=sample_name(n),
        )
        for n in range(count)
    ]
    return actions.propose(awards=awards, by=town.official, at=NOW + timedelta(minutes=1))


def seen(batch):
    return digest_of_list(waiting_awards(batch))


def approved(town, count=1, at=NOW + timedelta(minutes=2)):
    batch = proposed(town, count)
    return actions.approve(batch=batch, by=town.head, seen=seen(batch), at=at)


def replacement(town, old, name="Sari Wulandari Dewi"):
    return actions.propose_replacement(
        certificate=old,
        by=town.official,
        name=name,
        reason="Nama di KTP",
        at=NOW + timedelta(hours=1),
    )
