"""What a learner's phone has to load, counted on the wire, and what a lesson costs the server."""

import os
import re
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import brotli
import pytest

from tests.browser import chromium
from tests.browser.visits import SCREENS

pytestmark = pytest.mark.browser

PAGE_BYTES = 14_000
FIRST_VISIT_BYTES, FIRST_VISIT_REQUESTS = 50_000, 6
NEXT_PAGE_BYTES, NEXT_PAGE_REQUESTS = 6_000, 2
LESSON_CPU_MS = 5.0
ROUNDS, REQUESTS = 3, 200
STYLE = re.compile(rb'rel="stylesheet" href="([^"]+)"')

LEARNER_SCREENS = {
    screen.name: screen
    for screen in SCREENS
    if screen.is_ours and screen.status == 200 and not screen.name.startswith("office-")
}
WEIGHED = [name for name, screen in LEARNER_SCREENS.items() if not screen.prepare]


@dataclass
class Visit:
    """What one page made the browser load: by kind, the bytes on the wire with their headers."""

    requests: list[tuple[str, str, int]] = field(default_factory=list)

    def of(self, *kinds: str) -> list[int]:
        return [size for kind, _url, size in self.requests if kind in kinds]

    @property
    def total(self) -> int:
        return sum(size for _kind, _url, size in self.requests)


def _visit(page: Any, path: str) -> Visit:
    """Load a page and count every response, those from the browser's cache as nothing."""
    visit, kinds = Visit(), {}
    channel = page.context.new_cdp_session(page)
    channel.send("Network.enable")

    def starts(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = (event["type"], event["request"]["url"])

    def ends(event: dict[str, Any]) -> None:
        kind, url = kinds[event["requestId"]]
        if size := int(event["encodedDataLength"]):
            visit.requests.append((kind, url, size))

    channel.on("Network.requestWillBeSent", starts)
    channel.on("Network.loadingFinished", ends)
    page.goto(path, wait_until="networkidle")
    channel.detach()
    return visit


@pytest.mark.parametrize("name", WEIGHED)
def test_a_page_with_its_style_fits_the_first_flight(site, visitor, record_property, name):
    screen = LEARNER_SCREENS[name]
    with closing(_connection(site)) as connection:
        source = _get(connection, visitor.address(screen), _cookie(visitor, screen.person))
        styles = b"".join(_get(connection, path.decode(), "") for path in STYLE.findall(source))

    size = len(brotli.compress(source + styles))

    record_property("html_and_css_brotli", size)
    assert size <= PAGE_BYTES
    assert styles
    assert b"<script" not in source
    assert b"@font-face" not in styles


@pytest.mark.parametrize("name", ["front", "home", "lesson", "verify-replaced"])
def test_a_first_visit_and_the_next_page_stay_small(site, browser, visitor, record_property, name):
    screen = LEARNER_SCREENS[name]
    profile = chromium.context(browser, url=site.url, size=chromium.PHONE)
    profile.add_cookies(visitor.cookies(screen.person))
    page = profile.new_page()

    first = _visit(page, visitor.address(screen))
    following = _visit(page, "/kemampuan/" if screen.person else "/v/")
    profile.close()

    record_property("first_visit", first.requests)
    record_property("next_page", following.requests)
    assert all(url.startswith((site.url, "/", "data:")) for _kind, url, _size in first.requests)
    assert not first.of("Font", "Script")
    assert first.total <= FIRST_VISIT_BYTES
    assert len(first.requests) <= FIRST_VISIT_REQUESTS
    assert following.total - sum(following.of("Image")) <= NEXT_PAGE_BYTES
    assert len(following.requests) - len(following.of("Image")) <= NEXT_PAGE_REQUESTS


def test_a_lesson_costs_the_server_little(site, visitor, record_property):
    path = visitor.address(LEARNER_SCREENS["lesson"])
    cookie = _cookie(visitor, LEARNER_SCREENS["lesson"].person)
    web = _web_processes(site)
    _ask(site, path, cookie, times=20)

    rounds = []
    for _round in range(ROUNDS):
        before = _cpu_seconds(web)
        _ask(site, path, cookie, times=REQUESTS)
        rounds.append(1000 * (_cpu_seconds(web) - before) / REQUESTS)

    # The best round: what else this machine does can only make a round dearer.
    record_property("lesson_cpu_ms", [round(one, 2) for one in rounds])
    assert min(rounds) <= LESSON_CPU_MS


def _ask(site: Any, path: str, cookie: str, *, times: int) -> None:
    """Get a page again and again, on one connection as a browser would."""
    with closing(_connection(site)) as connection:
        for _time in range(times):
            _get(connection, path, cookie, encoding="gzip, br")


def _connection(site: Any) -> HTTPConnection:
    return HTTPConnection(site.url.removeprefix("http://"), timeout=30)


def _get(
    connection: HTTPConnection, path: str, cookie: str, *, encoding: str = "identity"
) -> bytes:
    connection.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": encoding})
    response = connection.getresponse()
    body = response.read()
    assert response.status == 200, f"{response.status} at {path}"
    return body


def _cookie(visitor: Any, person: str) -> str:
    return "; ".join(f"{one['name']}={one['value']}" for one in visitor.cookies(person))


def _web_processes(site: Any) -> list[int]:
    """Return the ids of the web server's processes, told by its port."""
    port = site.url.rsplit(":", 1)[1].encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"granian" in words and port in words:
            found.append(int(folder.name))
    assert found, "no web server of this site"
    return found


def _cpu_seconds(processes: list[int]) -> float:
    """Return the CPU time that the processes have used, their own and the kernel's for them."""
    ticks = 0
    for process in processes:
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")
