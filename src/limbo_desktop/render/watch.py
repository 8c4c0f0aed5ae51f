"""Kills a worker that is slow, and does not take a busy computer for a slow file.

What counts is the worker's own processor time where the system tells it (Linux): on a computer that
has other things to do an exhibit would otherwise be missing from a bundle without a reason.
"""

import os
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

BUSY: Final = 10
"""How many times its deadline a request may take by the clock while others have the processor."""

_UTIME, _STIME = 11, 12
"""Places in /proc/PID/stat behind the name, which may hold spaces (proc(5))."""


def processor_time(pid: int) -> float | None:
    """Return the seconds of processor time that a process has had; None where that is not told."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return None
    return (int(fields[_UTIME]) + int(fields[_STIME])) / os.sysconf("SC_CLK_TCK")


class Watch:
    """Kills `worker` when it has worked for `deadline` seconds, or does nothing for as long.

    `late` says that it did.  By the clock alone it is so where processor time is not told.
    """

    def __init__(
        self,
        worker: subprocess.Popen[bytes],
        deadline: float,
        told: Callable[[int], float | None] = processor_time,
    ) -> None:
        self._worker = worker
        self._deadline = deadline
        self._told = told
        self._start = told(worker.pid)
        self._over = threading.Event()
        self.late = False
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Look no longer: the worker has answered."""
        self._over.set()

    def _look(self) -> None:
        wait, waited, had = self._deadline, 0.0, self._start
        while not self._over.wait(wait):
            waited += wait
            now = self._told(self._worker.pid)
            if self._start is None or now is None or had is None:
                break
            left = self._deadline - (now - self._start)
            if left <= 0 or now <= had or waited >= BUSY * self._deadline:
                break
            wait, had = max(left, self._deadline / 20), now
        else:
            return
        self.late = True
        self._worker.kill()
