"""A real site and a real Chromium for the journeys."""

import os

import pytest

from tests.browser import chromium
from tests.browser.visits import visiting
from tests.services import whole_site

# Playwright's own loop runs in the main thread; Django would take it for an async view.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The demonstration, started as the product starts it: web, worker, clock and broker."""
    with whole_site(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session")
def browser():
    if not chromium.executable():
        pytest.skip("no Chromium here")
    with chromium.launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def visitor(site, browser):
    """Somebody who opens any screen of `visits.SCREENS` as the person who sees it."""
    with visiting(browser, site) as visitor:
        yield visitor


@pytest.fixture
def open_page(site, browser):
    """Return a function that opens a page of a fresh profile.

    open_page(size=chromium.PHONE, scheme="light", scripts=True, door="") -> Page; with a door, the
    person behind it is signed in.
    """
    opened = []

    def open_one(*, size=chromium.PHONE, scheme="light", scripts=True, door=""):
        profile = chromium.context(browser, url=site.url, size=size, scheme=scheme, scripts=scripts)
        opened.append(profile)
        if door:
            chromium.enter(profile, door)
        return profile.new_page()

    yield open_one
    for profile in opened:
        profile.close()


@pytest.fixture
def phone(open_page):
    return open_page()


@pytest.fixture
def dark_phone(open_page):
    return open_page(scheme="dark")


@pytest.fixture
def phone_without_scripts(open_page):
    return open_page(scripts=False)


@pytest.fixture
def desktop(open_page):
    return open_page(size=chromium.DESKTOP)


@pytest.fixture
def dark_desktop(open_page):
    return open_page(size=chromium.DESKTOP, scheme="dark")
