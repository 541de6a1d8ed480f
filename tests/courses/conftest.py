"""What every test here begins with."""

import pytest
from django.core.cache import cache

from tests import factories


@pytest.fixture(autouse=True)
def nothing_remembered():
    factories.forget_versions()
    cache.clear()
