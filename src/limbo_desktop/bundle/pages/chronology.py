"""The chronology: every entry in one table, as the person said when, and how it is known.

In two languages dates, titles and how it is known stand in both: under one another, or where
accounts stand beside each other in a column for each language.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from limbo_desktop.bundle.base import MM
from limbo_desktop.bundle.cited import citations_of
from limbo_desktop.bundle.options import Layout
from limbo_desktop.bundle.pages.flow import Piece, Space, Text
from limbo_desktop.bundle.pages.in_both import Say, blocks_in_both, stacked
from limbo_desktop.bundle.pages.marks import draw_mark, event_mark
from limbo_desktop.bundle.pages.parts import heading, table_head
from limbo_desktop.bundle.pages.sheet import TEXT_WIDTH, Sheet
from limbo_desktop.bundle.pages.tables import Cell, Row, together
from limbo_desktop.bundle.pages.telling import Telling, entry_anchor, exhibit_anchor
from limbo_desktop.bundle.pages.titles import title_spans
from limbo_desktop.bundle.selection import Entry
from limbo_desktop.bundle.two_languages import same_language
from limbo_desktop.text.hyphenation import hyphenated
from limbo_desktop.text.names import known_how
from limbo_desktop.text.said import Said
from limbo_desktop.text.typeset import Block, Span

NUMBER, WHEN, MARK, KNOWN, EXHIBIT, PAGE = 9 * MM, 39 * MM, 9 * MM, 27 * MM, 14 * MM, 13 * MM
WHAT = TEXT_WIDTH - NUMBER - WHEN - MARK - KNOWN - EXHIBIT - PAGE
_WHEN_BESIDE = 33 * MM
_WHAT_BESIDE = (TEXT_WIDTH - NUMBER - _WHEN_BESIDE - MARK - EXHIBIT - PAGE) / 2
_GAP, _HEAD_GAP = 2 * MM, 1.5 * MM
_MARK_SIZE = 4.8 * MM
_MARKS = 2
"""Which column the marks stand in."""


@dataclass(frozen=True, slots=True)
class _Column:
    """Its head, its width, and what stands in it under one another for an entry."""

    head: Said | Say
    width: float
    blocks: Callable[[Entry], list[Block]]
    more: float = 0.0
    """Points that its head is wider than other heads of such columns are."""


def chronology(telling: Telling) -> tuple[list[Piece], list[Piece]]:
    """The pieces of the table, and its head to repeat on every page."""
    columns = _columns(telling)
    starts = [sum(each.width for each in columns[:place]) for place in range(len(columns))]
    heads = (
        (each.head, at, each.width + each.more) for each, at in zip(columns, starts, strict=True)
    )
    head = table_head(telling, *heads, last_ends=True)
    at_mark, nothing = starts[_MARKS], telling.set("", telling.styles.table, WHEN)

    def row(entry: Entry) -> Piece:
        def draw(sheet: Sheet, top: float) -> None:
            down = (telling.styles.table.leading - _MARK_SIZE) / 2
            mark = event_mark(entry.event)
            draw_mark(sheet, mark, entry.date.certainty, at_mark, top + down, _MARK_SIZE)

        cells: list[Cell] = []
        for column, start in zip(columns, starts, strict=True):
            cells += stacked(column.blocks(entry) or [nothing], start)
        return Row(tuple(cells), draw_more=draw)

    rows = [row(entry) for entry in telling.selection.entries]
    return [*_above(telling), Space(6), head, *together(rows)], [head]


def _above(telling: Telling) -> Iterator[Piece]:
    """The title of the section, and what the marks mean."""
    yield from heading(telling, lambda each: each.words.t("Chronology"))
    for block in blocks_in_both(telling, _legend, TEXT_WIDTH, lambda look: look.apparatus):
        yield Text(block)


def _legend(telling: Telling) -> Said:
    return telling.words.t(
        "Filled mark: a known day. Outlined: a span. Dashed: about, or not certain, "
        "and written as the person says it."
    )


def _columns(telling: Telling) -> list[_Column]:
    """The columns along the line; the page number ends it."""
    styles = telling.styles
    beside = telling.second is not None and telling.selection.options.layout is Layout.SIDE
    when = _WHEN_BESIDE if beside else WHEN

    def number(entry: Entry) -> list[Block]:
        return [telling.set(str(entry.number), styles.table, NUMBER)]

    def date(entry: Entry) -> list[Block]:
        return blocks_in_both(
            telling,
            lambda each: each.words.date_time(entry.date, entry.event.time),
            when - _GAP,
            lambda look: look.table,
            lambda look: look.table_grey,
        )

    def exhibits(entry: Entry) -> list[Block]:
        return [telling.set(_exhibits(telling, entry), styles.table_bold, EXHIBIT)]

    def page(entry: Entry) -> list[Block]:
        cell = telling.page_cell(entry_anchor(entry.number), styles.table)
        return [telling.set(cell, styles.table, PAGE, end=True)]

    return [
        _Column(Said(""), NUMBER, number),
        _Column(lambda each: each.words.t("When"), when, date),
        _Column(Said(""), MARK, lambda _: []),
        *(_whats_beside(telling) if beside else _what_and_known(telling)),
        _Column(lambda each: each.words.t("Exh."), EXHIBIT, exhibits, more=_HEAD_GAP),
        _Column(lambda each: each.words.t("Page"), PAGE, page),
    ]


def _what_and_known(telling: Telling) -> list[_Column]:
    """What happened, in each language under the other, and how it is known."""
    styles = telling.styles

    def what(entry: Entry) -> list[Block]:
        told = [title_spans(each, entry) for each in telling.in_both()]
        blocks = [telling.set(spans, styles.table_bold, WHAT - _GAP) for spans in _different(told)]
        if entry.event.place:
            blocks.append(telling.set(entry.event.place, styles.table_grey, WHAT - _GAP))
        return blocks

    def known(entry: Entry) -> list[Block]:
        return blocks_in_both(
            telling,
            lambda each: hyphenated(_known(each, entry)),
            KNOWN - _GAP,
            lambda look: look.table,
            lambda look: look.table_grey,
        )

    return [
        _Column(lambda each: each.words.t("What happened, and where"), WHAT, what),
        _Column(lambda each: each.words.t("How it is known"), KNOWN, known),
    ]


def _different(told: Sequence[list[Span]]) -> list[list[Span]]:
    """Both, or the first alone where the second says the same."""
    texts = {"".join(span.text for span in spans): spans for spans in reversed(told)}
    return list(reversed(texts.values()))


def _whats_beside(telling: Telling) -> list[_Column]:
    """A column for each language, how it is known under what happened."""
    by_code = {each.words.language.code: each for each in telling.in_both()}
    order = telling.selection.line_order

    def column(each: Telling, code: str) -> _Column:
        head = each.words.t(
            "What happened · {language}",
            language=each.words.language_name(code),
        )

        def what(entry: Entry) -> list[Block]:
            place = entry.event.place if code == _placed(telling, entry) else ""
            grey = [place, hyphenated(_known(each, entry))]
            told = [[Span(said, each.styles.table_grey)] for said in grey if said]
            titled = title_spans(each, entry, divided=True)
            return [each.flush(spans, _WHAT_BESIDE - 2 * _HEAD_GAP) for spans in (titled, *told)]

        return _Column(head, _WHAT_BESIDE, what, more=-_HEAD_GAP)

    return [column(by_code[code], code) for code in order]


def _placed(telling: Telling, entry: Entry) -> str:
    """In which column the place stands: it is in the words of the account."""
    order, written = telling.selection.line_order, entry.event.account.lang
    return next((code for code in order if same_language(code, written)), order[0])


def _known(telling: Telling, entry: Entry) -> Said:
    event = entry.event
    return known_how(telling.words, event.knowledge, telling.name(event.told_by))


def _exhibits(telling: Telling, entry: Entry) -> list[Span]:
    style = telling.styles.table_bold
    exhibits = {
        exhibit.number: exhibit
        for citation in citations_of(entry.event)
        if (exhibit := telling.selection.exhibit_of(citation.document))
    }
    spans: list[Span] = []
    for number, exhibit in sorted(exhibits.items()):
        if spans:
            spans.append(Span(", ", style))
        if exhibit.had:
            spans.append(Span(str(number), style))
            continue
        spans.append(telling.linked(str(number), exhibit_anchor(number), style))
    return spans
