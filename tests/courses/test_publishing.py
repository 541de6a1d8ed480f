"""From pages to facts: what publishing, moving, copying and deleting make of a course."""

import re
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from courses import actions
from courses.models import (
    Course,
    CoursePage,
    Edition,
    Lesson,
    LessonPage,
    LessonVersion,
    ModulePage,
)
from courses.queries import lesson_html, outline
from quizzes.models import QuizVersion
from tests import factories

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    return factories.agency()


@pytest.fixture
def course(agency):
    return factories.published_course(agency, modules=2)


def slugs(course):
    course.refresh_from_db()
    return (
        [lesson.slug for lesson in outline(course.edition_id).lessons] if course.edition_id else []
    )


def page(slug, course=None):
    pages = LessonPage.objects.filter(slug=slug)
    return pages.descendant_of(course.page).get() if course else pages.get()


def module(course, number):
    return ModulePage.objects.child_of(course.page).get(slug=f"bagian-{number}")


def test_a_published_course_holds_its_lessons_in_order(course):
    assert slugs(course) == ["p1-1", "p1-2", "p2-1", "p2-2"]
    assert [m.title for m in outline(course.edition_id).modules] == ["Bagian 1", "Bagian 2"]


def test_a_draft_is_nothing_to_learners(agency):
    factories.course_page(agency)

    assert not Course.objects.exists()
    assert not LessonVersion.objects.exists()


def test_publishing_unchanged_makes_nothing_new(course):
    before = [m.objects.count() for m in (LessonVersion, Edition, QuizVersion)]

    for each in course.page.get_descendants(inclusive=True).specific():
        each.save_revision().publish()

    assert [m.objects.count() for m in (LessonVersion, Edition, QuizVersion)] == before


def test_a_changed_lesson_makes_one_version_and_one_edition(course):
    lesson = page("p1-1")
    first, edition = Lesson.objects.get(slug="p1-1").versions.get(), course.edition
    lesson.body = [("text", "<p>Baru.</p>")]
    lesson.save_revision().publish()

    versions = Lesson.objects.get(slug="p1-1").versions.order_by("number")
    course.refresh_from_db()
    assert [version.number for version in versions] == [1, 2]
    assert "Baru" in lesson_html(versions[1].pk)
    assert versions[0].html == first.html
    assert course.edition.number == edition.number + 1
    assert outline(course.edition_id).lessons[0].quiz is None


def test_a_saved_draft_changes_nothing_for_learners(course):
    lesson = page("p1-1")
    lesson.body = [("text", "<p>Belum.</p>")]
    lesson.title = "Belum"
    lesson.save_revision()

    assert LessonVersion.objects.filter(lesson__slug="p1-1").count() == 1
    assert outline(course.edition_id).lessons[0].title != "Belum"


def test_a_new_title_keeps_the_version_and_makes_an_edition(course):
    lesson = page("p1-1")
    lesson.title = "Judul baru"
    lesson.save_revision().publish()

    course.refresh_from_db()
    assert LessonVersion.objects.filter(lesson__slug="p1-1").count() == 1
    assert outline(course.edition_id).lessons[0].title == "Judul baru"


def test_a_body_is_the_same_for_everybody(course, rf, django_user_model):
    for version in LessonVersion.objects.all():
        assert not re.search(r"csrf|nonce|contoh\d|session|<form|<input", version.html)
        assert "Soal" not in version.html


def test_a_body_does_not_depend_on_the_language_of_its_publisher(agency):
    from django.utils import translation

    blocks = [
        {
            "type": "steps",
            "id": "11111111-1111-4111-8111-111111111111",
            "value": {
                "title": "Langkah",
                "items": [{"type": "item", "value": v, "id": v} for v in "ab"],
                "checked_on": "2026-11-01",
            },
        }
    ]
    htmls = []
    for slug, language in (("satu", "id"), ("dua", "en")):
        with translation.override(language):
            draft = factories.course_page(agency, slug=slug, lessons=0)
            factories.lesson_page(ModulePage.objects.child_of(draft).get(), slug="x", blocks=blocks)
            factories.publish(draft)
        htmls.append(LessonVersion.objects.get(lesson__course__slug=slug).html)

    assert htmls[0] == htmls[1]
    assert "November" in htmls[0] or "01" in htmls[0] or "1 " in htmls[0]


def test_unpublishing_a_lesson_takes_it_out(course):
    page("p1-1").unpublish()

    assert slugs(course) == ["p1-2", "p2-1", "p2-2"]
    assert Lesson.objects.filter(slug="p1-1").exists()


def test_unpublishing_the_course_closes_it_and_publishing_opens_it(course):
    CoursePage.objects.get().unpublish()
    assert slugs(course) == []

    CoursePage.objects.get().save_revision().publish()
    assert len(slugs(course)) == 4


def test_without_a_live_lesson_the_course_closes(course):
    for lesson in LessonPage.objects.all():
        lesson.unpublish()

    assert slugs(course) == []


def test_unpublishing_a_module_hides_its_lessons(course):
    module(course, 1).unpublish()

    assert slugs(course) == ["p2-1", "p2-2"]


def test_a_lesson_is_taken_out_by_deleting_it(course):
    page("p1-1").delete()

    assert slugs(course) == ["p1-2", "p2-1", "p2-2"]
    assert Lesson.objects.get(slug="p1-1").page is None


def test_a_module_is_taken_out_by_deleting_it(course):
    module(course, 1).delete()

    assert slugs(course) == ["p2-1", "p2-2"]


def test_a_course_is_closed_by_deleting_it(course):
    CoursePage.objects.get().delete()

    assert slugs(course) == []
    assert Course.objects.get().page is None


def test_a_moved_lesson_changes_its_place(course):
    page("p1-2").move(page("p1-1"), pos="left")

    assert slugs(course) == ["p1-2", "p1-1", "p2-1", "p2-2"]


def test_a_lesson_moved_to_another_module_goes_there(course):
    page("p1-1").move(module(course, 2), pos="last-child")

    assert slugs(course) == ["p1-2", "p2-1", "p2-2", "p1-1"]


def test_a_moved_module_takes_its_lessons_along(course):
    module(course, 2).move(module(course, 1), pos="left")

    assert slugs(course) == ["p2-1", "p2-2", "p1-1", "p1-2"]


def test_a_lesson_moved_to_another_course_leaves_the_first(agency, course):
    other = factories.published_course(agency, slug="lain", lessons=0)
    assert slugs(other) == []

    page("p1-1").move(module(other, 1), pos="last-child")

    assert slugs(course) == ["p1-2", "p2-1", "p2-2"]
    assert slugs(other) == ["p1-1"]
    assert Lesson.objects.get(slug="p1-1").course == other


def test_a_module_moved_to_another_course_leaves_the_first(agency, course):
    other = factories.published_course(agency, slug="lain", lessons=0)

    moved = module(course, 2)
    moved.slug = "bagian-3"
    moved.save()
    moved.move(other.page, pos="last-child")

    assert slugs(course) == ["p1-1", "p1-2"]
    assert slugs(other) == ["p2-1", "p2-2"]
    assert {lesson.slug for lesson in other.lessons.all()} == {"p2-1", "p2-2"}


def test_a_lesson_moved_to_where_its_address_is_taken_gets_another(agency, course):
    other = factories.published_course(agency, slug="lain")
    other.page.add_child(instance=ModulePage(title="Bagian 2", slug="bagian-2"))
    moved = page("p1-1", course)

    moved.move(module(other, 2), pos="last-child")

    assert slugs(course) == ["p1-2", "p2-1", "p2-2"]
    assert slugs(other) == ["p1-1", "p1-2", f"p1-1-{moved.pk}"]


def test_a_deleted_lesson_gives_its_address_to_a_new_one(course):
    old = Lesson.objects.get(slug="p1-1")
    page("p1-1").delete()

    draft = factories.lesson_page(module(course, 1), slug="p1-1", blocks=[])
    draft.save_revision().publish()

    assert slugs(course) == ["p1-2", "p1-1", "p2-1", "p2-2"]
    old.refresh_from_db()
    assert old.slug == f"p1-1-{old.pk}"


def test_a_copied_lesson_has_its_own_quiz(course):
    first = page("p1-1")
    first.copy(update_attrs={"slug": "p1-3", "title": "Salinan"}, keep_live=True)
    copy = page("p1-3")
    copy.save_revision().publish()

    quizzes = {lesson.slug: lesson.quiz for lesson in outline_of(course).lessons}
    assert quizzes["p1-1"] != quizzes["p1-3"]


def test_publishing_a_lesson_beside_its_changed_copy_makes_nothing_new(course):
    first = page("p1-1")
    first.copy(update_attrs={"slug": "p1-3", "title": "Salinan"}, keep_live=True)
    copy = page("p1-3")
    copy.body[1].value["questions"][0].value["text"] = "Soal lain?"
    copy.save_revision().publish()

    page("p1-1").save_revision().publish()

    assert Lesson.objects.get(slug="p1-1").versions.count() == 1


def outline_of(course):
    course.refresh_from_db()
    return outline(course.edition_id)


def test_a_lesson_with_a_twin_in_its_course_gets_an_address_of_its_own(course):
    """Two lessons called "Pengantar" are no reason to lose one."""
    draft = factories.lesson_page(module(course, 2), slug="p1-1", blocks=[])

    for _again in range(2):
        draft.save_revision().publish()

    course.refresh_from_db()
    assert slugs(course)[-1] == f"p1-1-{draft.pk}"
    assert len(set(slugs(course))) == len(slugs(course))


def test_the_same_lesson_slug_in_two_courses_is_no_twin(agency, course):
    other = factories.published_course(agency, slug="lain")

    assert slugs(other) == ["p1-1", "p1-2"]
    page("p1-1", other).full_clean()


def test_two_agencies_with_an_equal_course_slug_are_told_apart_b56(course):
    draft = factories.course_page(factories.agency(), slug=course.slug)

    with pytest.raises(ValidationError):
        draft.full_clean()
    with pytest.raises(actions.CannotPublish):
        actions.rebuild_edition(page=draft, at=NOW)

    assert Course.objects.get(slug=course.slug).agency == course.agency


def test_two_agencies_with_an_equal_slug_cannot_be():
    agency = factories.agency(slug="sama")
    actions.open_catalogue(agency=agency)

    with pytest.raises(IntegrityError), transaction.atomic():
        factories.agency(slug="sama")


def test_a_course_keeps_its_learners_under_a_new_slug(course):
    changed = CoursePage.objects.get()
    changed.slug = "jualan-baru"
    changed.save_revision().publish()

    course.refresh_from_db()
    assert course.slug == "jualan-baru"
    assert Course.objects.count() == 1


def test_a_course_does_not_take_the_slug_of_another(agency, course):
    other = factories.published_course(agency, slug="lain")
    CoursePage.objects.filter(pk=other.page_id).update(slug=course.slug)

    with pytest.raises(actions.CannotPublish):
        actions.rebuild_edition(page=CoursePage.objects.get(pk=other.page_id), at=NOW)


def test_a_lesson_keeps_its_completions_under_a_new_slug(course):
    key = Lesson.objects.get(slug="p1-1").pk
    changed = page("p1-1")
    changed.slug = "awal"
    changed.save_revision().publish()

    assert Lesson.objects.get(pk=key).slug == "awal"
    assert slugs(course)[0] == "awal"


def test_a_broken_quiz_publishes_nothing(course):
    draft = factories.lesson_page(
        module(course, 1),
        slug="rusak",
        blocks=[factories.quiz_block("single_choice"), factories.text_block()],
    )
    for choice in draft.body[0].value["questions"][0].value["choices"]:
        choice["right"] = False

    with pytest.raises(actions.CannotPublish, match="Tandai tepat satu"):
        actions.publish_lesson(page=draft, at=NOW)

    assert not Lesson.objects.filter(slug="rusak").exists()


def test_an_outline_costs_the_same_for_one_lesson_and_for_many(
    agency, django_assert_max_num_queries
):
    small = factories.published_course(agency, slug="kecil", lessons=1, quiz=False)
    large = factories.published_course(agency, slug="besar", modules=3, lessons=3, quiz=False)
    for course in (small, large):
        draft = CoursePage.objects.get(pk=course.page_id)
        with django_assert_max_num_queries(12):
            actions.rebuild_edition(page=draft, at=NOW)


@pytest.mark.parametrize("table", ["lessonversion", "edition"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_database_refuses_to_change_what_was_taught_b100(course, table, change):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute(change.format(f"courses_{table}"))
