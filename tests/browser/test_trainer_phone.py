"""A trainer's afternoon with nothing but a phone: from signing in to a lesson that is taken."""

import dataclasses
import json
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from courses.formats.stored import merged
from tests.browser import chromium
from tests.browser.steps import COURSE, fits, press
from tests.browser.thumbs import Thumbs
from tests.browser.visits import rows
from tests.services import Site

pytestmark = pytest.mark.browser

MOST_ACTIONS = 45
PASSWORD = "sambal-jendela-pagi"
TITLE = "Foto di teras rumah"
WORDS = """\
Foto yang terang membuat pembeli percaya. Lampu mahal tidak perlu. Teras rumah sudah cukup.

**Cari tempat yang teduh.** Sinar matahari langsung membuat bayangan hitam. Pilih teras, serambi, \
atau dekat pintu. Cahaya di sana lembut. Datangnya dari satu sisi saja. Warna barang terlihat asli.

**Bersihkan dulu barangnya.** Lap botol dan tutupnya. Debu kecil terlihat besar di foto. Hapus \
juga sisa lem harga. Barang yang bersih terlihat baru.

Siapkan tiga hal ini:

- kain polos untuk alas
- karton putih untuk pemantul
- HP dengan lensa yang bersih

**Pegang HP dengan dua tangan.** Tempelkan siku ke badan. Tahan napas sebentar, lalu tekan. Foto \
menjadi tajam dan tidak goyang.

Ambil tiga foto dari tiga sisi. Satu dari depan, satu dari samping, satu dari dekat. Lihat \
hasilnya di layar. Pilih satu yang paling terang. Simpan yang lain untuk besok.

Kirim foto itu ke satu teman dulu. Tanya: barang apa yang terlihat? Kalau dia menjawab tepat, \
fotonya sudah jelas. Kalau belum, geser barangnya. Lalu coba sekali lagi."""
EXPLANATION = "Tempat teduh memberi cahaya lembut dari satu sisi."


@pytest.fixture(scope="module")
def photo(tmp_path_factory) -> Path:
    """A photo as a phone's camera makes it: big, and on its side."""
    picture = Image.new("RGB", (3000, 2000), "#d9c7a0")
    draw = ImageDraw.Draw(picture)
    for line in range(0, 3000, 40):
        draw.line((line, 0, 3000 - line, 2000), fill=(90, line % 255, 60), width=9)
    draw.ellipse((1000, 500, 2000, 1500), fill="#a3341b")
    exif = Image.Exif()
    exif[0x0112] = 6
    path = tmp_path_factory.mktemp("camera") / "IMG_0001.jpg"
    picture.save(path, quality=90, exif=exif)
    return path


@pytest.fixture(scope="module")
def trainer(site: Site) -> str:
    """A trainer of the demonstration's agency who signs in with a password."""
    named = {**site.environment, "BEKAL_PASSWORD": PASSWORD}
    words = ("contoh-hp", "Wati Contoh", "--agency", "lembaga-contoh", "--role", "trainer")
    dataclasses.replace(site, environment=named).manage("add_person", *words)
    return "contoh-hp"


def offer(page: Page, kind: str):
    """Return the way to a new card of a kind, and the form behind it."""
    box = page.locator(".new-card", has=page.locator("summary", has_text=kind))
    return box.locator("summary"), box.locator("form")


def stored_body(site: Site, pk: str) -> list:
    (content,) = rows(
        site,
        "SELECT content FROM wagtailcore_revision WHERE object_id = ? ORDER BY id DESC LIMIT 1",
        pk,
    )[0]
    return json.loads(json.loads(content)["body"])


def write_question(hands: Thumbs, kind: str, words: str, choices: list[str], right: list[int]):
    page = hands.page
    way, form = offer(page, kind)
    hands.tap(way)
    hands.fill(form.locator("[name=text]"), words)
    for number, choice in enumerate(choices, 1):
        hands.fill(form.get_by_label(f"Pilihan {number}", exact=True), choice)
    for number in right:
        hands.tap(form.get_by_label(f"Pilihan {number} benar"))
    if not choices:
        hands.tap(form.get_by_label("Kalimat ini betul"))
    hands.fill(form.get_by_label("Penjelasan"), EXPLANATION)
    hands.look(f"soal-{kind}")
    hands.tap(form.get_by_role("button", name="Simpan kartu"))
    expect(page.locator("li.card", has_text=words)).to_be_visible()


def test_a_lesson_is_written_published_and_taken_from_a_phone(
    site, open_page, trainer, photo, record_property
):
    # Given a trainer with a phone, and a sheet of paper with what she wants to teach
    assert len(WORDS.split()) >= 150
    page = open_page()
    hands = Thumbs(page, folder="trainer-phone")
    page.goto("/akun/masuk/")

    # When she signs in
    hands.fill(page.get_by_label("Nama masuk"), trainer)
    hands.fill(page.get_by_label("PIN atau kata sandi"), PASSWORD)
    hands.tap(page.get_by_role("main").get_by_role("button", name="Masuk"))
    expect(page.get_by_role("link", name="Pelajaran", exact=True)).to_be_visible()
    hands.look("kantor")

    # and begins a lesson
    hands.tap(page.get_by_role("link", name="Pelajaran", exact=True))
    expect(page.get_by_role("link", name="Pelajaran baru").first).to_be_visible()
    hands.look("pelajaran")
    hands.tap(page.get_by_role("link", name="Pelajaran baru").first)
    hands.fill(page.get_by_label("Judul pelajaran"), TITLE)
    skill = page.locator("select[name=skill] option").nth(1).inner_text()
    hands.pick_option(page.get_by_label("Kemampuan yang dilatih"), skill)
    hands.look("judul")
    hands.tap(page.get_by_role("button", name="Buat pelajaran"))
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    hands.look("kosong")
    pk = page.url.rstrip("/").rsplit("/", 1)[1]

    # with a photo from the camera
    way, form = offer(page, "Foto")
    hands.tap(way)
    hands.pick_file(form.get_by_label("Ambil foto"), photo)
    hands.fill(form.get_by_label("Teks alternatif"), "Sambal merah di teras yang teduh")
    expect(form.locator("canvas")).to_be_visible()
    hands.look("foto")
    hands.tap(form.get_by_role("button", name="Simpan kartu"))
    expect(page.locator("li.card img")).to_be_visible()

    # 150 words
    way, form = offer(page, "Teks")
    hands.tap(way)
    hands.fill(form.locator("[name=text]"), WORDS)
    hands.look("teks")
    hands.tap(form.get_by_role("button", name="Simpan kartu"))
    expect(page.locator("li.card", has_text="kain polos untuk alas")).to_be_visible()

    # and three questions of different types
    write_question(
        hands, "Pilih satu", "Di mana foto terbaik?", ["Di teras", "Di dapur", "Di sumur"], [1]
    )
    write_question(hands, "Betul atau tidak", "Tempat teduh memberi cahaya lembut.", [], [])
    write_question(
        hands, "Pilih beberapa", "Apa yang disiapkan?", ["Kain", "Karton", "Lampu mahal"], [1, 2]
    )
    hands.look("semua")
    fits(page)

    # Then the draft stands in Wagtail with nothing lost, and stays so when it is saved there
    before = stored_body(site, pk)
    kinds = [block["type"] for block in before]
    assert kinds == ["picture", "text", "quiz"]
    _open_in_wagtail_and_save(site, open_page, trainer, pk, before)

    # When she publishes it
    page.reload()
    expect(page.get_by_text("Semua sudah lengkap.")).to_be_visible()
    hands.tap(page.get_by_role("button", name="Terbitkan"))
    expect(page.get_by_text("Sudah terbit.", exact=True)).to_be_visible()
    hands.look("terbit")
    live = page.get_by_role("link", name="Buka yang sudah terbit").get_attribute("href")
    record_property("actions", len(hands.actions))
    assert len(hands.actions) <= MOST_ACTIONS, hands.actions

    # Then a learner reads it and passes its quiz
    assert live == f"/belajar/{COURSE}/foto-di-teras-rumah/"
    _take(open_page(), live)


def _open_in_wagtail_and_save(site, open_page, trainer, pk, before):
    laptop = open_page(size=chromium.DESKTOP)
    chromium.sign_in(laptop.context, trainer, PASSWORD)
    laptop.goto(f"/cms/pages/{pk}/edit/")
    for words in ("Sambal merah di teras yang teduh", "Di mana foto terbaik?", "Lampu mahal"):
        shown = laptop.evaluate(
            "words => [...document.querySelectorAll('input, textarea')]"
            ".some(field => field.value === words)",
            words,
        )
        assert shown, words
    expect(laptop.get_by_text("kain polos untuk alas").first).to_be_visible()
    with laptop.expect_navigation():
        # As the button "Simpan konsep" does, wherever the editor's menu holds it.
        laptop.locator("[data-edit-form]").evaluate("form => form.requestSubmit()")
    # The menu behind the title leads back to the phone's cards.
    source = laptop.request.get(laptop.url).text()
    assert f'href="/kantor/pelajaran/{pk}/"' in source
    after = stored_body(site, pk)
    assert [block["id"] for block in after] == [block["id"] for block in before]
    assert _said(merged(after, before)) == _said(after)


def _said(blocks):
    """Return stored blocks without what the two editors write in their own way: keys, new lines."""
    text = json.dumps(blocks)
    while 'data-block-key=\\"' in text:
        head, _sep, rest = text.partition(' data-block-key=\\"')
        text = head + rest.partition('\\"')[2]
    return text


def _take(phone: Page, address: str) -> None:
    chromium.sign_in(phone.context, "contoh-selesai")
    phone.goto(address)
    expect(phone.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(phone.get_by_alt_text("Sambal merah di teras yang teduh")).to_be_visible()
    fits(phone)
    press(phone, "Mulai kuis")
    for right in (["Di teras"], ["Betul"], ["Kain", "Karton"]):
        for words in right:
            phone.locator("label.option", has_text=words).first.click()
        press(phone, "Jawab")
        expect(phone.locator("section.card h2").first).to_contain_text("Betul")
        following = phone.get_by_role("link", name="Soal berikutnya")
        if following.count():
            following.click()
    press(phone, "Lihat hasil")
    expect(phone.get_by_role("heading", name="3 dari 3 betul")).to_be_visible()
