"""What trainers send besides pages."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from courses.formats.archives import MAX_ZIP, MB


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
