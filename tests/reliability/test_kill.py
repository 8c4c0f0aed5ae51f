"""Killed at any moment of any work: the vault opens, and what was said to be saved is there.

The real program runs in a process of its own and gets SIGKILL after a random time: once each kind
of work in the suite.  The same again with a program that is forked and whose key costs nothing, so
that the long form kills six hundred times by the clock; it kills on at system calls in
`test_kill_calls`.  Only a run that was killed counts, not one that was ready before.
"""

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

import pytest
from tests.reliability import work
from tests.reliability.disturbing import QUICK_JOBS, Ground, every
from tests.reliability.effort import LONG, times
from tests.reliability.table import trial
from tests.reliability.work import JOBS, Job, Place

from limbo_desktop.vault.key import PROFILES

KILLS_OF_EACH: Final = times(short=1, long=12)
FORKED_KILLS_OF_EACH: Final = times(short=1, long=40)
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
            killed, said = run(job, place, seed=0, seconds=300.0)
            found[job.name] = time.monotonic() - began
            assert not killed
            job.holds(place, said)
    return found


def run(job: Job, place: Place, seed: int, seconds: float) -> tuple[bool, list[str]]:
    """Start the work, kill it after `seconds`; whether it was killed before it was ready, and the
    whole lines that it said on standard output.
    """
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
    killed = process.returncode == -signal.SIGKILL
    return killed, output.splitlines()[: output.count("\n")]


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
    killed, said = run(job, place, seed, chance.uniform(0.15, 1.0) * lasting[job.name])
    with counted(killed):
        job.holds(place, said)


def counted(killed: bool) -> AbstractContextManager[None]:
    """A row of the table for a run that was killed."""
    return trial("kills", int(killed))


def names_of_killed() -> set[str]:
    """What the short form starts anew and kills; of all others it forks."""
    return {job.name for job in KILLED}


@pytest.mark.parametrize("name", every(lambda job: LONG or job.name not in names_of_killed()))
def test_killed_at_any_moment_of_a_run_that_needs_no_key_nothing_is_lost(
    name: str, ground: Ground
) -> None:
    job, chance = QUICK_JOBS[name], random.Random(name)
    began = time.monotonic()
    place = ground.place(job)
    ground.server.run(job.arguments(place, 0))
    lasts = time.monotonic() - began
    for seed in range(FORKED_KILLS_OF_EACH):
        place = ground.place(job, torn=True)
        seconds = chance.uniform(0.02, 1.0) * lasts
        outcome = ground.server.run(job.arguments(place, seed), seconds=seconds)
        with counted(outcome.code == -signal.SIGKILL):
            job.holds(place, outcome.said)
