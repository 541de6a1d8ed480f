"""What screens ask about awards and certificates."""

from certificates.queries.files import download_name, open_file, path_of
from certificates.queries.payloads import digest_of_list, waiting_awards, wording_of
from certificates.queries.verification import (
    Compared,
    VerifyScreen,
    address,
    compare,
    find,
    status_now,
    verify_screen,
    with_status,
)

__all__ = [
    "Compared",
    "VerifyScreen",
    "address",
    "compare",
    "digest_of_list",
    "download_name",
    "find",
    "open_file",
    "path_of",
    "status_now",
    "verify_screen",
    "waiting_awards",
    "with_status",
    "wording_of",
]
