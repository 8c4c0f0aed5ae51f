"""Where things stand in the picture: an even scale downwards, lanes, labels that make room."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf
from typing import Final

from limbo_desktop.bundle.base import MM
from limbo_desktop.bundle.pages.sheet import TEXT_WIDTH
from limbo_desktop.bundle.pages.surface import Box
from limbo_desktop.bundle.pages.telling import Telling
from limbo_desktop.bundle.pages.titles import entry_title
from limbo_desktop.bundle.selection import Entry
from limbo_desktop.case.lanes import LANES, PROCEDURE, Lane
from limbo_desktop.case.picture.extent import begin_of, end_of
from limbo_desktop.case.picture.scale import LAST_DAY, Scale, day_of
from limbo_desktop.case.picture.waiting import Pause, waits
from limbo_desktop.text.hyphenation import hyphenated
from limbo_desktop.text.spans import how_long
from limbo_desktop.text.typeset import Block, Span

AXIS: Final = 15.3 * MM
MARK: Final = 4.8 * MM
AT_MARK, AT_LABEL = 2.8 * MM, 9.4 * MM
LABEL_LINES: Final = 3
_WHOLE: Final = 8
"""Lines that a title may take on a page where there is room beside its mark."""
_SHARES = (18.0, 23.5, 15.0, 25.0, 18.5)
_EMPTY = 0.83
"""The part of its share that a lane keeps in which nothing happened: its name still fits."""
_GAP = 3.0
_SPARE = 2.5 * MM
"""How far a label may reach into the next lane before what it says is divided or cut."""
_FAR, _FARTHEST = 40 * MM, 72 * MM
"""How far from its mark a label can be told to be of it; and where it moves up as well as down."""
_SIGNS = ",;:.–—"
_DANGLING = 3
"""Letters of a word that says nothing at the end of a title that is cut."""

Under = Callable[[Sequence[Entry]], Span]
"""What stands under the title of one entry, or in place of the titles of several."""


_Wanted = tuple[float, Block, Sequence[Entry]]
"""How far down a label would stand, the label, and the entries that it is of."""


@dataclass(frozen=True, slots=True)
class Area:
    """The room of a picture: the rule under the names of the lanes, the end of its labels."""

    rule: float
    bottom: float
    width: float = TEXT_WIDTH

    @property
    def top(self) -> float:
        """Where time begins."""
        return self.rule + 3 * MM

    @property
    def height(self) -> float:
        """How much room time has."""
        return self.bottom - self.top - 5 * MM


@dataclass(frozen=True, slots=True)
class Label:
    """What is written beside a mark or a wait; no block where a neighbour says it."""

    lane: Lane
    at: float
    top: float
    block: Block | None = None
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """The time of one page: a scale of it, and how many points a day takes."""

    area: Area
    scale: Scale
    day: float

    def at(self, ordinal: float) -> float:
        """How far down the page a day is; what is outside stands at the edge."""
        inside = min(max(ordinal, self.scale.start), self.scale.end)
        return self.area.top + (inside - self.scale.start) * self.day

    def raw(self, ordinal: float) -> float:
        """How far down it would be, on a page without end."""
        return self.area.top + (ordinal - self.scale.start) * self.day

    def holds(self, ordinal: float) -> bool:
        """Whether a day is on this page."""
        return self.scale.start <= ordinal < self.scale.end

    @property
    def bottom(self) -> float:
        """Where the time of this page ends."""
        return self.at(self.scale.end)

    @property
    def seen(self) -> Box:
        """The part of the page on which time runs."""
        return Box(0, self.area.top, self.area.width, self.bottom - self.area.top)


@dataclass(frozen=True, slots=True)
class Lanes:
    """Where each lane begins and how wide it is.

    Lanes where nothing happens give room to the one in which most happens for its width.
    """

    starts: tuple[float, ...]
    widths: tuple[float, ...]

    def start(self, lane: Lane) -> float:
        """Where a lane begins."""
        return self.starts[LANES.index(lane)]


def lanes_of(area: Area, dated: Sequence[Entry]) -> Lanes:
    """The lanes of a story."""
    count = Counter(entry.lane for entry in dated)
    shares = [
        share if count[lane] else share * _EMPTY for lane, share in zip(LANES, _SHARES, strict=True)
    ]
    crowd = [count[lane] / share for lane, share in zip(LANES, shares, strict=True)]
    shares[crowd.index(max(crowd))] += sum(_SHARES) - sum(shares)
    widths = [(area.width - AXIS) * share / sum(shares) for share in shares]
    starts = [AXIS + sum(widths[:place]) for place in range(len(widths))]
    return Lanes(tuple(starts), tuple(widths))


def months_of(dated: Sequence[Entry]) -> tuple[dt.date, dt.date]:
    """The first day of the first month of a story, and of the month after its last."""
    first = min(begin_of(entry.date) for entry in dated)
    last = max(end_of(entry.date) - 1 for entry in dated)
    end = months_after(day_of(max(last, first + 30)), 1)
    return day_of(first).replace(day=1), end


def months_after(day: dt.date, months: int) -> dt.date:
    """The first day of a later month."""
    total = day.year * 12 + day.month - 1 + months
    return dt.date(total // 12, total % 12 + 1, 1)


def waits_of(dated: Sequence[Entry]) -> tuple[Pause, ...]:
    """The waiting of the story, which ends with its last entry: a page knows no today."""
    procedure = [entry for entry in dated if entry.lane is PROCEDURE]
    return tuple(
        waits(
            (
                entry.event.kind,
                entry.date.earliest or entry.date.latest or LAST_DAY,
                entry.date.latest,
            )
            for entry in procedure
        )
    )


_Spread = Callable[[Area, Sequence[float], Sequence[float]], list[float]]
"""Finds tops for labels from those that are wanted and from heights."""


def labels_of(
    telling: Telling, stretch: Stretch, dated: Sequence[Entry], lines: int, under: Under
) -> list[Label]:
    """The labels of a page with at most so many lines of title, moved where they crowd."""
    labels: list[Label] = []
    for lane in LANES:
        wanted = _wanted(telling, stretch, dated, lane, lines, under)
        labels += _spread(telling, stretch, lane, wanted, _tops)
    return labels


def calm_labels(
    telling: Telling, stretch: Stretch, dated: Sequence[Entry], under: Under
) -> list[Label]:
    """The labels of a page; titles are whole where that leaves every label near its mark.

    In a crowded lane labels move up as well as down, and titles have fewer lines.
    """
    labels: list[Label] = []
    for lane in LANES:
        labels += _calm(telling, stretch, dated, lane, under)
    return labels


def _calm(
    telling: Telling, stretch: Stretch, dated: Sequence[Entry], lane: Lane, under: Under
) -> list[Label]:
    """The labels of one lane."""
    found: list[Label] = []
    shared = _together(telling, stretch, len(_begun(stretch, dated, lane))) > 1
    for lines in range(0 if shared else _WHOLE, -1, -1):
        wanted = _wanted(telling, stretch, dated, lane, lines, under)
        found = _spread(telling, stretch, lane, wanted, _tops)
        if _near(found, _FAR) and fits(stretch, found):
            return found
        evenly = _spread(telling, stretch, lane, wanted, even_tops)
        if fits(stretch, evenly) and (lines == 1 or _near(evenly, _FARTHEST)):
            return evenly
    return found


def _near(labels: Sequence[Label], far: float) -> bool:
    """Whether every label stands near enough to its mark to be read with it."""
    return all(abs(label.top - label.at) < far for label in labels if label.block)


def _begun(stretch: Stretch, dated: Sequence[Entry], lane: Lane) -> list[Entry]:
    """The entries of a lane that begin on this page."""
    return [entry for entry in dated if entry.lane is lane and stretch.holds(begin_of(entry.date))]


def _wanted(
    telling: Telling,
    stretch: Stretch,
    dated: Sequence[Entry],
    lane: Lane,
    lines: int,
    under: Under,
) -> list[_Wanted]:
    """The labels of one lane, each where it would stand if it were alone."""
    width = lanes_of(stretch.area, dated).widths[LANES.index(lane)] - AT_LABEL - 1 * MM
    wider = width + (_SPARE if lane is not LANES[-1] else 0.0)
    found = _begun(stretch, dated, lane)
    size = _together(telling, stretch, len(found)) if lines == 0 else 1
    wanted: list[_Wanted] = []
    for first in range(0, len(found), size):
        group = found[first : first + size]
        block = _label(telling, group, (width, wider), lines, under)
        wanted.append((stretch.at(begin_of(group[0].date)), block, group))
    if lane is PROCEDURE and lines:
        wanted += _waiting(telling, stretch, dated, width)
        wanted.sort(key=lambda each: each[0])
    return wanted


def _waiting(
    telling: Telling, stretch: Stretch, dated: Sequence[Entry], width: float
) -> list[_Wanted]:
    """The words of the waiting whose middle is on this page, where they have room beside it."""
    told: list[_Wanted] = []
    style = telling.styles.tiny_grey
    for pause in waits_of(dated):
        begin, end = float(pause.start.toordinal()), float(pause.end.toordinal())
        if not stretch.holds((begin + end) / 2):
            continue
        block = telling.set(how_long(telling.words, pause.start, pause.end), style, width)
        if (end - begin) * stretch.day > 6 * block.height:
            told.append((stretch.at((begin + end) / 2), block, ()))
    return told


def _spread(
    telling: Telling,
    stretch: Stretch,
    lane: Lane,
    wanted: Sequence[_Wanted],
    spread: _Spread,
) -> list[Label]:
    """The labels of one lane so that none stands over another."""
    half = telling.styles.tiny.leading / 2
    tops = spread(
        stretch.area,
        [at - half for at, _, _ in wanted],
        [block.height + _GAP for _, block, _ in wanted],
    )
    labels: list[Label] = []
    for (at, block, group), top in zip(wanted, tops, strict=True):
        labels.append(Label(lane, at, top, block, group[0] if group else None))
        for entry in group[1:]:
            place = stretch.at(begin_of(entry.date))
            labels.append(Label(lane, place, place, None, entry))
    return labels


def _tops(area: Area, wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Tops as near as can be to the wanted ones, none over another: crowded ones move down."""
    tops: list[float] = []
    free = area.rule + _GAP
    for top, height in zip(wanted, heights, strict=True):
        tops.append(max(top, free))
        free = tops[-1] + height
    limit = area.bottom
    for index in reversed(range(len(tops))):
        tops[index] = min(tops[index], limit - heights[index])
        limit = tops[index]
    return tops


def even_tops(area: Area, wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Tops whose distances from the wanted ones are the least when squared and added up.

    None stands over another; labels that crowd are one block, whose middle is where theirs is.
    """
    before = [0.0, *accumulate(heights)]
    blocks: list[tuple[float, int]] = []
    for top, above in zip(wanted, before, strict=False):
        blocks.append((top - above, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (one, first), (other, second) = blocks[-2:]
            blocks[-2:] = [((one * first + other * second) / (first + second), first + second)]
    shifts = [shift for shift, count in blocks for _ in range(count)]
    low, high = area.rule + _GAP, area.bottom - before[-1]
    return [
        min(max(shift, low), high) + above for shift, above in zip(shifts, before, strict=False)
    ]


def _together(telling: Telling, stretch: Stretch, count: int) -> int:
    """How many neighbours share a label where there are more entries than lines on the page."""
    room = stretch.area.bottom - stretch.area.rule - _GAP
    return max(1, -(-count // int(room / (telling.styles.tiny.leading + _GAP))))


def fits(stretch: Stretch, labels: Sequence[Label]) -> bool:
    """Whether no label is pushed out over the head."""
    return all(label.top >= stretch.area.rule for label in labels if label.block)


def _label(
    telling: Telling,
    entries: Sequence[Entry],
    widths: tuple[float, float],
    lines: int,
    under: Under,
) -> Block:
    """The title, cut to so many lines, and under it what `under` says.

    `widths` are that of the lane and what it may be for want of room.
    """
    style, below = telling.styles.tiny, under(entries)
    width, wider = widths
    if telling.set([below], style, inf).natural_width > width:
        width = wider
    if lines == 0:
        return telling.set([below], style, width)
    words = entry_title(telling, entries[0]).split()
    if max((_width(telling, word) for word in words), default=0.0) > width:
        width = wider
    words = [hyphenated(word) if _width(telling, word) > width else word for word in words]
    title = " ".join(words)
    if _lines(telling, title, width) > lines:
        width = wider
        title = _cut(telling, words, width, lines) or _cut(telling, words, width, lines + 1)
    if not title:
        return telling.set([below], style, width)
    return telling.set([Span(title, style), Span("\n", style), below], style, width)


def _width(telling: Telling, word: str) -> float:
    return telling.set(word, telling.styles.tiny, inf).natural_width


def _lines(telling: Telling, text: str, width: float) -> int:
    return len(telling.set(text, telling.styles.tiny, width).lines)


def _cut(telling: Telling, words: list[str], width: float, lines: int) -> str:
    """As many whole words of a title as stand on so many lines; "" for want of one that says much.

    The first of several is no title: "From…".
    """
    for count in range(len(words) - 1, 0, -1):
        dangling = len(words[count - 1]) <= _DANGLING
        text = f"{' '.join(words[:count]).rstrip(_SIGNS)}…"
        if not dangling and _lines(telling, text, width) <= lines:
            return text
    if len(words) > 1:
        return ""
    first = telling.set(words[0], telling.styles.tiny, width).lines[lines - 1 :]
    return f"{words[0][: first[0].end - 1] if first else words[0]}…"
