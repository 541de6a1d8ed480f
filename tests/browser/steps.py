"""What people do in the journeys: answer quizzes, wait for a page to say something."""

import re
import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from quizzes.formats.drafts import read_gift
from tests.services import BASE_DIR

COURSE = "jualan-lewat-whatsapp"
PHONE_WIDTH = 360
TRUE_FALSE = {True: "Betul", False: "Tidak"}
PATIENCE_SECONDS = 60


def plain(text: str) -> str:
    """Return a text with ordinary hyphens and spaces."""
    return " ".join(text.replace("\u2011", "-").split())


def _right_answers() -> dict[str, set[str]]:
    """Return the right choices of each question of the sample courses, by its text."""
    sheets = (BASE_DIR / "demo" / "courses").glob("*/*/*.gift")
    values = [draft.value for sheet in sheets for draft in read_gift(sheet.read_bytes()).drafts]
    return {
        value["text"]: {choice["text"] for choice in value["choices"] if choice["right"]}
        if "choices" in value
        else {TRUE_FALSE[value["answer"]]}
        for value in values
    }


RIGHT = _right_answers()


def pick(page: Page, *, rightly: bool) -> None:
    """Pick choices of the question on the page: exactly the right ones, or one that is not."""
    right = RIGHT[plain(page.locator("h1").inner_text())]
    options = page.locator("label.option")
    for option in options.all():
        is_right = plain(option.locator(".grow").inner_text()) in right
        if is_right == rightly:
            option.click()
            if not rightly:
                return


def answer(page: Page, *, rightly: bool) -> None:
    """Answer the question on the page and see whether that was right."""
    pick(page, rightly=rightly)
    press(page, "Jawab")
    expect(page.locator("section.card h2").first).to_contain_text(
        "Betul" if rightly else "Belum tepat"
    )


def take_quiz(page: Page, *, rightly: bool) -> None:
    """Answer every question from the one on the page on, and hand in."""
    while True:
        answer(page, rightly=rightly)
        following = page.get_by_role("link", name="Soal berikutnya")
        if not following.count():
            break
        following.click()
    press(page, "Lihat hasil")
    expect(page.get_by_role("heading", name="Hasil kuis")).to_be_visible()


def press(page: Page, name: str) -> None:
    """Press the button of that name."""
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    """Follow the first link of that name."""
    page.get_by_role("link", name=name).first.click()


def reload_until(page: Page, wanted: Callable[[], Locator]) -> None:
    """Load the page again until something is on it; no page of the product refreshes itself."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not wanted().count():
        assert time.monotonic() < end, f"not on {page.url} within {PATIENCE_SECONDS} s"
        page.wait_for_timeout(300)
        page.reload()


def fits(page: Page) -> None:
    """Assert that the page needs no sideways scrolling on the phone."""
    page.wait_for_load_state("domcontentloaded")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE_WIDTH, page.url
