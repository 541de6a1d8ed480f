"""Every address of the project asks who is there, unless it is listed here as public."""

import uuid

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

PUBLIC = {
    "lms:front",
    "account_login",
    "account_logout",
    "account_signup",
    "account_reset_password",
    "set_language",
    "certificates:lookup",
    "certificates:verify",
}
SAMPLES = {"int": 999_999, "uuid": uuid.UUID(int=1), "slug": "tidak-ada", "str": "x", "path": "x"}
# Wagtail guards its own addresses; its tests are its own.
FOREIGN = ("cms/", "berkas/", "halaman/")


def patterns(resolver, prefix="", namespace=""):
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from patterns(pattern, path, inner)
        elif isinstance(pattern, URLPattern) and not path.startswith(FOREIGN):
            yield f"{namespace}{pattern.name}", path, pattern


def filled(path, pattern):
    for name, converter in pattern.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower()
        for written in (f"<{kind}:{name}>", f"<{name}>"):
            path = path.replace(written, str(SAMPLES.get(kind, "x")))
    return "/" + path


ALL = sorted(patterns(get_resolver()), key=lambda one: one[0])


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "path", "pattern"), ALL, ids=[name for name, *_ in ALL])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_anonymous_visitor_meets_sign_in_or_nothing(client, name, path, pattern, method):
    response = getattr(client, method)(filled(path, pattern))

    assert response.status_code < 500
    if name in PUBLIC:
        return
    to_sign_in = response.status_code == 302 and response.url.startswith("/akun/masuk/")
    assert to_sign_in or response.status_code in (404, 405)


def test_the_public_list_names_only_what_is_there():
    assert {name for name, *_ in ALL} >= PUBLIC
