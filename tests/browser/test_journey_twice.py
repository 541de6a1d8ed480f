"""Approving twice at once."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import reload_until
from tests.browser.visits import rows

pytestmark = pytest.mark.browser

NAME = "Wiwik Handayani"


def test_two_approvals_at_once_issue_one_certificate(site, open_page):
    # Given a waiting list that is open in two tabs
    one = open_page(door="head")
    one.goto("/kantor/persetujuan/")
    two = one.context.new_page()
    two.goto(one.url)
    buttons = [
        tab.locator("article.batch", has=tab.get_by_text(NAME, exact=True)).get_by_role(
            "button", name="Setujui 1 sertifikat"
        )
        for tab in (one, two)
    ]

    # When the head taps twice in one tab, and at the same moment in the other
    buttons[0].dblclick(no_wait_after=True)
    buttons[1].click(no_wait_after=True)
    for tab in (one, two):
        expect(tab.locator("article.batch", has=tab.get_by_text(NAME, exact=True))).to_have_count(0)

    # Then there is one certificate with one number and one PDF
    one.goto(f"/kantor/daftar/?q={NAME}")
    expect(one.locator("main .count").first).to_have_text("1")
    one.locator("main table a").first.click()
    reload_until(one, lambda: one.get_by_role("link", name="Simpan PDF"))
    found = rows(
        site,
        "SELECT count(DISTINCT c.id), count(DISTINCT c.number), count(e.id)"
        " FROM certificates_certificate c"
        " JOIN certificates_award a ON a.id = c.award_id"
        " JOIN certificates_registerentry e ON e.certificate_id = c.id AND e.kind = 'issued'"
        " WHERE a.printed_name = ?",
        NAME,
    )
    assert found == [(1, 1, 1)]
