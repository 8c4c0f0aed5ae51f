"""Where things stand on the pages of a bundle: what the measures of the design are read off."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tests.e2e.drawn import MM, Drawn, Path, Row
from tests.e2e.support import Bundle

TOLERANCE = 0.3
"""Millimetres."""
INK, GREY, LINK, HAIR = "#14181A", "#3A4245", "#0F4C4D", "#9A9A94"
NUMBER = "NotoSans-Bold"
BOLD = {"NotoSans-SemiBold", "LimboNaskh-Bold"}
FONTS = {"NotoSans-Regular", NUMBER, "NotoSansMono-Regular", "LimboNaskh-Regular", *BOLD}


@dataclass(frozen=True)
class Book:
    """The pages of a bundle, by what is on them."""

    bundle: Bundle
    pages: tuple[Drawn, ...]
    codes: tuple[float, ...]

    @property
    def rtl(self) -> bool:
        """Whether its pages are mirrored."""
        return self.bundle.lang == "ar"

    @property
    def running(self) -> float:
        """Points from line to line of running text."""
        return 24.0 if self.rtl else 18.0

    @property
    def small(self) -> float:
        """The same of labels, heads and captions."""
        return 18.0 if self.rtl else 13.0

    def numbers(self, name: str) -> range:
        """The page numbers of a section, entry or exhibit."""
        titles = [mark.title for mark in self.bundle.bookmarks if mark.level == 0]
        section, _, place = name.partition(" ")
        pages = self.bundle.section(titles[_SECTIONS.index(section)])
        if place:
            return self.bundle.parts(titles[_SECTIONS.index(section)])[int(place) - 1]
        return pages

    def page(self, name: str) -> Drawn:
        """The first page of a section, entry or exhibit, its `last`, or the one with its `rows`."""
        place, _, which = name.partition(", ")
        pages = [self.pages[number - 1] for number in self.numbers(place)]
        if which == "columns":
            return next(page for page in pages if page.uprights)
        if which == "points":
            return next(page for page in pages if _has_head(page))
        return pages[-1 if which == "last" else 0]

    def flowing(self) -> Iterator[tuple[int, Drawn]]:
        """Every page with a head, by its number."""
        cover = self.numbers("cover")
        slips = {pages[0] for pages in self.bundle.parts(self._exhibits)}
        for number, page in enumerate(self.pages, start=1):
            shown = number in self.numbers("exhibits") and number not in slips
            if number not in cover and not shown:
                yield number, page

    @property
    def _exhibits(self) -> str:
        return [mark.title for mark in self.bundle.bookmarks if mark.level == 0][-2]


_SECTIONS = (
    "cover",
    "contents",
    "people",
    "picture",
    "chronology",
    "entries",
    "index",
    "exhibits",
    "integrity",
)


# --- what stands on a page ---------------------------------------------------------------------


def sized(page: Drawn, size: float) -> list[Row]:
    """The rows of one size, without head and foot."""
    return [row for row in page.rows() if row.size == size and 20 < row.baseline < 277]


def beside(page: Drawn, row: Row) -> list[Row]:
    """The rows on the baseline of another, from line start."""
    found = (each for each in page.rows(0.9) if abs(each.baseline - row.baseline) < 1)
    return sorted(found, key=lambda each: each.start)


def columns(page: Drawn, first: str = "1") -> list[float]:
    """Where the cells of the row of a table that begins with a number begin."""
    numbered = (row for row in page.rows() if row.text == first and row.start < 26)
    return [row.start for row in beside(page, next(numbered))]


def at(starts: list[float], wanted: float) -> float:
    """The one of some places that is the nearest to one."""
    return min(starts, key=lambda start: abs(start - wanted))


def pitch(rows: list[Row]) -> float:
    """Points from the baseline of a row to that of the next, where it is the smallest."""
    ordered = sorted({round(row.baseline, 2) for row in rows})
    return min((after - before) * MM for before, after in pairwise(ordered) if after - before > 1)


def marks(page: Drawn) -> list[Path]:
    """What is filled with a colour of a kind or outlined in it."""
    plain = {INK, GREY, LINK, HAIR, "#FFFFFF", "#000000", "#D8D8D4", ""}
    return [
        each
        for each in page.paths
        if (each.fill or each.stroke) not in plain and each.height > 1 and each.width < 13
    ]


def heads(page: Drawn) -> list[Row]:
    """The words of the head of a table, from line start."""
    bold = [row for row in page.rows() if row.size == 9.5 and row.font in BOLD]
    first = min(row.baseline for row in bold)
    return [row for row in bold if abs(row.baseline - first) < 0.2]


def _has_head(page: Drawn) -> bool:
    """Whether the head of a table of three columns is on a page."""
    bold = [row for row in page.rows() if row.size == 9.5 and row.font in BOLD]
    return any(sum(abs(row.baseline - other.baseline) < 0.2 for other in bold) >= 3 for row in bold)


def rule_below(page: Drawn, baseline: float) -> Path:
    return next(rule for rule in page.rules if rule.top > baseline)


def fact(page: Drawn, *, value: bool) -> Row:
    """The first label of the facts, or its value."""
    opened = next(rule for rule in page.rules if rule.line == 1.0).top
    size = 12 if value else 9.5
    return next(row for row in page.rows() if row.size == size and row.baseline > opened)


def account(page: Drawn, book: Book, *, second: bool) -> list[Row]:
    """The running text of one of the two columns."""
    middle = next(rule for rule in page.uprights if rule.line < 0.7)
    rows = [row for row in page.rows(3.0) if row.size == 12 and row.baseline > middle.top]
    return [row for row in rows if (row.start > middle.start) == second and row.baseline < 271]


def years(page: Drawn, book: Book) -> float:
    """Where the line with the years under the line of the case ends."""
    lanes = min(rule.top for rule in page.uprights)
    year = next(row for row in page.rows() if row.size == 9.5 and row.baseline > lanes)
    return line_end(year, book.small)


def line_end(row: Row, leading: float) -> float:
    return row.top(leading) + leading / MM


def widths(page: Drawn) -> list[float]:
    """How wide marks are that are filled: as they stand, without the width of a line."""
    return [each.width for each in marks(page) if each.fill and not each.stroke]


def row_end(page: Drawn, first: str) -> float:
    numbered = next(row for row in page.rows() if row.text == first and row.start < 26)
    return beside(page, numbered)[-1].end


def bar_start(page: Drawn) -> float:
    bar = page.uprights[0]
    return bar.start - bar.line / MM / 2


def digest(page: Drawn) -> list[Row]:
    return [row for row in page.rows(10) if re.fullmatch("[0-9a-f]{32}", row.text)]


def frame(page: Drawn) -> Path:
    return next(each for each in page.paths if each.stroke == HAIR and each.height > 20)


def middle(path: Path) -> tuple[float, float]:
    return (path.start + path.end) / 2, (path.top + path.bottom) / 2


def lanes(page: Drawn) -> list[float]:
    return sorted({round(rule.start, 2) for rule in page.uprights if rule.height > 100})


def labels(page: Drawn) -> list[Row]:
    return [row for row in sized(page, 9.5) if row.baseline > 55]


def slanting(path: Path) -> bool:
    leads = path.stroke == HAIR and path.straight and not path.fill
    return leads and path.height > 1 and 0.3 < path.width < 6
