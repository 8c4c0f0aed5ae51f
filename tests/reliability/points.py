"""Where a run of the program can be disturbed: each system call that touches the vault's folder.

A dry run under strace lists them; a later run is disturbed at one of them, by an error that the
call returns without being made or by a signal.
"""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

WRITING: Final = ("pwrite64", "write", "ftruncate", "fallocate")
SYNCING: Final = ("fsync", "fdatasync")
NAMING: Final = ("openat", "mkdir", "link", "linkat", "rename", "renameat", "renameat2")
TAKING_AWAY: Final = ("unlink", "unlinkat", "rmdir")
READING: Final = ("pread64", "read")
CALLS: Final = (*WRITING, *SYNCING, *NAMING, *TAKING_AWAY, *READING)

_CALL: Final = re.compile(r"(\w+)\((.*)")


@dataclass(frozen=True)
class Point:
    """The `number`th call (from 1) of that name, which touches `what`."""

    call: str
    number: int
    what: str

    def refusing(self, error: str, *, from_now_on: bool = False) -> list[str]:
        """What makes strace answer this call (and those after it) with an error."""
        when = f"{self.number}+" if from_now_on else str(self.number)
        return [*_only(self.call), "-e", f"inject={self.call}:error={error}:when={when}"]

    def signalling(self, signal: str) -> list[str]:
        """What makes strace send a signal when this call is made."""
        return [*_only(self.call), "-e", f"inject={self.call}:signal={signal}:when={self.number}"]


def _only(call: str) -> list[str]:
    return ["-e", f"trace={call}"]


def listing() -> list[str]:
    """What makes strace list the calls of a dry run."""
    return ["-e", f"trace={','.join(CALLS)}"]


def points(trace: str, folder: Path) -> list[Point]:
    """The calls of a dry run that touch the folder, in their order."""
    return list(_points(trace, str(folder)))


def _points(trace: str, folder: str) -> Iterator[Point]:
    counts = Counter[str]()
    inside = _inside(folder)
    for line in trace.splitlines():
        found = _CALL.match(line)
        if found is None:
            continue
        counts[found[1]] += 1
        if what := inside.search(found[2]):
            yield Point(found[1], counts[found[1]], what[1] or "")


def _inside(folder: str) -> re.Pattern[str]:
    """Finds the folder, or a name in it: quoted, or in the brackets behind a descriptor."""
    return re.compile(rf"""{re.escape(folder)}(?:/([^">]*))?[">]""")


def touched(trace: str, folder: Path) -> bool:
    """Whether the call that was answered with an error was one of the folder's."""
    inside = _inside(str(folder))
    return any("(INJECTED)" in line and inside.search(line) for line in trace.splitlines())


def of(found: Iterable[Point], calls: Sequence[str]) -> list[Point]:
    """Those of some calls."""
    return [point for point in found if point.call in calls]


@cache
def tracing_is_permitted() -> bool:
    """Whether strace is there and the system lets it hold a process."""
    if shutil.which("strace") is None:
        return False
    done = subprocess.run(
        ["strace", "-o", "/dev/null", "-e", "trace=write", "true"], check=False, capture_output=True
    )
    return done.returncode == 0
