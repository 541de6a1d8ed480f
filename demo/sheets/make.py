"""Make the sheets of the sample courses as PDF.

Run from the repository root: python -m demo.sheets.make
The same source gives the same bytes, so a sheet changes only when its source does.
"""

from pathlib import Path

import typst

HERE = Path(__file__).resolve().parent
COURSES = HERE.parent / "courses"
SHEETS = {
    "lembar-hitung-harga": COURSES / "jualan-lewat-whatsapp" / "files",
    "lembar-profil": COURSES / "tampil-di-google-maps" / "files",
}


def make(name: str) -> bytes:
    """Return the sheet of that name as PDF, set in typst's own fonts."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    compiler = typst.Compiler(HERE / f"{name}.typ", root=HERE, font_paths=fonts)
    pdf = compiler.compile(format="pdf")
    assert isinstance(pdf, bytes)  # one document, one file
    return pdf


def main() -> None:
    """Write every sheet into its course."""
    for name, folder in SHEETS.items():
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.pdf").write_bytes(make(name))


if __name__ == "__main__":
    main()
