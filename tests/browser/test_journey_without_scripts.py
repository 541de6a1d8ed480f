"""The learner's way with scripts switched off in the browser."""

import pytest
from playwright.sync_api import expect

from tests.browser import chromium
from tests.browser.steps import follow, press, take_quiz

pytestmark = pytest.mark.browser


def test_a_learner_needs_no_script(open_page):
    # Given a phone without scripts and a learner who has failed a quiz
    page = open_page(scripts=False)
    chromium.sign_in(page.context, "contoh-ulang")

    # When she finishes the course
    page.goto("/belajar/")
    follow(page, "Lanjut belajar")
    press(page, "Coba kuis lagi")
    take_quiz(page, rightly=True)
    follow(page, "Pelajaran berikutnya")
    press(page, "Mulai kuis")
    take_quiz(page, rightly=True)
    follow(page, "Lihat sertifikat")

    # Then she can change and confirm the name on her certificate
    follow(page, "Periksa nama")
    page.get_by_label("Nama lengkap").fill("Yuliati Ningsih")
    press(page, "Lihat namanya")
    expect(page.locator(".certificate-card__name")).to_have_text("Yuliati Ningsih")
    press(page, "Nama ini sudah betul")
    expect(page.get_by_text("Petugas lembaga memeriksa dulu")).to_be_visible()
