"""What goes wrong on a trainer's phone while she writes, and loses nothing and doubles nothing."""

import json
import subprocess
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser import chromium
from tests.browser.steps import press
from tests.browser.visits import rows
from tests.services import MANAGE, Site, free_port, running, site_environment, stop, wait_until

# Long: it runs with ./prove.
pytestmark = pytest.mark.prove

UNSENT = "Belum terkirim, tersimpan di HP"
ALL_KEPT = """async () => {
    let found = 0;
    for (const { name } of await indexedDB.databases()) {
        const database = await new Promise(done => {
            const asked = indexedDB.open(name);
            asked.onsuccess = () => done(asked.result);
        });
        const cards = database.transaction("cards").objectStore("cards");
        found += await new Promise(done => {
            const asked = cards.getAll();
            asked.onsuccess = () => done(asked.result.filter(one => one.at).length);
        });
        database.close();
    }
    return found;
}"""


@pytest.fixture(scope="module")
def photo(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("camera") / "IMG_0002.jpg"
    Image.effect_noise((2400, 1800), 60).convert("RGB").save(path, quality=80)
    return path


def begin(page: Page, title: str) -> str:
    """Begin a lesson; return its key."""
    page.goto("/kantor/pelajaran/")
    page.get_by_role("link", name="Pelajaran baru").first.click()
    page.get_by_label("Judul pelajaran").fill(title)
    press(page, "Buat pelajaran")
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    return page.url.rstrip("/").rsplit("/", 1)[1]


def form_of(page: Page, kind: str):
    """Open the form of a new card and return it."""
    box = page.locator(".new-card", has=page.locator("summary", has_text=kind))
    box.locator("summary").click()
    return box.locator("form")


def write(page: Page, words: str) -> None:
    form_of(page, "Teks").locator("[name=text]").fill(words)


def cards(site: Site, pk: str) -> list[str]:
    """Return the kinds of what is stored: the texts by their words."""
    found = rows(
        site,
        "SELECT content FROM wagtailcore_revision WHERE object_id = ? ORDER BY id DESC LIMIT 1",
        pk,
    )
    blocks = json.loads(json.loads(found[0][0])["body"])
    return [one["value"] if one["type"] == "text" else one["type"] for one in blocks]


def kept(page: Page, number: int) -> None:
    """Wait until the phone keeps so many cards."""
    for _try in range(100):
        if page.evaluate(ALL_KEPT) == number:
            return
        page.wait_for_timeout(100)
    assert page.evaluate(ALL_KEPT) == number


def test_a_tab_that_was_closed_comes_back_with_text_and_photo(site, open_page, photo):
    # Given a photo and words that were never sent
    page = open_page(door="trainer")
    pk = begin(page, "Tab tertutup")
    form = form_of(page, "Foto")
    form.get_by_label("Ambil foto").set_input_files(photo)
    expect(form.locator("canvas")).to_be_visible()
    form.get_by_label("Teks alternatif").fill("Sambal di meja")
    kept(page, 1)
    page.wait_for_timeout(600)

    # When the tab is closed, and the lesson opened again
    context = page.context
    page.close()
    page = context.new_page()
    page.goto(f"/kantor/pelajaran/{pk}/")

    # Then both are there, nothing was sent by itself, and it is sent once
    form = page.locator("details[open] form", has=page.get_by_label("Teks alternatif"))
    expect(form.get_by_label("Teks alternatif")).to_have_value("Sambal di meja")
    expect(form.locator("canvas")).to_be_visible()
    expect(form.get_by_text("Tulisan ini belum disimpan.")).to_be_visible()
    assert cards(site, pk) == []
    form.get_by_role("button", name="Simpan kartu").click()
    expect(page.locator("li.card img")).to_be_visible()
    assert cards(site, pk) == ["picture"]
    kept(page, 0)


def test_a_cut_line_keeps_cards_on_the_phone_and_sends_them_once(site, open_page, photo):
    # Given a lesson that is open when the line is cut
    page = open_page(door="trainer")
    pk = begin(page, "Sinyal putus")
    page.context.set_offline(True)

    # When she writes two texts and takes a photo all the same
    for words in ("Kartu pertama.", "Kartu kedua."):
        write(page, words)
        page.locator("details[open]").get_by_role("button", name="Simpan kartu").click()
        expect(page.locator("[data-unsent-list]")).to_contain_text(words)
    form = form_of(page, "Foto")
    form.get_by_label("Ambil foto").set_input_files(photo)
    expect(form.locator("canvas")).to_be_visible()
    form.get_by_label("Teks alternatif").fill("Sambal")
    page.wait_for_timeout(600)
    form.get_by_role("button", name="Simpan kartu").click()
    expect(page.locator("[data-unsent-list] li")).to_have_count(3)
    expect(page.get_by_role("heading", name=UNSENT)).to_be_visible()
    assert cards(site, pk) == []

    # Then all three go when the line is back, in their order, each once
    page.context.set_offline(False)
    expect(page.locator("li.card")).to_have_count(3)
    expect(page.get_by_role("heading", name=UNSENT)).to_be_hidden()
    assert cards(site, pk) == ["<p>Kartu pertama.</p>", "<p>Kartu kedua.</p>", "picture"]
    kept(page, 0)


def test_a_lost_answer_and_double_taps_make_one_card(site, open_page):
    # Given a line on which the server's answer gets lost once
    page = open_page(door="trainer")
    pk = begin(page, "Jawaban hilang")
    lost = []

    def lose(route):
        if lost:
            route.continue_()
            return
        lost.append(route.fetch(max_redirects=0).status)
        route.abort()

    page.route(f"**/kantor/pelajaran/{pk}/kartu/", lose)

    # When she taps twice
    write(page, "Sekali saja.")
    page.locator("details[open]").get_by_role("button", name="Simpan kartu").dblclick()

    # Then the card is there, once
    expect(page.locator("li.card", has_text="Sekali saja.")).to_have_count(1, timeout=20_000)
    assert lost == [302]
    assert cards(site, pk) == ["<p>Sekali saja.</p>"]
    kept(page, 0)


def test_another_person_on_the_same_phone_neither_sees_nor_sends_it(site, open_page):
    # Given a trainer whose card is unsent
    page = open_page(door="trainer")
    pk = begin(page, "HP bersama")
    page.context.set_offline(True)
    write(page, "Milik Ratna.")
    page.locator("details[open]").get_by_role("button", name="Simpan kartu").click()
    expect(page.get_by_role("heading", name=UNSENT)).to_be_visible()

    # When she signs out, it is said, and she signs out all the same
    page.route("**/kantor/pelajaran/*/kartu/", lambda route: route.abort())
    page.context.set_offline(False)
    press(page, "Keluar")
    expect(page.get_by_text("kartu belum terkirim, tersimpan di HP ini.")).to_be_visible()
    press(page, "Keluar")
    expect(page.get_by_role("button", name="Keluar")).to_have_count(0)
    page.unroute("**/kantor/pelajaran/*/kartu/")

    # Then the official who comes next sees nothing of it
    chromium.enter(page.context, "official")
    page.goto("/kantor/sertifikat/")
    expect(page.locator("body")).not_to_contain_text("Milik Ratna.")
    assert cards(site, pk) == []
    press(page, "Keluar")
    expect(page.get_by_role("button", name="Keluar")).to_have_count(0)

    # and the trainer's card goes when she is back
    chromium.enter(page.context, "trainer")
    page.goto(f"/kantor/pelajaran/{pk}/")
    expect(page.locator("li.card", has_text="Milik Ratna.")).to_be_visible()
    assert cards(site, pk) == ["<p>Milik Ratna.</p>"]


def test_two_phones_at_one_card_show_both_and_lose_nothing(site, open_page):
    # Given one card on two phones
    one = open_page(door="trainer")
    pk = begin(one, "Dua HP")
    write(one, "Awal.")
    one.locator("details[open]").get_by_role("button", name="Simpan kartu").click()
    expect(one.locator("li.card")).to_have_count(1)
    two = open_page(door="trainer")
    two.goto(f"/kantor/pelajaran/{pk}/")

    # When both change it
    for page, words in ((one, "Dari HP satu."), (two, "Dari HP dua.")):
        page.get_by_text("Ubah", exact=True).click()
        form = page.locator("li.card details[open] form")
        form.locator("[name=text]").fill(words)
        form.get_by_role("button", name="Simpan perubahan").click()

    # Then the second sees both, and saves hers knowingly
    expect(two.get_by_text("Kartu ini sudah diubah orang lain.").first).to_be_visible()
    expect(two.locator("li.card .rich")).to_have_text("Dari HP satu.")
    form = two.locator("li.card details[open] form")
    expect(form.locator("[name=text]")).to_have_value("Dari HP dua.")
    assert cards(site, pk) == ["<p>Dari HP satu.</p>"]
    form.get_by_role("button", name="Simpan perubahan").click()
    expect(two.locator("li.card .rich")).to_have_text("Dari HP dua.")
    assert cards(site, pk) == ["<p>Dari HP dua.</p>"]


def test_a_lesson_is_written_without_scripts(site, open_page, photo):
    # Given a phone without scripts
    page = open_page(scripts=False, door="trainer")
    pk = begin(page, "Tanpa skrip")

    # When she writes a photo, a text and a question, moves one and takes it back
    form = form_of(page, "Foto")
    form.get_by_label("Ambil foto").set_input_files(photo)
    form.get_by_label("Teks alternatif").fill("Sambal")
    form.get_by_role("button", name="Simpan kartu").click()
    write(page, "Isi.")
    page.locator("details[open]").get_by_role("button", name="Simpan kartu").click()
    form = form_of(page, "Betul atau tidak")
    form.locator("[name=text]").fill("Ini betul.")
    form.get_by_role("button", name="Simpan kartu").click()
    assert cards(site, pk) == ["picture", "<p>Isi.</p>", "quiz"]
    page.get_by_role("button", name="Naikkan").first.click()
    assert cards(site, pk) == ["<p>Isi.</p>", "picture", "quiz"]
    page.get_by_role("button", name="Hapus").first.click()
    assert cards(site, pk) == ["picture", "quiz"]
    press(page, "Kembalikan kartu")

    # Then all of it is there
    expect(page.get_by_text("Kartu sudah kembali.")).to_be_visible()
    assert cards(site, pk) == ["<p>Isi.</p>", "picture", "quiz"]


def up(site: Site, port: int):
    command = [*MANAGE, "up", "--port", str(port)]
    return running(command, log=site.folder / "up.log", environment=site.environment)


def wait_for(site: Site, process: subprocess.Popen, starts: int) -> None:
    def is_ready() -> bool:
        assert process.poll() is None
        return (site.folder / "up.log").read_text().count("Bekal is ready") == starts

    wait_until(is_ready, seconds=240, what="The site")


def test_a_killed_server_costs_time_and_no_card(browser, tmp_path):
    # Given a lesson that is open when the server is killed
    port = free_port()
    environment = site_environment(tmp_path, demo=True, port=port)
    site = Site(f"http://localhost:{port}", tmp_path, environment)
    with up(site, port) as process:
        wait_for(site, process, 1)
        profile = chromium.context(browser, url=site.url, size=chromium.PHONE)
        chromium.enter(profile, "trainer")
        page = profile.new_page()
        pk = begin(page, "Server mati")
        stop(process)

    # When she saves a card
    write(page, "Tetap ada.")
    page.locator("details[open]").get_by_role("button", name="Simpan kartu").click()
    expect(page.get_by_role("heading", name=UNSENT)).to_be_visible()
    expect(page.locator("[data-unsent-list]")).to_contain_text("Tetap ada.")

    # Then it goes by itself when the server is back, once
    with up(site, port) as process:
        wait_for(site, process, 2)
        expect(page.locator("li.card", has_text="Tetap ada.")).to_be_visible(timeout=30_000)
        assert cards(site, pk) == ["<p>Tetap ada.</p>"]
        profile.close()


def test_a_voice_note_is_recorded_in_the_page(site, browser):
    # Given a phone whose microphone may be used
    microphone = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")
    own = browser.browser_type.launch(
        executable_path=chromium.executable(), args=[*chromium.FLAGS, *microphone]
    )
    profile = chromium.context(own, url=site.url, size=chromium.PHONE)
    chromium.enter(profile, "trainer")
    page = profile.new_page()
    pk = begin(page, "Suara")

    # When she records a moment and writes down what she said
    form = form_of(page, "Suara")
    form.get_by_role("button", name="Mulai merekam").click()
    expect(form.locator("[data-record-clock]")).to_have_text("0.02")
    form.get_by_role("button", name="Berhenti").click()
    form.get_by_label("Isi suara").fill("Halo semua.")
    form.get_by_role("button", name="Simpan kartu").click()

    # Then the lesson has the sound, and a player for it
    expect(page.locator("li.card audio")).to_have_count(1)
    assert cards(site, pk) == ["audio"]
    own.close()
