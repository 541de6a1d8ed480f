"""Who may author and who reviews: one folder, one collection and two groups for each agency."""

from datetime import date

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from courses.models import CataloguePage, ReviewTask
from people.models import Agency
from people.permissions import members_who_may
from people.rules import Action

PAGE_PERMISSIONS = ("add_page", "change_page")
PUBLISH = "publish_page"
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

    Trainers of one agency see and touch nothing of another. A second call carries the agency's
    choice between free publishing and review into Wagtail; it is safe to repeat.
    """
    existing: CataloguePage | None = CataloguePage.objects.filter(agency=agency).first()
    page = existing or _new_catalogue(agency)
    _open_translations(page)
    _authors(agency).permissions.add(_permission("wagtail_localize", "submit_translation"))
    sync_review(agency=agency)
    return page


@transaction.atomic
def sync_review(*, agency: Agency) -> None:
    """Let an agency's authors publish by themselves, or only after a colleague has approved.

    Where the review ends, what waited for it becomes a draft again: no text is lost.
    """
    page = CataloguePage.objects.get(agency=agency)
    publishing = GroupPagePermission.objects.filter(
        group=_authors(agency), page=page, permission=_permission("wagtailcore", PUBLISH)
    )
    if agency.lessons_need_review:
        publishing.delete()
        workflow = _workflow_of(agency)
        WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})
        return
    _permit(_authors(agency), page, PUBLISH)
    ours = Workflow.objects.filter(workflow_tasks__task__reviewtask__agency=agency)
    WorkflowPage.objects.filter(page=page, workflow__in=ours).delete()
    for state in WorkflowState.objects.active().filter(workflow__in=ours):
        state.cancel()


@transaction.atomic
def sync_authors(*, agency: Agency, on: date) -> None:
    """Let exactly those write and review who hold a role for it in the agency on the day."""
    for group, action in (
        (_authors(agency), Action.WRITE_LESSONS),
        (_reviewers(agency), Action.REVIEW_LESSONS),
    ):
        group.user_set.set(members_who_may(agency, action, on=on))


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
    group = _authors(agency)
    for codename in PAGE_PERMISSIONS:
        _permit(group, page, codename)
    for app_label, codename in FILE_PERMISSIONS:
        GroupCollectionPermission.objects.create(
            group=group, collection=collection, permission=_permission(app_label, codename)
        )
    return page


def _workflow_of(agency: Agency) -> Workflow:
    """Return the agency's workflow of one step, made when it is first needed."""
    task = ReviewTask.objects.filter(agency=agency).first()
    if task is None:
        task = ReviewTask.objects.create(agency=agency, name=f"Tinjauan {agency.name}")
        task.groups.set([_reviewers(agency)])
        workflow = Workflow.objects.create(name=task.name)
        WorkflowTask.objects.create(workflow=workflow, task=task)
    return Workflow.objects.get(workflow_tasks__task=task)


def _authors(agency: Agency) -> Group:
    return _group(authors_group_name(agency))


def _reviewers(agency: Agency) -> Group:
    return _group(f"Peninjau {agency.slug}")


def _group(name: str) -> Group:
    group, is_new = Group.objects.get_or_create(name=name)
    if is_new:
        group.permissions.add(_permission("wagtailadmin", "access_admin"))
    return group


def _permit(group: Group, page: Page, codename: str) -> None:
    GroupPagePermission.objects.get_or_create(
        group=group, page=page, permission=_permission("wagtailcore", codename)
    )


def _permission(app_label: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)
