from datetime import date

import pytest

from certificates.permissions import (
    awards_visible_to,
    batches_visible_to,
    certificates_visible_to,
)
from people.rules import Role
from tests import factories
from tests.certificates.steps import approved

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("role", "is_seen"),
    [("official", 1), ("head", 1), ("auditor", 1), ("trainer", 0), ("learner", 0)],
)
def test_a_role_sees_the_register_of_its_agency(town, role, is_seen):
    approved(town)
    person = getattr(town, role)

    for visible_to in (awards_visible_to, certificates_visible_to, batches_visible_to):
        assert visible_to(person, on=TODAY).count() == is_seen


def test_a_person_sees_her_own_and_no_batch(town):
    (certificate,) = approved(town)
    owner = certificate.award.person

    assert list(awards_visible_to(owner, on=TODAY)) == [certificate.award]
    assert list(certificates_visible_to(owner, on=TODAY)) == [certificate]
    assert not batches_visible_to(owner, on=TODAY)


def test_another_agency_sees_nothing(town):
    approved(town)
    stranger = factories.person()
    for role in Role:
        factories.membership(stranger, factories.agency(), role)

    for visible_to in (awards_visible_to, certificates_visible_to, batches_visible_to):
        assert not visible_to(stranger, on=TODAY)
