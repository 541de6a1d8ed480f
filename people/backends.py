"""Who may sign in."""

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

from people.models import User


class MemberBackend(AuthenticationBackend):
    """Sign-in by username; sample persons exist in demo mode only."""

    def user_can_authenticate(self, user: User) -> bool:
        if user.is_demo and not settings.DEMO:
            return False
        return bool(super().user_can_authenticate(user))
