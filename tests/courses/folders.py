"""Small course folders for tests, and what a site holds of a course."""

import io
import json
import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings as site
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from courses.actions.folders import import_course
from courses.formats.archives import Files, write_zip
from courses.models import Course, CoursePage, Edition, LessonPage, LessonVersion, ModulePage
from courses.queries.folders.states import drafted
from quizzes.models import QuestionVersion

DEMO = sorted(path.parent for path in (site.BASE_DIR / "demo" / "courses").glob("*/course.md"))
COUNTED = (
    *(CoursePage, ModulePage, LessonPage, Revision, Image, Document, PageLogEntry, ModelLogEntry),
    *(Course, Edition, LessonVersion, QuestionVersion),
)
MEDIA = {
    "audio/suara.opus": b"OggS" + bytes(40),
    "video/film.mp4": bytes(4) + b"ftypisom" + bytes(40),
    "video/film.vtt": b"WEBVTT\n",
    "files/daftar.pdf": b"%PDF-1.7\n",
}


def picture(colour="red", *, kind="WEBP", size=(16, 10)):
    """The bytes of a small picture."""
    data = io.BytesIO()
    Picture.new("RGB", size, colour).save(data, kind)
    return data.getvalue()


LESSON = """---
title: Cahaya
summary: Pakai jendela.
minutes: 7
skill: foto
---

Pakai **jendela**.

![Toples di meja.](images/satu.webp "Kiri.")

::: steps Tata {checked=2026-11-01}
1. Satu
2. Dua
:::
"""
QUESTIONS = """// [tag:foto]
Mana yang terang? {
=Jendela
~Dapur#Lampu kuning.
####Cahaya jendela lembut.
}

// [tag:foto]
Kilat bagus. {FALSE####Kilat membuat silau.}
"""


def small(**changes):
    """The files of a course with one module of two lessons; a change of None takes one away."""
    files = {
        "course.md": b"---\ntitle: Kelas\nsummary: Belajar.\n---\n",
        "01-foto/module.md": b"---\ntitle: Foto\n---\n",
        "01-foto/01-cahaya.md": LESSON.encode(),
        "01-foto/01-cahaya.gift": QUESTIONS.encode(),
        "01-foto/02-latar.md": b"---\ntitle: Latar\nskill: foto\n---\n\nLatar polos.\n",
        "images/satu.webp": picture(),
    }
    files |= changes
    return {path: content for path, content in files.items() if content is not None}


@dataclass(frozen=True)
class GivenFiles(Files):
    """Files that stand in memory."""

    given: dict[str, bytes] | None = None

    def content(self, name):
        return self.given[name]


def files_of(given, address="kelas"):
    return GivenFiles(address, {path: path for path in given}, given=given)


def imported(given, agency, *, address="kelas", **how):
    return import_course(files=files_of(given, address), agency=agency, by=None, **how)


def zip_of(given, top="kelas"):
    data = io.BytesIO()
    write_zip(data, sorted(given.items()), top=top)
    return data.getvalue()


def held(agency):
    """Everything that a site holds of an agency's courses, without keys of rows."""
    pages = CoursePage.objects.child_of(agency.catalogue)
    return {page.slug: _course(page) for page in pages}


def _course(page):
    modules = ModulePage.objects.child_of(page).order_by("path")
    return {
        **_fields(drafted(page)),
        "modules": [
            {
                **_fields(drafted(module)),
                "lessons": [
                    _lesson(drafted(lesson))
                    for lesson in LessonPage.objects.child_of(module).order_by("path")
                ],
            }
            for module in modules
        ],
    }


IGNORED = {
    "id", "page_ptr", "path", "depth", "numchild", "url_path", "content_type", "translation_key",
    "latest_revision", "latest_revision_created_at", "live_revision", "first_published_at",
    "last_published_at", "index_entries", "locale", "body",
}  # fmt: skip


def _fields(page):
    """Every field of a page that is no key or moment of its own."""
    names = {field.name for field in page._meta.concrete_fields} - IGNORED
    return {name: getattr(page, name) for name in sorted(names)}


def _lesson(page):
    return {**_fields(page), "body": _body(page)}


def _body(page):
    """The blocks of a lesson with files in place of their keys."""
    text = re.sub(r' data-block-key=\\"\w+\\"', "", json.dumps(list(page.body.raw_data)))
    blocks = json.loads(_without_page_keys(text))
    for block in blocks:
        value = block["value"]
        for name in ("image", "poster", "file", "captions"):
            if isinstance(value, dict) and value.get(name) is not None:
                stored = page.body.stream_block.child_blocks[block["type"]].child_blocks[name]
                value[name] = _file(stored.to_python(value[name]))
    return blocks


def _without_page_keys(text):
    from wagtail.documents.models import Document
    from wagtail.models import Page

    def address(match):
        kind, key = match.groups()
        if kind == "document":
            return f"<a document={_file(Document.objects.get(pk=key))}"
        return f"<a page={Page.objects.get(pk=key).slug}"

    return re.sub(r'<a linktype=\\"(page|document)\\" id=\\"(\d+)\\"', address, text)


def _file(stored):
    with stored.open_file() as file:
        return (stored.title, file.read().hex(), stored.file.name.rpartition(".")[2])


def counts():
    return [model.objects.count() for model in COUNTED]


def whats(report):
    return {change.path: change.what for change in report.changes}


def codes(report):
    return {(remark.path, remark.line, remark.code) for remark in report.refusals}


def lesson(slug="cahaya"):
    return LessonPage.objects.get(slug=slug)


def body(slug="cahaya"):
    return list(lesson(slug).get_latest_revision_as_object().body.raw_data)


def stored_files(settings):
    return sorted(path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())
