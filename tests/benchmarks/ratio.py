"""One measure: our way and a bare way of the same work, taken by turns in one run.

Turns, because a machine grows slower and faster while it is measured; medians, because something
else always runs.  What is printed is the ratio, which holds on another machine as well.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """What came out: `name`; `ours` and `bare` in `unit`; `bound`, the ratio that is aimed at."""

    name: str
    ours: float
    bare: float
    bare_name: str
    bound: float
    unit: str = "s"

    @property
    def value(self) -> float:
        """How many times the bare way."""
        return self.ours / self.bare


def seconds(work: Callable[[], object]) -> float:
    """Return how long one call of `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def by_turns(
    name: str,
    ours: Callable[[], object],
    bare: Callable[[], object],
    *,
    bare_name: str,
    bound: float,
    rounds: int = 5,
    before: Callable[[], object] = lambda: None,
) -> Ratio:
    """Call both once to warm up and then `rounds` times by turns; medians of the seconds.

    `before` each call of ours something may be made ready, which is not measured.
    """
    before()
    ours()
    bare()
    pairs = []
    for _ in range(rounds):
        before()
        pairs.append((seconds(ours), seconds(bare)))
    mine, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    return Ratio(name, mine, theirs, bare_name, bound)
