"""What trainers send from the editor."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamValue

from courses.models import LessonPage
from courses.queries import lesson_minutes, lesson_refusals
from courses.rules import Code

# A new lesson begins with what most lessons have; what stays untouched is not published.
NEW_LESSON = ("text", "tip", "quiz")


class LessonForm(WagtailAdminPageForm):
    """A lesson in the editor. A draft may be half done; what goes out passes the checks."""

    minutes = forms.IntegerField(label=_("Menit"), min_value=1, max_value=999, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minutes"].help_text = _("Boleh kosong: dihitung dari isinya.")
        if self.instance.pk is None:
            self.initial["minutes"] = None
            self.initial["body"] = _beginning()
        elif self.instance.minutes == lesson_minutes(self.instance):
            self.initial["minutes"] = None

    def clean(self) -> dict[str, Any]:
        """Count the minutes that nobody wrote; refuse to publish what the checks refuse."""
        cleaned: dict[str, Any] = super().clean()
        draft = LessonPage(skill=cleaned.get("skill", ""), body=cleaned.get("body", []))
        if "minutes" in cleaned and not cleaned["minutes"]:
            cleaned["minutes"] = lesson_minutes(draft)
        if not self.is_deferred_validation:
            self._refuse(draft)
        return cleaned

    def _refuse(self, draft: LessonPage) -> None:
        """Say what keeps the lesson from going out; each block says its own beside its fields."""
        for check in lesson_refusals(draft):
            if check.code is Code.NO_SKILL:
                self.add_error("skill", f"{check.words} {check.mend}")
            elif "body" not in self.errors:
                self.add_error(None, f"{check.words} {check.mend}")


def _beginning() -> StreamValue:
    block = LessonPage._meta.get_field("body").stream_block
    return StreamValue(
        block, [(name, block.child_blocks[name].get_default()) for name in NEW_LESSON]
    )
