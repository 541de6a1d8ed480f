"""Starts the Chromium that is there; none is ever downloaded."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    # /dev/shm is small in containers.
    *("--disable-dev-shm-usage", "--hide-scrollbars"),
]
PHONE = {"width": 360, "height": 800}
DESKTOP = {"width": 1280, "height": 800}
# As lms.demo.people has it; that module needs a running Django.
DEMO_PIN = "481526"


def executable() -> str:
    """Return the path of a Chromium, "" if there is none."""
    named = os.environ.get("BEKAL_CHROMIUM", "")
    return named or next(filter(None, map(shutil.which, NAMES)), "")


@contextmanager
def launched() -> Iterator[Browser]:
    """Yield a running browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def context(
    browser: Browser, *, url: str, size: dict[str, int], scheme: str = "light", scripts: bool = True
) -> BrowserContext:
    """Return a fresh browser profile: a phone (touch, 360 x 800) or a laptop."""
    is_phone = size["width"] < 600
    made = browser.new_context(
        base_url=url,
        viewport=size,  # type: ignore[arg-type]
        is_mobile=is_phone,
        has_touch=is_phone,
        color_scheme=scheme,  # type: ignore[arg-type]
        java_script_enabled=scripts,
        locale="id-ID",
        reduced_motion="reduce",
    )
    made.set_default_timeout(10_000)
    return made


def enter(made: BrowserContext, door: str) -> None:
    """Go through one of the demo's doors: returnee, trainer, official or head."""
    page = made.new_page()
    page.goto("/")
    page.locator(f'form[action="/demo/{door}/"] button').first.click()
    page.wait_for_url(lambda url: not url.rstrip("/").endswith(f"/demo/{door}"))
    page.close()


def sign_in(made: BrowserContext, username: str, pin: str = DEMO_PIN) -> None:
    """Sign in with a username and a PIN, through the form."""
    page = made.new_page()
    page.goto("/akun/masuk/")
    page.get_by_label("Nama masuk").fill(username)
    page.get_by_label("PIN").fill(pin)
    page.locator("main form button").click()
    page.wait_for_url(lambda url: "/akun/masuk/" not in url)
    page.close()
