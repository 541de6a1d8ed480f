from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.ranges import UnsatisfiableRange, file_response, range_of

CONTENT = bytes(range(256)) * 600


def body(header: str):
    response = file_response(
        BytesIO(CONTENT), size=len(CONTENT), content_type="audio/ogg", range_header=header
    )
    streamed = b"".join(response.streaming_content) if response.streaming else response.content
    return response, streamed


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", None),
        ("bytes=-", None),
        ("bytes=0-0,5-9", None),
        ("items=0-5", None),
        ("bytes=٣-٥", None),
        ("bytes=0-0", (0, 0)),
        ("bytes=90-", (90, 99)),
        ("bytes=-10", (90, 99)),
        ("bytes=-1000", (0, 99)),
        ("bytes=5-1000", (5, 99)),
    ],
)
def test_range_of(header, expected):
    assert range_of(header, size=100) == expected


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=7-3", "bytes=-0"])
def test_range_outside_is_refused(header):
    with pytest.raises(UnsatisfiableRange):
        range_of(header, size=100)


@given(first=st.integers(0, len(CONTENT) - 1), length=st.integers(1, 200_000))
def test_part_is_the_part_of_the_file(first, length):
    response, streamed = body(f"bytes={first}-{first + length - 1}")

    assert response.status_code == 206
    assert streamed == CONTENT[first : first + length]
    assert int(response.headers["Content-Length"]) == len(streamed)


def test_whole_file_without_a_range():
    response, streamed = body("")

    assert (response.status_code, streamed) == (200, CONTENT)
    assert response.headers["Accept-Ranges"] == "bytes"


def test_b40_thousand_ranges_are_one_answer():
    response, streamed = body("bytes=" + ",".join(["0-0"] * 1000))

    assert (response.status_code, len(streamed)) == (200, len(CONTENT))


def test_outside_the_file_is_416():
    response, _ = body(f"bytes={len(CONTENT)}-")

    assert response.status_code == 416
    assert response.headers["Content-Range"] == f"bytes */{len(CONTENT)}"
