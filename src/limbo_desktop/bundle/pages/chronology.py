"""The chronology: every entry in one table, as the person said when, and how it is known."""

from limbo_desktop.bundle.base import MM
from limbo_desktop.bundle.cited import citations_of
from limbo_desktop.bundle.pages.flow import Cell, Piece, Row, Space, Text
from limbo_desktop.bundle.pages.marks import draw_mark, event_mark
from limbo_desktop.bundle.pages.parts import heading, table_head
from limbo_desktop.bundle.pages.sheet import TEXT_WIDTH, Sheet
from limbo_desktop.bundle.pages.telling import Telling, entry_anchor, exhibit_anchor
from limbo_desktop.bundle.pages.titles import entry_title
from limbo_desktop.bundle.selection import Entry
from limbo_desktop.text.hyphenation import hyphenated
from limbo_desktop.text.names import known_how
from limbo_desktop.text.typeset import Span

NUMBER, WHEN, MARK, KNOWN, EXHIBIT, PAGE = 9 * MM, 39 * MM, 9 * MM, 27 * MM, 14 * MM, 13 * MM
WHAT = TEXT_WIDTH - NUMBER - WHEN - MARK - KNOWN - EXHIBIT - PAGE
_AT_WHAT = NUMBER + WHEN + MARK
_AT_EXHIBIT = _AT_WHAT + WHAT + KNOWN
_MARK_SIZE = 4.8 * MM


def chronology(telling: Telling) -> tuple[list[Piece], list[Piece]]:
    """The pieces of the table, and its head to repeat on every page."""
    words, styles = telling.words, telling.styles
    head = table_head(
        telling,
        (words.t("When"), NUMBER, WHEN),
        (words.t("What happened, and where"), _AT_WHAT, WHAT),
        (words.t("How it is known"), _AT_WHAT + WHAT, KNOWN),
        (words.t("Exh."), _AT_EXHIBIT, EXHIBIT + 1.5 * MM),
        (words.t("Page"), TEXT_WIDTH - PAGE, PAGE),
        last_ends=True,
    )
    legend = words.t(
        "Filled mark: a known day. Outlined: a span. Dashed: about, or not certain, "
        "and written as the person says it."
    )
    rows: list[Piece] = [_row(telling, entry) for entry in telling.selection.entries]
    title = heading(telling, words.t("Chronology"))
    legend_line = Text(telling.set(legend, styles.apparatus, TEXT_WIDTH))
    return [*title, legend_line, Space(6), head, *rows], [head]


def _row(telling: Telling, entry: Entry) -> Piece:
    words, styles, event = telling.words, telling.styles, entry.event
    what = [Span(entry_title(telling, entry), styles.table_bold)]
    if event.place:
        what.append(Span(f"\n{event.place}", styles.table_grey))
    known = known_how(words, event.knowledge, telling.name(event.told_by))
    when = words.date_time(entry.date, event.time)
    anchor = entry_anchor(entry.number)
    cells = (
        Cell(telling.set(str(entry.number), styles.table, NUMBER), 0),
        Cell(telling.set(when, styles.table, WHEN - 2 * MM), NUMBER),
        Cell(telling.set(what, styles.table, WHAT - 2 * MM), _AT_WHAT),
        Cell(telling.set(hyphenated(known), styles.table, KNOWN - 2 * MM), _AT_WHAT + WHAT),
        Cell(
            telling.set(_exhibits(telling, entry), styles.table_bold, EXHIBIT),
            _AT_WHAT + WHAT + KNOWN,
        ),
        Cell(
            telling.set(telling.page_cell(anchor, styles.table), styles.table, PAGE, end=True),
            TEXT_WIDTH - PAGE,
        ),
    )

    def draw(sheet: Sheet, top: float) -> None:
        down = (styles.table.leading - _MARK_SIZE) / 2
        mark = event_mark(event)
        draw_mark(sheet, mark, entry.date.certainty, NUMBER + WHEN, top + down, _MARK_SIZE)

    return Row(cells, draw_more=draw)


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
