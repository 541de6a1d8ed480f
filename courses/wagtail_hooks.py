"""Wagtail's doors: where a lesson may be moved."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from courses.queries import has_twins


@hooks.register("before_move_page")  # type: ignore[untyped-decorator]
def stay_apart(request: HttpRequest, page: Page, destination: Page) -> HttpResponseBase | None:
    """Say why a lesson cannot go where another has its address; nothing is moved."""
    if request.method != "POST" or not has_twins(page, below=destination):
        return None
    messages.error(request, _("Alamat ini sudah dipakai pelajaran lain di kelas ini."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)
