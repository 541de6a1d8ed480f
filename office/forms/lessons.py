"""What stands above the cards of a lesson."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MAX_TITLE, MAX_SUMMARY = 120, 160


class NewLessonForm(forms.Form):
    """A lesson to begin: its title, and the skill that it teaches."""

    title = forms.CharField(
        label=_("Judul pelajaran"),
        max_length=MAX_TITLE,
        error_messages={"required": _("Tulis judulnya dulu.")},
    )
    skill = forms.ChoiceField(
        label=_("Kemampuan yang dilatih"),
        required=False,
        help_text=_("Boleh dipilih nanti. Wajib sebelum terbit."),
    )

    def __init__(self, *given: Any, skills: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        field = self.fields["skill"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "—"), *skills]


class LessonForm(NewLessonForm):
    """The same of a lesson that is there, with its summary."""

    summary = forms.CharField(
        label=_("Ringkasan"),
        max_length=MAX_SUMMARY,
        required=False,
        help_text=_("Satu kalimat di daftar pelajaran. Boleh kosong."),
    )
    field_order = ("title", "summary", "skill")
