"""The whole story in one picture: time runs down at an even scale, five lanes side by side."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from limbo_desktop.bundle.base import MM
from limbo_desktop.bundle.pages.flow import Placed, paginate
from limbo_desktop.bundle.pages.parts import heading
from limbo_desktop.bundle.pages.picture_drawn import Drawn
from limbo_desktop.bundle.pages.picture_layout import (
    Area,
    Label,
    Stretch,
    calm_labels,
    months_after,
    months_of,
)
from limbo_desktop.bundle.pages.sheet import TEXT_BOTTOM, Sheet
from limbo_desktop.bundle.pages.surface import PaperSurface
from limbo_desktop.bundle.pages.telling import Page, Telling, entry_anchor
from limbo_desktop.bundle.selection import Entry
from limbo_desktop.case.picture.extent import begin_of
from limbo_desktop.case.picture.scale import Scale
from limbo_desktop.text.said import Said
from limbo_desktop.text.typeset import Span

AREA = Area(51.6 * MM, TEXT_BOTTOM)
_AREA_IN_BOTH = Area(60 * MM, TEXT_BOTTOM)
"""Below a title in two languages."""
MOST_MONTHS = 72
"""Months on one page at a scale that can be read."""
_MOST_PAGES = 4


def picture(telling: Telling) -> list[Page]:
    """The pages of the picture; none when no entry has a date."""
    dated = [entry for entry in telling.selection.entries if entry.date.known]
    if not dated:
        return []
    section = telling.words.t("Timeline")
    foot = telling.words.t(
        "Filled: a known day. Dashed: some time within it. The numbers are entry and page."
    )
    title = heading(telling, lambda each: each.words.t("The whole story in one picture"))
    pages = []
    for index, (stretch, labels) in enumerate(_stretches(telling, dated)):
        placed: tuple[Placed, ...] = paginate(title)[0] if index == 0 else ()
        anchors = ("picture",) if index == 0 else ()
        draw = _on_paper(telling, Drawn(telling, stretch, labels, dated))
        pages.append(Page(section, placed, foot, draw, anchors))
    return pages


def _on_paper(telling: Telling, drawn: Drawn) -> Callable[[Sheet], None]:
    """The picture as a figure; the words beside its marks are read one after another."""
    alt = telling.words.t("Picture: the entries in five lanes along one line of time")

    def draw(sheet: Sheet) -> None:
        with sheet.tags.figure(alt):
            drawn.draw(PaperSurface(sheet))

    return draw


def _stretches(telling: Telling, dated: list[Entry]) -> list[tuple[Stretch, list[Label]]]:
    """Even stretches of time, those on which nothing happens left out, with their labels."""
    area = AREA if telling.second is None else _AREA_IN_BOTH
    start, end = months_of(dated)
    months = (end.year - start.year) * 12 + end.month - start.month
    pages = min(-(-months // MOST_MONTHS), _MOST_PAGES)
    per_page = -(-months // pages)
    if pages > 1:
        start, per_page = start.replace(month=1), -(-(per_page + 11) // 12) * 12
    return [
        (each, calm_labels(telling, each, dated, lambda group: _place(telling, group)))
        for each in _cut(start, end, per_page, area)
        if _busy(each, dated)
    ]


def _cut(start: dt.date, end: dt.date, per_page: int, area: Area) -> Iterator[Stretch]:
    """Pages of even scale; the last ends where the story does."""
    day = area.height / (months_after(start, per_page) - start).days
    while start < end:
        stop = min(months_after(start, per_page), end)
        yield Stretch(area, Scale(start.toordinal(), stop.toordinal()), day)
        start = stop


def _busy(stretch: Stretch, dated: Sequence[Entry]) -> bool:
    return any(stretch.holds(begin_of(entry.date)) for entry in dated)


def _place(telling: Telling, entries: Sequence[Entry]) -> Span:
    """The number of the entry, or several, and the page, as a link."""
    first, last = (str(each.number) for each in (entries[0], entries[-1]))
    number = Said(first if first == last else f"{first}–{last}")
    anchor = entry_anchor(entries[0].number)
    place = telling.words.t("{entry} · p. {page}", entry=number, page=telling.page(anchor))
    return telling.linked(place, anchor, telling.styles.tiny)
