"""How a person wishes to be addressed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.clean import plain
from people.models import User


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
