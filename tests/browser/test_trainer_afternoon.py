"""The trainer's afternoon: from the sign-in page to a lesson that a learner takes."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image as Picture
from playwright.sync_api import expect

from tests.browser import chromium
from tests.browser.hands import Hands

# Long: it runs with ./prove.
pytestmark = pytest.mark.prove

PICTURES = Path(__file__).resolve().parents[2] / "var" / "afternoon"
MOST_ACTIONS = 40
USERNAME, PASSWORD = "contoh-penulis", "pagi-di-teras-rumah"
TITLE = "Foto di teras rumah"
PARAGRAPHS = (
    "Teras rumah bisa menjadi tempat foto. Cahayanya lembut di pagi hari. Tidak perlu "
    "lampu atau alat mahal. HP biasa sudah cukup.",
    "Pilih jam yang baik. Jam tujuh sampai sembilan pagi paling mudah. Matahari belum "
    "tinggi. Bayangan masih lembut. Sore hari juga bisa, mulai jam empat.",
    "Taruh meja kecil di tempat teduh. Jangan di bawah sinar langsung. Pakai kain polos "
    "sebagai latar. Kain putih atau krem paling aman. Singkirkan sandal, ember dan kabel.",
    "Taruh satu barang di tengah meja. Bersihkan botolnya dengan kain kering. Putar "
    "labelnya ke depan. Beri ruang kosong di kiri dan kanan.",
    "Pegang HP dengan dua tangan. Rapatkan siku ke badan. Ketuk barangnya di layar. "
    "Tunggu sampai gambarnya tajam. Lalu tekan tombol foto tiga kali.",
    "Lihat hasilnya sebentar. Apakah labelnya terbaca? Apakah latarnya bersih? Hapus foto "
    "yang kabur. Simpan satu yang terbaik. Foto itu yang dikirim ke pembeli. Pembeli "
    "percaya pada foto yang jujur. Jadi warnanya jangan diubah.",
)
WORDS = "\n".join(PARAGRAPHS)


@pytest.fixture
def photo(tmp_path):
    """A photo as a phone makes it: large, with a gradient so that it is not nothing."""
    picture = Picture.linear_gradient("L").resize((1600, 1200)).convert("RGB")
    path = tmp_path / "teras.jpg"
    picture.save(path, "JPEG", quality=85)
    return path


@pytest.fixture(scope="module")
def trainer(site):
    """A trainer of the sample agency who signs in as real ones do."""
    site = replace(site, environment={**site.environment, "BEKAL_PASSWORD": PASSWORD})
    words = ("--agency", "lembaga-contoh", "--role", "trainer")
    site.manage("add_person", USERNAME, "Ratna Dewi", *words)
    return site


def block(kind):
    return f'[data-streamfield-child]:has(> input[value="{kind}"])'


def test_a_lesson_with_photo_and_quiz_in_at_most_forty_actions(trainer, open_page, photo):
    assert len(WORDS.split()) >= 150
    hands = Hands(open_page(size=chromium.DESKTOP), PICTURES)

    sign_in_and_find_the_module(hands)
    write_the_lesson(hands, photo)
    write_the_questions(hands)
    publish(hands)

    assert hands.actions <= MOST_ACTIONS, hands.done
    a_learner_takes_it(open_page)


def sign_in_and_find_the_module(hands):
    hands.open("/akun/masuk/")
    hands.fill("Nama masuk", USERNAME)
    hands.fill("PIN", PASSWORD)
    hands.click("button", "Masuk", within="main")
    hands.click("link", "Pelajaran")
    hands.click("link", "Tulis di laptop", place=1)


def write_the_lesson(hands, photo):
    hands.fill("Judul", TITLE)
    hands.choose("Kemampuan", "Saya bisa memilih cahaya untuk foto")
    hands.write(WORDS, within=block("text"))
    hands.click("button", "Tambah blok", place=1)
    hands.click("option", "Gambar")
    hands.click("button", "Pilih gambar", within=block("picture"))
    hands.click("tab", "Unggah", within=".modal")
    hands.pick_file("Berkas", photo, within=".modal")
    hands.click("button", "Unggah", within=".modal")
    hands.sees("teras")
    hands.fill("Teks alternatif", "Botol sambal di meja teras yang teduh.", within=block("picture"))
    hands.write(
        "Taruh satu barang di teras. Foto tiga kali.", within=f"{block('tip')} .Draftail-Editor"
    )
    hands.sees_in_preview("Taruh satu barang di teras.")


def write_the_questions(hands):
    one = block("single_choice")
    hands.fill("Soal", "Kapan cahaya di teras paling lembut?", within=one)
    choices(hands, one, ["Jam tujuh pagi", "Jam dua belas siang", "Jam sembilan malam"], right=[0])
    hands.fill("Penjelasan", "Pagi hari matahari belum tinggi. Bayangannya lembut.", within=one)
    some = block("multiple_choice")
    hands.fill("Soal", "Apa yang disiapkan sebelum memotret?", within=some)
    choices(hands, some, ["Kain polos", "Meja kecil", "Lampu sorot"], right=[0, 1])
    hands.fill("Penjelasan", "Kain polos dan meja sudah cukup.", within=some)
    truth = block("true_false")
    hands.fill("Kalimat", "Warna foto sebaiknya diubah supaya menarik.", within=truth)
    hands.fill("Penjelasan", "Pembeli percaya pada warna yang jujur.", within=truth)


def choices(hands, within, texts, *, right):
    for place, text in enumerate(texts):
        hands.fill("Pilihan*", text, within=within, place=place)
    for place in right:
        hands.tick("Benar", within=within, place=place)


def publish(hands):
    hands.sees_in_preview("Warna foto sebaiknya diubah supaya menarik.")
    hands.click("button", "Terbitkan", within="footer")
    hands.sees(f"'{TITLE}' sudah terbit.")
    hands.picture("published")


def a_learner_takes_it(open_page):
    """On a phone, from the home screen's door to a passed quiz."""
    page = open_page(door="returnee")
    page.goto("/kelas/jualan-lewat-whatsapp/")
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    picture = page.get_by_alt_text("Botol sambal di meja teras yang teduh.")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    page.screenshot(path=PICTURES / "learner-lesson.png", full_page=True)
    page.get_by_role("button", name="Mulai kuis").click()
    for answers in (["Jam tujuh pagi"], ["Kain polos", "Meja kecil"], ["Tidak"]):
        for answer in answers:
            page.locator("label.option", has_text=answer).click()
        page.get_by_role("button", name="Jawab").click()
        expect(page.get_by_role("heading", name="Betul")).to_be_visible()
        page.get_by_role("link", name="Soal berikutnya").or_(
            page.get_by_role("button", name="Lihat hasil")
        ).click()
    expect(page.get_by_text("3 dari 3 betul")).to_be_visible()
    page.screenshot(path=PICTURES / "learner-passed.png", full_page=True)
