"""Who may author: one folder, one collection and one group for each agency."""

from datetime import date

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
)

from courses.models import CataloguePage
from people.models import Agency, Membership
from people.rules import Action, roles_that_may

PAGE_PERMISSIONS = ("add_page", "change_page", "publish_page")
FILE_PERMISSIONS = (
    ("wagtailimages", "add_image"),
    ("wagtailimages", "change_image"),
    ("wagtailimages", "choose_image"),
    ("wagtaildocs", "add_document"),
    ("wagtaildocs", "change_document"),
    ("wagtaildocs", "choose_document"),
)


@transaction.atomic
def open_catalogue(*, agency: Agency) -> CataloguePage:
    """Give an agency its folder of courses, its collection of files and its group of authors.

    Trainers of one agency see and touch nothing of another. Safe to repeat.
    """
    existing: CataloguePage | None = CataloguePage.objects.filter(agency=agency).first()
    page = existing or _new_catalogue(agency)
    _open_translations(page)
    group = Group.objects.get(name=authors_group_name(agency))
    group.permissions.add(_permission("wagtail_localize", "submit_translation"))
    return page


def _open_translations(page: CataloguePage) -> None:
    """Put a folder for each other language into a folder of courses: its translation."""
    there = page.get_translations(inclusive=True).values("locale")
    for locale in Locale.objects.exclude(pk__in=there):
        code = locale.language_code
        name = locale.language_info["name_local"]
        folder = CataloguePage(title=name, slug=code, locale=locale)
        folder.translation_key = page.translation_key
        page.add_child(instance=folder)


def _new_catalogue(agency: Agency) -> CataloguePage:
    page = CataloguePage(title=agency.name, slug=agency.slug, agency=agency)
    Page.get_first_root_node().add_child(instance=page)
    collection = Collection.get_first_root_node().add_child(instance=Collection(name=agency.name))
    group = Group.objects.create(name=authors_group_name(agency))
    group.permissions.add(_permission("wagtailadmin", "access_admin"))
    for codename in PAGE_PERMISSIONS:
        GroupPagePermission.objects.create(
            group=group, page=page, permission=_permission("wagtailcore", codename)
        )
    for app_label, codename in FILE_PERMISSIONS:
        GroupCollectionPermission.objects.create(
            group=group, collection=collection, permission=_permission(app_label, codename)
        )
    return page


@transaction.atomic
def sync_authors(*, agency: Agency, on: date) -> None:
    """Let exactly those write lessons who hold a role for it in the agency on the day."""
    group = Group.objects.get(name=authors_group_name(agency))
    holders = Membership.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=on),
        agency=agency,
        role__in=roles_that_may(Action.WRITE_LESSONS),
        starts_on__lte=on,
    )
    group.user_set.set(holders.values_list("person_id", flat=True))


@transaction.atomic
def sync_all_authors(*, on: date) -> None:
    """Let roles that began or ended show in Wagtail, in every agency with a catalogue.

    A catalogue older than a language of the site gets its folder of translations here.
    """
    for agency in Agency.objects.filter(catalogue__isnull=False):
        open_catalogue(agency=agency)
        sync_authors(agency=agency, on=on)


def authors_group_name(agency: Agency) -> str:
    """Return the name of the group of an agency's authors."""
    return f"Pelatih {agency.slug}"


def _permission(app_label: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)
