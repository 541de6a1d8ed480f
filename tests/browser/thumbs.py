"""Thumbs that count: one action is one tap, one key chord, one filled field or one picked file."""

from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.services import BASE_DIR


class Thumbs:
    """Does on a page what a person can do, and nothing else; every action is counted.

    folder: a picture of each step lies below var/<folder>, for whoever wants to look.
    """

    def __init__(self, page: Page, *, folder: str) -> None:
        self.page = page
        self.actions: list[str] = []
        self._pictures = BASE_DIR / "var" / folder
        self._pictures.mkdir(parents=True, exist_ok=True)
        for old in self._pictures.glob("*.png"):
            old.unlink()

    def tap(self, target: Locator) -> None:
        self._count("tap", target)
        target.tap()

    def fill(self, target: Locator, words: str) -> None:
        self._count("fill", target)
        target.fill(words)

    def pick_file(self, target: Locator, file: Path) -> None:
        self._count("pick file", target)
        target.set_input_files(file)

    def pick_option(self, target: Locator, label: str) -> None:
        self._count("pick option", target)
        target.select_option(label=label)

    def look(self, name: str) -> None:
        """Keep a picture of what the person sees now. Looking is no action."""
        number = len(list(self._pictures.glob("*.png"))) + 1
        self.page.screenshot(path=self._pictures / f"{number:02}-{name}.png", full_page=True)

    def _count(self, what: str, target: Locator) -> None:
        self.actions.append(f"{what} {target}")
