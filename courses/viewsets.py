"""Courses as ZIP files, for trainers in Wagtail: download, upload, look, apply."""

import tempfile
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from courses.actions.folders import ImportReport, import_course
from courses.actions.folders.uploads import Upload, drop_upload, keep_upload, upload_of
from courses.formats.archives import open_zip, write_zip
from courses.forms import ApplyForm, CourseZipForm
from courses.models import CataloguePage, CoursePage
from courses.queries.folders import export_course
from courses.queries.folders.screens import review_screen
from people.models import User


def admin_urls() -> list[URLPattern]:
    """Return the addresses below /cms/; Wagtail lets only its own people in."""
    return [
        path("folder-kelas/<int:pk>/unduh/", download, name="course_folder_download"),
        path("folder-kelas/<int:pk>/unggah/", upload, name="course_folder_upload"),
        path("folder-kelas/<str:token>/", review, name="course_folder_review"),
    ]


def header_buttons(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Yield the doors of a course and of a catalogue, for whom their pages are open."""
    if page.specific_class is CoursePage and page.permissions_for_user(user).can_edit():
        url = reverse("course_folder_download", args=[page.pk])
        yield Button(_("Unduh sebagai ZIP"), url, icon_name="download", priority=25)
    if _is_catalogue(page) and page.permissions_for_user(user).can_add_subpage():
        url = reverse("course_folder_upload", args=[page.pk])
        yield Button(_("Unggah ZIP"), url, icon_name="upload", priority=25)


def _is_catalogue(page: Page) -> bool:
    return page.specific_class is CataloguePage


@require_safe
def download(request: HttpRequest, pk: int) -> FileResponse:
    """Send a course as its trainers last left it."""
    page = get_object_or_404(CoursePage, pk=pk)
    if not page.permissions_for_user(request.user).can_edit():
        raise Http404
    export = export_course(page)
    file = tempfile.TemporaryFile()  # noqa: SIM115
    write_zip(file, export.files(), top=export.address)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{export.address}.zip")


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a ZIP for a catalogue and show what it would change."""
    catalogue = _catalogue(request, pk)
    form = CourseZipForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        token = keep_upload(
            chunks=file.chunks(),
            name=file.name,
            catalogue=catalogue,
            by=_person(request),
            at=timezone.now(),
        )
        return redirect("course_folder_review", token=token)
    return render(
        request, "courses/folders/upload.html", {"form": form, **_head(catalogue, _("Unggah ZIP"))}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a waiting ZIP would change; apply exactly that, or leave it."""
    waiting = upload_of(_person(request), token)
    if waiting is None:
        raise Http404
    catalogue = _catalogue(request, waiting.catalogue_id)
    may_publish = catalogue.permissions_for_user(request.user).can_publish_subpage()
    form = ApplyForm(request.POST or None)
    if request.method == "POST" and "leave" in request.POST:
        drop_upload(waiting)
        return redirect("wagtailadmin_explore", catalogue.pk)
    report = _import(waiting, catalogue, request, dry_run=True)
    screen = review_screen(report.changes, report.refusals, report.warnings)
    if request.method == "POST" and form.is_valid() and not report.refusals:
        if form.cleaned_data["seen"] != screen.seen:
            messages.warning(request, _("Kelas ini baru saja berubah. Periksa sekali lagi."))
            return redirect("course_folder_review", token=token)
        wanted = {name: may_publish and form.cleaned_data[name] for name in ("publish", "remove")}
        report = _import(waiting, catalogue, request, **wanted)
        if not report.refusals:
            drop_upload(waiting)
            messages.success(request, _("Isi ZIP sudah masuk."))
            return redirect("wagtailadmin_explore", report.page_id)
        screen = review_screen(report.changes, report.refusals, report.warnings)
    context = {
        "screen": screen,
        "form": ApplyForm(initial={"seen": screen.seen}),
        "may_publish": may_publish,
        "upload_url": reverse("course_folder_upload", args=[catalogue.pk]),
        **_head(catalogue, _("Periksa isi ZIP")),
    }
    return render(request, "courses/folders/review.html", context)


def _import(
    waiting: Upload, catalogue: CataloguePage, request: HttpRequest, **how: bool
) -> ImportReport:
    if catalogue.agency is None:
        raise Http404
    with waiting.path.open("rb") as file:
        return import_course(
            files=open_zip(file, name=waiting.name),
            agency=catalogue.agency,
            by=_person(request),
            **how,
        )


def _catalogue(request: HttpRequest, pk: int) -> CataloguePage:
    """Return a catalogue in which the person may write; another agency's is not there for her."""
    catalogue: CataloguePage = get_object_or_404(CataloguePage, pk=pk)
    if not catalogue.permissions_for_user(request.user).can_add_subpage():
        raise Http404
    return catalogue


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def _head(catalogue: CataloguePage, title: str) -> dict[str, Any]:
    """Return what the frame of Wagtail's pages needs."""
    explore = reverse("wagtailadmin_explore", args=[catalogue.pk])
    return {
        "page_title": title,
        "header_title": title,
        "header_icon": "upload",
        "breadcrumbs_items": [
            {"url": explore, "label": catalogue.title},
            {"url": "", "label": title},
        ],
    }
