from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from certificates import actions
from certificates.models import CertificateFile
from certificates.queries import path_of
from certificates.rules import grouped_code
from tests.certificates.steps import NOW, approved, seen


@pytest.fixture
def certificate(town):
    (certificate,) = approved(town)
    actions.render(certificate_id=certificate.pk, at=NOW)
    return certificate


def page(client, code, **headers):
    return client.get(reverse("certificates:verify", args=[code]), **headers)


def compare(client, certificate, content, name="sertifikat.pdf"):
    address = reverse("certificates:verify", args=[certificate.code])
    return client.post(address, {"file": SimpleUploadedFile(name, content)})


def stored(certificate):
    return path_of(CertificateFile.objects.get(certificate=certificate)).read_bytes()


def test_a_valid_certificate_says_so_to_anybody(client, certificate):
    response = page(client, certificate.code)

    assert response.status_code == 200
    for text in ("Sertifikat ini asli", "Contoh A", "0001/CONTOH/XI/2026", "Balai Latihan"):
        assert text in response.text.replace("<wbr>", "")
    assert response.headers["Cache-Control"] == "no-store"  # B98
    assert "noindex" in response.headers["X-Robots-Tag"]


def test_the_address_in_the_qr_code_opens_the_page(client, certificate):
    path = certificate.payload["verify_url"].removeprefix("http://localhost:8000")

    assert client.get(path).status_code == 200


def test_a_typed_code_is_forgiven(client, certificate):
    typed = f" {grouped_code(certificate.code).lower().replace('0', 'o')} "

    response = client.post(reverse("certificates:lookup"), {"code": typed})

    assert response.headers["Location"] == reverse("certificates:verify", args=[certificate.code])


def test_a_typed_code_that_is_none_is_explained(client, db):
    response = client.post(reverse("certificates:lookup"), {"code": "123"})

    assert response.status_code == 422
    assert "Kode belum lengkap" in response.text


def test_the_lookup_page_asks_for_a_code(client, db):
    response = client.get(reverse("certificates:lookup"))

    assert response.status_code == 200
    assert "localhost:8000/v" in response.text


def test_every_unknown_code_is_answered_alike(client, certificate):  # B87
    known = certificate.code
    wrong = ["0" * 16, known[:-1] + ("0" if known[-1] != "0" else "1"), known[:-1], "7" * 5_000]

    answers = {(r := page(client, code)).status_code: "tidak ditemukan" in r.text for code in wrong}

    assert answers == {404: True}
    assert "Contoh A" not in page(client, wrong[1]).text


def test_a_number_alone_shows_nothing(client, certificate):  # B88
    assert client.get("/v/0001-CONTOH-XI-2026/").status_code == 404


@pytest.mark.parametrize("code", ["<script>alert(1)</script>", "%00", "İı", "'\""])
def test_a_strange_code_is_shown_as_text(client, db, code):
    response = client.get(f"/v/{code}/")

    assert response.status_code == 404
    assert "<script>alert" not in response.text


def test_a_revoked_certificate_says_so_at_once(client, certificate, town):
    actions.revoke(certificate=certificate, by=town.head, reason="Rahasia: keliru", at=NOW)

    response = page(client, certificate.code)

    assert "Sertifikat ini dicabut" in response.text
    assert "Rahasia" not in response.text


def test_a_replaced_certificate_points_to_the_new_one(client, certificate, town):
    batch = actions.propose_replacement(
        certificate=certificate, by=town.official, name="Contoh Z", reason="KTP", at=NOW
    )
    (new,) = actions.approve(
        batch=batch, by=town.head, seen=seen(batch), at=NOW + timedelta(hours=1)
    )

    response = page(client, certificate.code)

    assert "sudah diganti" in response.text
    assert reverse("certificates:verify", args=[new.code]) in response.text


@pytest.mark.parametrize("is_demo", [True, False])
def test_a_sample_is_called_a_sample(client, town, is_demo):
    town.agency.is_demo = is_demo
    town.agency.save()
    (certificate,) = approved(town)

    page_text = page(client, certificate.code).text

    assert ("bukan sertifikat resmi" in page_text) is is_demo


def test_a_page_in_english_shows_english_titles(client, certificate):
    client.cookies["django_language"] = "en"

    assert "Selling through WhatsApp" in page(client, certificate.code).text


def test_the_stored_pdf_is_recognised(client, certificate):
    assert "sama persis" in compare(client, certificate, stored(certificate)).text


@pytest.mark.parametrize("place", [10, 2_000, -20])
def test_a_changed_pdf_is_told_apart(client, certificate, place):  # B89
    changed = bytearray(stored(certificate))
    changed[place] ^= 1

    response = compare(client, certificate, bytes(changed))

    assert "Berkas ini berbeda" in response.text
    assert "Contoh A" in response.text


def test_what_is_no_pdf_is_said_to_be_none(client, certificate):
    assert "bukan PDF" in compare(client, certificate, b"GIF89a", name="foto.gif").text


@pytest.mark.parametrize("content", [b"", b"%PDF-" + b"0" * (2 * 1024 * 1024)])
def test_an_empty_or_big_file_is_refused(client, certificate, content):
    response = compare(client, certificate, content)

    assert response.status_code == 422
    assert "Berkas terlalu besar" in response.text or "Pilih berkas PDF" in response.text


def test_a_compared_file_is_kept_nowhere(client, certificate, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "uploads")
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1
    before = set(tmp_path.rglob("*"))

    compare(client, certificate, stored(certificate) + b"%")

    assert set(tmp_path.rglob("*")) == before


def test_a_file_name_is_shown_as_text(client, certificate):
    response = compare(client, certificate, b"%PDF-1", name="<img src=x onerror=alert(1)>.pdf")

    assert "<img src=x" not in response.text


def test_comparing_needs_the_pages_own_token(certificate):  # B30
    strict = Client(enforce_csrf_checks=True)

    assert compare(strict, certificate, b"%PDF-").status_code == 403
    token = str(page(strict, certificate.code).context["csrf_token"])
    response = strict.post(
        reverse("certificates:verify", args=[certificate.code]),
        {"csrfmiddlewaretoken": token, "file": BytesIO(stored(certificate))},
    )
    assert "sama persis" in response.text


def test_the_page_asks_the_database_once(client, certificate, django_assert_num_queries):
    with django_assert_num_queries(1):
        page(client, certificate.code)
    with django_assert_num_queries(1):
        page(client, "0" * 16)
