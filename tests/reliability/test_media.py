"""A small medium that fills up, one that can only be read, one that is pulled out: real ones.

Beside the calls that strace refuses (`test_refused_calls`): here the kernel itself says no, at
every length to which a work lets its files grow.  Where this process may not mount, a limit on the
length of files stands in for the full medium; the others are skipped and say so.
"""

import os
import random
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from tests.e2e.support import PASSPHRASE
from tests.reliability import media, points
from tests.reliability.disturbing import QUICK_JOBS, Ground, every, judge, said_well, sample
from tests.reliability.effort import LONG, times
from tests.reliability.points import SYNCING, WRITING
from tests.reliability.table import trial
from tests.reliability.work import VAULT, Job, Place

FULL: Final = times(short=1, long=24)
PULLED: Final = times(short=1, long=16)
ROOM_MB: Final = 48


def grown(ground: Ground, job: Job) -> int:
    """By how many blocks the folder of a work grows when nothing disturbs it, about."""
    place = ground.place(job)
    before = sum(each.stat().st_size for each in place.folder.rglob("*") if each.is_file())
    outcome = ground.server.run(job.arguments(place, 1))
    judge(job, place, outcome)
    after = sum(each.stat().st_size for each in place.folder.rglob("*") if each.is_file())
    return max(8, (after - before) // media.BLOCK * 2)


def some(place: int, jobs: Callable[[Job], bool] = lambda _: True) -> list[str]:
    """The works of a test: all of them, in the short form every fifth, from `place` on."""
    return every(jobs) if LONG else every(jobs)[place::5]


@pytest.mark.usefixtures("mounts")
@pytest.mark.parametrize("name", some(0))
def test_a_medium_that_fills_up(name: str, ground: Ground, tmp_path: Path) -> None:
    job = QUICK_JOBS[name]
    for blocks in sample(range(grown(ground, job)), FULL, f"full {name}"):
        with media.small(tmp_path / "medium", ROOM_MB) as medium:
            place = ground.place(job, at=medium.folder)
            secret = place.secret(PASSPHRASE)
            arguments = job.arguments(place, 1)
            medium.leave(blocks)
            with trial("disk-full points"):
                outcome = ground.server.run(arguments)
                said_well(outcome)
                if job.start == "full":  # it also opens, or says why not, while nothing is free
                    asked = ["list", str(place.vault), "--passphrase-file", str(secret)]
                    said_well(ground.server.run(asked))
                medium.clear()
                job.holds(place, outcome.said)


@pytest.mark.parametrize("name", some(1))
def test_a_file_that_may_not_grow(name: str, ground: Ground) -> None:
    job = QUICK_JOBS[name]
    place = ground.place(job)
    begun = place.vault.stat().st_size if place.vault.exists() else 0
    blocks = grown(ground, job)
    for grows in sample(range(blocks), max(1, FULL // 2), f"limited {name}"):
        place = ground.place(job)
        with trial("disk-full points"):
            limit = begun // 2 + grows * media.BLOCK
            judge(job, place, ground.server.run(job.arguments(place, 1), limit=limit))


@pytest.mark.usefixtures("sticks")
@pytest.mark.parametrize("name", some(2))
def test_a_stick_that_is_pulled_out(name: str, ground: Ground, tmp_path: Path) -> None:
    job = QUICK_JOBS[name]
    found = points.of(ground.points(job), (*WRITING, *SYNCING))
    with media.stick(tmp_path, ROOM_MB) as stick:
        for point in sample(found, PULLED, f"pulled {name}"):
            place = ground.place(job, at=stick.folder, torn=True)
            os.sync()
            outcome = ground.server.run(
                job.arguments(place, 1), tracer=point.signalling("STOP"), stopped=stick.pull_out
            )
            stick.eject()
            stick.plug_in()
            try:
                with trial("power cuts"):
                    said_well(outcome)
                    job.holds(place, outcome.said)
            except AssertionError as error:
                error.add_note(f"{name}: {point}")
                raise


@pytest.mark.usefixtures("sticks")
@pytest.mark.parametrize("name", some(3, lambda job: job.start != "none"))
def test_a_stick_that_can_only_be_read(name: str, ground: Ground, tmp_path: Path) -> None:
    job = QUICK_JOBS[name]
    with media.stick(tmp_path, ROOM_MB) as stick:
        place = ground.place(job, at=stick.folder)
        arguments = job.arguments(place, 1)
        before = place.vault.read_bytes()
        subprocess.run(["umount", str(stick.folder)], check=True)
        stick.plug_in(read_only=True)
        with trial("failing media"):
            said_well(ground.server.run(arguments))
            assert place.vault.read_bytes() == before
            assert [each.name for each in place.folder.iterdir()] == [VAULT]


@pytest.mark.usefixtures("sticks")
@pytest.mark.parametrize("name", some(0, lambda job: job.start in {"full", "empty"}))
def test_a_medium_that_becomes_read_only_in_the_middle(
    name: str, ground: Ground, tmp_path: Path
) -> None:
    job = QUICK_JOBS[name]
    chance = random.Random(name)
    with media.stick(tmp_path, ROOM_MB) as stick:
        place = ground.place(job, at=stick.folder)
        point = chance.choice(points.of(ground.points(job), WRITING))

        def only_read() -> None:
            # What the kernel does with a file system in which it finds a fault.
            subprocess.run(
                ["mount", "-o", "remount,ro,abort", str(stick.folder)],
                check=False,
                capture_output=True,
            )

        outcome = ground.server.run(
            job.arguments(place, 1), tracer=point.signalling("STOP"), stopped=only_read
        )
        stick.eject()
        stick.plug_in()
        with trial("failing media"):
            said_well(outcome)
            place = Place(place.folder, place.profiles, torn=True)
            job.holds(place, outcome.said)
