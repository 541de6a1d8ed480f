"""What goes wrong on a phone in the middle of a quiz, and does no harm."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import chromium
from tests.browser.steps import COURSE, pick, press, take_quiz
from tests.browser.visits import rows

pytestmark = pytest.mark.browser

LAST_ATTEMPT = (
    "SELECT t.id FROM quizzes_attempt t JOIN people_user u ON u.id = t.person_id"
    " WHERE u.username = ? ORDER BY t.started_at DESC LIMIT 1"
)


def _start_quiz(page: Page, lesson: str) -> None:
    page.goto(f"/belajar/{COURSE}/{lesson}/")
    press(page, "Mulai kuis")


def _answers(site, username: str) -> list[int]:
    query = f"SELECT slot FROM quizzes_answer WHERE attempt_id = ({LAST_ATTEMPT}) ORDER BY slot"
    return [slot for (slot,) in rows(site, query, username)]


def test_a_double_tap_and_a_second_tab_answer_once(site, open_page):
    # Given a question that is open in two tabs
    one = open_page()
    chromium.sign_in(one.context, "contoh-mulai")
    _start_quiz(one, "siapa-pembeli")
    two = one.context.new_page()
    two.goto(one.url)
    pick(one, rightly=True)
    pick(two, rightly=False)

    # When she taps twice in one tab, and at the same moment in the other
    one.get_by_role("button", name="Jawab").dblclick(no_wait_after=True)
    two.get_by_role("button", name="Jawab").click(no_wait_after=True)
    expect(one.locator("section.card h2").first).to_be_visible()
    expect(two.locator("h1")).to_be_visible()

    # Then one answer was taken, and both tabs tell the same
    assert _answers(site, "contoh-mulai") == [1]
    one.reload()
    two.goto(one.url)
    verdict = one.locator("section.card h2").first.inner_text()
    assert two.locator("section.card h2").first.inner_text() == verdict


def test_the_back_button_after_an_answer_does_no_harm(site, open_page):
    # Given a question that has been answered
    page = open_page()
    chromium.sign_in(page.context, "contoh-satu")
    _start_quiz(page, "latar-dan-tata")
    question = page.url
    pick(page, rightly=True)
    press(page, "Jawab")
    verdict = page.locator("section.card h2").first
    expect(verdict).to_contain_text("Betul")

    # When she goes back, and answers again with something else if she is asked
    page.go_back()
    if page.get_by_role("button", name="Jawab").count():
        pick(page, rightly=False)
        press(page, "Jawab")

    # Then the first answer stands
    page.goto(question)
    expect(verdict).to_contain_text("Betul")
    assert _answers(site, "contoh-satu") == [1]


def test_after_a_lost_session_she_is_where_she_was(site, open_page):
    # Given a learner at the second question
    page = open_page()
    chromium.sign_in(page.context, "contoh-tiga")
    _start_quiz(page, "periksa-dan-kirim")
    pick(page, rightly=True)
    press(page, "Jawab")
    page.get_by_role("link", name="Soal berikutnya").click()
    question = page.url
    pick(page, rightly=True)

    # When her session has ended before she answers
    page.context.clear_cookies(name="sessionid")
    press(page, "Jawab")

    # Then she signs in, finds the same question and finishes the quiz
    page.get_by_label("Nama masuk").fill("contoh-tiga")
    page.get_by_label("PIN").fill(chromium.DEMO_PIN)
    press(page, "Masuk")
    page.wait_for_url(question)
    expect(page.get_by_role("button", name="Jawab")).to_be_visible()
    take_quiz(page, rightly=True)
    expect(page.get_by_role("heading", name="3 dari 3 betul")).to_be_visible()
    assert _answers(site, "contoh-tiga") == [1, 2, 3]
