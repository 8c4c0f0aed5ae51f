"""The measures that the design gives for the pages of a bundle, and how each is read off a page.

Each row of `TABLE` is one: the page, what is measured, where it has to be.  Places are millimetres
from the start edge of the page, so that the same numbers hold for Arabic pages, mirrored.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.e2e.drawn import MM, Drawn
from tests.e2e.look_pages import (
    TOLERANCE,
    Book,
    account,
    at,
    bar_start,
    beside,
    columns,
    digest,
    fact,
    frame,
    heads,
    labels,
    lanes,
    marks,
    middle,
    pitch,
    row_end,
    rule_below,
    sized,
    slanting,
    widths,
    years,
)
from tests.e2e.support import LANGUAGES


@dataclass(frozen=True)
class Measure:
    """What is measured on which page, what it has to be; `by` points instead of millimetres."""

    page: str
    what: str
    wanted: Callable[[Book], float] | float
    found: Callable[[Drawn, Book], float]
    near: float = TOLERANCE
    only: tuple[str, ...] = LANGUAGES


TABLE = (
    # every page has these, one stands for all; `test_every_page…` looks at each
    Measure("contents", "head begins 13 mm down", 13, lambda p, b: p.rows()[0].top(b.small)),
    Measure("contents", "head begins at the line's start", 25, lambda p, b: p.rows()[0].start),
    Measure(
        "contents",
        "section ends at the line's end",
        190,
        lambda p, _: beside(p, p.rows()[0])[-1].end,
    ),
    Measure("contents", "rule under the head, down", 20, lambda p, _: p.rules[0].top),
    Measure("contents", "rule under the head, points", 0.6, lambda p, _: p.rules[0].line, 0.01),
    Measure("contents", "rule under the head, along", 165, lambda p, _: p.rules[0].width),
    Measure(
        "contents",
        "text begins 29 mm down",
        29,
        lambda p, b: sized(p, 20)[0].top(36 if b.rtl else 27),
    ),
    Measure("contents", "title of a section, points", 20, lambda p, _: p.rows()[2].size, 0.01),
    Measure("contents", "column of numbers", 25, lambda p, _: columns(p)[0]),
    Measure("contents", "column of dates", 25 + 11 + 9, lambda p, _: columns(p)[1]),
    Measure("contents", "column of titles", 25 + 11 + 9 + 40, lambda p, _: at(columns(p), 85)),
    Measure(
        "contents, last",
        "column of languages",
        190 - 14 - 8,
        lambda p, _: min(
            row.start for row in p.rows(0.9) if row.size == 9.5 and 166 < row.start < 172
        ),
    ),
    Measure(
        "contents", "page numbers end at the line's end", 190, lambda p, _: sized(p, 12)[1].end
    ),
    Measure("contents", "mark, along", 4.2, lambda p, _: max(each.width for each in marks(p))),
    Measure(
        "contents",
        "column of marks",
        25 + 11,
        lambda p, _: min(each.start for each in marks(p)),
        0.5,
    ),
    Measure(
        "contents",
        "from row to row, points",
        lambda b: 21 + 1.2 if b.rtl else 18 + 1.2,
        lambda p, _: pitch([row for row in sized(p, 12) if row.end > 189]),
        0.1,
    ),
    Measure("cover", "title begins 34 mm down", 34, lambda p, b: p.rows()[0].top(b.running)),
    Measure("cover", "title, points", 30, lambda p, _: max(row.size for row in p.rows()), 0.01),
    Measure(
        "cover",
        "title, from line to line, points",
        39,
        lambda p, _: pitch([row for row in p.rows() if row.size == 30]),
        0.1,
        ("ru",),
    ),
    Measure(
        "cover", "line of the case, along", 165, lambda p, _: max(rule.width for rule in p.rules)
    ),
    Measure(
        "cover",
        "line of the case, down",
        31,
        lambda p, b: years(p, b) - min(rule.top for rule in p.uprights),
    ),
    Measure("cover", "mark, along", 4.2, lambda p, _: max(widths(p))),
    Measure("cover", "labels", 25, lambda p, _: fact(p, value=False).start),
    Measure(
        "cover", "values: column of labels 46", 25 + 46, lambda p, _: fact(p, value=True).start
    ),
    Measure("chronology", "column of numbers", 25, lambda p, _: columns(p)[0]),
    Measure("chronology", "column of times", 25 + 9, lambda p, _: columns(p)[1]),
    Measure("chronology", "column of what happened", 34 + 39 + 9, lambda p, _: at(columns(p), 82)),
    Measure("chronology", "column of how known", 190 - 54, lambda p, _: at(columns(p), 136)),
    Measure("chronology", "column of exhibits", 190 - 27, lambda p, _: at(columns(p), 163)),
    Measure("chronology", "page numbers end at the line's end", 190, lambda p, _: row_end(p, "1")),
    Measure("chronology", "head of times", 25 + 9, lambda p, _: heads(p)[0].start),
    Measure(
        "chronology", "head of pages ends at the line's end", 190, lambda p, _: heads(p)[-1].end
    ),
    Measure(
        "chronology",
        "rule under the head, points",
        1.0,
        lambda p, _: rule_below(p, heads(p)[0].baseline).line,
        0.01,
    ),
    Measure(
        "chronology",
        "rule between rows, points",
        0.4,
        lambda p, _: rule_below(p, sized(p, 12)[0].baseline).line,
        0.01,
    ),
    Measure(
        "chronology",
        "column of marks",
        25 + 9 + 39,
        lambda p, _: min(each.start for each in marks(p)),
        0.6,
    ),
    Measure(
        "entries 7",
        "mark, along (the tag is 25 of 28)",
        11.64 * 25 / 28,
        lambda p, _: max(each.width for each in marks(p)),
    ),
    Measure("entries 7", "title, points", 20, lambda p, _: sized(p, 20)[0].size, 0.01),
    Measure("entries 7", "labels", 25, lambda p, _: fact(p, value=False).start),
    Measure(
        "entries 7", "values: column of labels 37", 25 + 37, lambda p, _: fact(p, value=True).start
    ),
    Measure(
        "entries 7, columns",
        "own words begin at the line's start",
        25,
        lambda p, b: min(row.start for row in account(p, b, second=False)),
        TOLERANCE,
        ("ru", "en"),
    ),
    Measure(
        "entries 7, columns",
        "second column begins after a gap of 8",
        25 + (165 - 8) / 2 + 8,
        lambda p, b: min(row.start for row in account(p, b, second=True)),
        TOLERANCE,
        ("ru", "en"),
    ),
    Measure(
        "entries 7, columns",
        "rule between the columns",
        25 + 165 / 2,
        lambda p, _: next(each for each in p.uprights).start,
    ),
    Measure(
        "entries 7, columns",
        "rule between the columns, points",
        0.6,
        lambda p, _: p.uprights[0].line,
        0.01,
    ),
    Measure(
        "entries 7, columns",
        "running text, points",
        12,
        lambda p, b: account(p, b, second=False)[0].size,
        0.01,
    ),
    Measure(
        "entries 7, columns",
        "running text, from line to line, points",
        18,
        lambda p, b: pitch(account(p, b, second=False)),
        0.1,
    ),
    Measure(
        "entries 7, last",
        "what it rests on stands 18 points under the account, however short that is",
        18,
        lambda p, _: (p.rules[-1].top - p.uprights[-1].bottom) * MM,
    ),
    Measure("entries 13, points", "column of numbers", 25, lambda p, _: columns(p)[0]),
    Measure("entries 13, points", "column of what it says", 25 + 9, lambda p, _: heads(p)[0].start),
    Measure(
        "entries 13, points",
        "column of what answers it",
        25 + 9 + 60,
        lambda p, _: heads(p)[1].start,
    ),
    Measure(
        "entries 13, points", "column of exhibit and page", 190 - 33, lambda p, _: heads(p)[2].start
    ),
    Measure(
        "entries 13, points",
        "rule under the head, points",
        1.0,
        lambda p, _: rule_below(p, heads(p)[0].baseline).line,
        0.01,
    ),
    Measure("exhibits 4", "bar, points", 4, lambda p, _: p.uprights[0].line, 0.01),
    Measure("exhibits 4", "bar, down", 30, lambda p, _: p.uprights[0].height),
    Measure("exhibits 4", "bar begins at the line's start", 25, lambda p, _: bar_start(p)),
    Measure(
        "exhibits 4", "number, points", 44, lambda p, _: max(row.size for row in p.rows()), 0.01
    ),
    Measure("exhibits 4", "title, points", 20, lambda p, _: sized(p, 20)[0].size, 0.01),
    Measure("exhibits 4", "title", 68, lambda p, _: sized(p, 20)[0].start, 0.3, ("ru", "en")),
    Measure("exhibits 4", "labels", 25, lambda p, _: fact(p, value=False).start),
    Measure(
        "exhibits 4",
        "values: column of labels 42",
        25 + 42,
        lambda p, _: fact(p, value=True).start,
    ),
    Measure("exhibits 4", "SHA-256, points", 11, lambda p, _: digest(p)[0].size, 0.01),
    Measure("exhibits 4", "SHA-256, from line to line", 16, lambda p, _: pitch(digest(p)), 0.1),
    Measure(
        "exhibits 4", "SHA-256, lines", 2, lambda p, _: len({r.baseline for r in digest(p)}), 0
    ),
    Measure("exhibits 4, last", "page, along", 186, lambda p, _: frame(p).width),
    Measure("exhibits 4, last", "page, its middle along", 105, lambda p, _: middle(frame(p))[0]),
    Measure(
        "exhibits 4, last", "page, its middle down", 10 + 131, lambda p, _: middle(frame(p))[1]
    ),
    Measure("exhibits 4, last", "page, its frame, points", 0.4, lambda p, _: frame(p).line, 0.01),
    Measure(
        "exhibits 4, last",
        "rule of the stamp, from the foot",
        21.5,
        lambda p, _: 297 - p.rules[0].top,
    ),
    Measure("exhibits 4, last", "stamp begins", 12, lambda p, _: p.framed[0].start),
    Measure("picture", "first lane", 25 + 15.3, lambda p, _: lanes(p)[0]),
    Measure("picture", "lane 2: 18 %", 40.3 + 149.7 * 0.18, lambda p, _: lanes(p)[1]),
    Measure("picture", "lane 3: 23.5 %", 40.3 + 149.7 * 0.415, lambda p, _: lanes(p)[2]),
    Measure("picture", "lane 4: 15 %", 40.3 + 149.7 * 0.565, lambda p, _: lanes(p)[3]),
    Measure("picture", "lane 5: 25 %", 40.3 + 149.7 * 0.815, lambda p, _: lanes(p)[4]),
    Measure("picture", "mark, along", 4.8, lambda p, _: max(widths(p))),
    Measure("picture", "year, points", 11, lambda p, _: sized(p, 11)[0].size, 0.01),
    Measure("picture", "label, points", 9.5, lambda p, _: labels(p)[0].size, 0.01),
    Measure(
        "picture",
        "label, from line to line, points",
        11.6,
        lambda p, _: pitch([row for row in labels(p) if row.start > 130 and row.start < 160]),
        0.1,
        ("ru", "en"),
    ),
    Measure(
        "picture",
        "leader of a label that moved, points",
        0.6,
        lambda p, _: next(each.line for each in p.paths if slanting(each)),
        0.01,
    ),
    Measure("integrity", "code, along", 30, lambda _, b: max(b.codes)),
    Measure("integrity", "column of numbers", 25, lambda p, _: columns(p)[0]),
    Measure("integrity", "column of files", 25 + 10, lambda p, _: heads(p)[0].start),
    Measure("integrity", "column of SHA-256", 25 + 10 + 47, lambda p, _: heads(p)[1].start),
    Measure("integrity", "SHA-256, points", 11, lambda p, _: digest(p)[0].size, 0.01),
    Measure("integrity", "SHA-256, from line to line", 18, lambda p, _: pitch(digest(p)), 0.1),
)
