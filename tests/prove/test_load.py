"""Twenty phones at once, reading and answering: no page fails."""

# ruff: noqa: T201

import re
import threading
import time
from collections import Counter
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from tests.prove.conftest import IS_LONG
from tests.services import whole_site

pytestmark = pytest.mark.prove

PHONES = 20
SECONDS = 30 if IS_LONG else 10
PAGES = ("/belajar/", "/kelas/", "/kemampuan/", "/sertifikat/", "/saya/", "/v/")


class Fields(HTMLParser):
    """Collects what the form with `marker` in its action would send: the first choice of each."""

    def __init__(self, marker: str) -> None:
        super().__init__()
        self.action, self.fields, self._marker, self._inside = "", {}, marker, False

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "form":
            self._inside = self._marker in (values.get("action") or "")
            self.action = values["action"] if self._inside else self.action
        elif self._inside and tag in ("input", "select", "textarea") and values.get("name"):
            self.fields.setdefault(values["name"], values.get("value") or "1")


class Phone:
    """One browser without scripts: keeps cookies, follows links, sends forms."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.seen: list[tuple[int, float]] = []

    def open(self, path: str, fields: dict[str, str] | None = None) -> str:
        begin = time.monotonic()
        body = urlencode(fields).encode() if fields else None
        try:
            with self.opener.open(self.url + path, body, timeout=30) as answer:
                status, text = answer.status, answer.read().decode()
        except HTTPError as error:
            status, text = error.code, ""
            error.close()
        self.seen.append((status, time.monotonic() - begin))
        return text

    def send(self, page: str, marker: str) -> str:
        form = Fields(marker)
        form.feed(page)
        return self.open(form.action, form.fields) if form.action else ""

    def read_and_answer(self) -> None:
        for page in PAGES:
            self.open(page)
        home = self.open("/kelas/jualan-lewat-whatsapp/")
        for lesson in sorted(set(re.findall(r'href="(/belajar/[^"/]+/[^"/]+/)"', home))):
            page = self.send(self.open(lesson), "/kuis/")
            for _ in range(3):
                page = self.send(page, "/kuis/")


def test_twenty_phones_meet_no_error(tmp_path, capsys):
    with whole_site(tmp_path) as site:
        phones = [Phone(site.url) for _ in range(PHONES)]
        end = time.monotonic() + SECONDS

        def use(phone):
            phone.send(phone.open("/"), "/demo/returnee/")
            while time.monotonic() < end:
                phone.read_and_answer()

        threads = [threading.Thread(target=use, args=(phone,)) for phone in phones]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    answers = [answer for phone in phones for answer in phone.seen]
    statuses = Counter(status for status, _ in answers)
    slow = sorted(seconds for _, seconds in answers)[int(len(answers) * 0.95)]
    with capsys.disabled():
        print(f"\n{len(answers)} answers, {dict(statuses)}, 95 % within {slow:.2f} s")
    assert len(answers) > PHONES * 10
    assert not [status for status in statuses if status >= 500]
