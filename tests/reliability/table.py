"""The one table at the end of a run: what was tried, and what of it was lost, crashed, leaked.

How a test tells it, from any file of the suite and from any worker of xdist:

    from tests.reliability.effort import times
    from tests.reliability.table import CrashedError, LeakedError, planted, record, trial

    record("mutations", tried=10_000)                 # all well
    record("fuzz runs", tried=250_000, crashed=1)     # a test that says so must fail as well

    with trial("kills"):         # one more tried; what the block raises counts: CrashedError as
        ...                      # crashed, LeakedError as leaked, anything else (an assert) as lost
    planted("a skipped fsync", found=noticed)  # the harness is shown to find such a fault

"lost" is what was said to be saved and is not there, "crashed" a traceback, a hang over the limit
or a process of ours that died, "leaked" a file, word, key or socket where there must be none.
The rows are `ROWS`; how hard to try is `times(short=…, long=…)` of `tests.reliability.effort`.

Each call appends a line to a file whose path is in the environment, so workers share it; the
run ends with the table, and badly if one of its last three columns is not zero.
"""

import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest
from tests.reliability.effort import LONG

ROWS: Final = (
    "kills",
    "disk-full points",
    "failing media",
    "power cuts",
    "damaged pages",
    "watched sessions",
    "hostile files",
    "mutations",
    "fuzz runs",
)
COLUMNS: Final = ("tried", "lost", "crashed", "leaked")
_FILE: Final = "LIMBO_RELIABILITY_TABLE"


class CrashedError(AssertionError):
    """A traceback, a hang, a process that died."""


class LeakedError(AssertionError):
    """Something is where there must be nothing."""


def record(row: str, tried: int, lost: int = 0, crashed: int = 0, leaked: int = 0) -> None:
    """Add to a row of the table."""
    if row not in ROWS:
        raise ValueError(row)
    counts = dict(zip(COLUMNS, (tried, lost, crashed, leaked), strict=True))
    _append({"row": row, **counts})


@contextmanager
def trial(row: str, tried: int = 1) -> Iterator[None]:
    """Count what the block tries, and in its column what it raises."""
    try:
        yield
    except (pytest.skip.Exception, KeyboardInterrupt):
        raise  # it was not tried to its end
    except CrashedError:
        record(row, tried, crashed=1)
        raise
    except LeakedError:
        record(row, tried, leaked=1)
        raise
    except BaseException:
        record(row, tried, lost=1)
        raise
    record(row, tried)


def planted(sort: str, *, found: bool) -> None:
    """Note that a fault of a sort was planted, and whether the harness found it; fail if not."""
    _append({"planted": sort, "found": found})
    assert found, f"the harness does not find {sort}"


def _append(line: dict[str, object]) -> None:
    """One write of one line: workers append to the same file."""
    path = os.environ.get(_FILE)
    if path is not None:
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND)
        try:
            os.write(descriptor, json.dumps(line).encode("utf-8") + b"\n")
        finally:
            os.close(descriptor)


@dataclass
class Table:
    """What was told so far."""

    rows: dict[str, Counter[str]] = field(default_factory=dict)
    planted: dict[str, bool] = field(default_factory=dict)

    @staticmethod
    def read(path: Path) -> "Table":
        """Add the lines of a file up."""
        table = Table()
        for line in path.read_text("utf-8").splitlines():
            told = json.loads(line)
            if "planted" in told:
                sort = told["planted"]
                table.planted[sort] = told["found"] and table.planted.get(sort, True)
            else:
                counts = {name: told[name] for name in COLUMNS}
                table.rows.setdefault(told["row"], Counter()).update(counts)
        return table

    @property
    def clean(self) -> bool:
        """Whether nothing was lost, crashed or leaked, and every planted fault was found."""
        bad = sum(counts[name] for counts in self.rows.values() for name in COLUMNS[1:])
        return bad == 0 and all(self.planted.values())

    def lines(self, *, every_row: bool) -> list[str]:
        """The table as text; with `every_row` also what was not tried."""
        shown = [row for row in ROWS if every_row or row in self.rows]
        lines = [f"{'':18}" + "".join(f"{name:>10}" for name in COLUMNS)] if shown else []
        for row in shown:
            counts = self.rows.get(row)
            cells = [f"{counts[name]:,}" for name in COLUMNS] if counts else ["not run"]
            lines.append(f"{row:18}" + "".join(f"{cell:>10}" for cell in cells))
        for sort, found in sorted(self.planted.items()):
            lines.append(f"planted: {sort}: {'found' if found else 'NOT FOUND'}")
        return lines


def pytest_configure(config: pytest.Config) -> None:
    """Begin a table, unless a run around this one has begun it."""
    if _FILE not in os.environ:
        descriptor, path = tempfile.mkstemp(prefix="limbo-reliability-", suffix=".jsonl")
        os.close(descriptor)
        os.environ[_FILE] = path
        config.add_cleanup(lambda: _end(Path(path)))


def _end(path: Path) -> None:
    os.environ.pop(_FILE, None)
    path.unlink(missing_ok=True)


def _told(session_or_config: pytest.Config) -> Table | None:
    """The table, for the process that prints it: workers only add to it."""
    path = os.environ.get(_FILE)
    if path is None or hasattr(session_or_config, "workerinput"):
        return None
    return Table.read(Path(path))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A run that lost, crashed or leaked is a bad one, whatever the tests said of it."""
    table = _told(session.config)
    if table is not None and not table.clean and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table, when there is something to say."""
    table = _told(terminalreporter.config)
    if table is not None and (lines := table.lines(every_row=LONG)):
        terminalreporter.section("Reliability")
        for line in lines:
            terminalreporter.write_line(line)
