"""The power goes off at any moment: the vault opens to a committed state, with all that was said.

Each work is recorded once, byte by byte, and its disk is built anew as it may look after a cut
before and behind every fsync.
"""

import random
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from tests.reliability import points, power, work
from tests.reliability.disturbing import QUICK_JOBS, Ground, every, said_well, sample
from tests.reliability.effort import times
from tests.reliability.power import Recording
from tests.reliability.table import planted, trial
from tests.reliability.work import Job

pytestmark = pytest.mark.skipif(
    not points.tracing_is_permitted(), reason="strace is missing or may not hold a process here"
)

CUTS: Final = times(short=3, long=90)
KEPT: Final = (0.5, 0.0, 1.0, 0.2, 0.8)
"""Which share of what was not flushed is on the disk, in turn."""


def recording(ground: Ground, job: Job, tracer: list[str]) -> Recording:
    """A run of the work as it reached the disk."""
    place = ground.place(job)
    before = power.contents(place.folder)
    outcome = ground.server.run(job.arguments(place, 1), tracer=tracer)
    said_well(outcome)
    return power.recorded(outcome.trace, place.folder, before)


def holds_after(
    ground: Ground, job: Job, run: Recording, until: int, turn: int, folder: Path
) -> None:
    """Build the disk of a cut and look at it as the next start of the program does."""
    place = replace(ground.place(job, torn=True), folder=folder / "case")
    shutil.rmtree(place.folder, ignore_errors=True)
    place.folder.mkdir()
    chance = random.Random(f"{job.name} {until} {turn}")
    power.put(run.after(until, chance, KEPT[turn % len(KEPT)]), run.folder, place.folder)
    job.holds(place, run.said(until))


@pytest.mark.parametrize("name", every())
def test_after_a_power_cut_all_that_was_said_is_there(
    name: str, ground: Ground, tmp_path: Path
) -> None:
    job = QUICK_JOBS[name]
    run = recording(ground, job, power.recording())
    places = run.boundaries()
    for turn in range(-(-CUTS // len(places)) if len(places) < CUTS else 1):
        for number, until in enumerate(sample(places, CUTS, f"{name} {turn}")):
            try:
                with trial("power cuts"):
                    holds_after(ground, job, run, until, turn + number, tmp_path)
            except AssertionError as error:
                error.add_note(f"{name}: {until} of {len(run.steps)}, {KEPT[(turn + number) % 5]}")
                raise


def test_a_skipped_fsync_is_found(ground: Ground, tmp_path: Path) -> None:
    job = QUICK_JOBS["edits"]
    run = recording(ground, job, power.forgetful())
    assert run.said(len(run.steps))
    lost = 0
    for turn in range(4):
        try:
            holds_after(ground, job, run, len(run.steps) * 3 // 4, turn, tmp_path)
        except Exception:  # noqa: BLE001 - lost, damaged or not opening: each is a finding
            lost += 1
    planted("a skipped fsync", found=lost > 0)


def test_the_model_of_the_disk_with_everything_on_it_is_the_disk(ground: Ground) -> None:
    job = QUICK_JOBS["edits"]
    place = ground.place(job)
    before = power.contents(place.folder)
    outcome = ground.server.run(job.arguments(place, 1), tracer=power.recording())
    run = power.recorded(outcome.trace, place.folder, before)
    after = run.after(len(run.steps), random.Random(0), 1.0)
    assert after == power.contents(place.folder)
    assert len(run.said(len(run.steps))) >= work.EDITS
