"""Every screen: no violation in axe, targets for a thumb, no sideways scrolling."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.visits import SCREENS, SIZES

pytestmark = pytest.mark.browser

OUR_SCREENS = [screen for screen in SCREENS if screen.is_ours]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
TAP_PIXELS = 48
NARROW = (280, 320)

by_name = pytest.mark.parametrize("screen", OUR_SCREENS, ids=lambda screen: screen.name)


@by_name
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing(visitor, screen, size):
    page = visitor.open(screen, size)

    found = _violations(page, {"type": "tag", "values": TAGS})
    # The style sheets change colours in the dark, nothing else.
    page.emulate_media(color_scheme="dark")
    found += _violations(page, {"type": "rule", "values": ["color-contrast"]})

    assert found == []


@by_name
def test_a_thumb_hits_every_target_and_nothing_scrolls_sideways(visitor, screen):
    page = visitor.open(screen, "phone")

    small = page.evaluate(SMALL_TARGETS, TAP_PIXELS)
    wide = [f"{width} px: {too_wide}" for width in NARROW if (too_wide := _too_wide(page, width))]
    page.evaluate("document.documentElement.style.fontSize = '225%'")
    if too_wide := _too_wide(page, SIZES["phone"]["width"]):
        wide.append(f"text twice as big: {too_wide}")

    assert small + wide == []


def _violations(page: Page, rules: dict[str, Any]) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.axe_script)
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    answer = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in answer["violations"]
        for node in rule["nodes"]
    ]


AXE = Axe()


def _too_wide(page: Page, width: int) -> str:
    """Return what sticks out of a window of that width, "" if nothing does."""
    page.set_viewport_size({"width": width, "height": SIZES["phone"]["height"]})
    found = page.evaluate(STICKS_OUT, width)
    return f"{found['width']} px wide: {found['what']}" if found["width"] > width else ""


# A label counts for its box, a card for the link that covers it. Links inside a running sentence
# need no target of their own (WCAG 2.5.8), but there are none: nothing is left out.
SMALL_TARGETS = """least => {
    const controls = "a[href], button, summary, select, textarea, input:not([type=hidden])";
    const small = [];
    for (const target of document.querySelectorAll(controls)) {
        const card = target.matches(".card__link") && target.closest(".card");
        const box = (card || target.closest("label") || target).getBoundingClientRect();
        const isShown = target.checkVisibility({visibilityProperty: true}) && box.right > 0;
        if (isShown && Math.round(box.height * 10) / 10 < least) {
            const name = (target.innerText || target.name || target.className).trim();
            small.push(`${target.tagName} ${name.slice(0, 40)}: ${box.height.toFixed(1)} px`);
        }
    }
    return small;
}"""
STICKS_OUT = """width => {
    const sticksOut = element => element.getBoundingClientRect().right > width + 0.5;
    const name = element => `${element.tagName}.${element.getAttribute("class") ?? ""}`;
    const what = [...document.querySelectorAll("main *")].filter(sticksOut).slice(-3).map(name);
    return {width: document.documentElement.scrollWidth, what: what.join(" ")};
}"""
