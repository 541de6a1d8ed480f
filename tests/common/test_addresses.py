import pytest

from common.addresses import is_printable_address

HERE = ["localhost", "127.0.0.1", "[::1]"]


@pytest.mark.parametrize(
    ("url", "hosts", "is_printable"),
    [
        ("http://localhost:8000", HERE, True),
        ("http://localhost:8000", [*HERE, "testserver"], True),
        ("http://localhost:8000", [*HERE, "belajar.example.id"], False),
        ("http://127.0.0.2", ["192.0.2.7"], False),
        ("http://[::1]:8000", ["*"], False),
        ("belajar.example.id", [".example.id"], False),
        ("https://belajar.example.id", ["belajar.example.id"], True),
    ],
)
def test_an_address_for_paper_leads_here_from_everywhere_the_site_is_reached(
    url, hosts, is_printable
):
    assert is_printable_address(url, hosts=hosts) is is_printable
