"""A worker is stopped for what it does, not for what else the computer has to do."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from limbo_desktop.render.watch import BUSY, Watch, processor_time

DEADLINE = 0.02


@pytest.fixture
def worker() -> Iterator[subprocess.Popen[bytes]]:
    """A process that waits for its end."""
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    yield process
    process.kill()
    process.communicate()


def telling(*seconds: float | None) -> tuple[Callable[[int], float | None], list[float | None]]:
    """What a system tells of processor time, one after the other; and what is still to be told."""
    left = list(seconds)
    return lambda _pid: left.pop(0), left


@pytest.mark.parametrize(
    ("told", "over"),
    [
        # others have the processor: it goes on until it has had its time
        ((7.0, 7.001, 7.005, 7.01, 7.019, 7.03), 0),
        # it does nothing any more
        ((7.0, 7.001, 7.001, 9.0), 1),
        # it had its time at once
        ((7.0, 7.5, 9.0), 1),
        # the system tells nothing: by the clock
        ((None, None, 9.0), 1),
        ((7.0, None, 9.0), 1),
    ],
)
def test_a_worker_is_killed_when_it_has_had_its_time_or_does_nothing(
    worker: subprocess.Popen[bytes], told: tuple[float | None, ...], over: int
) -> None:
    read, left = telling(*told)
    watch = Watch(worker, DEADLINE, read)
    assert worker.wait() != 0
    assert watch.late
    assert len(left) == over


def test_it_is_not_waited_for_without_end(worker: subprocess.Popen[bytes]) -> None:
    asked = 0

    def slowly(_pid: int) -> float:
        nonlocal asked
        asked += 1
        return asked * DEADLINE / 1_000

    watch = Watch(worker, DEADLINE, slowly)
    assert worker.wait() != 0
    assert watch.late
    assert BUSY <= asked <= 2 * BUSY


def test_one_that_has_answered_is_left_alone(worker: subprocess.Popen[bytes]) -> None:
    watch = Watch(worker, 3600, lambda _pid: None)
    watch.end()
    watch._thread.join()
    assert worker.poll() is None
    assert not watch.late


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_processor_time_grows_with_work_and_is_none_of_what_is_not_there() -> None:
    before = processor_time(os.getpid())
    assert before is not None
    while (now := processor_time(os.getpid())) == before:
        sum(range(100_000))
    assert now is not None
    assert now > before
    assert processor_time(2**30) is None
