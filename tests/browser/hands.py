"""A person at the screen: every click, key and filled field is counted, and seen in a picture.

A journey gets the hands and never the page, so nothing is done that was not counted.
"""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect


class Hands:
    """Acts on a page as a person can: one click, key chord, file or filled field is one action.

    pictures: the folder for a screenshot after each action.
    """

    def __init__(self, page: Page, pictures: Path) -> None:
        self.__page = page
        self.__pictures = pictures
        self.__done: list[str] = []
        pictures.mkdir(parents=True, exist_ok=True)
        for old in pictures.glob("*.png"):
            old.unlink()

    @property
    def actions(self) -> int:
        return len(self.__done)

    @property
    def done(self) -> tuple[str, ...]:
        return tuple(self.__done)

    def open(self, path: str) -> None:
        """Begin at an address; a person does this once, from a bookmark."""
        assert not self.__done, "only the first screen is opened by its address"
        self.__page.goto(path)

    def click(self, role: str, name: str, *, within: str = "", place: int = 0) -> None:
        """Press what is shown with this role and name."""
        self.__place(within).get_by_role(role, name=name).nth(place).click()  # type: ignore[arg-type]
        self.__count(f"click {name}")

    def unfold(self, name: str, *, within: str) -> None:
        """Press the heading of something folded."""
        self.__place(within).locator("summary", has_text=name).click()
        self.__count(f"unfold {name}")

    def fill(self, label: str, text: str, *, within: str = "", place: int = 0) -> None:
        """Go to a labelled field and type."""
        fields = self.__place(within).locator("input:visible, textarea:visible")
        self.__type(fields.and_(self.__page.get_by_label(label)).nth(place), text)
        self.__count(f"fill {label}")

    def write(self, text: str, *, within: str) -> None:
        """Go to a text with paragraphs and type; a line break begins a paragraph."""
        self.__type(self.__place(within).get_by_role("textbox"), text)
        self.__count("write")

    def choose(self, label: str, option: str) -> None:
        """Choose one of a list."""
        lists = self.__page.locator("select:visible").and_(self.__page.get_by_label(label))
        lists.first.select_option(label=option)
        self.__count(f"choose {option}")

    def pick_file(self, label: str, file: Path, *, within: str = "") -> None:
        """Choose a file from the disk."""
        self.__place(within).get_by_label(label).set_input_files(file)
        self.__count(f"file {file.name}")

    def tick(self, label: str, *, within: str, place: int = 0) -> None:
        """Tick a box."""
        self.__place(within).get_by_label(label).nth(place).click()
        self.__count(f"tick {label}")

    def sees(self, text: str, *, seconds: float = 15) -> None:
        """Look: wait until the text is there. Looking is no action."""
        expect(self.__page.get_by_text(text).first).to_be_visible(timeout=seconds * 1000)

    def sees_in_preview(self, text: str) -> None:
        """Look into the preview beside the editor."""
        preview = self.__page.frame_locator("#w-preview-iframe")
        expect(preview.get_by_text(text).first).to_be_attached(timeout=15_000)

    def picture(self, name: str) -> None:
        """Keep a picture of what is seen."""
        self.__page.screenshot(path=self.__pictures / f"{len(self.__done):02}-{name}.png")

    def __place(self, within: str) -> Page | Locator:
        return self.__page.locator(within) if within else self.__page

    def __type(self, field: Locator, text: str) -> None:
        field.click()
        field.page.keyboard.press("ControlOrMeta+a")
        field.page.keyboard.type(text)

    def __count(self, what: str) -> None:
        self.__done.append(what)
        self.__page.wait_for_timeout(150)
        self.__page.screenshot(path=self.__pictures / f"{len(self.__done):02}.png")
