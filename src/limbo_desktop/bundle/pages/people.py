"""The people of the case: names in both scripts, who they are, the entries they are in."""

from limbo_desktop.bundle.base import MM
from limbo_desktop.bundle.cited import people_of
from limbo_desktop.bundle.pages.flow import Piece, Space, Text
from limbo_desktop.bundle.pages.in_both import said_in_both
from limbo_desktop.bundle.pages.parts import heading, table_head
from limbo_desktop.bundle.pages.sheet import TEXT_WIDTH
from limbo_desktop.bundle.pages.tables import Cell, Row, together
from limbo_desktop.bundle.pages.telling import Telling, entry_anchor
from limbo_desktop.bundle.selection import Shown
from limbo_desktop.case.values import Value
from limbo_desktop.text.names import name_of
from limbo_desktop.text.typeset import Span

NAME, WHO = 66 * MM, 62 * MM
ENTRIES = TEXT_WIDTH - NAME - WHO


def people(telling: Telling) -> tuple[list[Piece], list[Piece]]:
    """The pieces of the page of people, and the head of the table to repeat on every page."""
    words, styles = telling.words, telling.styles
    pieces = heading(telling, lambda each: each.words.t("The people in this case"))
    if any(shown.concealed for shown in telling.selection.people):
        note = words.t(
            "Names in square brackets stand for people whose names are not told, at their wish."
        )
        pieces += [Text(telling.set(note, styles.apparatus, TEXT_WIDTH)), Space(6)]
    head = table_head(
        telling,
        (lambda each: each.words.t("Name"), 0, NAME),
        (lambda each: each.words.t("Who it is"), NAME, WHO),
        (lambda each: each.words.t("In entries"), NAME + WHO, ENTRIES),
    )
    rows = [_person(telling, shown) for shown in telling.selection.people]
    return [*pieces, head, *together(rows)], [head]


def _person(telling: Telling, shown: Shown) -> Piece:
    words, styles, person = telling.words, telling.styles, shown.person
    first, second = telling.names(person)
    names = [Span(first, styles.table_bold)]
    if second:
        names.append(Span(f"\n{second}", styles.table))
    if person.also_known_as:
        also = words.t("also: {names}", names=words.list(person.also_known_as))
        names.append(Span(f"\n{also}", styles.table_grey))
    roles = said_in_both(telling, lambda each: name_of(each.words, Value.PERSON_ROLE, person.role))
    who = [Span("\n".join(said for _, said in roles), styles.table)]
    if person.relation:
        who.append(Span(f"\n{person.relation}", styles.table_grey))
    cells = (
        Cell(telling.set(names, styles.table, NAME - 4 * MM), 0),
        Cell(telling.set(who, styles.table, WHO - 4 * MM), NAME),
        Cell(telling.set(_entries(telling, shown), styles.table, ENTRIES), NAME + WHO),
    )
    return Row(cells)


def _entries(telling: Telling, shown: Shown) -> list[Span]:
    style = telling.styles.table
    spans: list[Span] = []
    for entry in telling.selection.entries:
        if shown.person.id in people_of(entry.event):
            if spans:
                spans.append(Span(", ", style))
            spans.append(telling.linked(str(entry.number), entry_anchor(entry.number), style))
    return spans
