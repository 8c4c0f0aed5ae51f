"""How much memory something took at most, whatever else the same test process did before.

`getrusage` cannot tell: what it says of children is the most of any child ever, and Linux lets a
new process inherit the mark of the one that started it.  So a process that runs is asked for the
mark of its own address space (`VmHWM`), and a command is started by a small process of its own.
"""

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

_MARK: Final = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)
_NOW: Final = re.compile(r"^VmRSS:\s+(\d+) kB$", re.MULTILINE)
_RESET_THE_MARK: Final = "5"
_LAUNCHER: Final = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[2:])
_, status, usage = os.wait4(process.pid, 0)
with open(sys.argv[1], "w") as told:
    told.write(str(usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)))
sys.exit(os.waitstatus_to_exitcode(status))
"""


def peak_of(pid: int) -> int:
    """Return the most bytes of memory that a running process had (Linux)."""
    found = _MARK.search(Path(f"/proc/{pid}/status").read_text("utf-8"))
    return int(found[1]) * 1024 if found else 0


def peak_of_children() -> int:
    """Return the most bytes that one of this process's running children had (Linux)."""
    return max(_of_children(peak_of), default=0)


def together() -> int:
    """Return the bytes that this process and its running children have now (Linux).

    What they share (libraries, for one) counts for each of them.
    """
    return _now_of(os.getpid()) + sum(_of_children(_now_of))


def _now_of(pid: int) -> int:
    found = _NOW.search(Path(f"/proc/{pid}/status").read_text("utf-8"))
    return int(found[1]) * 1024 if found else 0


def _of_children(tell: Callable[[int], int]) -> Iterator[int]:
    for task in Path("/proc/self/task").iterdir():
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # one that has ended
            for pid in (task / "children").read_text("utf-8").split():
                yield tell(int(pid))


def grown_by(work: Callable[[], object]) -> int:
    """Return by how many bytes this process grew at most while `work` was done (Linux)."""
    Path("/proc/self/clear_refs").write_text(_RESET_THE_MARK, "utf-8")
    before = peak_of(os.getpid())
    work()
    return peak_of(os.getpid()) - before


def run_measured(
    command: Sequence[str], told: Path, *, env: Mapping[str, str], cwd: Path
) -> tuple[subprocess.CompletedProcess[str], int]:
    """Run a command; return how it ended and the most bytes that it or a child of it had.

    `told` is a file to be made for the figure.
    """
    done = subprocess.run(
        [sys.executable, "-c", _LAUNCHER, str(told), *command],
        env=env,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=300,
    )
    return done, int(told.read_text("utf-8"))
