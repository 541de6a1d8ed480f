"""A small agency, and a folder of its own for each test's certificates."""

import pytest

from tests.certificates.steps import make_town


@pytest.fixture(autouse=True)
def certificates_folder(settings, tmp_path):
    settings.CERTIFICATES_ROOT = tmp_path / "certificates"
    return settings.CERTIFICATES_ROOT


@pytest.fixture
def town(db):
    return make_town()
