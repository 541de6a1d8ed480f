"""What django-allauth asks us."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from people.backends import MemberBackend


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by an agency, never by a form on the web."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("Nama pengguna atau PIN belum tepat. Coba periksa lagi."),
        "too_many_login_attempts": _("Terlalu banyak percobaan. Tunggu 15 menit, lalu coba lagi."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: str) -> AbstractBaseUser | None:
        """Return who gave the right PIN or password and may sign in; others meet one refusal.

        django-allauth also hands out people who are suspended, to tell them so.
        """
        person = super().authenticate(request, **credentials)
        return person if person and MemberBackend().user_can_authenticate(person) else None
