"""The sheets offered for download are what their sources make, and light."""

import pytest

from demo.sheets.make import HERE, SHEETS, make

SHEET_LIMIT = 60 * 1024


def test_every_source_is_a_sheet():
    assert {path.stem for path in HERE.glob("lembar-*.typ")} == set(SHEETS)


@pytest.mark.parametrize("name", SHEETS)
def test_stored_sheet_is_what_its_source_makes(name):
    stored = (SHEETS[name] / f"{name}.pdf").read_bytes()

    assert stored == make(name)
    assert len(stored) <= SHEET_LIMIT
