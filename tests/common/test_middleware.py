"""Pages are compressed, files are not."""

from io import BytesIO

from django.http import FileResponse, HttpResponse
from django.test import RequestFactory

from common.middleware import GZipPages


def through(response):
    request = RequestFactory().get("/", headers={"Accept-Encoding": "gzip"})
    return GZipPages(lambda _request: response)(request)


def test_a_page_is_compressed():
    assert through(HttpResponse("halo " * 500)).headers["Content-Encoding"] == "gzip"


def test_a_file_goes_as_it_is():
    answer = through(FileResponse(BytesIO(b"x" * 5_000), content_type="image/webp"))

    assert "Content-Encoding" not in answer.headers
    assert b"".join(answer.streaming_content) == b"x" * 5_000
