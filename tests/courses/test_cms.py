"""Wagtail as trainers meet it: drafts, preview, schedule, and other agencies' work."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, Site, Workflow

from courses.actions import CannotPublish, open_catalogue, sync_authors
from courses.models import Course, CoursePage, LessonPage, LessonVersion, ModulePage
from courses.tasks import publish_scheduled
from courses.tasks import sync_authors as clock_syncs_authors
from people.models import User
from people.rules import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    factories.framework()
    return factories.agency()


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def trainer_of(agency):
    person = factories.person()
    factories.membership(person, agency, Role.TRAINER)
    open_catalogue(agency=agency)
    sync_authors(agency=agency, on=timezone.localdate())
    return person


def fields_of(page, **changes):
    """What the editor's form posts for a lesson that is shown and sent back."""
    fields = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "minutes": page.minutes,
        "skill": page.skill,
        "seo_title": "",
        "search_description": "",
        "go_live_at": "",
        "expire_at": "",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "tip",
        "body-0-id": "11111111-1111-4111-8111-111111111111",
        "body-0-value-title": "Coba",
        "body-0-value-text": json.dumps(
            {"blocks": [{"key": "a", "text": "Halo", "type": "unstyled"}], "entityMap": {}}
        ),
        "comment_notifications": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "0",
    }
    return {**fields, **changes}


def saved(client, page, **changes):
    return client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), fields_of(page, **changes)
    )


@pytest.fixture
def draft(agency):
    course = factories.published_course(agency, lessons=1, quiz=False)
    module = ModulePage.objects.descendant_of(course.page).get()
    return factories.lesson_page(module, slug="baru", blocks=[])


def test_a_trainer_saves_a_draft_and_publishes_it(client, agency, draft):
    client.force_login(trainer_of(agency))

    assert saved(client, draft, title="Judul draf").status_code == 302
    assert not LessonVersion.objects.filter(lesson__slug="baru").exists()

    response = saved(client, draft, title="Judul jadi", **{"action-publish": "1"})

    assert response.status_code == 302
    assert "Halo" in LessonVersion.objects.get(lesson__slug="baru").html
    course = Course.objects.get()
    assert course.edition.outline["modules"][0]["lessons"][-1]["title"] == "Judul jadi"


def test_a_second_lesson_of_the_same_name_is_kept_and_published(client, agency, draft):
    """Nothing that was typed is lost for an address that another lesson has."""
    client.force_login(trainer_of(agency))
    module = ModulePage(title="Dua", slug="dua")
    draft.get_parent().add_sibling(instance=module)
    second = factories.lesson_page(module, slug="lain", blocks=[])

    response = saved(client, second, slug="p1-1", **{"action-publish": "1"})

    assert response.status_code == 302
    lessons = Course.objects.get().edition.outline["modules"][-1]["lessons"]
    assert [lesson["slug"] for lesson in lessons] == [f"p1-1-{second.pk}"]


def test_a_copied_module_goes_live_with_its_lessons(client, agency, draft):
    client.force_login(trainer_of(agency))
    module = draft.get_parent()
    url = reverse("wagtailadmin_pages:copy", args=[module.pk])
    fields = {"new_title": "Salinan", "new_slug": "salinan", "copy_subpages": "1"}
    target = {"new_parent_page": module.get_parent().pk, "publish_copies": "1"}

    response = client.post(url, {**fields, **target})

    assert response.status_code == 302
    outline = Course.objects.get().edition.outline
    slugs = [lesson["slug"] for part in outline["modules"] for lesson in part["lessons"]]
    assert len(slugs) == len(set(slugs)) == 2


def test_a_lesson_is_previewed_as_learners_will_see_it(client, agency):
    client.force_login(trainer_of(agency))
    course = factories.course_page(agency, lessons=1)
    page = LessonPage.objects.descendant_of(course).get()
    page.save_revision()

    response = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))

    assert response.status_code == 200
    html = response.content.decode()
    assert "Isi 1.1" in html
    assert "Soal single_choice?" in html
    assert page.default_preview_size == "phone"


@pytest.mark.parametrize("model", [CoursePage, ModulePage])
def test_an_outline_is_previewed(client, agency, model):
    client.force_login(trainer_of(agency))
    factories.course_page(agency, lessons=1)
    page = model.objects.get()
    page.save_revision()

    response = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))

    assert response.status_code == 200
    assert page.title in response.content.decode()


def test_a_lesson_goes_live_and_expires_by_the_clock(agency, draft):
    now = timezone.now()
    draft.go_live_at = now + timedelta(hours=1)
    draft.save_revision().publish()
    publish_scheduled()
    assert not LessonVersion.objects.filter(lesson__slug="baru").exists()

    draft.go_live_at = now - timedelta(minutes=1)
    revision = draft.save_revision(approved_go_live_at=now - timedelta(minutes=1))
    LessonPage.objects.filter(pk=draft.pk).update(go_live_at=revision.approved_go_live_at)
    publish_scheduled()
    assert LessonVersion.objects.filter(lesson__slug="baru").exists()

    LessonPage.objects.filter(pk=draft.pk).update(expire_at=now - timedelta(seconds=1))
    publish_scheduled()
    assert not LessonPage.objects.get(pk=draft.pk).live


def picture(agency):
    data = BytesIO()
    Picture.new("RGB", (8, 8)).save(data, "PNG")
    return Image.objects.create(
        title=f"gambar {agency.slug}",
        file=ImageFile(BytesIO(data.getvalue()), name="x.png"),
        collection=Collection.objects.get(name=agency.name),
    )


def document(agency):
    return Document.objects.create(
        title=f"berkas {agency.slug}",
        file=ContentFile(b"%PDF-", name="x.pdf"),
        collection=Collection.objects.get(name=agency.name),
    )


PAGE_VIEWS = [
    "edit",
    "view_draft",
    "preview_on_edit",
    "history",
    "delete",
    "copy",
    "move",
    "unpublish",
    "set_privacy",
    "workflow_history",
    "usage",
    "add_subpage",
    "convert_alias",
    "workflow_preview",
]


@pytest.mark.parametrize("name", PAGE_VIEWS)
def test_a_trainer_opens_no_page_of_another_agency_b54(client, agency, name):
    other = factories.agency()
    for where, slug in ((agency, "milik"), (other, "orang")):
        factories.published_course(where, slug=slug, lessons=1)
    foreign = LessonPage.objects.descendant_of(CoursePage.objects.get(slug="orang")).get()
    own = LessonPage.objects.descendant_of(CoursePage.objects.get(slug="milik")).get()
    client.force_login(trainer_of(agency))
    args = {"workflow_preview": [1]}.get(name, [])
    url, own_url = (
        reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *args]) for page in (foreign, own)
    )

    for response in (client.get(url), client.post(url, fields_of(foreign, title="Diambil"))):
        assert response.status_code in (302, 403, 404, 405), name
        assert "Soal single_choice?" not in response.content.decode()
    foreign.refresh_from_db()
    assert foreign.live
    assert foreign.title == "Pelajaran p1-1"
    assert foreign.get_latest_revision_as_object().title == "Pelajaran p1-1"
    if name in ("edit", "view_draft", "history", "copy", "move"):
        assert client.get(own_url).status_code == 200


# Willow leaves a temporary file to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("make", [picture, document], ids=["images", "documents"])
def test_a_trainer_opens_no_file_of_another_agency_b43_b54(client, agency, make):
    other = factories.agency()
    client.force_login(trainer_of(agency))
    open_catalogue(agency=other)
    own, foreign = make(agency), make(other)
    app = "wagtailimages" if make is picture else "wagtaildocs"

    for name in ("edit", "delete"):
        url = reverse(f"{app}:{name}", args=[foreign.pk])
        assert client.get(url).status_code in (302, 403, 404)
        assert client.post(url, {"title": "Diambil"}).status_code in (302, 403, 404)
    assert type(foreign).objects.get(pk=foreign.pk).title == foreign.title
    listing = client.get(reverse(f"{app}:index")).content.decode()
    assert own.title in listing
    assert foreign.title not in listing
    chooser = client.get(reverse(f"{app}_chooser:choose")).content.decode()
    assert own.title in chooser
    assert foreign.title not in chooser


def test_a_trainer_finds_no_page_of_another_agency_b54(client, agency):
    other = factories.agency()
    factories.published_course(agency, slug="milik", lessons=1)
    factories.published_course(other, slug="orang", lessons=1)
    foreign = CoursePage.objects.get(slug="orang")
    client.force_login(trainer_of(agency))

    searched = client.get(reverse("wagtailadmin_pages:search"), {"q": "Kelas"}).content.decode()
    explorer = client.get(reverse("wagtailadmin_explore_root"), follow=True).content.decode()
    inside = client.get(reverse("wagtailadmin_explore", args=[foreign.get_parent().pk]))

    assert "Kelas milik" in searched
    assert "Kelas orang" not in searched
    assert other.name not in explorer
    assert inside.status_code in (302, 403, 404)


@pytest.mark.parametrize(
    "name",
    [
        "wagtailusers_users:index",
        "wagtailusers_groups:index",
        "wagtailsites:index",
        "wagtailadmin_collections:index",
        "wagtailadmin_workflows:index",
    ],
)
def test_a_trainer_has_no_settings_b55(client, agency, name):
    client.force_login(trainer_of(agency))

    url = reverse(name)
    tables = (User, Group, Site, Collection, Workflow)
    before = [table.objects.count() for table in tables]

    seen, sent = client.get(url, follow=True), client.post(url, {"name": "x"}, follow=True)

    assert seen.redirect_chain or seen.status_code == 403
    assert sent.redirect_chain or sent.status_code in (403, 405)
    assert [table.objects.count() for table in tables] == before


def test_who_lost_the_role_writes_no_more(client, agency):
    person = trainer_of(agency)
    person.memberships.update(ends_on=timezone.localdate() - timedelta(days=1))
    clock_syncs_authors()
    client.force_login(person)

    assert client.get(reverse("wagtailadmin_home")).status_code == 302


def test_a_learner_has_no_door_to_the_cms(client):
    client.force_login(factories.person())

    assert client.get(reverse("wagtailadmin_home")).status_code == 302


@pytest.mark.parametrize("slug", ["kafé", "кафе", "a b"])
def test_an_address_is_plain_ascii(client, agency, slug):
    """Other letters fit no address of ours: one such page would break everybody's home."""
    catalogue = open_catalogue(agency=agency)
    client.force_login(trainer_of(agency))
    url = reverse("wagtailadmin_pages:add", args=["courses", "coursepage", catalogue.pk])

    client.post(url, {"title": "Kafe", "slug": slug, "summary": "x", "action-publish": "1"})

    assert not CoursePage.objects.exists()
    with pytest.raises((CannotPublish, ValidationError)):
        factories.published_course(agency, slug=slug)


def test_the_address_of_a_deleted_course_is_said_to_be_taken(client, agency):
    course = factories.published_course(agency, slug="lama", lessons=1)
    course.page.delete()
    client.force_login(trainer_of(agency))
    catalogue = open_catalogue(agency=agency)
    url = reverse("wagtailadmin_pages:add", args=["courses", "coursepage", catalogue.pk])
    fields = {"title": "Baru", "slug": "lama", "summary": "x", "action-publish": "1"}

    answer = client.post(url, {**fields, "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0})

    assert answer.status_code == 200
    assert "sudah dipakai kelas lain" in answer.content.decode()
    assert not CoursePage.objects.exists()


def test_a_trainer_cannot_hand_her_folder_to_another_agency(client, agency):
    other = factories.agency(slug="lain", name="Lembaga Lain")
    client.force_login(trainer_of(agency))
    catalogue = open_catalogue(agency=agency)
    url = reverse("wagtailadmin_pages:edit", args=[catalogue.pk])

    client.post(url, {"title": "x", "slug": catalogue.slug, "agency": other.pk})

    catalogue.refresh_from_db()
    assert catalogue.agency == agency
