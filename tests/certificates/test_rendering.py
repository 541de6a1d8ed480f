import hashlib
from datetime import timedelta
from pathlib import Path

import pytest

from certificates import actions, tasks
from certificates.actions import rendering
from certificates.formats import certificate_pdf
from certificates.models import CertificateFile, RegisterEntry, Rendering
from certificates.queries import open_file, path_of
from common.models import AuditEntry
from tests.certificates.steps import NOW, approved

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def certificate(town):
    (certificate,) = approved(town)
    return certificate


def stored(folder):
    return [path for path in Path(folder).rglob("*") if path.is_file()]


def test_render_files_the_pdf_once(certificate, certificates_folder):
    actions.render(certificate_id=certificate.pk, at=NOW)
    tasks.render(certificate_id=certificate.pk, from_a_newer_release=1)

    file = CertificateFile.objects.get()
    with open_file(file) as pdf:
        assert hashlib.sha256(content := pdf.read()).hexdigest() == file.sha256
    assert len(content) == file.size < 120_000
    assert stored(certificates_folder) == [path_of(file)]
    assert Rendering.objects.get().state == "done"
    assert RegisterEntry.objects.filter(kind="filed").count() == 1
    assert AuditEntry.objects.filter(action="certificate.filed").count() == 1


def test_a_run_that_comes_late_changes_nothing(certificate, monkeypatch):
    once = certificate_pdf.render

    def overtaken(*args, **kwargs):
        monkeypatch.setattr(certificate_pdf, "render", once)
        actions.render(certificate_id=certificate.pk, at=NOW)
        return once(*args, **kwargs)

    monkeypatch.setattr(certificate_pdf, "render", overtaken)

    actions.render(certificate_id=certificate.pk, at=LATER)

    assert CertificateFile.objects.get().made_at == NOW
    assert RegisterEntry.objects.filter(kind="filed").count() == 1


@pytest.mark.parametrize(
    "point", ["before_render", "after_render", "after_temp", "after_rename", "before_commit"]
)
def test_a_death_on_the_way_leaves_exactly_one_after_the_next_run(
    certificate, certificates_folder, monkeypatch, point
):
    class Killed(BaseException):
        pass

    def die(name):
        if name == f"cert.{point}":
            raise Killed

    with monkeypatch.context() as patched:  # F14
        patched.setattr(rendering, "crashpoint", die)
        with pytest.raises(Killed):
            actions.render(certificate_id=certificate.pk, at=NOW)
    assert not CertificateFile.objects.exists()

    actions.render(certificate_id=certificate.pk, at=LATER)

    pdfs = [path for path in stored(certificates_folder) if path.suffix == ".pdf"]
    assert pdfs == [path_of(CertificateFile.objects.get())]
    assert RegisterEntry.objects.filter(kind="filed").count() == 1


def test_a_full_disk_leaves_no_half_file(certificate, certificates_folder, monkeypatch):
    def full(_descriptor):
        raise OSError("no space left")

    monkeypatch.setattr(rendering.os, "fsync", full)

    with pytest.raises(OSError, match="space"):  # F12
        actions.render(certificate_id=certificate.pk, at=NOW)

    assert stored(certificates_folder) == []
    assert Rendering.objects.get().state == "pending"


def test_the_last_failure_is_shown(certificate):
    tasks.render_failed(certificate_id=certificate.pk)

    assert Rendering.objects.get().state == "failed"


def test_a_late_failure_does_not_undo_a_pdf(certificate):
    actions.render(certificate_id=certificate.pk, at=NOW)

    actions.rendering_failed(certificate_id=certificate.pk, at=LATER)

    assert Rendering.objects.get().state == "done"
