"""Whether a new PIN or password is good enough."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from people.models import User
from people.rules import pin_problem

MIN_PASSWORD = 12
MAX_PASSWORD = 128


class PinOrPasswordValidator:
    """Six digits for learners, at least twelve characters for everybody else."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError in plain words."""
        if user is not None and user.uses_pin:
            problem = pin_problem(password)
            if problem == "digits":
                raise ValidationError(_("PIN terdiri dari 6 angka."))
            if problem == "easy":
                raise ValidationError(_("PIN ini mudah ditebak. Pilih angka lain."))
        elif not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
            raise ValidationError(_("Kata sandi paling sedikit 12 huruf atau angka."))

    def get_help_text(self) -> str:
        """Return the rule in words."""
        return _("Peserta: 6 angka. Petugas: paling sedikit 12 huruf atau angka.")
