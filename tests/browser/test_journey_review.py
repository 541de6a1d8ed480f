"""A lesson on its way to learners, past a colleague who returns it twice."""

import re
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.browser import chromium
from tests.browser.steps import COURSE, fits, follow, press
from tests.browser.visits import rows

# Long: it runs with ./prove.
pytestmark = pytest.mark.prove

AGENCY = ("lembaga-contoh", "Lembaga Contoh", "--code", "CONTOH")
COLLEAGUE, PASSWORD = "rekan-penguji", "kebun-teh-di-lereng-27"
NEWS = "Contoh dengan sambal ditambah."


@pytest.fixture
def reviewing(site):
    """The sample agency reviews its lessons, and has a second trainer, while the test runs."""
    with_password = replace(site, environment={**site.environment, "BEKAL_PASSWORD": PASSWORD})
    with_password.manage(
        *("add_person", COLLEAGUE, "Wati Ningsih (contoh)"),
        *("--agency", AGENCY[0], "--role", "trainer"),
    )
    site.manage("add_agency", *AGENCY, "--lessons-need-review")
    yield site
    site.manage("add_agency", *AGENCY, "--no-lessons-need-review")


def test_a_lesson_is_returned_twice_approved_and_read(reviewing, open_page):
    # Given a lesson that is live, its author and a colleague
    author = open_page(size=chromium.DESKTOP, door="trainer")
    colleague = open_page(size=chromium.DESKTOP)
    chromium.sign_in(colleague.context, COLLEAGUE, PASSWORD)
    lesson, title = _first_lesson(reviewing)

    # When the author changes it and sends it in: she cannot publish by herself
    author.goto(f"/cms/pages/{lesson}/edit/")
    _write(author, "summary", "Cahaya dari samping membuat sambal terlihat enak.")
    _write(author, "news", NEWS)
    _open_menu(author)
    expect(author.get_by_role("button", name="Publikasi", exact=True)).to_have_count(0)
    _send_in(author)

    # Then her colleague finds it at home and in the inbox, and comments on a block
    _from_home(colleague, title)
    _comment_on_a_block(colleague, "Kalimat ini terlalu panjang.")
    _return(colleague, "Tambah satu contoh.")

    # When the author finds both, mends it and sends it again
    author.goto("/kantor/")
    expect(author.get_by_text("Tambah satu contoh.").first).to_be_visible()
    follow(author, re.compile("Kabar"))
    press_message(author, "Komentar di")
    expect(author.get_by_text("Kalimat ini terlalu panjang.").first).to_be_attached()
    _write(author, "summary", "Cahaya samping. Sambal terlihat enak.")
    _open_menu(author)
    _send_in(author)

    # and it comes back once more, then is approved
    _from_home(colleague, title)
    _return(colleague, "Ringkasannya boleh lebih pendek.")
    author.goto(f"/cms/pages/{lesson}/edit/")
    _write(author, "summary", "Cahaya dari samping.")
    _open_menu(author)
    _send_in(author)
    _from_home(colleague, title)
    press(colleague, "Setujui dan Publikasikan")
    colleague.wait_for_url(re.compile(r"/cms/pages/\d+/$"))

    # Then its learners read it, and those who had finished it are told what is new
    learner = open_page(door="returnee")
    learner.goto(f"/kelas/{COURSE}/")
    expect(learner.get_by_text("Diperbarui").first).to_be_visible()
    fits(learner)
    slug = rows(reviewing, "SELECT slug FROM courses_lesson WHERE page_id = ?", lesson)[0][0]
    learner.goto(f"/belajar/{COURSE}/{slug}/")
    expect(learner.get_by_text(NEWS)).to_be_visible()
    fits(learner)
    learner.reload()
    expect(learner.get_by_text(NEWS)).to_have_count(0)

    # and both see in the history what happened: nothing that was written is gone
    for page in (author, colleague):
        page.goto(f"/cms/pages/{lesson}/workflow_history/")
        page.locator("tbody a[href*=detail]").first.click()
        expect(page.get_by_text("Tambah satu contoh.").first).to_be_visible()
        expect(page.get_by_text("Ringkasannya boleh lebih pendek.").first).to_be_visible()
    author.goto("/kantor/")
    expect(author.get_by_text(f"Disetujui: {title}").first).to_be_visible()


def _first_lesson(site) -> tuple[int, str]:
    query = (
        "SELECT p.id, p.title FROM wagtailcore_page p JOIN courses_lesson l ON l.page_id = p.id"
        " JOIN courses_course c ON c.id = l.course_id WHERE c.slug = ? ORDER BY p.path LIMIT 1"
    )
    return rows(site, query, COURSE)[0]


def _write(page: Page, field: str, text: str) -> None:
    box = page.locator(f"#id_{field}")
    if not box.is_visible():
        folded = f"section.w-panel:has(#id_{field}) > .w-panel__header [data-panel-toggle]"
        page.locator(folded).first.click()
    box.fill(text)


def _open_menu(page: Page) -> None:
    page.locator("footer [data-w-dropdown-target=toggle]").click()


def _send_in(page: Page) -> None:
    page.get_by_role("button", name=re.compile("Tinjauan Lembaga Contoh")).click()
    page.wait_for_url(re.compile(r"/cms/pages/\d+/$"))


def _from_home(page: Page, title: str) -> None:
    """Find the lesson among the reviews that wait, as a learner would see it, and open it."""
    page.goto("/kantor/")
    card = page.locator("li.todo", has_text="Baca dan putuskan")
    expect(card).to_have_count(1)
    page.goto(str(card.get_by_role("link", name="Pratinjau").get_attribute("href")))
    expect(page.get_by_role("heading", name=re.compile(re.escape(title)))).to_be_visible()
    page.go_back()
    card.get_by_role("link", name=title, exact=True).click()


def _comment_on_a_block(page: Page, text: str) -> None:
    page.locator('[data-contentpath="body"] [data-comment-add]:visible').first.click()
    page.locator(".comment textarea").last.fill(text)
    page.get_by_role("button", name="Komentar", exact=True).click()


def _return(page: Page, words: str) -> None:
    _open_menu(page)
    page.get_by_role("button", name="Kembalikan").click()
    page.get_by_label("Apa yang perlu diperbaiki?").fill(words)
    page.locator(".modal-dialog button[type=submit], .modal-dialog input[type=submit]").click()
    page.wait_for_url(re.compile(r"/cms/pages/\d+/$"))


def press_message(page: Page, title: str) -> None:
    page.get_by_role("button", name=re.compile(title)).first.click()
    page.wait_for_url(re.compile(r"/cms/pages/\d+/edit/"))
