"""What every test gets: no way out of this machine, and tables that a flush may empty."""

import pytest
from django.conf import settings as configured

from tests import append_only, network


@pytest.fixture(scope="session", autouse=True)
def stay_here():
    with pytest.MonkeyPatch.context() as patch:
        network.block(patch)
        append_only.allow_flush(patch)
        yield


@pytest.fixture(autouse=True)
def fresh_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL only what touches the database runs; the rest would say the same again."""
    if not configured.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        return
    config.hook.pytest_deselected(items=[item for item in items if not _touches_database(item)])
    items[:] = [item for item in items if _touches_database(item)]


def _touches_database(item):
    return bool(item.get_closest_marker("django_db")) or "db" in getattr(item, "fixturenames", ())
