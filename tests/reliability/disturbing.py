"""A run of the program that is disturbed, and what is demanded of it: a sentence, nothing lost."""

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, TypeVar

from tests.reliability import points, work
from tests.reliability.cheap import QUICK
from tests.reliability.effort import LONG
from tests.reliability.points import Point
from tests.reliability.server import Outcome, Server
from tests.reliability.table import CrashedError, trial
from tests.reliability.work import JOBS, Job, Place

T = TypeVar("T")

PROFILES: Final = (QUICK,)
LARGE: Final = 1_000_000
_FAULT: Final = "fault of the program"

QUICK_JOBS: Final = {
    job.name: replace(
        job,
        arguments=work.command(
            "bundle", "PLACE/bundle.pdf", "--lang", "ru", "--kinds", "interview,medical,work"
        ),
    )
    if job.name == "bundle"
    else job
    for job in JOBS
}
"""Every work, with a smaller bundle."""


@dataclass
class Ground:
    """A server, what the works begin with, and the calls that each makes when nothing disturbs."""

    server: Server
    folder: Path
    starts: dict[str, Path]
    _points: dict[str, list[Point]] = field(default_factory=dict)

    def place(self, job: Job, *, at: Path | None = None, torn: bool = False) -> Place:
        """A fresh folder with what the work begins with, here or in the folder `at`."""
        return work.placed(at or self.folder, self.starts, job, PROFILES, torn=torn)

    def points(self, job: Job) -> list[Point]:
        """Where the work can be disturbed, from one dry run of it."""
        if job.name not in self._points:
            place = self.place(job)
            outcome = self.server.run(job.arguments(place, 1), tracer=points.listing())
            judge(job, place, outcome)
            self._points[job.name] = points.points(outcome.trace, place.folder)
        return self._points[job.name]

    def disturbed(self, job: Job, row: str, tracer: Sequence[str]) -> Outcome | None:
        """Run the work under a tracer that refuses a call, and judge it as part of `row`.

        None when the run came to no such call of the folder: then nothing was tried.
        """
        place = self.place(job)
        outcome = self.server.run(job.arguments(place, 1), tracer=tracer)
        if not points.touched(outcome.trace, place.folder):
            return None
        with trial(row):
            judge(job, place, outcome)
        return outcome


@contextmanager
def prepared(folder: Path) -> Iterator[Ground]:
    """A server and the vaults that the works begin with."""
    with Server() as server:

        def run(arguments: list[str]) -> None:
            outcome = server.run(arguments)
            assert outcome.code == 0, outcome.told

        yield Ground(server, folder, work.make_starts(folder, PROFILES, run, LARGE))


def said_well(outcome: Outcome) -> None:
    """The program ended by itself, and when it refused it said why in a sentence."""
    told = outcome.told
    if outcome.code not in {0, 1} or _FAULT in told or "Traceback" in told:
        raise CrashedError(f"{outcome.code}: {told}")
    assert outcome.code == 0 or told.strip().endswith((".", "?", ")")) or outcome.said, told


def judge(job: Job, place: Place, outcome: Outcome) -> None:
    """What is demanded after each run."""
    said_well(outcome)
    job.holds(place, outcome.said)


def sample(found: Sequence[T], most: int, seed: str) -> list[T]:
    """At most so many, spread over the whole, each from its own stretch."""
    if len(found) <= most:
        return list(found)
    chance, step = random.Random(seed), len(found) / most
    return [
        found[min(len(found) - 1, int((place + chance.random()) * step))] for place in range(most)
    ]


def every(jobs: Callable[[Job], bool] = lambda _: True) -> list[str]:
    """The names of the works, for pytest."""
    return [job.name for job in QUICK_JOBS.values() if jobs(job)]


def crossed(
    others: Sequence[T], jobs: Callable[[Job], bool] = lambda _: True
) -> list[tuple[str, T]]:
    """Every work with each of the others; in the short form each work with one of them in turn."""
    found = every(jobs)
    if LONG:
        return [(name, other) for name in found for other in others]
    return [(name, others[place % len(others)]) for place, name in enumerate(found)]
