"""Compose the drawings of the sample course from one kit of parts.

Run from the repository root: python -m demo.drawings.compose
A part is an SVG file with a viewBox; it inherits the rim (colour, width, joins) from its place.
A scene lists places in the order they are painted; units are CSS pixels on a 328 px wide figure.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
IMAGES = HERE.parent / "courses" / "jualan-lewat-whatsapp" / "images"
WIDTH, HEIGHT = 328, 205
RIM_COLOUR, RIM_WIDTH = "#063d34", 3.0
RADIUS = 12

_PART = re.compile(r'<svg[^>]*viewBox="0 0 ([\d.]+) ([\d.]+)"[^>]*>(.*)</svg>', re.DOTALL)


@dataclass(frozen=True)
class Part:
    """One drawing of the kit: its size and its markup."""

    width: float
    height: float
    markup: str


class UnknownPart(ValueError):
    """A scene names a part that the kit lacks, or the part's file is malformed."""


def load_part(name: str) -> Part:
    """Return the part of that name. Raises UnknownPart."""
    path = HERE / "parts" / f"{name}.svg"
    found = _PART.search(path.read_text(encoding="utf-8")) if path.is_file() else None
    if found is None:
        raise UnknownPart(name)
    return Part(float(found[1]), float(found[2]), found[3].strip())


def compose(scene: dict[str, Any]) -> str:
    """Return a scene as one SVG document, WIDTH x HEIGHT units."""
    body = "\n".join(_paint(scene["parts"], prefix="c"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">\n'
        f'<g stroke="{RIM_COLOUR}" stroke-linejoin="round" stroke-linecap="round">\n'
        f"{body}\n</g>\n</svg>\n"
    )


def _paint(places: list[dict[str, Any]], prefix: str) -> Iterator[str]:
    for number, place in enumerate(places):
        if "clip" in place:
            yield from _paint_panel(place, f"{prefix}{number}")
        else:
            yield _paint_part(place)


def _paint_panel(place: dict[str, Any], name: str) -> Iterator[str]:
    """Paint places cut to a rounded box, with a rim on top.

    clip: x, y, width, height and, where it is not RADIUS, the radius of the corners.
    """
    x, y, width, height, radius = (*place["clip"], RADIUS)[:5]
    box = f'x="{x}" y="{y}" width="{width}" height="{height}" rx="{radius}"'
    yield f'<clipPath id="{name}"><rect {box}/></clipPath>'
    yield f'<g clip-path="url(#{name})">'
    yield from _paint(place["parts"], name)
    yield "</g>"
    yield f'<rect {box} fill="none" stroke-width="{RIM_WIDTH:g}"/>'


def _paint_part(place: dict[str, Any]) -> str:
    """Paint one part; scale keeps the rim's width, turn is degrees about the part's middle."""
    part = load_part(place["part"])
    scale = place.get("scale", 1)
    move = f"translate({place['x']} {place['y']}) scale({scale})"
    if "turn" in place:
        move += f" rotate({place['turn']} {part.width / 2:g} {part.height / 2:g})"
    if place.get("flip"):
        move += f" translate({part.width:g} 0) scale(-1 1)"
    blur = f' style="filter:blur({place["blur"]}px)"' if "blur" in place else ""
    rim = f'stroke-width="{RIM_WIDTH / scale:.3g}"'
    return f'<g transform="{move}" {rim}{blur}>\n{part.markup}\n</g>'


def main() -> None:
    """Write every scene of scenes.json to the course's folder of images."""
    scenes = json.loads((HERE / "scenes.json").read_text(encoding="utf-8"))
    IMAGES.mkdir(parents=True, exist_ok=True)
    for scene in scenes:
        (IMAGES / f"{scene['name']}.svg").write_text(compose(scene), encoding="utf-8")


if __name__ == "__main__":
    main()
