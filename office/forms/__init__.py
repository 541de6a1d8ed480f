"""What staff type in the office."""

from office.forms.certificates import ReplaceForm, ReturnForm, RevokeForm

__all__ = ["ReplaceForm", "ReturnForm", "RevokeForm"]
