"""From the sign-in to a revoked certificate: four people, real processes, one phone's width."""

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Page, expect

from tests.browser import chromium
from tests.browser.steps import (
    answer,
    fits,
    follow,
    press,
    reload_until,
    take_quiz,
)
from tests.browser.visits import rows

pytestmark = pytest.mark.browser

LEARNER = "contoh-peserta"
NAME = "Sari Wulandari Putri"
NEW_NAME = "Sari Wulandari Putri Malang"


def test_a_learner_earns_a_certificate_that_anybody_can_check(site, open_page, tmp_path):
    # Given a learner in the middle of the course, and an official and a head of her agency
    learner = open_page()
    chromium.sign_in(learner.context, LEARNER)
    official, head, stranger = open_page(door="official"), open_page(door="head"), open_page()

    # When she finishes the course, at first with a wrong answer
    _finish_course(learner)
    # and confirms another printed name than the one that was kept
    _confirm_name(learner)
    # and two people agree
    _propose(official, NAME)
    _refuse_the_official(official, batch=rows(site, "SELECT max(id) FROM certificates_batch")[0][0])
    _approve(head, NAME)
    # and the PDF is there
    pdf = _download(learner, into=tmp_path)
    code = _qr_code_of(pdf)

    # Then anybody sees that it is valid, and can tell the file from a changed one
    assert code.startswith(f"{site.url}/v/")
    stranger.goto(code)
    expect(stranger.get_by_role("heading", name="Sertifikat ini asli")).to_be_visible()
    expect(stranger.get_by_text(NAME)).to_be_visible()
    fits(stranger)
    _compare(stranger, pdf, "Berkas ini sama persis")
    _compare(stranger, _with_one_byte_changed(pdf), "Berkas ini berbeda")

    # When the official proposes another name and the head approves
    _replace(official, number=_number_on(stranger))
    stranger.goto(code)
    expect(stranger.get_by_role("heading", name="Sertifikat ini asli")).to_be_visible()
    _approve(head, NEW_NAME)

    # Then the old page says so and leads to the new one
    stranger.goto(code)
    expect(stranger.get_by_role("heading", name="Sertifikat ini sudah diganti")).to_be_visible()
    follow(stranger, "Lihat sertifikat yang baru")
    reload_until(stranger, lambda: stranger.get_by_role("heading", name="Sertifikat ini asli"))
    expect(stranger.get_by_text(NEW_NAME)).to_be_visible()

    # When the head revokes the new one with a reason
    _revoke(head, number=_number_on(stranger), reason="Datanya tertukar dengan orang lain.")

    # Then the public page says so at once, and the learner reads the reason
    stranger.reload()
    expect(stranger.get_by_role("heading", name="Sertifikat ini dicabut")).to_be_visible()
    fits(stranger)
    learner.goto("/sertifikat/")
    expect(learner.get_by_text("Dicabut")).to_be_visible()
    follow(learner, "Jualan lewat WhatsApp")
    expect(learner.get_by_role("heading", name="Sertifikat ini dicabut")).to_be_visible()
    expect(learner.get_by_text("Datanya tertukar dengan orang lain.")).to_be_visible()
    assert not rows(site, "SELECT * FROM common_job WHERE done_at IS NULL AND last_error != ''")


def _finish_course(page: Page) -> None:
    page.goto("/belajar/")
    fits(page)
    follow(page, "Lanjut belajar")
    fits(page)
    press(page, "Mulai kuis")
    answer(page, rightly=False)
    fits(page)
    explanation = page.locator("section.card--bad .rich").first
    expect(explanation).not_to_be_empty()
    follow(page, "Soal berikutnya")
    take_quiz(page, rightly=False)
    expect(page.get_by_text("Belum lulus.")).to_be_visible()
    press(page, "Coba lagi")
    take_quiz(page, rightly=True)
    expect(page.get_by_role("heading", name="4 dari 4 betul")).to_be_visible()
    follow(page, "Pelajaran berikutnya")
    press(page, "Mulai kuis")
    take_quiz(page, rightly=True)
    follow(page, "Lihat sertifikat")
    fits(page)


def _confirm_name(page: Page) -> None:
    follow(page, "Periksa nama")
    page.get_by_label("Nama lengkap").fill(f"  {NAME.replace(' ', '  ')} ")
    press(page, "Lihat namanya")
    expect(page.get_by_text("Namanya berubah. Lihat sekali lagi.")).to_be_visible()
    expect(page.locator(".certificate-card__name")).to_have_text(NAME)
    fits(page)
    press(page, "Nama ini sudah betul")
    expect(page.get_by_text("Petugas lembaga memeriksa dulu")).to_be_visible()


def _propose(page: Page, name: str) -> None:
    page.goto("/kantor/sertifikat/")
    page.locator("label.pick", has_text=name).click()
    fits(page)
    page.locator(".act button").click()
    expect(page.get_by_text("Sudah diusulkan. Sekarang perlu orang lain.")).to_be_visible()


def _refuse_the_official(page: Page, *, batch: int) -> None:
    """Send the form that only the head is shown, with the official's own cookies."""
    before = page.url
    page.locator("form.picking").evaluate(
        """(form, batch) => {
            form.action = `/kantor/persetujuan/${batch}/setujui/`;
            form.submit();
        }""",
        batch,
    )
    page.wait_for_url("**/setujui/")
    expect(page.get_by_role("heading", name="Halaman ini belum boleh dibuka")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Perlu membukanya? Tanya narahubung.")
    page.goto(before)


def _approve(page: Page, name: str) -> None:
    page.goto("/kantor/persetujuan/")
    batch = page.locator("article.batch", has=page.get_by_text(name, exact=True))
    fits(page)
    batch.get_by_role("button", name="Setujui 1 sertifikat").click()
    expect(page.get_by_text("1 sertifikat disetujui. PDF sedang dibuat.")).to_be_visible()


def _download(page: Page, *, into: Path) -> Path:
    page.goto("/sertifikat/")
    follow(page, "Jualan lewat WhatsApp")
    reload_until(page, lambda: page.get_by_role("link", name="Simpan PDF"))
    fits(page)
    with page.expect_download() as started:
        follow(page, "Simpan PDF")
    path = into / started.value.suggested_filename
    started.value.save_as(path)
    assert path.suffix == ".pdf"
    return path


def _qr_code_of(pdf: Path) -> str:
    """Return what a camera reads from the printed first page."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[0].render(scale=3).to_pil()
    return str(zxingcpp.read_barcodes(picture)[0].text)


def _with_one_byte_changed(pdf: Path) -> Path:
    content = bytearray(pdf.read_bytes())
    content[len(content) // 2] ^= 1
    changed = pdf.with_name("diubah.pdf")
    changed.write_bytes(content)
    return changed


def _compare(page: Page, file: Path, verdict: str) -> None:
    page.locator("#id_file").set_input_files(file)
    press(page, "Bandingkan berkas")
    expect(page.get_by_text(verdict)).to_be_visible()
    fits(page)


def _number_on(page: Page) -> str:
    return page.locator("dt:has-text('Nomor') + dd").inner_text().strip()


def _open_in_register(page: Page, number: str) -> None:
    page.goto("/kantor/daftar/")
    page.get_by_label("Cari nama atau nomor").fill(number)
    press(page, "Cari")
    page.locator("main table a").first.click()


def _replace(page: Page, *, number: str) -> None:
    _open_in_register(page, number)
    page.locator("summary", has_text="Ganti nama").click()
    page.get_by_label("Nama yang betul").fill(NEW_NAME)
    page.get_by_label("Mengapa diganti?").fill("Nama di KTP lebih panjang.")
    press(page, "Ganti nama")
    expect(page.get_by_text("Yang lama berlaku sampai disetujui.")).to_be_visible()


def _revoke(page: Page, *, number: str, reason: str) -> None:
    _open_in_register(page, number)
    page.locator("summary", has_text="Cabut sertifikat").click()
    page.get_by_label("Mengapa dicabut?").fill(reason)
    press(page, "Cabut sertifikat")
    expect(page.get_by_text("Sertifikat dicabut.")).to_be_visible()
    fits(page)
