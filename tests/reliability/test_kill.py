"""Killed at any moment of any work: the vault opens, and what was said to be saved is there.

The real program runs in a process of its own and gets SIGKILL after a random time: once each kind
of work in the suite.  With `test_kill_calls` and `test_kill_window` the long form kills more than
eight hundred times.
"""

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Final

import pytest
from tests.reliability import work
from tests.reliability.effort import LONG, times
from tests.reliability.table import trial
from tests.reliability.work import JOBS, Job, Place

from limbo_desktop.vault.key import PROFILES

KILLS_OF_EACH: Final = times(short=1, long=24)
KILLED: Final = [
    job
    for job in JOBS
    if LONG or job.name in {"edits", "import", "attach", "rekey", "backup", "bundle", "migration"}
]
"""The others are killed in `test_kill_calls` in every run of the suite."""


def program(job: Job, place: Place, seed: int) -> list[str]:
    """The command of a work: edits that never end, and the old vault whose key costs nothing."""
    arguments = job.arguments(place, seed)
    if job.name == "edits":
        return [sys.executable, "-m", "tests.reliability.editing", *arguments[1:-1]]
    module = "tests.reliability.cheap" if job.name == "migration" else "limbo_desktop"
    return [sys.executable, "-m", module, *arguments]


@pytest.fixture(scope="module")
def starts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What the works begin with."""

    def run(arguments: list[str]) -> None:
        subprocess.run(
            [sys.executable, "-m", "limbo_desktop", *arguments],
            check=True,
            capture_output=True,
            timeout=300,
        )

    return work.make_starts(tmp_path_factory.mktemp("starts"), PROFILES, run, large=20_000_000)


@pytest.fixture(scope="module")
def lasting(starts: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """How many seconds each work takes here when nobody disturbs it; edits never end."""
    found = {"edits": 4.0}
    for job in KILLED:
        if job.name not in found:
            place = work.placed(tmp_path_factory.mktemp(job.name), starts, job, PROFILES)
            began = time.monotonic()
            said = run(job, place, seed=0, seconds=300.0)
            found[job.name] = time.monotonic() - began
            job.holds(place, said)
    return found


def run(job: Job, place: Place, seed: int, seconds: float) -> list[str]:
    """Start the work, kill it after `seconds`; the whole lines that it said on standard output."""
    with subprocess.Popen(
        program(job, place, seed),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        timer = Killing(process, seconds)
        assert process.stdout is not None
        with timer:
            output = process.stdout.read().decode("utf-8")
    return output.splitlines()[: output.count("\n")]


class Killing:
    """Kills a process and its helpers after some time, unless it ended before."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._kill)
        self._process = process

    def _kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_error: object) -> None:
        self._timer.cancel()


@pytest.mark.parametrize("seed", range(KILLS_OF_EACH))
@pytest.mark.parametrize("job", KILLED, ids=work.names(KILLED))
def test_killed_at_any_moment_nothing_is_lost(
    job: Job, seed: int, starts: dict[str, Path], lasting: dict[str, float], tmp_path: Path
) -> None:
    chance = random.Random(f"{job.name} {seed}")
    place = work.placed(tmp_path, starts, job, PROFILES, torn=True)
    with trial("kills"):
        said = run(job, place, seed, chance.uniform(0.15, 1.0) * lasting[job.name])
        job.holds(place, said)
