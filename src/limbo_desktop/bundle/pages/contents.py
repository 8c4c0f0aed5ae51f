"""The contents: every section, entry and exhibit with its page, each row a link."""

from typing import Final

from limbo_desktop.bundle.base import MM
from limbo_desktop.bundle.pages.flow import Piece
from limbo_desktop.bundle.pages.in_both import Say, blocks_in_both, stacked
from limbo_desktop.bundle.pages.marks import DOCUMENT_MARK, draw_mark, event_mark
from limbo_desktop.bundle.pages.parts import heading, subheading
from limbo_desktop.bundle.pages.sheet import TEXT_WIDTH, Sheet
from limbo_desktop.bundle.pages.tables import Cell, Row, together
from limbo_desktop.bundle.pages.telling import Telling, entry_anchor, exhibit_anchor
from limbo_desktop.bundle.pages.titles import entry_title, exhibit_title
from limbo_desktop.bundle.selection import Entry, Exhibit
from limbo_desktop.bundle.structure import Role
from limbo_desktop.case.dates import Certainty
from limbo_desktop.case.marks import Mark
from limbo_desktop.text.dates import DateStyle
from limbo_desktop.text.said import Said
from limbo_desktop.text.typeset import Block

NUMBER, MARK, DATE, LANGUAGE, PAGE = 11 * MM, 9 * MM, 40 * MM, 8 * MM, 14 * MM
TITLE = TEXT_WIDTH - NUMBER - MARK - DATE - LANGUAGE - PAGE
_MARK_SIZE = 4.2 * MM
_ABOVE, _BELOW = 0.6, 0.6
_SECTIONS: Final[tuple[tuple[Say, str], ...]] = (
    (lambda each: each.words.t("The people in this case"), "people"),
    (lambda each: each.words.t("The whole story in one picture"), "picture"),
    (lambda each: each.words.t("Chronology"), "chronology"),
    (lambda each: each.words.t("Index of exhibits"), "exhibits"),
    (lambda each: each.words.t("Integrity list"), "integrity"),
)


def contents(telling: Telling) -> list[Piece]:
    """The pieces of the contents."""
    dated = any(entry.date.known for entry in telling.selection.entries)
    pieces = heading(telling, lambda each: each.words.t("Contents"))
    pieces += [
        _section(telling, say, telling.own(anchor) if anchor == "integrity" else anchor)
        for say, anchor in _SECTIONS
        if dated or anchor != "picture"
    ]
    if telling.selection.entries:
        pieces += subheading(telling, lambda each: each.words.t("Entries, by date"))
        pieces += together([_entry(telling, each) for each in telling.selection.entries])
    if telling.selection.exhibits:
        pieces += subheading(telling, lambda each: each.words.t("Exhibits, by date"))
        pieces += together([_exhibit(telling, each) for each in telling.selection.exhibits])
    return pieces


def _section(telling: Telling, say: Say, anchor: str) -> Piece:
    style = telling.styles.table
    page = telling.set(telling.page_cell(anchor, style), style, PAGE, end=True)
    cells = (*stacked(_told(telling, say, TEXT_WIDTH - PAGE), 0), Cell(page, TEXT_WIDTH - PAGE))
    return Row(cells, _ABOVE, _BELOW, telling.goal(anchor), role=Role.CONTENTS_ITEM)


def _told(telling: Telling, say: Say, width: float) -> list[Block]:
    """It in each language of the bundle."""
    return blocks_in_both(
        telling, say, width, lambda look: look.table, lambda look: look.table_grey
    )


def _entry(telling: Telling, entry: Entry) -> Piece:
    return _row(
        telling,
        entry.number,
        telling.words.date(entry.date, DateStyle.SHORT),
        lambda each: entry_title(each, entry),
        "",
        entry_anchor(entry.number),
        (event_mark(entry.event), entry.date.certainty),
    )


def _exhibit(telling: Telling, exhibit: Exhibit) -> Piece:
    return _row(
        telling,
        exhibit.number,
        telling.words.date(exhibit.date, DateStyle.SHORT),
        lambda each: _exhibit_title(each, exhibit),
        " ".join(exhibit.document.languages),
        exhibit_anchor(exhibit.number),
        (DOCUMENT_MARK, Certainty.EXACT),
    )


def _exhibit_title(telling: Telling, exhibit: Exhibit) -> str:
    title = exhibit_title(telling, exhibit)
    if not exhibit.translates:
        return title
    number = Said(str(exhibit.translates))
    if exhibit.document.translator.certified:
        return telling.words.t(
            "{title} (certified translation of exhibit {number})", title=title, number=number
        )
    return telling.words.t("{title} (translation of exhibit {number})", title=title, number=number)


def _row(
    telling: Telling,
    number: int,
    date: Said,
    title: Say,
    language: str,
    anchor: str,
    marked: tuple[Mark, Certainty],
) -> Piece:
    styles = telling.styles
    bold = marked[0] is DOCUMENT_MARK
    style = styles.table
    at_date = NUMBER + MARK
    at_language = at_date + DATE + TITLE
    cells = (
        Cell(telling.set(str(number), styles.table_bold if bold else style, NUMBER), 0),
        Cell(telling.set(date, style, DATE - 2 * MM), at_date),
        *stacked(_told(telling, title, TITLE - 2 * MM), at_date + DATE),
        Cell(telling.set(language, styles.apparatus, LANGUAGE), at_language, down=3),
        Cell(
            telling.set(telling.page_cell(anchor, style), style, PAGE, end=True),
            TEXT_WIDTH - PAGE,
        ),
    )

    def draw(sheet: Sheet, top: float) -> None:
        down = (style.leading - _MARK_SIZE) / 2
        draw_mark(sheet, *marked, NUMBER, top + down, _MARK_SIZE)

    goal = telling.goal(anchor)
    return Row(cells, _ABOVE, _BELOW, goal, role=Role.CONTENTS_ITEM, draw_more=draw)
