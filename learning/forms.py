"""What learners type."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ConfirmNameForm(forms.Form):
    """The name on the certificate. Whether it can be printed, the action decides."""

    name = forms.CharField(
        label=_("Nama lengkap"),
        max_length=200,
        strip=True,
        error_messages={"required": _("Tulis nama lengkap dulu.")},
    )
    shown = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    agree = forms.CharField(max_length=10, required=False, widget=forms.HiddenInput)
