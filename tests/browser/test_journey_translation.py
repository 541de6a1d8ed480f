"""A trainer translates a lesson beside its original; a learner with English takes it."""

import polib
import pytest
from playwright.sync_api import Page, expect

from tests.browser import chromium
from tests.browser.steps import COURSE, RIGHT, plain
from tests.browser.visits import rows

# Long: it runs with ./prove.
pytestmark = pytest.mark.prove

LESSON = "cahaya-jendela"
TRUE_FALSE = {"Right": "Betul", "Wrong": "Tidak"}
PAGE = (
    "SELECT p.id, p.title FROM wagtailcore_page p JOIN wagtailcore_locale l ON l.id = p.locale_id"
    " WHERE p.slug = ? AND l.language_code = ?"
)
GRADE = (
    "SELECT t.grade, t.right FROM quizzes_attempt t JOIN people_user u ON u.id = t.person_id"
    " WHERE u.username = ? ORDER BY t.started_at DESC LIMIT 1"
)


def _send_to_translation(page: Page, key: int) -> None:
    page.goto(f"/cms/pages/{key}/edit/")
    page.locator("header [data-controller='w-dropdown'] button").first.click()
    page.get_by_role("link", name="Terjemahkan halaman ini").click()
    expect(page.get_by_label("English")).to_be_checked()
    page.get_by_role("button", name="Kirim").click()
    expect(page.get_by_text("siap diterjemahkan ke English")).to_be_visible()


def _translate_by_hand(page: Page, words: str) -> None:
    """Translate the first text that is not yet translated, beside its original."""
    page.get_by_role("button", name="Terjemahkan", exact=True).first.click()
    page.locator(".js-translation-editor textarea").fill(words)
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text(words, exact=True).first).to_be_visible()
    expect(page.get_by_text("Diterjemahkan", exact=False).first).to_be_visible()


def _translate_the_rest(page: Page, folder) -> None:
    """Fill the PO file, as somebody does who translates without the internet."""
    with page.expect_download() as download:
        page.get_by_text("Unduh berkas PO", exact=True).click()
    po = polib.pofile(str(download.value.path()))
    for entry in po.untranslated_entries():
        entry.msgstr = f"EN {entry.msgid}"
    po.save(str(folder / "en.po"))
    with page.expect_file_chooser() as chooser:
        page.get_by_text("Unggah berkas PO", exact=True).click()
    chooser.value.set_files(folder / "en.po")
    expect(page.get_by_text("Terjemahan dari berkas PO sudah masuk.")).to_be_visible()


def _speak_english(page: Page) -> None:
    page.goto("/saya/")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def _answer_in_english(page: Page) -> None:
    """Answer every question rightly, from the one on the page on, and hand in."""
    while True:
        right = RIGHT[plain(page.locator("h1").inner_text()).removeprefix("EN ")]
        for option in page.locator("label.option").all():
            text = plain(option.locator(".grow").inner_text()).removeprefix("EN ")
            if TRUE_FALSE.get(text, text) in right:
                option.click()
        page.get_by_role("button", name="Answer").click()
        expect(page.locator("section.card h2").first).to_contain_text("Right")
        following = page.get_by_role("link", name="Next question")
        if not following.count():
            break
        following.click()
    page.get_by_role("button", name="See the result").click()


def test_a_lesson_is_translated_taken_and_translated_anew(site, open_page, tmp_path):
    # Given a trainer with a lesson
    trainer = open_page(size=chromium.DESKTOP, door="trainer")
    [(original, _)] = rows(site, PAGE, LESSON, "id")

    # When she sends it to translation, translates two texts beside the original, and half of it
    # is published
    _send_to_translation(trainer, original)
    _translate_by_hand(trainer, "Light from the window")
    _translate_by_hand(trainer, "Use the light of a window.")
    trainer.get_by_role("button", name="Publikasi dalam").click()
    expect(trainer.get_by_text("Peserta membacanya setelah semua diterjemahkan.")).to_be_visible()

    # Then a learner with English still reads the original
    learner = open_page()
    chromium.sign_in(learner.context, "contoh-mulai")
    _speak_english(learner)
    learner.goto(f"/belajar/{COURSE}/{LESSON}/")
    expect(learner.locator("div.body")).to_have_attribute("lang", "id")

    # When the rest is translated and published
    _translate_the_rest(trainer, tmp_path)
    trainer.get_by_role("button", name="Publikasi dalam").click()
    expect(trainer.get_by_text("sudah bisa dibaca peserta")).to_be_visible()

    # Then she reads it in English, finds the original beside it, and passes the quiz
    learner.reload()
    expect(learner.locator("h1")).to_have_text("Light from the window")
    expect(learner.locator("div.body")).to_have_attribute("lang", "en")
    learner.get_by_role("link", name="Bahasa Indonesia").click()
    expect(learner.locator("div.body")).to_have_attribute("lang", "id")
    learner.get_by_role("link", name="English").click()
    learner.get_by_role("button", name="Start the quiz").click()
    _answer_in_english(learner)
    expect(learner.get_by_role("heading", name="right")).to_be_visible()
    [(grade, right)] = rows(site, GRADE, "contoh-mulai")
    assert (float(grade), right) == (1.0, 3)

    # When the original changes
    [(translated, _)] = rows(site, PAGE, LESSON, "en")
    trainer.goto(f"/cms/pages/{original}/edit/")
    trainer.locator("input[name^='body-'][name$='-value-title']").first.fill("Contoh Bu Rini")
    trainer.locator("footer [data-w-dropdown-target='toggle']").click()
    trainer.locator("footer button[name='action-publish']").click()

    # Then its trainer is told at once, and again at the translation, and sees what changed
    expect(trainer.get_by_text("1 teks berubah sejak diterjemahkan.")).to_be_visible()
    trainer.goto(f"/cms/pages/{translated}/edit/")
    trainer.get_by_role("link", name="Lihat yang berubah").click()
    expect(trainer.locator("ins")).to_have_text("Contoh Bu Rini")
    expect(trainer.locator("del")).to_have_count(1)

    # And the learner is told that the original is newer
    learner.goto(f"/belajar/{COURSE}/{LESSON}/")
    expect(learner.get_by_text("The Indonesian version is newer.")).to_be_visible()

    # When only that is translated, and published
    trainer.get_by_role("button", name="Perbarui terjemahan").click()
    expect(trainer.get_by_role("button", name="Terjemahkan", exact=True)).to_have_count(1)
    _translate_by_hand(trainer, "How Bu Rini does it")
    trainer.get_by_role("button", name="Publikasi dalam").click()
    expect(trainer.get_by_text("sudah bisa dibaca peserta")).to_be_visible()

    # Then the learner reads the new words
    learner.reload()
    expect(learner.get_by_role("heading", name="How Bu Rini does it")).to_be_visible()
    expect(learner.get_by_text("The Indonesian version is newer.")).to_have_count(0)
