"""A password hash that costs nothing."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class FastHasher(PBKDF2PasswordHasher):
    """One round: fast, and for tests only."""

    algorithm = "pbkdf2_sha256_fast"
    iterations = 1
