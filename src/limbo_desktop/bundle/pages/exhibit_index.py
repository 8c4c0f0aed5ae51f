"""The index of exhibits: what each paper is, in which language, who cites it, on which pages."""

from collections.abc import Iterator

from limbo_desktop.bundle.base import MM
from limbo_desktop.bundle.bodies import Examined
from limbo_desktop.bundle.pages.flow import Piece, Text
from limbo_desktop.bundle.pages.in_both import blocks_in_both, stacked
from limbo_desktop.bundle.pages.languages import languages_told, translation_told
from limbo_desktop.bundle.pages.parts import heading, pages_of, table_head
from limbo_desktop.bundle.pages.sheet import TEXT_WIDTH
from limbo_desktop.bundle.pages.tables import Cell, Row, together
from limbo_desktop.bundle.pages.telling import Telling, exhibit_anchor, point_anchor
from limbo_desktop.bundle.pages.titles import exhibit_title
from limbo_desktop.case.values import Value
from limbo_desktop.text.dates import DateStyle
from limbo_desktop.text.names import name_of
from limbo_desktop.text.typeset import Span

NUMBER, DATE, ENTRIES, PAGES = 11 * MM, 34 * MM, 24 * MM, 20 * MM
TITLE = TEXT_WIDTH - NUMBER - DATE - ENTRIES - PAGES
_AT_ENTRIES = NUMBER + DATE + TITLE


def exhibit_index(telling: Telling) -> tuple[list[Piece], list[Piece]]:
    """The pieces of the index, and its head to repeat on every page."""
    head = table_head(
        telling,
        (lambda each: each.words.t("Date"), NUMBER, DATE),
        (lambda each: each.words.t("What it is"), NUMBER + DATE, TITLE),
        (lambda each: each.words.t("In entries"), _AT_ENTRIES, ENTRIES),
        (lambda each: each.words.t("Pages"), TEXT_WIDTH - PAGES, PAGES),
        last_ends=True,
    )
    title = heading(telling, lambda each: each.words.t("Index of exhibits"))
    if not telling.examined:
        told = telling.words.t("There are no exhibits in this file.")
        return [*title, Text(telling.set(told, telling.styles.body, TEXT_WIDTH))], []
    rows = [_row(telling, each) for each in telling.examined.values()]
    return [*title, head, *together(rows)], [head]


def _row(telling: Telling, examined: Examined) -> Piece:
    styles, exhibit = telling.styles, examined.exhibit
    anchor = exhibit_anchor(examined.number)
    room = TITLE - 3 * MM
    titles = blocks_in_both(
        telling,
        lambda each: exhibit_title(each, exhibit),
        room,
        lambda look: look.table,
        lambda look: look.table_grey,
    )
    details = blocks_in_both(
        telling,
        lambda each: " · ".join(_details(each, examined)),
        room,
        lambda look: look.apparatus,
    )
    dates = blocks_in_both(
        telling,
        lambda each: each.words.date(exhibit.date, DateStyle.SHORT),
        DATE - 2 * MM,
        lambda look: look.table,
        lambda look: look.table_grey,
    )
    cells = (
        Cell(telling.set(str(exhibit.number), styles.table_bold, NUMBER), 0),
        *stacked(dates, NUMBER),
        *stacked([*titles, *details], NUMBER + DATE),
        Cell(telling.set(_entries(telling, examined), styles.table, ENTRIES), _AT_ENTRIES),
        Cell(
            telling.set(_pages(telling, examined), styles.table, PAGES, end=True),
            TEXT_WIDTH - PAGES,
        ),
    )
    return Row(cells, link=telling.goal(anchor))


def _details(telling: Telling, examined: Examined) -> Iterator[str]:
    words, document = telling.words, examined.exhibit.document
    if document.type:
        yield name_of(words, Value.DOCUMENT_TYPE, document.type)
    if document.original:
        yield name_of(words, Value.ORIGINAL, document.original)
    yield languages_told(telling, examined.exhibit)
    if examined.exhibit.translates:
        yield translation_told(telling, examined.exhibit)


def _entries(telling: Telling, examined: Examined) -> list[Span]:
    style = telling.styles.table
    spans: list[Span] = []
    seen: set[int] = set()
    for by in examined.exhibit.cited_by:
        if by.entry in seen:
            continue
        seen.add(by.entry)
        if spans:
            spans.append(Span(", ", style))
        if telling.selection.entry(by.entry).had:
            spans.append(Span(str(by.entry), style))
            continue
        spans.append(telling.linked(str(by.entry), point_anchor(by.entry, by.point), style))
    return spans


def _pages(telling: Telling, examined: Examined) -> list[Span]:
    """The pages of slip and exhibit as one link."""
    style = telling.styles.table
    number, count = examined.number, pages_of(telling, examined)
    anchor = exhibit_anchor(number)
    return telling.page_cell(anchor, style, exhibit_anchor(number, count) if count else anchor)
