"""The editor of lessons, made for trainers."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry

from courses.actions.scheduling import REFUSED

EDITOR_SCRIPTS = ("js/open-preview.js", "js/lesson-report.js")
# What an author meets first in the menu of the editor, if she may do it.
MAIN_ACTIONS = ("action-publish", "action-submit")
NOT_FOR_TRAINERS = ("reports", "help")


@hooks.register("insert_editor_js")  # type: ignore[untyped-decorator]
def editor_scripts() -> SafeString:
    """Load what the editor of lessons adds to Wagtail's."""
    addresses = ((static(name),) for name in EDITOR_SCRIPTS)
    return format_html_join("\n", '<script defer src="{}"></script>', addresses)


@hooks.register("insert_global_admin_js")  # type: ignore[untyped-decorator]
def keep_unsent() -> SafeString:
    """Load what keeps unsaved work; on every page, for the next one says that it arrived."""
    return format_html('<script defer src="{}"></script>', static("js/keep-unsent.js"))


@hooks.register("insert_global_admin_css")  # type: ignore[untyped-decorator]
def editor_style() -> SafeString:
    """Load the looks of what the editor of lessons adds."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/editor.css"))


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]
def log_words(registry: LogActionRegistry) -> None:
    """Say in a page's history why the clock did not publish it."""

    @registry.register_action(REFUSED)
    class Refused(LogFormatter):
        label = _("Tidak diterbitkan")

        def format_message(self, entry: ModelLogEntry) -> str:
            return _("Tidak diterbitkan menurut jadwal. %(reason)s") % {
                "reason": entry.data.get("reason", "")
            }


@hooks.register("construct_page_action_menu")  # type: ignore[untyped-decorator]
def publish_first(
    menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, object]
) -> None:
    """Put what finishes the work first: the editor saves the draft by itself."""
    for item in menu_items:
        if item.name in MAIN_ACTIONS:
            menu_items.remove(item)
            menu_items.insert(0, item)
            return


@hooks.register("construct_main_menu")  # type: ignore[untyped-decorator]
def fewer_doors(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Leave trainers what they use; those who look after the site keep all."""
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name not in NOT_FOR_TRAINERS]
