"""Runs the forked program of `tests.reliability.cheap`, alone or in the hands of a tracer."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

_PATIENCE: Final = 300.0


@dataclass(frozen=True)
class Outcome:
    """How a run ended: its code (negative: the signal), its lines, what it told beside them."""

    code: int
    said: tuple[str, ...]
    told: str
    trace: str = ""

    @property
    def hit(self) -> bool:
        """Whether the tracer came to its call."""
        return "(INJECTED)" in self.trace


class Server:
    """A context manager; one run at a time."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="limbo-server-")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.reliability.cheap"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._answer() == "ready"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(60)
        self._process.stdout.close()
        self._folder.cleanup()

    def _answer(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def run(
        self,
        arguments: Sequence[str],
        *,
        tracer: Sequence[str] | None = None,
        stopped: Callable[[], None] | None = None,
        limit: int | None = None,
        seconds: float | None = None,
    ) -> Outcome:
        """Run to the end, or until SIGKILL after `seconds`; with `tracer`, arguments of strace,
        under it.

        When the tracer stops the program with SIGSTOP, `stopped` is called and the program goes on.
        """
        folder = Path(self._folder.name)
        said, told, log = folder / "said", folder / "told", folder / "log"
        for path in (said, told, log):
            path.unlink(missing_ok=True)
            path.touch()
        order = {
            "arguments": list(arguments),
            "said": str(said),
            "told": str(told),
            "stopped": tracer is not None,
            "limit": limit,
        }
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        child = int(self._answer())
        clock = threading.Timer(seconds or 0.0, _kill, [child])
        if seconds is not None:
            clock.start()
        if tracer is not None:
            self._traced(child, tracer, log, stopped)
        code = int(self._answer())
        clock.cancel()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child, signal.SIGKILL)  # the render process of one that was killed
        output = said.read_text("utf-8")
        return Outcome(
            code,
            tuple(output.splitlines()[: output.count("\n")]),
            told.read_text("utf-8"),
            log.read_text("utf-8", "backslashreplace"),
        )

    def _traced(
        self, child: int, tracer: Sequence[str], log: Path, stopped: Callable[[], None] | None
    ) -> None:
        """Let strace take hold of the child and go along to its end."""
        _until(lambda: _state(child) == "T")
        with subprocess.Popen(
            ["strace", "-y", "-o", str(log), *tracer, "-p", str(child)],
            stderr=subprocess.PIPE,
            text=True,
        ) as strace:
            assert strace.stderr is not None
            line = strace.stderr.readline()
            assert "attached" in line, line
            os.kill(child, signal.SIGCONT)
            if stopped is not None:
                # The first stop is the one in which the tracer took hold of the child.
                _until(lambda: _stops(log) > 1 or _state(child) in "ZX")
                if _state(child) not in "ZX":
                    stopped()
                    os.kill(child, signal.SIGCONT)
            strace.communicate(timeout=_PATIENCE)


def _kill(child: int) -> None:
    """End a run and its helpers; before it has a group of its own, it alone."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError):
            kill(child, signal.SIGKILL)


def _stops(log: Path) -> int:
    return log.read_text("utf-8", "backslashreplace").count("stopped by SIGSTOP")


def _state(pid: int) -> str:
    """The letter of proc(5), "X" for one that is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return "X"


def _until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not condition():
        assert time.monotonic() < end, "it waits for ever"
        time.sleep(0.002)
