"""The shapes that a scene measures itself: boxes, bubbles of a chat, bars for writing, numbers.

Every function returns SVG in the scene's units; the rim comes from the place around it.
"""

from collections.abc import Sequence

INK = "#16231f"
DIGITS = {
    "0": "M5 1C2 1 1 4 1 8s1 7 4 7 4-3 4-7-1-7-4-7z",
    "1": "M2 4l4-3v14",
    "2": "M1 4c0-4 8-4 8 .5C9 8 1 11 1 15h8",
    "3": "M1 2.5c3-3 8-1 8 2C9 7 7 7.5 5 7.5c2 0 4.5 1 4.5 3.7 0 4-6 5-8.5 2",
    "4": "M7 15V1L1 11h8.5",
    "5": "M8.5 1h-6l-.7 6c3-2 7.5-.5 7.5 3.5 0 5-6 5.5-8.3 3",
    "6": "M8 1.5C3 1.5 1 6.5 1 10.5 1 13 2.8 15 5 15s4-2 4-4.3S7.4 6.5 5 6.5c-2 0-4 1.5-4 4",
    "7": "M1 1h8L4 15",
    "8": "M5 7.5C0 6.5 1 1 5 1s5 5.5 0 6.5C-.5 8.5 0 15 5 15s5.5-6.5 0-7.5z",
    "9": "M2 14.5c5 0 7-5 7-9C9 3 7.2 1 5 1S1 3 1 5.3s1.6 4.2 4 4.2c2 0 4-1.5 4-4",
}
DIGIT_STEP, DOT_STEP, DIGIT_HEIGHT = 13.0, 6.0, 16.0


def box(where: Sequence[float], radius: float, fill: str) -> str:
    """Return a rounded box. where: x, y, width, height."""
    x, y, width, height = where
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{radius:g}"'
        f' fill="{fill}"/>'
    )


def bubble(where: Sequence[float], fill: str, *, right: bool) -> str:
    """Return a chat bubble whose tail hangs below its left or right end. where: as for a box."""
    x, y, width, height = where
    tail = f"h-1l4 9-16-9H{x + 7:g}" if right else f"H{x + 24:g}l-16 9 4-9h-5"
    return (
        f'<path d="M{x + 7:g} {y:g}H{x + width - 7:g}a7 7 0 0 1 7 7V{y + height - 7:g}'
        f'a7 7 0 0 1-7 7{tail}a7 7 0 0 1-7-7V{y + 7:g}a7 7 0 0 1 7-7z" fill="{fill}"/>'
    )


def bars(x: float, y: float, width: float, count: int, colour: str) -> str:
    """Return lines of unreadable writing, 8 units apart; the last of several is shorter."""
    lengths = [width] * (count - 1) + [width if count == 1 else width * 0.6]
    path = "".join(f"M{x:g} {y + 8 * row:g}h{length:g}" for row, length in enumerate(lengths))
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="3.500"/>'


def number(text: str, x: float, y: float, size: float) -> str:
    """Return a number such as "15.000" whose middle stands at x, y; size 1 is 16 units high."""
    steps = [DOT_STEP if sign == "." else DIGIT_STEP for sign in text]
    left = -(sum(steps) - 3) / 2
    signs = []
    for sign, step in zip(text, steps, strict=True):
        path = "M1 15h.1" if sign == "." else DIGITS[sign]
        signs.append(f'<path transform="translate({left:g} {-DIGIT_HEIGHT / 2:g})" d="{path}"/>')
        left += step
    return (
        f'<g transform="translate({x:g} {y:g}) scale({size:g})" fill="none" stroke="{INK}"'
        f' stroke-width="2.8">{"".join(signs)}</g>'
    )
