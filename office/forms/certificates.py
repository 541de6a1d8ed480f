"""What officials and heads type."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MAX_REASON = 300


def _reason(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Tulis alasannya dulu."),
            "max_length": _("Alasan paling panjang 300 huruf."),
        },
    )


class RevokeForm(forms.Form):
    """Why a certificate is revoked."""

    reason = _reason(_("Mengapa dicabut?"))


class ReplaceForm(forms.Form):
    """The right name, and why. Whether it can be printed, the action decides."""

    name = forms.CharField(
        label=_("Nama yang betul"),
        help_text=_("Tulis seperti di KTP."),
        max_length=200,
        error_messages={"required": _("Tulis nama lengkap dulu.")},
    )
    reason = _reason(_("Mengapa diganti?"))


class ReturnForm(forms.Form):
    """Why a list is sent back."""

    reason = _reason(_("Apa yang perlu diperbaiki?"))
