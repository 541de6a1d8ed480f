"""What a folder is refused for, and that a refusal leaves nothing behind."""

import pytest
from django.db import transaction
from wagtail.images.models import Image

from courses.actions import CannotPublish, open_catalogue
from courses.models import CoursePage
from courses.queries.folders.words import words_of
from tests import factories
from tests.courses import folders
from tests.courses.folders import codes, counts, imported, small, stored_files

# Willow leaves a temporary file to the garbage collector.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def agency():
    factories.framework("foto", "iklan")
    return factories.agency()


def download(path):
    return f"---\ntitle: A\n---\n\n::: download {path} A\n:::\n".encode()


def twice(key):
    return f"// [id:{key}]\nA. {{TRUE}}\n\n// [id:{key.lower()}]\nB. {{TRUE}}\n".encode()


BAD = {
    "no course": ({"course.md": None}, ("course.md", 0, "no_course")),
    "no module": ({"01-foto/module.md": None}, ("01-foto/module.md", 0, "no_module")),
    "no summary": ({"course.md": b"---\ntitle: A\n---\n"}, ("course.md", 1, "key_missing")),
    "unknown key": (
        {"01-foto/02-latar.md": b"---\ntitle: A\nwarna: merah\n---\n"},
        ("01-foto/02-latar.md", 3, "unknown_key"),
    ),
    "no front": ({"01-foto/02-latar.md": b"Halo\n"}, ("01-foto/02-latar.md", 1, "no_front")),
    "latin-1": (
        {"01-foto/02-latar.md": b"---\ntitle: A\n---\n\ncaf\xe9\n"},
        ("01-foto/02-latar.md", 5, "not_utf8"),
    ),
    "utf-16": (
        {"01-foto/02-latar.md": "---\ntitle: A\n---\n".encode("utf-16")},
        ("01-foto/02-latar.md", 1, "not_utf8"),
    ),
    "control": (
        {"01-foto/02-latar.md": b"---\ntitle: A\n---\n\na\x00b\n"},
        ("01-foto/02-latar.md", 5, "control"),
    ),
    "no number": (
        {"01-foto/02-latar.md": None, "01-foto/latar.md": b"---\ntitle: A\n---\n"},
        ("01-foto/latar.md", 0, "lesson_name"),
    ),
    "same number": (
        {"01-foto/01-latar.md": b"---\ntitle: A\n---\n"},
        ("01-foto/01-latar.md", 0, "number_twice"),
    ),
    "module name": ({"foto/01-x.md": b""}, ("foto", 0, "module_name")),
    "skill": (
        {"01-foto/02-latar.md": b"---\ntitle: A\nskill: poto\n---\n"},
        ("01-foto/02-latar.md", 3, "skill_unknown"),
    ),
    "question skill": (
        {"01-foto/01-cahaya.gift": b"// [tag:poto]\nA. {TRUE####B.}\n"},
        ("01-foto/01-cahaya.gift", 2, "skill_unknown"),
    ),
    "question": (
        {"01-foto/01-cahaya.gift": b"A. {TRUE####B.}\n\nHarga? {#5}\n"},
        ("01-foto/01-cahaya.gift", 3, "question"),
    ),
    "question id": (
        {"01-foto/01-cahaya.gift": twice("1E6DF4D5-97F2-4E3B-9D52-0E5B9C0A1F11")},
        ("01-foto/01-cahaya.gift", 2, "question_id_twice"),
    ),
    "alone": (
        {"01-foto/03-lain.gift": b"A. {TRUE####B.}\n"},
        ("01-foto/03-lain.gift", 0, "questions_alone"),
    ),
    "no file": ({"images/satu.webp": None}, ("01-foto/01-cahaya.md", 10, "no_file")),
    "letters": (
        {"images/satu.webp": None, "images/Satu.webp": folders.picture()},
        ("01-foto/01-cahaya.md", 10, "file_letters"),
    ),
    "place": (
        {"01-foto/02-latar.md": b"---\ntitle: A\n---\n\n![a](satu.webp)\n"},
        ("01-foto/02-latar.md", 5, "file_place"),
    ),
    "no picture": ({"images/satu.webp": b"GIF89a"}, ("01-foto/01-cahaya.md", 10, "picture_broken")),
    "cut picture": (
        {"images/satu.webp": folders.picture(size=(300, 300))[:-40]},
        ("01-foto/01-cahaya.md", 10, "picture_broken"),
    ),
    "other picture": (
        {"images/satu.webp": folders.picture(kind="PNG")},
        ("01-foto/01-cahaya.md", 10, "picture_name"),
    ),
    "huge picture": (
        {"images/satu.webp": folders.picture(kind="PNG", size=(5001, 4000))},
        ("01-foto/01-cahaya.md", 10, "picture_pixels"),
    ),
    "no pdf": (
        {"01-foto/02-latar.md": download("files/a.pdf"), "files/a.pdf": b"PK"},
        ("01-foto/02-latar.md", 5, "file_content"),
    ),
    "a program": (
        {"01-foto/02-latar.md": download("files/a.exe"), "files/a.exe": b"MZ"},
        ("01-foto/02-latar.md", 5, "file_kind"),
    ),
    "open block": (
        {"01-foto/02-latar.md": b"---\ntitle: A\n---\n\n::: tip\nHalo\n"},
        ("01-foto/02-latar.md", 5, "block_open"),
    ),
    "unknown block": (
        {"01-foto/02-latar.md": b"---\ntitle: A\n---\n\n::: tips\nHalo\n:::\n"},
        ("01-foto/02-latar.md", 5, "block_word"),
    ),
    "link": (
        {"01-foto/02-latar.md": b"---\ntitle: A\n---\n\n[a](lesson:foto/tiada)\n"},
        ("01-foto/02-latar.md", 5, "link_target"),
    ),
    "too long": (
        {"01-foto/02-latar.md": b"---\ntitle: A\nsummary: " + b"a" * 161 + b"\n---\n"},
        ("01-foto/02-latar.md", 3, "too_long"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "refusal"), BAD.values(), ids=BAD)
def test_a_bad_folder_is_refused_whole_with_file_and_line(agency, settings, changes, refusal):
    report = imported(small(**changes), agency, publish=True)

    assert refusal in codes(report)
    assert all(words_of(remark) for remark in report.refusals)
    assert not CoursePage.objects.exists()
    assert not Image.objects.exists()
    assert stored_files(settings) == []


def test_every_refusal_of_a_folder_is_said_at_once(agency):
    bad = b"---\ntitle: A\n---\n\n# A\n\n::: x\n:::\n"

    report = imported(small(**{"course.md": b"x", "01-foto/02-latar.md": bad}), agency)

    assert codes(report) == {
        ("course.md", 1, "no_front"),
        ("01-foto/02-latar.md", 5, "heading_level"),
        ("01-foto/02-latar.md", 7, "block_word"),
    }


@pytest.mark.parametrize("broken", ["publish", "body"])
def test_a_failure_half_way_leaves_no_page_row_or_file(agency, settings, monkeypatch, broken):
    open_catalogue(agency=agency)
    before = counts()
    target = {
        "publish": "courses.actions.publishing.rebuild_edition",
        "body": "courses.actions.folders.bodies.BodyWriter._rich",
    }[broken]

    def fail(*args, **kwargs):
        raise RuntimeError("half-way")

    monkeypatch.setattr(target, fail)

    with pytest.raises(RuntimeError), transaction.atomic():
        imported(small(), agency, publish=True)

    assert counts() == before
    assert stored_files(settings) == []


def test_what_publishing_refuses_is_said_with_its_file(agency, settings):
    empty = small(**{"01-foto/01-cahaya.gift": b"// [tag:foto]\nA? {=b~c}\n"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "courses.actions.publishing._freeze_quiz",
            lambda *a, **k: (_ for _ in ()).throw(CannotPublish("Belum bisa.")),
        )
        report = imported(empty, agency, publish=True)

    assert codes(report) == {("01-foto/01-cahaya.md", 0, "cannot_publish")}
    assert not CoursePage.objects.exists()
    assert stored_files(settings) == []
