"""A trainer's afternoon with nothing but a phone: from signing in to a lesson that is taken."""

import dataclasses
import json
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from courses.formats.stored import merged
from tests.browser import chromium
from tests.browser.hands import Hands
from tests.browser.steps import COURSE, fits, press
from tests.browser.visits import rows
from tests.services import BASE_DIR, Site

# Long: it runs with ./prove.
pytestmark = pytest.mark.prove

MOST_ACTIONS = 45
PASSWORD = "sambal-jendela-pagi"
TITLE = "Foto sambal di teras"
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


def stored_body(site: Site, pk: str) -> list:
    (content,) = rows(
        site,
        "SELECT content FROM wagtailcore_revision WHERE object_id = ? ORDER BY id DESC LIMIT 1",
        pk,
    )[0]
    return json.loads(json.loads(content)["body"])


# Where the hands are: at the kinds of new cards, or in the form that was unfolded there.
CARDS, QUESTIONS, FORM = "#tambah", ".new-cards:not(#tambah)", ".new-card[open]"


def write_question(
    page: Page, hands: Hands, kind: str, words: str, choices: list[str], right: list[int]
):
    hands.unfold(kind, within=QUESTIONS)
    hands.fill("Soal" if choices else "Kalimat", words, within=FORM)
    for number, choice in enumerate(choices, 1):
        hands.fill(f"Pilihan {number}", choice, within=FORM)
    for number in right:
        hands.tick(f"Nomor {number} benar", within=FORM)
    if not choices:
        hands.tick("Kalimat ini betul", within=FORM)
    hands.fill("Penjelasan", EXPLANATION, within=FORM)
    hands.picture(f"soal-{kind}")
    hands.click("button", "Simpan kartu", within=FORM)
    expect(page.locator("li.card", has_text=words)).to_be_visible()


def test_a_lesson_is_written_published_and_taken_from_a_phone(
    site, open_page, trainer, photo, record_property
):
    # Given a trainer with a phone, and a sheet of paper with what she wants to teach
    assert len(WORDS.split()) >= 150
    page = open_page()
    hands = Hands(page, BASE_DIR / "var" / "trainer-phone")
    hands.open("/akun/masuk/")

    # When she signs in
    hands.fill("Nama masuk", trainer)
    hands.fill("PIN atau kata sandi", PASSWORD)
    hands.click("button", "Masuk", within="main")
    hands.sees("Keluar")

    # and begins a lesson
    hands.click("link", "Pelajaran", within=".office-nav")
    hands.sees("Tulis di HP, kartu demi kartu.")
    hands.click("link", "Pelajaran baru")
    skill = page.locator("select[name=skill] option").nth(1).inner_text()
    hands.fill("Judul pelajaran", TITLE)
    hands.choose("Kemampuan yang dilatih", skill)
    hands.click("button", "Buat pelajaran")
    hands.sees("Tambah kartu")
    ((pk,),) = rows(site, "SELECT id FROM wagtailcore_page WHERE title = ?", TITLE)

    # with a photo from the camera
    hands.unfold("Foto", within=CARDS)
    hands.pick_file("Ambil foto", photo, within=FORM)
    hands.fill("Teks alternatif", "Sambal merah di teras yang teduh", within=FORM)
    hands.click("button", "Simpan kartu", within=FORM)
    hands.sees("Sambal merah di teras yang teduh")

    # 150 words
    hands.unfold("Teks", within=CARDS)
    hands.fill("Teks", WORDS, within=FORM)
    hands.picture("teks")
    hands.click("button", "Simpan kartu", within=FORM)
    hands.sees("kain polos untuk alas")

    # and three questions of different types
    write_question(
        page,
        hands,
        "Pilih satu",
        "Di mana foto terbaik?",
        ["Di teras", "Di dapur", "Di sumur"],
        [1],
    )
    write_question(page, hands, "Betul atau tidak", "Tempat teduh memberi cahaya lembut.", [], [])
    write_question(
        page,
        hands,
        "Pilih beberapa",
        "Apa yang disiapkan?",
        ["Kain", "Karton", "Lampu mahal"],
        [1, 2],
    )
    fits(page)

    # Then the draft stands in Wagtail with nothing lost, and stays so when it is saved there
    before = stored_body(site, str(pk))
    assert [block["type"] for block in before] == ["picture", "text", "quiz"]
    _open_in_wagtail_and_save(site, open_page, trainer, str(pk), before)

    # When she looks at it again and publishes it
    page.reload()
    hands.sees("Semua sudah lengkap.")
    hands.click("button", "Terbitkan")
    hands.sees("Sudah terbit.")
    record_property("actions", hands.actions)
    assert hands.actions <= MOST_ACTIONS, hands.done

    # Then a learner reads it and passes its quiz
    _take(open_page(), f"/belajar/{COURSE}/foto-sambal-di-teras/")


def _open_in_wagtail_and_save(site, open_page, trainer, pk, before):
    laptop = open_page(size=chromium.DESKTOP)
    chromium.sign_in(laptop.context, trainer, PASSWORD)
    laptop.goto(f"/cms/pages/{pk}/edit/")
    for words in ("Sambal merah di teras yang teduh", "Di mana foto terbaik?", "Lampu mahal"):
        laptop.wait_for_function(
            "words => [...document.querySelectorAll('input, textarea')]"
            ".some(field => field.value === words)",
            arg=words,
        )
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
