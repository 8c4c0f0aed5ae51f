"""The table at the end of a run adds up what workers tell, and a run that lost something fails."""

from pathlib import Path

import pytest
from tests.reliability.table import ROWS, CrashedError, LeakedError, Table, planted, record, trial


@pytest.fixture(autouse=True)
def own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A table of this test's own."""
    path = tmp_path / "table.jsonl"
    path.touch()
    monkeypatch.setenv("LIMBO_RELIABILITY_TABLE", str(path))
    return path


def test_what_is_told_is_added_up(own: Path) -> None:
    record("mutations", 10)
    record("mutations", 5, crashed=1)
    with trial("kills"):
        pass
    table = Table.read(own)
    assert table.rows["mutations"] == {"tried": 15, "lost": 0, "crashed": 1, "leaked": 0}
    assert table.rows["kills"]["tried"] == 1
    assert not table.clean
    assert table.lines(every_row=False)[1].split() == ["kills", "1", "0", "0", "0"]


@pytest.mark.parametrize(
    ("error", "column"),
    [(AssertionError, "lost"), (CrashedError, "crashed"), (LeakedError, "leaked")],
)
def test_what_a_trial_raises_counts_in_its_column(
    own: Path, error: type[AssertionError], column: str
) -> None:
    with pytest.raises(error), trial("power cuts"):
        raise error
    counts = Table.read(own).rows["power cuts"]
    assert (counts["tried"], counts[column], sum(counts.values())) == (1, 1, 2)


def test_what_was_skipped_was_not_tried(own: Path) -> None:
    with pytest.raises(pytest.skip.Exception), trial("kills"):
        pytest.skip("not here")
    assert Table.read(own).rows == {}


def test_a_planted_fault_that_is_not_found_fails(own: Path) -> None:
    planted("a leaked key", found=True)
    assert Table.read(own).clean
    with pytest.raises(AssertionError, match="does not find a leaked key"):
        planted("a leaked key", found=False)
    assert not Table.read(own).clean


def test_a_row_that_was_not_run_says_so_in_the_long_form(own: Path) -> None:
    lines = Table.read(own).lines(every_row=True)
    assert [line.split("  ")[0] for line in lines[1:]] == list(ROWS)
    assert all(line.endswith("not run") for line in lines[1:])


def test_an_unknown_row_is_refused() -> None:
    with pytest.raises(ValueError, match="bugs"):
        record("bugs", 1)
