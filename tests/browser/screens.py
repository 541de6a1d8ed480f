"""Pictures of every screen of a demo site, phone and laptop, light and dark."""

# ruff: noqa: T201

import html
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.browser import chromium
from tests.browser.visits import SCREENS, SIZES, Screen, Visitor, visiting
from tests.services import BASE_DIR, whole_site

OUT = BASE_DIR / "screens-out"
SCHEMES = ("light", "dark")


def take(visitor: Visitor, screens: Iterable[Screen]) -> tuple[list[Path], list[str]]:
    """Take all pictures; return their files and the screens that could not be reached."""
    pictures: list[Path] = []
    missing: list[str] = []
    for screen in screens:
        for size in SIZES:
            try:
                page = visitor.open(screen, size)
            except Exception as error:
                missing.append(f"{screen.name} ({size}): {str(error).splitlines()[0]}")
                continue
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                pictures.append(OUT / f"{screen.name}-{size}-{scheme}.png")
                page.screenshot(path=pictures[-1], full_page=True)
        print(f"  {screen.name}")
    return pictures, missing


def contact_sheet(pictures: list[Path]) -> None:
    """Write index.html with all pictures, in the order of the screens."""
    figures = "\n".join(
        f'<figure><a href="{html.escape(p.name)}"><img loading="lazy" src="{html.escape(p.name)}" '
        f'alt=""></a><figcaption>{html.escape(p.stem)}</figcaption></figure>'
        for p in pictures
    )
    (OUT / "index.html").write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Screens</title><style>'
        "body{font:14px sans-serif;background:#888;display:grid;gap:16px;"
        "grid-template-columns:repeat(auto-fill,minmax(240px,1fr));align-items:start}"
        "figure{margin:0}img{width:100%}</style>\n" + figures + "\n</html>\n"
    )


def main(words: list[str]) -> int:
    """Take the pictures of the screens whose name or person holds one of the words, or of all."""
    chosen = [
        screen
        for screen in SCREENS
        if not words or any(word in screen.name or word in screen.person for word in words)
    ]
    OUT.mkdir(exist_ok=True)
    for old in OUT.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory(prefix="bekal-screens-") as folder:
        print("Starting a demo site ...")
        with (
            whole_site(Path(folder)) as site,
            chromium.launched() as browser,
            visiting(browser, site) as visitor,
        ):
            pictures, missing = take(visitor, chosen)
    contact_sheet(pictures)
    for line in missing:
        print(f"not reached: {line}")
    print(f"{len(pictures)} pictures: {OUT / 'index.html'}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
