"""The doors of course folders: commands, and ZIP files for trainers in Wagtail."""

import io
import json
import os
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.images.models import Image
from wagtail.models import Revision

from courses.actions import open_catalogue, sync_authors
from courses.actions.folders.uploads import MAX_WAITING, sweep_uploads
from courses.models import Course, CoursePage, LessonPage
from people.rules import Role
from tests import factories
from tests.courses.folders import imported, small, zip_of

# Willow leaves a temporary file to the garbage collector.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(autouse=True)
def waiting(settings, tmp_path):
    settings.IMPORTS_ROOT = tmp_path / "imports"
    return settings.IMPORTS_ROOT


@pytest.fixture
def agency():
    factories.framework("foto", "iklan")
    return factories.agency(slug="blk")


def trainer_of(agency):
    person = factories.person()
    factories.membership(person, agency, Role.TRAINER)
    open_catalogue(agency=agency)
    sync_authors(agency=agency, on=timezone.localdate())
    return person


def sent(client, agency, content, name="kelas.zip"):
    url = reverse("course_folder_upload", args=[agency.catalogue.pk])
    return client.post(url, {"file": SimpleUploadedFile(name, content)})


def seen(response):
    return response.context["form"].initial["seen"]


def on_disk(root, files):
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root


def run(name, *args, **options):
    out, err = io.StringIO(), io.StringIO()
    call_command(name, *map(str, args), stdout=out, stderr=err, **options)
    return out.getvalue()


def test_a_trainer_uploads_looks_and_applies_exactly_that(client, agency, waiting):
    client.force_login(trainer_of(agency))

    answer = sent(client, agency, zip_of(small()))
    assert answer.status_code == 302
    page = client.get(answer.url)
    assert "Baru (4)" in page.content.decode()
    assert not CoursePage.objects.exists()
    done = client.post(answer.url, {"seen": seen(page)})

    course = CoursePage.objects.get()
    assert done.url == reverse("wagtailadmin_explore", args=[course.pk])
    assert not course.live
    assert course.owner.memberships.filter(agency=agency).exists()
    assert list(waiting.glob("*/*")) == []
    assert client.get(answer.url).status_code == 404


def test_a_trainer_may_publish_what_she_uploads(client, agency):
    client.force_login(trainer_of(agency))
    answer = sent(client, agency, zip_of(small()))

    client.post(answer.url, {"seen": seen(client.get(answer.url)), "publish": "on"})

    assert Course.objects.get().edition is not None


def test_who_may_not_publish_uploads_drafts_only(client, agency):
    client.force_login(trainer_of(agency))
    agency.catalogue.group_permissions.filter(permission__codename="publish_page").delete()
    answer = sent(client, agency, zip_of(small()))
    page = client.get(answer.url)

    client.post(answer.url, {"seen": seen(page), "publish": "on"})

    assert 'name="publish"' not in page.content.decode()
    assert CoursePage.objects.exists()
    assert not Course.objects.exists()


def test_what_changed_since_the_look_is_shown_again(client, agency):
    client.force_login(trainer_of(agency))
    answer = sent(client, agency, zip_of(small()))
    looked_at = seen(client.get(answer.url))
    imported(small(), agency)

    again = client.post(answer.url, {"seen": looked_at})

    assert again.url == answer.url
    assert "baru saja berubah" in client.get(answer.url).content.decode()


def test_every_refusal_is_shown_and_nothing_can_be_applied(client, agency):
    client.force_login(trainer_of(agency))
    answer = sent(client, agency, zip_of(small(**{"course.md": b"x", "images/satu.webp": None})))

    page = client.get(answer.url).content.decode()
    client.post(answer.url, {"seen": "x"})

    assert "course.md:1" in page
    assert "01-foto/01-cahaya.md:10" in page
    assert "Terapkan" not in page
    assert not CoursePage.objects.exists()


@pytest.mark.parametrize("content", [b"", b"no zip"])
def test_what_is_no_zip_is_said(client, agency, content):
    client.force_login(trainer_of(agency))

    answer = sent(client, agency, content)

    if answer.status_code == 302:
        assert "bukan ZIP" in client.get(answer.url).content.decode()


def test_a_waiting_zip_is_its_owners_alone(client, agency):
    owner, colleague = trainer_of(agency), trainer_of(agency)
    client.force_login(owner)
    answer = sent(client, agency, zip_of(small()))

    client.force_login(colleague)

    assert client.get(answer.url).status_code == 404
    assert client.post(answer.url, {"seen": "x"}).status_code == 404


def test_a_waiting_zip_can_be_left(client, agency, waiting):
    client.force_login(trainer_of(agency))
    answer = sent(client, agency, zip_of(small()))

    client.post(answer.url, {"leave": "1"})

    assert list(waiting.glob("*/*")) == []
    assert not CoursePage.objects.exists()


def test_waiting_zips_are_swept_after_a_day_and_never_many(client, agency, waiting):
    client.force_login(trainer_of(agency))
    for _time in range(MAX_WAITING + 2):
        sent(client, agency, zip_of(small()))
    assert len(list(waiting.glob("*/*"))) == MAX_WAITING

    old = (timezone.now() - timedelta(days=1, minutes=1)).timestamp()
    for folder in waiting.glob("*/*"):
        os.utime(folder, (old, old))
    sweep_uploads(at=timezone.now())

    assert list(waiting.glob("*/*")) == []


def test_a_waiting_zip_lies_outside_the_media_folder(client, agency, waiting, settings):
    client.force_login(trainer_of(agency))

    answer = sent(client, agency, zip_of(small()))

    assert not waiting.is_relative_to(settings.MEDIA_ROOT)
    assert len(answer.url.strip("/").split("/")[-1]) == 32


@pytest.mark.parametrize("who", ["nobody", "learner", "other trainer"])
def test_others_have_no_door(client, agency, who):
    open_catalogue(agency=agency)
    imported(small(), agency)
    if who != "nobody":
        other = factories.agency()
        client.force_login(factories.person() if who == "learner" else trainer_of(other))
    course = CoursePage.objects.get()

    urls = [
        reverse("course_folder_download", args=[course.pk]),
        reverse("course_folder_upload", args=[agency.catalogue.pk]),
    ]

    expected = 404 if who == "other trainer" else 302
    assert [client.get(url).status_code for url in urls] == [expected] * 2
    assert sent(client, agency, zip_of(small())).status_code == expected


def test_a_trainer_takes_a_course_home_and_brings_it_back_unchanged(client, agency):
    client.force_login(trainer_of(agency))
    imported(small(), agency, publish=True)
    course = CoursePage.objects.get()
    explorer = client.get(reverse("wagtailadmin_explore", args=[course.pk])).content.decode()
    url = reverse("course_folder_download", args=[course.pk])
    revisions = Revision.objects.count()

    answer = client.get(url)
    content = b"".join(answer.streaming_content)

    assert url in explorer
    assert answer["Content-Disposition"] == 'attachment; filename="kelas.zip"'
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert "kelas/01-foto/01-cahaya.md" in names
    page = client.get(sent(client, agency, content).url)
    assert "Tidak ada yang berubah" in page.content.decode()
    assert Revision.objects.count() == revisions


def test_the_catalogue_offers_the_upload(client, agency):
    client.force_login(trainer_of(agency))

    page = client.get(reverse("wagtailadmin_explore", args=[agency.catalogue.pk]))

    assert reverse("course_folder_upload", args=[agency.catalogue.pk]) in page.content.decode()


def test_the_commands_import_and_export_folders_and_zips(agency, tmp_path):
    source = on_disk(tmp_path / "kelas", small())

    assert "new" in run("import_course", source, agency="blk", dry_run=True)
    assert not CoursePage.objects.exists()
    run("import_course", source, agency="blk", publish=True)
    assert Course.objects.get().edition is not None

    run("export_course", "kelas", tmp_path / "lain")
    run("export_course", "kelas", tmp_path / "kelas.zip")

    said = json.loads(run("import_course", tmp_path / "lain", agency="blk", json=True))
    assert {change["what"] for change in said["changes"]} == {"same"}
    again = json.loads(run("import_course", tmp_path / "kelas.zip", agency="blk", json=True))
    assert again == said


def test_the_commands_say_what_they_refuse(agency, tmp_path):
    source = on_disk(tmp_path / "kelas", small(**{"course.md": b"x"}))

    with pytest.raises(CommandError, match="nothing was changed"):
        run("import_course", source, agency="blk")
    with pytest.raises(CommandError, match="no agency"):
        run("import_course", source, agency="tiada")
    with pytest.raises(CommandError, match="cannot be read"):
        run("import_course", tmp_path / "tiada", agency="blk")
    with pytest.raises(CommandError, match="no course"):
        run("export_course", "tiada", tmp_path / "x")


def test_an_export_overwrites_nothing(agency, tmp_path):
    imported(small(), agency)
    on_disk(tmp_path / "penuh", {"surat.txt": b"x"})
    (tmp_path / "ada.zip").write_bytes(b"x")

    with pytest.raises(CommandError):
        run("export_course", "kelas", tmp_path / "penuh")
    with pytest.raises(CommandError):
        run("export_course", "kelas", tmp_path / "ada.zip")
    assert (tmp_path / "ada.zip").read_bytes() == b"x"


@pytest.mark.parametrize("target", ["/etc/hostname", "."])
def test_a_folder_on_disk_is_read_without_its_links(agency, tmp_path, target):
    source = on_disk(tmp_path / "kelas", small())
    (source / "images" / "tautan.webp").symlink_to(target)

    with pytest.raises(CommandError):
        run("import_course", source, agency="blk")

    assert not LessonPage.objects.exists()
    assert not Image.objects.exists()


def test_a_folder_on_disk_obeys_the_limits_of_a_zip(agency, tmp_path):
    source = on_disk(tmp_path / "kelas", small())
    for number in range(500):
        Path(source / "files").mkdir(exist_ok=True)
        (source / "files" / f"{number}.pdf").touch()

    with pytest.raises(CommandError):
        run("import_course", source, agency="blk")
