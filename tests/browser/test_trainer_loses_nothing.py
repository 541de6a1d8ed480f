"""A cut line, a closed tab, a killed server, two trainers: no text is lost."""

import os
import signal

import pytest
from playwright.sync_api import expect

from tests import services
from tests.browser import chromium

# Long: it runs with ./prove.
pytestmark = pytest.mark.prove

TITLE = "Cahaya dari jendela"
KEPT = "Ada tulisan yang belum terkirim."


@pytest.fixture(scope="module")
def mortal(tmp_path_factory):
    """A site of its own that can be killed and started again at the same address."""
    folder = tmp_path_factory.mktemp("mortal")
    port = services.free_port()
    environment = services.site_environment(folder, demo=True, port=port)
    command = [*services.MANAGE, "up", "--port", str(port)]
    log = folder / "up.log"

    class Mortal:
        url = f"http://localhost:{port}"

        def __init__(self):
            self.lives = []

        def start(self):
            log.write_text("")
            life = services.running(command, log=log, environment=environment)
            self.lives.append((life, life.__enter__()))
            services.wait_until(
                lambda: "Bekal is ready" in log.read_text(), seconds=240, what="The site"
            )

        def kill(self):
            """End everything at once, as a cut of the current does."""
            life, process = self.lives.pop()
            os.killpg(process.pid, signal.SIGKILL)
            life.__exit__(None, None, None)
            services.wait_until(lambda: not services.accepts(port), seconds=20, what="The end")

    site = Mortal()
    site.start()
    yield site
    while site.lives:
        site.kill()


@pytest.fixture
def laptop(mortal, browser):
    opened = []

    def open_one():
        made = chromium.context(browser, url=mortal.url, size=chromium.DESKTOP)
        chromium.enter(made, "trainer")
        opened.append(made)
        return made

    yield open_one
    for made in opened:
        made.close()


def editor(made):
    page = made.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/cms/pages/")
    page.get_by_role("link", name="Buka isi 'Jualan lewat WhatsApp'").click()
    page.get_by_role("link", name="Buka isi 'Foto produk di dekat jendela'").click()
    page.get_by_role("link", name=TITLE).click()
    page.locator(".Draftail-Editor").first.wait_for()
    # Wagtail takes its first look at the form a moment after it is there.
    page.wait_for_timeout(1500)
    return page


def type_in_text(page, words):
    field = page.locator('[data-streamfield-child]:has(> input[value="text"])').first
    field.get_by_role("textbox").click()
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.type(words)


def test_a_tab_closed_without_a_line_keeps_its_text(laptop):
    made = laptop()
    page = editor(made)
    made.set_offline(True)
    type_in_text(page, " Tulisan di jalan.")
    page.wait_for_timeout(2500)
    page.close(run_before_unload=False)
    made.set_offline(False)

    page = editor(made)

    expect(page.get_by_text(KEPT)).to_be_visible()
    page.get_by_role("button", name="Simpan tulisan itu").click()
    expect(page.get_by_text("Tulisan di jalan.").first).to_be_visible()
    expect(page.get_by_text(KEPT)).to_have_count(0)


def test_a_server_killed_while_it_saves_loses_nothing(laptop, mortal):
    made = laptop()
    page = editor(made)
    type_in_text(page, " Tulisan saat mati.")
    mortal.kill()
    type_in_text(page, " Dan sesudahnya.")
    page.wait_for_timeout(3000)
    page.close(run_before_unload=False)
    mortal.start()

    page = editor(made)

    expect(page.get_by_text(KEPT)).to_be_visible()
    page.get_by_role("button", name="Simpan tulisan itu").click()
    expect(page.get_by_text("Dan sesudahnya.").first).to_be_visible()
    expect(page.get_by_text("Tulisan saat mati.").first).to_be_visible()


def test_what_was_kept_meets_a_newer_version_and_both_stay(laptop):
    first, second = laptop(), laptop()
    page = editor(first)
    first.set_offline(True)
    type_in_text(page, " Dari yang pertama.")
    page.wait_for_timeout(2500)
    page.close(run_before_unload=False)
    other = editor(second)
    type_in_text(other, " Dari yang kedua.")
    other.wait_for_timeout(3000)
    first.set_offline(False)

    page = editor(first)
    page.get_by_role("button", name="Simpan tulisan itu").click()
    expect(page.get_by_text("Sementara itu pelajaran ini diubah.")).to_be_visible()
    page.get_by_role("button", name="Simpan tulisan itu").click()

    expect(page.get_by_text("Dari yang pertama.").first).to_be_visible()
    page.goto(page.url.replace("/edit/", "/history/"))
    expect(page.get_by_role("row")).not_to_have_count(1)


def test_two_trainers_see_each_other_and_nobody_overwrites_in_silence(laptop):
    first, second = editor(laptop()), editor(laptop())
    type_in_text(first, " Satu.")
    first.wait_for_timeout(3000)
    type_in_text(second, " Dua.")
    second.wait_for_timeout(3000)

    expect(second.get_by_text("Simpan otomatis berhenti").first).to_be_visible()
    expect(second.get_by_text("Ada versi yang lebih baru.").first).to_be_visible()
    expect(second.get_by_text("Dua.").first).to_be_visible()
