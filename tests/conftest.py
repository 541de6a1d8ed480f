"""What every test gets: no way out of this machine, and tables that a flush may empty."""

import pytest

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
