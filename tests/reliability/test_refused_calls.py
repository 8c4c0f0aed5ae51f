"""Any call of the program that touches the vault's folder is refused once, or from then on.

strace answers the call with an error without making it: no space, a failing disk, a medium that
became read-only or is gone.  After each the program says a sentence, the vault opens with all that
was said to be saved, and nothing half-done lies beside it.
"""

from typing import Final

import pytest
from tests.reliability import points
from tests.reliability.disturbing import QUICK_JOBS, Ground, crossed, sample
from tests.reliability.effort import times
from tests.reliability.points import NAMING, READING, SYNCING, TAKING_AWAY, WRITING

pytestmark = pytest.mark.skipif(
    not points.tracing_is_permitted(), reason="strace is missing or may not hold a process here"
)

MANY: Final = times(short=1, long=70)
FEW: Final = times(short=1, long=14)
LASTING: Final = ("pwrite64", "ftruncate", "fallocate", "fsync", "fdatasync")
"""Calls of which all that follow may be refused as well without silencing the program itself."""

FAULTS: Final = (
    ("disk-full points", WRITING, ("ENOSPC", "EDQUOT"), MANY),
    ("disk-full points", (*NAMING, *SYNCING), ("ENOSPC",), FEW),
    ("failing media", (*WRITING, *SYNCING), ("EIO", "ENODEV"), MANY),
    ("failing media", READING, ("EIO",), FEW),
    ("failing media", (*NAMING, *TAKING_AWAY), ("EROFS", "EIO", "ENODEV", "ENOENT"), FEW),
)
"""Row of the table, calls, the errors that they are refused with in turn, how many of them."""


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        pytest.param(name, fault, id=f"{name}-{fault[1][0]}-{fault[2][0]}")
        for name, fault in crossed(FAULTS)
    ],
)
def test_a_refused_call_costs_nothing_that_was_saved(
    name: str, fault: tuple[str, tuple[str, ...], tuple[str, ...], int], ground: Ground
) -> None:
    job = QUICK_JOBS[name]
    row, calls, errors, most = fault
    found = points.of(ground.points(job), calls)
    for turn, point in enumerate(sample(found, most, f"{name} {calls[0]}")):
        lasting = turn % 2 == 1 and point.call in LASTING
        tracer = point.refusing(errors[turn % len(errors)], from_now_on=lasting)
        try:
            ground.disturbed(job, row, tracer)
        except AssertionError as error:
            error.add_note(f"{name}: {point} {tracer[-1]}")
            raise
