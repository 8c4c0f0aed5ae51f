"""Where an entry stands in time, and how it is drawn: a mark, a bar, an edge that fades.

Times are ordinal days (`date.toordinal`); a day reaches from its ordinal to the next.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Final, NamedTuple, Protocol

from limbo_desktop.case.dates import Certainty
from limbo_desktop.case.picture.scale import LAST_DAY

FADE: Final = 0.34
"""The share of an uncertain stretch over which each of its edges fades."""

FAINTEST: Final = 0.25
"""How strong the ink is at the very edge."""
_STEPS: Final = 5


class Extent(Protocol):
    """The possible days of an entry; an end is None where it is open, both where none is known."""

    @property
    def earliest(self) -> dt.date | None:
        """The earliest possible day."""
        ...

    @property
    def latest(self) -> dt.date | None:
        """The latest possible day."""
        ...

    @property
    def certainty(self) -> Certainty:
        """How the date is drawn."""
        ...


class Bar(NamedTuple):
    """A stretch of time; `faded` edges are not certain, an open one has no end to be drawn."""

    start: float
    end: float
    faded: bool
    open_start: bool = False
    open_end: bool = False


def begin_of(extent: Extent) -> float:
    """Return the first instant of an extent that is dated; an open beginning is at its end."""
    return float(min(extent.earliest or extent.latest or LAST_DAY, LAST_DAY).toordinal())


def end_of(extent: Extent) -> float:
    """Return the last instant of an extent that is dated; an open end is at its beginning."""
    return float(min(extent.latest or extent.earliest or LAST_DAY, LAST_DAY).toordinal() + 1)


def anchor_of(extent: Extent) -> float:
    """Return where the mark stands: at midday, at the beginning of a span, amid the uncertain."""
    begin, end = begin_of(extent), end_of(extent)
    if extent.certainty is Certainty.UNSURE:
        return (begin + end) / 2
    return min(begin + 0.5, end)


def bar_of(extent: Extent) -> Bar | None:
    """Return the stretch of a dated extent: a span or an uncertain date, None for a known day."""
    if extent.certainty is Certainty.EXACT:
        return None
    return Bar(
        begin_of(extent),
        end_of(extent),
        extent.certainty is Certainty.UNSURE,
        extent.earliest is None,
        extent.latest is None,
    )


def shades() -> Iterator[tuple[float, float, float]]:
    """Yield a faded stretch in slices: from, to (shares of it) and how strong the ink is, to 1."""
    width = FADE / _STEPS
    strengths = [FAINTEST + (1 - FAINTEST) * step / _STEPS for step in range(_STEPS)]
    for step, strength in enumerate(strengths):
        yield step * width, (step + 1) * width, strength
    yield FADE, 1 - FADE, 1.0
    for step, strength in enumerate(reversed(strengths)):
        yield 1 - FADE + step * width, 1 - FADE + (step + 1) * width, strength
