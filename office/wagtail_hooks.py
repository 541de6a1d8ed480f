"""The ways from Wagtail to the office, and a reviewer's decision at hand."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from courses.models import LessonPage
from courses.rules import APPROVE, RETURN
from people.models import User


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def back_to_office() -> MenuItem:
    """Lead trainers back to what is to do today."""
    return MenuItem(_("Beranda"), reverse("office:home"), icon_name="home", order=10)


@hooks.register("register_page_header_buttons")  # type: ignore[untyped-decorator]
def write_on_phone(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Lead from a lesson to its cards."""
    if page.specific_class is LessonPage and page.permissions_for_user(user).can_edit():
        url = reverse("office:lesson", args=[page.pk])
        yield Button(_("Tulis di HP"), url, icon_name="mobile-alt", priority=5)


@hooks.register("construct_page_action_menu")  # type: ignore[untyped-decorator]
def decisions_first(
    menu_items: list[ActionMenuItem], request: HttpRequest, context: object
) -> None:
    """Offer a reviewer her decision first, and saving a draft after it."""
    decisions = [item for item in menu_items if item.name in (APPROVE, RETURN)]
    others = [item for item in menu_items if item not in decisions]
    decisions.sort(key=lambda item: (item.name != APPROVE, item.launch_modal))
    menu_items[:] = [*decisions, *others]
