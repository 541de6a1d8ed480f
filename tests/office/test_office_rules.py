from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.rules import (
    MAX_PLACES,
    OLD_DRAFT_DAYS,
    PageState,
    Place,
    days_waiting,
    is_late,
    is_old_draft,
    leading_role,
    page_state,
    places_for,
)
from people.rules import POLICY, Action, Role

AT = datetime(2026, 11, 24, 2, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("role", "places"),
    [
        (Role.TRAINER, (Place.HOME, Place.COHORTS, Place.LESSONS)),
        (Role.MENTOR, ()),
        (Role.OFFICIAL, (Place.QUEUE, Place.REGISTER, Place.COHORTS)),
        (Role.HEAD, (Place.APPROVALS, Place.REGISTER, Place.COHORTS)),
        (Role.AUDITOR, (Place.REGISTER, Place.COHORTS, Place.QUEUE)),
    ],
)
def test_each_role_has_its_menu(role, places):
    assert places_for(POLICY[role]) == places


@given(st.frozensets(st.sampled_from(list(Action))))
def test_a_menu_is_short_and_names_no_place_twice(actions):
    places = places_for(actions)

    assert len(places) == len(set(places)) <= MAX_PLACES


@given(st.frozensets(st.sampled_from(list(Role)), min_size=1))
def test_the_leading_role_is_held(roles):
    assert leading_role(roles) in roles


@pytest.mark.parametrize(
    ("since", "zone", "days"),
    [
        (AT, "Asia/Jakarta", 0),
        (AT + timedelta(days=1), "Asia/Jakarta", 0),
        (AT - timedelta(days=7), "Asia/Jakarta", 7),
        (datetime(2026, 11, 23, 16, 30, tzinfo=UTC), "Asia/Jakarta", 1),
        (datetime(2026, 11, 23, 16, 30, tzinfo=UTC), "Asia/Makassar", 0),
    ],
)
def test_days_are_counted_on_the_agencys_calendar(since, zone, days):
    assert days_waiting(since=since, at=AT, zone=zone) == days


def test_a_week_is_late():
    assert (is_late(6), is_late(7)) == (False, True)


@given(st.booleans(), st.booleans(), st.booleans(), st.booleans())
def test_a_page_has_one_state_and_what_waits_for_somebody_comes_first(live, changed, sent, back):
    state = page_state(is_live=live, has_changes=changed, is_waiting=sent, is_returned=back)

    assert (state is PageState.WAITING) is sent
    assert (state is PageState.RETURNED) is (back and not sent)
    if not (sent or back):
        assert (state in (PageState.LIVE, PageState.CHANGED)) is live


@given(st.sampled_from(PageState), st.integers(0, 60))
def test_only_what_is_unfinished_grows_old(state, days):
    is_unfinished = state in (PageState.DRAFT, PageState.CHANGED)

    assert is_old_draft(state, days=days) is (is_unfinished and days > OLD_DRAFT_DAYS)
