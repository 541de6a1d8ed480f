"""The way back from Wagtail to the office."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def back_to_office() -> MenuItem:
    """Lead trainers back to what is to do today."""
    return MenuItem(_("Beranda"), reverse("office:home"), icon_name="home", order=10)
