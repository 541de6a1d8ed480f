import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from itertools import combinations
from pathlib import Path

import pikepdf
import pikepdf.pdfa
import pypdfium2
import pytest
import zxingcpp

from certificates.formats import certificate_pdf

AT = datetime(2026, 11, 24, 2, 14, tzinfo=UTC)
SKILL = {
    "code": "foto",
    "title_id": "Saya bisa memotret produk",
    "title_en": "I can photograph a product",
}
PAYLOAD = {
    "version": 1,
    "name": "Nur'aini Wulandari",
    "title_id": "Jualan lewat WhatsApp",
    "title_en": "Selling through WhatsApp",
    "course_title": "Jualan lewat WhatsApp",
    "skills": [SKILL],
    "score": 86,
    "finished_on": "2026-11-18",
    "issued_on": "2026-11-24",
    "agency": "Balai Latihan Kerja Contoh",
    "is_demo": True,
    "number": "0007/CONTOH/XI/2026",
    "code": "7K4MQ2XD9V3BH6TN",
    "edition": 1,
    "verify_url": "http://localhost:8000/v/7K4MQ2XD9V3BH6TN",
}
LONG = {
    "name": ("Siti Kusumaningrum " * 6)[:100].strip(),
    "title_id": ("Pemasaran digital untuk usaha kecil di desa " * 6)[:255].strip(),
    "title_en": ("Digital marketing for small village businesses " * 6)[:255].strip(),
    "skills": [SKILL] * 24,
    "agency": ("Dinas Tenaga Kerja Kabupaten Contoh " * 4)[:120].strip(),
    "number": "0007/" + "PANJANG-" * 8 + "/XI/2026",
    "verify_url": "https://bekal.dinas.kabupaten-yang-panjang.example/v/7K4MQ2XD9V3BH6TN",
}


def rendered(**changes):
    return certificate_pdf.render(
        {**PAYLOAD, **changes},
        design_sha256=certificate_pdf.current_design(),
        approved_at=AT,
    )


def words_of(pdf):
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()
    return " ".join(text.replace("\u00ad", "").split())


def picture_of(pdf, dpi=150):
    return pypdfium2.PdfDocument(pdf)[0].render(scale=dpi / 72).to_pil()


@pytest.fixture(scope="module")
def pdf():
    return rendered()


# The checker knows level B alone, and no extension schema: it refuses any XMP property beyond its
# own list, also one that the file declares as ISO 19005-3, 6.6.2.3.2, asks. veraPDF accepts both.
UNKNOWN_TO_THE_CHECKER = {"ISO_19005_3:6.6.2.3.1-1", "ISO_19005_3:6.6.4-3"}


def test_it_is_an_archive_file_that_can_be_read_aloud(pdf):
    with pikepdf.open(BytesIO(pdf)) as document:
        report = pikepdf.pdfa.check(document, "3b")
        metadata = document.open_metadata()

        assert [f for f in report.violations if f.rule not in UNKNOWN_TO_THE_CHECKER] == []
        assert all("MetadataStream" in finding.where for finding in report.violations)
        assert metadata["pdfaid:part"] == "3"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["pdfuaid:part"] == "1"
        assert "pdfaExtension:schemas" in str(metadata)
        assert document.Root.MarkInfo.Marked is True
        assert document.Root.Lang == "id"


@pytest.mark.skipif(not shutil.which("verapdf"), reason="veraPDF is not on PATH")
@pytest.mark.parametrize("flavour", ["3a", "ua1"])
def test_verapdf_agrees(pdf, tmp_path, flavour):
    path = tmp_path / "certificate.pdf"
    path.write_bytes(pdf)

    assert subprocess.run(["verapdf", "--flavour", flavour, path], check=False).returncode == 0


def test_it_says_what_the_payload_says(pdf):
    words = words_of(pdf)

    for text in (
        "SERTIFIKAT",
        "Nur'aini Wulandari",
        "Jualan lewat WhatsApp",
        "Selling through WhatsApp",
        "Saya bisa memotret produk",
        "I can photograph a product",
        "86 dari 100",
        "24 November 2026",
        "18 November 2026",
        "0007/CONTOH/XI/2026",
        "7K4M-Q2XD-9V3B-H6TN",
        "localhost:8000/v",
        "Balai Latihan Kerja Contoh",
        "CONTOH, bukan sertifikat resmi",
    ):
        assert text in words.replace("’", "'")


def test_a_real_agency_prints_no_sample_line():
    assert "bukan sertifikat resmi" not in words_of(rendered(is_demo=False))


def test_a_certificate_without_score_or_skills_says_nothing_of_them():
    words = words_of(rendered(score=None, skills=[]))

    assert "Nilai akhir" not in words
    assert "Kemampuan" not in words


@pytest.mark.parametrize("changes", [{}, LONG, {"skills": [], "score": None}])
def test_it_is_one_page_and_its_qr_code_is_read_from_a_scan(changes):  # B99
    pdf = rendered(**changes)

    assert len(pypdfium2.PdfDocument(pdf)) == 1
    (symbol,) = zxingcpp.read_barcodes(picture_of(pdf))
    assert symbol.text == changes.get("verify_url", PAYLOAD["verify_url"])
    assert symbol.ec_level == "M"
    corners = symbol.position
    millimetres = (corners.top_right.x - corners.top_left.x) / 150 * 25.4
    assert millimetres >= 30


def test_the_longest_words_do_not_run_into_each_other():
    page = pypdfium2.PdfDocument(rendered(**LONG))[0].get_textpage()
    boxes = [page.get_rect(number) for number in range(page.count_rects())]

    overlaps = [
        (page.get_text_bounded(*one), page.get_text_bounded(*other))
        for one, other in combinations(boxes, 2)
        if min(one[2], other[2]) - max(one[0], other[0]) > 1
        and min(one[3], other[3]) - max(one[1], other[1]) > 1
    ]

    assert len(boxes) > 60
    assert overlaps == []


@pytest.mark.skipif(not shutil.which("zbarimg"), reason="zbarimg is not on PATH")
def test_another_reader_reads_the_qr_code(pdf, tmp_path):
    picture_of(pdf).save(tmp_path / "scan.png")

    found = subprocess.run(
        ["zbarimg", "--raw", "-q", tmp_path / "scan.png"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert found.stdout.strip() == PAYLOAD["verify_url"]


def test_it_prints_in_black_and_white(pdf):
    gray = picture_of(pdf).convert("L").point(lambda value: 255 if value > 128 else 0)

    assert zxingcpp.read_barcode(gray).text == PAYLOAD["verify_url"]


def test_the_same_payload_gives_the_same_bytes_in_another_process(pdf):
    script = (
        "import sys, json\n"
        "from datetime import datetime, UTC\n"
        "from certificates.formats import certificate_pdf as c\n"
        "pdf = c.render(json.loads(sys.argv[1]), design_sha256=c.current_design(),"
        " approved_at=datetime(2026, 11, 24, 2, 14, tzinfo=UTC))\n"
        "sys.stdout.write(c.sha256_of(pdf))"
    )
    other = subprocess.run(
        [sys.executable, "-c", script, json.dumps(PAYLOAD)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )

    assert other.stdout == certificate_pdf.sha256_of(pdf)


@pytest.mark.parametrize(
    "changes", [{"name": "Sari Wulandarl"}, {"score": 87}, {"number": "0008/CONTOH/XI/2026"}]
)
def test_every_word_counts(pdf, changes):
    assert certificate_pdf.sha256_of(rendered(**changes)) != certificate_pdf.sha256_of(pdf)


def test_code_in_a_name_is_printed_literally():  # B09
    name = '#panic("x") $a$ *b* {{7*7}} %s'

    assert name in words_of(rendered(name=name)).replace("”", '"').replace("“", '"')


def test_a_name_that_no_font_shows_is_an_error():
    with pytest.raises(certificate_pdf.CannotRender):
        rendered(name="สารี")


@pytest.mark.parametrize("text", ["Nur'aini", "José", "ŠĐŁ ā ñ", "½ – “kata” …", "apa\u2011apa"])
def test_latin_texts_are_shown(text):
    assert certificate_pdf.missing_characters(text) == ""


@pytest.mark.parametrize("character", ["ส", "中", "🙂", "\u202e", "\x00", "\n", "\ufeff"])
def test_what_cannot_be_shown_is_named(character):
    assert certificate_pdf.missing_characters("Sari", f"Dewi{character}") == character


def test_an_unknown_design_is_refused():
    with pytest.raises(certificate_pdf.CannotRender):
        certificate_pdf.render(PAYLOAD, design_sha256="0" * 64, approved_at=AT)
