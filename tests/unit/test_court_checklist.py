"""The checklist for lawyers names a test for every rule, and every test it names exists."""

import re
from pathlib import Path

from limbo_desktop.resources import resource_path

ROOT = Path(__file__).parents[2]
RULES = 16


def _rows() -> dict[int, str]:
    told = resource_path("help", "court-checklist.md").read_text("utf-8")
    found = re.findall(r"^\| (\d+)\. .*? \| .*? \| (.*) \|$", told, re.MULTILINE)
    return {int(number): tests for number, tests in found}


def test_every_rule_has_a_row_and_a_test() -> None:
    rows = _rows()
    assert sorted(rows) == list(range(1, RULES + 1))
    assert all("`tests/" in tests for tests in rows.values())


def test_every_test_that_is_named_exists() -> None:
    named = [name for tests in _rows().values() for name in re.findall(r"`(tests/[^`]+)`", tests)]
    assert len(named) > RULES
    for name in named:
        file, _, test = name.partition("::")
        text = (ROOT / file).read_text("utf-8")
        assert re.search(rf"^def {test}\(" if test else r"^def test_", text, re.MULTILINE), name
