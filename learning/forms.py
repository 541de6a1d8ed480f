"""What learners type."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.clean import plain
from people.models import User


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


class AddressForm(forms.Form):
    """Form of address and short name. It never saves."""

    call_form = forms.ChoiceField(
        label=_("Mau dipanggil apa?"),
        choices=[("", _("Tanpa sebutan")), *User.CallForm.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    short_name = forms.CharField(
        label=_("Nama panggilan"),
        max_length=40,
        required=False,
        help_text=_("Misalnya: Sari."),
    )

    def clean_short_name(self) -> str:
        """Return the name without markup or invisible characters."""
        return plain(self.cleaned_data["short_name"])
