"""A certificate as a PDF that lasts and can be read aloud: PDF/A-3a (ISO 19005-3) and PDF/UA-1.

Pure: the same payload, design and moment give the same bytes on every machine. Only the fonts
inside Typst are used. Designs are files; an issued certificate names its design by SHA-256, so a
new design is a new file beside the old one, and CURRENT names it.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst
import zxingcpp

DESIGNS = Path(__file__).resolve().parent.parent / "design"
CURRENT = "certificate.typ"
STANDARDS = ["a-3a", "ua-1"]


class CannotRender(Exception):
    """The design is not here, or Typst refuses the wording."""


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 (hex) of bytes."""
    return hashlib.sha256(content).hexdigest()


@cache
def _designs() -> dict[str, bytes]:
    sources = [path.read_bytes() for path in sorted(DESIGNS.glob("*.typ"))]
    return {sha256_of(source): source for source in sources}


@cache
def current_design() -> str:
    """Return the SHA-256 of the design for new certificates."""
    return sha256_of((DESIGNS / CURRENT).read_bytes())


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def _compile(source: bytes, *, inputs: Mapping[str, str], **options: Any) -> bytes:
    # The root is a folder of designs: nothing else on the disk can be read by a design.
    compiler = typst.Compiler(
        source, root=str(DESIGNS), font_paths=_fonts(), sys_inputs=dict(inputs)
    )
    try:
        pdf = compiler.compile(format="pdf", **options)
    except typst.TypstError as error:
        raise CannotRender(str(error)) from error
    if not isinstance(pdf, bytes):
        raise CannotRender("one PDF was expected")
    return pdf


def render(payload: Mapping[str, Any], *, design_sha256: str, approved_at: datetime) -> bytes:
    """Return the PDF of a frozen payload.

    approved_at: aware; it becomes the PDF's date.
    Raises CannotRender.
    """
    source = _designs().get(design_sha256)
    if source is None:
        raise CannotRender(f"no design {design_sha256}")
    inputs = {
        "payload": json.dumps(payload, ensure_ascii=False),
        "qr": qr_svg(str(payload["verify_url"])),
    }
    moment = approved_at.astimezone(UTC).replace(microsecond=0)
    pdf = _compile(source, inputs=inputs, pdf_standards=STANDARDS, timestamp=moment)
    # A line end after %%EOF: signatures are appended to it later.
    return pdf + b"\n"


def qr_svg(text: str) -> str:
    """Return a QR code (error correction M, no quiet zone) as SVG, one unit a module."""
    symbol = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image = symbol.to_image(scale=1, add_quiet_zones=False)
    height, width = image.shape
    pixels = bytes(memoryview(image))
    bars = "".join(
        f"M{x} {y}h1v1h-1z"
        for y in range(height)
        for x in range(width)
        if not pixels[y * width + x]
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{width}v{height}H0z"/><path fill="#000" d="{bars}"/></svg>'
    )


def texts_of(wording: Mapping[str, Any]) -> list[str]:
    """Return every text of a wording that comes from people."""
    skills = [skill[key] for skill in wording["skills"] for key in ("title_id", "title_en")]
    return [str(wording[key]) for key in ("name", "title_id", "title_en", "agency")] + skills


def missing_characters(*texts: str) -> str:
    """Return the characters that no font of ours shows, or that cannot be seen at all."""
    return "".join(sorted(c for c in set("".join(texts)) if not _is_shown(c)))


@cache
def _is_shown(character: str) -> bool:
    if character.isascii() and character.isprintable():
        return True
    if not character.isprintable() and character != "\N{NO-BREAK SPACE}":
        return False
    try:
        _compile(b"#sys.inputs.text", inputs={"text": character}, pdf_standards=["a-3b"])
    except CannotRender:
        return False
    return True
