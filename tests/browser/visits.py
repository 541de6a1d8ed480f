"""Every screen of the product: who sees it, where it is, and somebody who goes there."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import chromium
from tests.services import Site

SIZES = {"phone": chromium.PHONE, "desktop": chromium.DESKTOP}
COURSE = "jualan-lewat-whatsapp"

TRAINER, OFFICIAL, HEAD = "contoh-pelatih", "contoh-petugas", "contoh-kepala"
DOORS = {"contoh-peserta": "returnee", TRAINER: "trainer", OFFICIAL: "official", HEAD: "head"}


@dataclass(frozen=True)
class Screen:
    """One screen. `path` may name what `places` finds; `prepare` does the rest on the page.

    person: the username of who looks at it, "" for anybody; prepare changes nothing that lasts.
    is_ours: False for the screens of the content management system underneath.
    """

    name: str
    path: str
    person: str = ""
    prepare: Callable[[Page], None] | None = None
    status: int = 200
    is_ours: bool = True


def _sign_in_badly(page: Page) -> None:
    page.get_by_label("Nama masuk").fill("bukan-siapa-siapa")
    page.get_by_label("PIN").fill("271828")
    page.locator("main form button").click()
    page.locator("[role=alert]").wait_for()


def _type_no_code(page: Page) -> None:
    page.get_by_label("Kode sertifikat").fill("???")
    page.locator("main form button").click()
    page.locator("[aria-invalid=true]").wait_for()


def _compare_another_file(page: Page) -> None:
    file: Any = {"name": "salinan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n"}
    page.locator("#id_file").set_input_files(file)
    page.get_by_role("button", name="Bandingkan berkas").click()
    page.get_by_text("Berkas ini berbeda").wait_for()


def _answer_nothing(page: Page) -> None:
    page.locator("#jawab").evaluate("form => { form.noValidate = true; }")
    page.get_by_role("button", name="Jawab").click()
    page.locator("[role=alert]").wait_for()


def _pick_first(page: Page) -> None:
    page.locator("label.option").first.click()


def _another_name(page: Page) -> None:
    page.get_by_label("Nama lengkap").fill("Sri Wahyuni Lestari")
    page.get_by_role("button", name="Lihat namanya").click()
    page.get_by_text("Namanya berubah").wait_for()


def _name_that_cannot_be_printed(page: Page) -> None:
    page.get_by_label("Nama lengkap").fill("Sri 王")
    page.get_by_role("button", name="Lihat namanya").click()
    page.locator("[aria-invalid=true]").wait_for()


def _unfold(page: Page) -> None:
    for summary in page.locator("summary").all():
        summary.click()


NAME_PAGE = "/sertifikat/{awards[contoh-selesai]}/nama/"
SCREENS = (
    Screen("front", "/"),
    Screen("login", "/akun/masuk/"),
    Screen("login-refused", "/akun/masuk/", prepare=_sign_in_badly),
    Screen("missing", "/tidak-ada/", status=404),
    Screen("lookup", "/v/"),
    Screen("lookup-refused", "/v/", prepare=_type_no_code),
    Screen("verify-valid", "/v/{codes[contoh-sah][0]}/", prepare=_unfold),
    Screen("verify-compared", "/v/{codes[contoh-sah][0]}/", prepare=_compare_another_file),
    Screen("verify-replaced", "/v/{codes[contoh-ganti][0]}/"),
    Screen("verify-revoked", "/v/{codes[contoh-cabut][0]}/"),
    Screen("verify-unknown", "/v/AAAA-BBBB-CCCC-DDDD/", status=404),
    Screen("home", "/belajar/", "contoh-peserta"),
    Screen("home-first-day", "/belajar/", "contoh-mulai"),
    Screen("home-quiz-open", "/belajar/", "contoh-kuis"),
    Screen("home-finished", "/belajar/", "contoh-selesai"),
    Screen("catalogue", "/kelas/", "contoh-peserta"),
    Screen("course", f"/kelas/{COURSE}/", "contoh-peserta"),
    Screen("course-not-joined", f"/kelas/{COURSE}/", TRAINER),
    Screen("lesson", f"/belajar/{COURSE}/uang-masuk-keluar/", "contoh-peserta"),
    Screen("lesson-steps", f"/belajar/{COURSE}/periksa-dan-kirim/", "contoh-sah"),
    Screen("lesson-done", f"/belajar/{COURSE}/cahaya-jendela/", "contoh-peserta"),
    Screen("lesson-quiz-open", f"/belajar/{COURSE}/latar-dan-tata/", "contoh-kuis"),
    Screen("lesson-quiz-failed", f"/belajar/{COURSE}/uang-masuk-keluar/", "contoh-ulang"),
    Screen("question", "/kuis/{attempts[contoh-kuis]}/2/", "contoh-kuis", _pick_first),
    Screen("question-empty", "/kuis/{attempts[contoh-kuis]}/2/", "contoh-kuis", _answer_nothing),
    Screen("question-right", "/kuis/{attempts[contoh-kuis]}/1/", "contoh-kuis"),
    Screen("question-not-right", "/kuis/{attempts[contoh-ulang]}/1/", "contoh-ulang"),
    Screen("review-passed", "/kuis/{attempts[contoh-peserta]}/hasil/", "contoh-peserta"),
    Screen("review-failed", "/kuis/{attempts[contoh-ulang]}/hasil/", "contoh-ulang"),
    Screen("skills", "/kemampuan/", "contoh-peserta"),
    Screen("me", "/saya/", "contoh-peserta"),
    Screen("inbox", "/kabar/", "contoh-peserta"),
    Screen("certificates-none", "/sertifikat/", "contoh-peserta"),
    Screen("certificates", "/sertifikat/", "contoh-sah"),
    Screen("certificate-needs-name", "/sertifikat/{awards[contoh-selesai]}/", "contoh-selesai"),
    Screen("confirm-name", NAME_PAGE, "contoh-selesai"),
    Screen("confirm-name-changed", NAME_PAGE, "contoh-selesai", _another_name),
    Screen("confirm-name-refused", NAME_PAGE, "contoh-selesai", _name_that_cannot_be_printed),
    Screen("certificate-named", "/sertifikat/{awards[contoh-nama]}/", "contoh-nama"),
    Screen("certificate-proposed", "/sertifikat/{awards[contoh-antre]}/", "contoh-antre"),
    Screen("certificate-ready", "/sertifikat/{awards[contoh-sah]}/", "contoh-sah"),
    Screen("certificate-revoked", "/sertifikat/{awards[contoh-cabut]}/", "contoh-cabut"),
    Screen("not-allowed", "/kantor/sertifikat/", "contoh-peserta", status=403),
    Screen("office-queue", "/kantor/sertifikat/?semua", OFFICIAL),
    Screen("office-approvals", "/kantor/persetujuan/", HEAD, _unfold),
    Screen("office-register", "/kantor/daftar/", OFFICIAL),
    Screen("office-register-found", "/kantor/daftar/?q=Rina", HEAD),
    Screen("office-register-nothing", "/kantor/daftar/?q=tidak-ada", HEAD),
    Screen("office-replace", "/kantor/daftar/{certificates[contoh-sah][0]}/", OFFICIAL, _unfold),
    Screen("office-revoke", "/kantor/daftar/{certificates[contoh-sah][0]}/", HEAD, _unfold),
    Screen("office-replaced", "/kantor/daftar/{certificates[contoh-ganti][0]}/", OFFICIAL),
    Screen("office-revoked", "/kantor/daftar/{certificates[contoh-cabut][0]}/", OFFICIAL),
    Screen("office-home", "/kantor/", TRAINER, _unfold),
    Screen("office-inbox", "/kantor/kotak-masuk/", TRAINER),
    Screen("office-cohorts", "/kantor/kelompok/", TRAINER),
    Screen("office-cohort", "/kantor/kelompok/{cohort}/", TRAINER),
    Screen("office-lessons", "/kantor/pelajaran/", TRAINER),
    Screen("office-new-lesson", "/kantor/pelajaran/baru/{module}/", TRAINER),
    Screen("office-lesson", "/kantor/pelajaran/{lesson}/", TRAINER),
    Screen("office-lesson-folds", "/kantor/pelajaran/{lesson}/", TRAINER, _unfold),
    Screen("cms", "/cms/", TRAINER, is_ours=False),
    Screen("cms-pages", "/cms/pages/", TRAINER, is_ours=False),
)


def rows(site: Site, query: str, *values: object) -> list[tuple[Any, ...]]:
    """Return what the site's own database holds now; nothing is ever written to it."""
    address = f"file:{site.folder / 'bekal.sqlite3'}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=20)) as database:
        return database.execute(query, values).fetchall()


def places(site: Site) -> dict[str, Any]:
    """Return the addresses that differ from site to site, by username, the oldest first."""
    codes: dict[str, list[str]] = defaultdict(list)
    certificates: dict[str, list[int]] = defaultdict(list)
    for username, code, key in rows(
        site,
        "SELECT u.username, c.code, c.id FROM certificates_certificate c"
        " JOIN certificates_award a ON a.id = c.award_id"
        " JOIN people_user u ON u.id = a.person_id ORDER BY c.edition",
    ):
        codes[username].append(code)
        certificates[username].append(key)
    newest = "SELECT username, t.id FROM {} t JOIN people_user u ON u.id = person_id ORDER BY {}"
    attempts = rows(site, newest.format("quizzes_attempt", "started_at"))
    return {
        "codes": codes,
        "certificates": certificates,
        "awards": dict(rows(site, newest.format("certificates_award", "t.id"))),
        # SQLite keeps a UUID as 32 digits; the addresses have its strokes.
        "attempts": {username: str(UUID(key)) for username, key in attempts},
        "cohort": rows(site, "SELECT min(id) FROM people_cohort")[0][0],
        "module": rows(site, "SELECT min(page_ptr_id) FROM courses_modulepage")[0][0],
        "lesson": rows(site, "SELECT min(page_ptr_id) FROM courses_lessonpage")[0][0],
    }


class Visitor:
    """Opens screens as the people who see them; each signs in once."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self._browser, self._site = browser, site
        self._places = places(site)
        self._cookies: dict[str, Any] = {"": []}
        self._pages: dict[tuple[str, str], Page] = {}

    def open(self, screen: Screen, size: str) -> Page:
        """Return a page of that size that shows the screen in its light colours."""
        page = self._pages.get((screen.person, size)) or self._page(screen.person, size)
        page.set_viewport_size(SIZES[size])  # type: ignore[arg-type]
        page.emulate_media(color_scheme="light")
        answer = page.goto(self.address(screen))
        assert answer is not None
        assert answer.status == screen.status, f"{screen.name}: {answer.status} at {page.url}"
        if screen.prepare:
            screen.prepare(page)
        return page

    def address(self, screen: Screen) -> str:
        """Return the path of a screen on this site."""
        return screen.path.format(**self._places)

    def cookies(self, person: str) -> list[Any]:
        """Return the cookies of a signed-in person; she signs in if she has not yet."""
        if person not in self._cookies:
            made = self._profile("phone")
            if person in DOORS:
                chromium.enter(made, DOORS[person])
            else:
                chromium.sign_in(made, person)
            self._cookies[person] = made.cookies()
            made.close()
        return list(self._cookies[person])

    def _page(self, person: str, size: str) -> Page:
        made = self._profile(size)
        made.add_cookies(self.cookies(person))
        self._pages[person, size] = made.new_page()
        return self._pages[person, size]

    def _profile(self, size: str) -> BrowserContext:
        return chromium.context(self._browser, url=self._site.url, size=SIZES[size])

    def close(self) -> None:
        for page in self._pages.values():
            page.context.close()


@contextmanager
def visiting(browser: Browser, site: Site) -> Iterator[Visitor]:
    """Yield a visitor; its profiles are closed at the end."""
    visitor = Visitor(browser, site)
    try:
        yield visitor
    finally:
        visitor.close()
