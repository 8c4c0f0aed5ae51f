"""Time in which nothing came: the pauses of the list, and the waiting for an authority."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

WAITING_DAYS: Final = 90
"""From so many days on a pause is told."""

ANSWERED: Final = frozenset({"decision"})
"""After these kinds of the procedure nothing is awaited."""


class Pause(NamedTuple):
    """From the day after which nothing happened to the day on which something did."""

    start: dt.date
    end: dt.date


class Pauses:
    """Finds the pauses between entries that are told in the order of their beginnings."""

    def __init__(self) -> None:
        self._busy_until: dt.date | None = None

    def before(self, begin: dt.date, latest: dt.date | None) -> Pause | None:
        """Take an entry; return the pause before it, None when there was none.

        What takes long, is uncertain over months or goes on counts from its beginning: it must
        hide no pause.
        """
        until = self._busy_until
        pause = None
        if until is not None and (begin - until).days >= WAITING_DAYS:
            pause = Pause(until, begin)
        last = begin if latest is None or (latest - begin).days > WAITING_DAYS else latest
        self._busy_until = max(until, last) if until else last
        return pause


def waits(
    procedure: Iterable[tuple[str, dt.date, dt.date | None]], today: dt.date | None = None
) -> Iterator[Pause]:
    """Yield the waiting of the procedure, from its kinds, first and last days in their order.

    It begins with what asks for an answer and ends with the next thing that came.  With `today`
    the last one goes on until then.
    """
    pauses, before = Pauses(), ""
    for kind, begin, latest in procedure:
        pause = pauses.before(begin, latest)
        if pause is not None and before not in ANSWERED:
            yield pause
        before = kind
    if today is not None and before and before not in ANSWERED:
        pause = pauses.before(today, today)
        if pause is not None:
            yield pause
