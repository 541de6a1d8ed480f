"""Turn the scenes into light WebP pictures, 640 px wide, in the folders of their courses.

Run from the repository root: python -m demo.drawings.rasterise [chromium]
Needs a Chromium on this machine and Pillow; the courses ship the results. made.json remembers which
composition each picture shows, so only what changed is drawn again.
"""

import hashlib
import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from demo.drawings.compose import COURSES, HEIGHT, HERE, WIDTH, compose, scenes

MADE = HERE / "made.json"
PIXELS_WIDE = 640
COLOURS = 72
PIXELS_HIGH = PIXELS_WIDE * HEIGHT // WIDTH
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-quic", "--force-device-scale-factor=1", f"--window-size={PIXELS_WIDE},800",
)  # fmt: skip


def photograph(drawing: str, chromium: str) -> Image.Image:
    """Return the SVG as Chromium paints it, PIXELS_WIDE x PIXELS_HIGH.

    Raises subprocess.SubprocessError if Chromium fails or takes longer than a minute.
    """
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        shot = Path(folder) / "shot.png"
        markup = drawing.replace("<svg ", f"<svg width='{PIXELS_WIDE}' ", 1)
        page.write_text(
            f"<meta charset='utf-8'><style>body{{margin:0}}svg{{display:block}}</style>{markup}",
            encoding="utf-8",
        )
        command = [chromium, *FLAGS, f"--user-data-dir={folder}/profile"]
        subprocess.run(  # noqa: S603 - the caller names the browser
            [*command, f"--screenshot={shot}", page.as_uri()],
            check=True,
            capture_output=True,
            timeout=60,
        )
        with Image.open(shot) as picture:
            return picture.convert("RGB").crop((0, 0, PIXELS_WIDE, PIXELS_HIGH))


def lightest_webp(picture: Image.Image) -> bytes:
    """Return the smaller of lossless WebP in few colours and WebP at quality 80.

    Flat drawings need few colours; no dithering, or noise would outweigh the drawing.
    """
    flat = picture.quantize(COLOURS, dither=Image.Dither.NONE).convert("RGB")
    return min((_webp(flat, lossless=True), _webp(picture, lossless=False)), key=len)


def _webp(picture: Image.Image, *, lossless: bool) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", lossless=lossless, quality=100 if lossless else 80, method=6)
    return buffer.getvalue()


def digest_of(drawing: str) -> str:
    """Return what tells one composition from another."""
    return hashlib.sha256(drawing.encode()).hexdigest()[:16]


def main(chromium: str = "chromium") -> None:
    """Draw every scene whose composition changed or whose picture is missing."""
    made = json.loads(MADE.read_text(encoding="utf-8")) if MADE.is_file() else {}
    now = {}
    for course, drawn in scenes().items():
        (COURSES / course / "images").mkdir(parents=True, exist_ok=True)
        for scene in drawn:
            drawing = compose(scene)
            name = f"{course}/images/{scene['name']}.webp"
            now[name] = digest_of(drawing)
            if made.get(name) != now[name] or not (COURSES / name).is_file():
                (COURSES / name).write_bytes(lightest_webp(photograph(drawing, chromium)))
    MADE.write_text(json.dumps(now, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:2])
