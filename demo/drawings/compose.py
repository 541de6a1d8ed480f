"""Compose the drawings of the sample courses from one kit of parts.

A part is an SVG file with a viewBox; it inherits the rim (colour, width, joins) from its place.
A scene lists places in the order they are painted; units are CSS pixels on a 328 px wide figure.
scenes/<course>.json holds the scenes of a course; rasterise.py turns them into its pictures.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demo.drawings import shapes

HERE = Path(__file__).resolve().parent
COURSES = HERE.parent / "courses"
WIDTH, HEIGHT = 328, 205
RIM_COLOUR, RIM_WIDTH = "#063d34", 3.0
RADIUS = 12
PAPER, MINE = "#ffffff", "#cdeabf"

_PART = re.compile(r'<svg[^>]*viewBox="0 0 ([\d.]+) ([\d.]+)"[^>]*>(.*)</svg>', re.DOTALL)


@dataclass(frozen=True)
class Part:
    """One drawing of the kit: its size and its markup."""

    width: float
    height: float
    markup: str


class UnknownPart(ValueError):
    """A scene names a part that the kit lacks, or the part's file is malformed."""


def scenes() -> dict[str, list[dict[str, Any]]]:
    """Return the scenes of every course, by the course's folder."""
    return {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((HERE / "scenes").glob("*.json"))
    }


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
        f'<g stroke="{RIM_COLOUR}" stroke-width="{RIM_WIDTH:g}" stroke-linejoin="round"'
        f' stroke-linecap="round">\n{body}\n</g>\n</svg>\n'
    )


def _paint(places: list[dict[str, Any]], prefix: str) -> Iterator[str]:
    for number, place in enumerate(places):
        if "clip" in place:
            yield from _paint_panel(place, f"{prefix}{number}")
        elif "part" in place:
            yield _paint_part(place)
        else:
            yield _paint_shape(place)


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


def _paint_shape(place: dict[str, Any]) -> str:
    """Paint what a scene measures itself.

    box, bubble: x, y, width, height; "mine" is the owner's bubble, on the right.
    bars: x, y, width, count. number: its text, with x and y of its middle and its size.
    """
    fill = place.get("fill", PAPER)
    if "box" in place:
        return shapes.box(place["box"], place.get("radius", 6), fill)
    if "bubble" in place:
        return shapes.bubble(place["bubble"], fill, right=False)
    if "mine" in place:
        return shapes.bubble(place["mine"], place.get("fill", MINE), right=True)
    if "bars" in place:
        x, y, width, count = place["bars"]
        return shapes.bars(x, y, width, count, place.get("fill", RIM_COLOUR))
    return shapes.number(place["number"], place["x"], place["y"], place.get("size", 1))


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
    rim = f'stroke-width="{place.get("rim", RIM_WIDTH) / scale:.3g}"'
    return f'<g transform="{move}" {rim}{blur}>\n{part.markup}\n</g>'
