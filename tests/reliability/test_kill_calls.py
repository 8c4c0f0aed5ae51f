"""Killed in the very moment of any call that touches the vault's folder.

Where `test_kill` kills by the clock, here strace sends SIGKILL when the program makes its n-th
write, flush, rename or removal: the moments in which something can be half-done.
"""

from typing import Final

import pytest
from tests.reliability import points
from tests.reliability.disturbing import QUICK_JOBS, Ground, crossed, sample
from tests.reliability.effort import times
from tests.reliability.points import NAMING, SYNCING, TAKING_AWAY, WRITING
from tests.reliability.table import planted, trial
from tests.reliability.work import VAULT

pytestmark = pytest.mark.skipif(
    not points.tracing_is_permitted(), reason="strace is missing or may not hold a process here"
)

KILLS: Final = times(short=1, long=23)
"""Among the writes, and as many among the other calls, where there are so many."""

MOMENTS: Final = {"writing": WRITING, "naming": (*SYNCING, *NAMING, *TAKING_AWAY)}


@pytest.mark.parametrize(("name", "moment"), crossed(tuple(MOMENTS)))
def test_killed_at_a_call_nothing_is_lost(name: str, moment: str, ground: Ground) -> None:
    job = QUICK_JOBS[name]
    for point in sample(points.of(ground.points(job), MOMENTS[moment]), KILLS, f"{name} {moment}"):
        place = ground.place(job, torn=True)
        outcome = ground.server.run(job.arguments(place, 1), tracer=point.signalling("KILL"))
        if outcome.code == -9:
            try:
                with trial("kills"):
                    job.holds(place, outcome.said)
            except AssertionError as error:
                error.add_note(f"{name}: {point}")
                raise


def test_what_is_said_before_it_is_saved_is_found(ground: Ground) -> None:
    job = QUICK_JOBS["edits"]
    journal = [each for each in ground.points(job) if each.what == f"{VAULT}-wal"]
    lost = 0
    for point in points.of(journal, WRITING)[6:18:4]:  # the first change of these edits is a file
        place = ground.place(job, torn=True)
        arguments = [*job.arguments(place, 1), "boasting"]
        outcome = ground.server.run(arguments, tracer=point.signalling("KILL"))
        try:
            job.holds(place, outcome.said)
        except AssertionError:
            lost += 1
    planted("a change that is said before it is saved", found=lost > 0)
