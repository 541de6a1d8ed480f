"""What trainers send: from the editor, and as a ZIP."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamValue

from courses.formats.archives import MAX_ZIP, MB
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


class CourseZipForm(forms.Form):
    """A course as a ZIP."""

    file = forms.FileField(
        label=_("Berkas ZIP"),
        help_text=_("Paling besar 50 MB. Belum ada yang berubah setelah diunggah."),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )

    def clean_file(self) -> Any:
        """Refuse what is too large before anything looks into it."""
        file = self.cleaned_data["file"]
        if (file.size or 0) > MAX_ZIP:
            raise ValidationError(
                _("ZIP ini lebih dari %(most)s MB. Kecilkan suara atau videonya.")
                % {"most": MAX_ZIP // MB}
            )
        return file


class ApplyForm(forms.Form):
    """What shall be done with a ZIP that was looked at. seen: the digest of what was shown."""

    seen = forms.CharField(widget=forms.HiddenInput)
    publish = forms.BooleanField(label=_("Langsung publikasi"), required=False)
    remove = forms.BooleanField(
        label=_("Batalkan publikasi yang tidak ada di ZIP"),
        required=False,
        help_text=_("Halamannya tetap ada sebagai konsep."),
    )
