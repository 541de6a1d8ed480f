"""Courses out of folders: made and brought up to date."""

import json

import pytest
from django.conf import settings as site
from wagtail.images.models import Image

from courses.models import Course, CoursePage, Edition, LessonPage, LessonVersion
from courses.queries.folders import export_course
from courses.queries.folders.words import WORDS
from tests import factories
from tests.courses import folders
from tests.courses.folders import body, codes, counts, imported, lesson, small, stored_files, whats

# Willow leaves a temporary file to the garbage collector.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def agency():
    factories.framework("foto", "iklan")
    return factories.agency()


def test_a_new_course_is_made_of_drafts(agency):
    report = imported(small(), agency)

    assert report.refusals == ()
    assert set(whats(report).values()) == {"new"}
    assert not CoursePage.objects.get().live
    assert not Course.objects.exists()
    page = lesson()
    assert (page.title, page.minutes, page.skill, page.live) == ("Cahaya", 7, "foto", False)
    assert [block.block_type for block in page.body] == ["text", "picture", "steps", "quiz"]
    assert page.latest_revision is not None


def test_a_published_course_has_one_edition(agency):
    report = imported(small(), agency, publish=True)

    assert report.refusals == ()
    outline = Course.objects.get().edition.outline
    assert [one["slug"] for one in outline["modules"][0]["lessons"]] == ["cahaya", "latar"]
    assert Edition.objects.count() == 1
    assert LessonVersion.objects.count() == 2


@pytest.mark.parametrize("publish", [False, True])
def test_importing_twice_changes_nothing(agency, publish, settings):
    imported(small(), agency, publish=publish)
    before, files = counts(), stored_files(settings)

    report = imported(small(), agency, publish=publish)

    assert report.is_empty
    assert counts() == before
    assert stored_files(settings) == files


def test_a_first_import_is_the_same_everywhere(agency):
    other = factories.agency()
    imported(small(), agency)
    first = [body("cahaya"), body("latar")]
    CoursePage.objects.get().delete()

    imported(small(), other)

    again = [body("cahaya"), body("latar")]
    for page in (*first, *again):
        for block in page:
            if block["type"] == "picture":
                block["value"].pop("image")
    assert again == first


def test_a_dry_run_says_what_would_change_and_writes_nothing(agency, settings):
    imported(small(), agency, publish=True)
    before, files = counts(), stored_files(settings)
    changed = small(
        **{
            "01-foto/02-latar.md": None,
            "01-foto/01-cahaya.md": folders.LESSON.replace("jendela", "lampu").encode(),
            "02-harga/module.md": b"---\ntitle: Harga\n---\n",
            "02-harga/01-biaya.md": b"---\ntitle: Biaya\n---\n\nHitung.\n",
            "images/satu.webp": folders.picture("blue"),
        }
    )

    report = imported(changed, agency, dry_run=True)

    assert whats(report) == {
        "course.md": "same",
        "01-foto/module.md": "same",
        "01-foto/01-cahaya.md": "changed",
        "02-harga/module.md": "new",
        "02-harga/01-biaya.md": "new",
        "foto/latar": "left",
    }
    assert counts() == before
    assert stored_files(settings) == files


def test_a_dry_run_for_an_agency_without_a_folder_makes_none(agency):
    report = imported(small(), agency, dry_run=True)

    assert not report.is_empty
    assert not hasattr(type(agency).objects.get(pk=agency.pk), "catalogue")


def test_an_update_keeps_what_learners_records_hang_on(agency):
    imported(small(), agency, publish=True)
    before = body()
    version = LessonVersion.objects.get(lesson__slug="cahaya")
    reworded = folders.QUESTIONS.replace("Mana yang terang?", "Mana yang paling terang?")
    added = "// [tag:foto]\nSoal baru. {TRUE####Ya.}\n\n" + reworded

    report = imported(small(**{"01-foto/01-cahaya.gift": added.encode()}), agency, publish=True)

    after = body()
    assert whats(report)["01-foto/01-cahaya.md"] == "changed"
    assert whats(report)["01-foto/02-latar.md"] == "same"
    assert [block["id"] for block in after] == [block["id"] for block in before]
    assert after[:3] == before[:3]
    old, new = before[3]["value"]["questions"], after[3]["value"]["questions"]
    assert [question["id"] for question in new[1:]] == [question["id"] for question in old]
    assert new[1]["value"]["choices"] == old[0]["value"]["choices"]
    assert new[1]["value"]["text"] == "Mana yang paling terang?"
    newest = version.lesson.versions.order_by("-number").first()
    assert newest.quiz.quiz_id == version.quiz.quiz_id


def test_an_edit_in_wagtail_survives_the_import_of_another_lesson(agency):
    imported(small(), agency, publish=True)
    page = lesson("latar")
    page.title = "Latar yang polos"
    page.save_revision()
    files = dict(export_course(CoursePage.objects.get()).files())
    files["01-foto/01-cahaya.md"] = files["01-foto/01-cahaya.md"].replace(b"jendela", b"lampu")

    report = imported(files, agency)

    assert whats(report)["01-foto/01-cahaya.md"] == "changed"
    assert whats(report)["01-foto/02-latar.md"] == "same"
    assert lesson("latar").get_latest_revision_as_object().title == "Latar yang polos"
    assert lesson("latar").title == "Latar"


def test_lessons_that_the_folder_lacks_are_left_alone_unless_removed(agency):
    imported(small(), agency, publish=True)
    less = small(**{"01-foto/02-latar.md": None})

    assert whats(imported(less, agency, publish=True))["foto/latar"] == "left"
    assert lesson("latar").live

    report = imported(less, agency, publish=True, remove=True)

    assert whats(report)["foto/latar"] == "removed"
    assert not lesson("latar").live
    outline = Course.objects.get().edition.outline
    assert [one["slug"] for one in outline["modules"][0]["lessons"]] == ["cahaya"]


def test_order_and_module_of_lessons_follow_the_folder(agency):
    imported(small(), agency, publish=True)
    moved = small(
        **{
            "01-foto/01-cahaya.md": None,
            "01-foto/01-cahaya.gift": None,
            "01-foto/02-latar.md": small()["01-foto/02-latar.md"],
            "02-lain/module.md": b"---\ntitle: Lain\n---\n",
            "02-lain/01-cahaya.md": small()["01-foto/01-cahaya.md"],
            "02-lain/01-cahaya.gift": small()["01-foto/01-cahaya.gift"],
        }
    )
    before = lesson().pk

    report = imported(moved, agency, publish=True)

    assert whats(report)["02-lain/01-cahaya.md"] == "moved"
    assert lesson().pk == before
    assert lesson().get_parent().slug == "lain"

    back = small(
        **{
            "01-lain/module.md": moved["02-lain/module.md"],
            "01-foto/module.md": None,
            "01-foto/01-cahaya.md": None,
            "01-foto/01-cahaya.gift": None,
            "01-foto/02-latar.md": None,
            "02-foto/module.md": small()["01-foto/module.md"],
            "02-foto/01-latar.md": small()["01-foto/02-latar.md"],
            "01-lain/01-cahaya.md": moved["02-lain/01-cahaya.md"],
            "01-lain/01-cahaya.gift": moved["02-lain/01-cahaya.gift"],
        }
    )
    imported(back, agency, publish=True)

    modules = Course.objects.get().edition.outline["modules"]
    assert [module["slug"] for module in modules] == ["lain", "foto"]


def test_the_same_bytes_are_stored_once(agency):
    twice = small(
        **{
            "images/dua.webp": folders.picture(),
            "01-foto/02-latar.md": b"---\ntitle: Latar\n---\n\n![Dua.](images/dua.webp)\n",
        }
    )

    imported(twice, agency)

    assert Image.objects.count() == 1
    assert body("latar")[0]["value"]["image"] == body()[1]["value"]["image"]


def test_files_of_another_agency_are_not_used(agency):
    other = factories.agency()
    imported(small(), other, address="milik-lain")

    imported(small(), agency)

    assert Image.objects.count() == 2
    assert len({image.collection_id for image in Image.objects.all()}) == 2


def test_the_address_of_another_course_is_refused(agency):
    other = factories.agency()
    imported(small(), other)

    report = imported(small(), agency)

    assert codes(report) == {("course.md", 0, "address_taken")}
    assert CoursePage.objects.count() == 1


def test_the_address_of_a_deleted_course_is_refused(agency):
    imported(small(), agency, publish=True)
    CoursePage.objects.get().delete()

    assert codes(imported(small(), agency)) == {("course.md", 0, "address_taken")}


def test_a_locked_page_is_not_written(agency):
    imported(small(), agency)
    LessonPage.objects.filter(slug="latar").update(locked=True)
    changed = small(**{"01-foto/02-latar.md": b"---\ntitle: Lain\n---\n\nBaru.\n"})

    assert codes(imported(changed, agency)) == {("01-foto/02-latar.md", 0, "page_locked")}
    assert imported(small(), agency).is_empty


def test_every_remark_has_words_and_every_word_is_used():
    root = site.BASE_DIR / "courses"
    source = "".join(path.read_text() for path in root.rglob("*.py") if path.name != "words.py")

    assert [code for code in WORDS if f'"{code}"' not in source] == ["blockquote"]


def test_the_export_says_what_it_cannot_carry(agency):
    imported(small(), agency)
    page = lesson("latar")
    page.seo_title = "Lain"
    gone = '<a linktype="page" id="99999">lama</a> <a linktype="document" id="5">x</a>'
    page.body = json.dumps([factories.text_block(f"<p>{gone}</p>")])
    page.save_revision()

    export = export_course(CoursePage.objects.get())

    said = sorted(remark.code for remark in export.warnings)
    assert said == ["field_left", "link_lost", "link_lost"]
    assert b"lama x" in export.texts["01-foto/02-latar.md"]


def test_links_between_lessons_lead_to_the_same_lesson_afterwards(agency):
    linked = small(
        **{"01-foto/02-latar.md": b"---\ntitle: A\n---\n\n[ke cahaya](lesson:foto/cahaya)\n"}
    )

    imported(linked, agency)

    assert f'<a linktype="page" id="{lesson().pk}">ke cahaya</a>' in body("latar")[0]["value"]
    assert (
        export_course(CoursePage.objects.get())
        .texts["01-foto/02-latar.md"]
        .endswith(b"[ke cahaya](lesson:foto/cahaya)\n")
    )


def test_files_of_another_agency_are_not_given_out(agency):
    other = factories.agency()
    imported(small(), agency)
    own = Image.objects.get()
    imported(small(**{"images/satu.webp": folders.picture("green")}), other, address="milik-lain")
    foreign = Image.objects.exclude(pk=own.pk).get()
    page = LessonPage.objects.descendant_of(CoursePage.objects.get(slug="kelas")).get(slug="latar")
    page.body = json.dumps(
        [{"type": "picture", "id": "1", "value": {"image": foreign.pk, "alt": "x", "caption": ""}}]
    )
    page.save_revision()

    export = export_course(CoursePage.objects.get(slug="kelas"))

    assert [path for path, _content in export.files() if path.startswith("images/")] == [
        "images/satu.webp"
    ]
    assert dict(export.files())["images/satu.webp"] == folders.picture()
    assert [remark.code for remark in export.warnings] == ["file_deleted"]
