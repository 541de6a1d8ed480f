"""The settings of the tests: the product's own, with everything outside the process kept small."""

import os
import tempfile

if "BEKAL_VAR" not in os.environ:
    folder = tempfile.TemporaryDirectory(prefix="bekal-tests-", ignore_cleanup_errors=True)
    os.environ["BEKAL_VAR"] = folder.name
os.environ.setdefault("SECRET_KEY", "only-for-tests")
# Nobody listens there: a bell that rings in a test fails at once.
os.environ["REDIS_URL"] = "redis://127.0.0.1:1/0"
os.environ["BEKAL_DEMO"] = os.environ["BEKAL_DEBUG"] = "0"
os.environ["BEKAL_HOSTS"] = "localhost,127.0.0.1,[::1],testserver"
os.environ["BEKAL_URL"] = "http://localhost:8000"

from lms.settings import *  # noqa: F403
from lms.settings import DATABASES, STATIC_ROOT

# The static files are served from their sources; the middleware looks for the folder all the same.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["NAME"] = ":memory:"

PASSWORD_HASHERS = ["tests.hashers.FastHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
