"""An entry in full: its mark, facts, account beside its translation, points, what it rests on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from limbo_desktop.bundle.base import MM
from limbo_desktop.bundle.cited import direct_citations, point_citations
from limbo_desktop.bundle.pages.accounts import accounts
from limbo_desktop.bundle.pages.entry_facts import entry_facts
from limbo_desktop.bundle.pages.flow import Anchor, Ending, Kept, Piece, Rule, Space, Stack
from limbo_desktop.bundle.pages.in_both import blocks_in_both, stacked
from limbo_desktop.bundle.pages.marks import draw_mark, event_mark
from limbo_desktop.bundle.pages.parts import (
    Fact,
    bundle_day,
    cited_exhibit,
    fact_rows,
    facts_block,
    former_bundle,
    table_head,
)
from limbo_desktop.bundle.pages.sheet import TEXT_WIDTH, Sheet
from limbo_desktop.bundle.pages.tables import Cell, Row, Table
from limbo_desktop.bundle.pages.telling import (
    SLOTS,
    Telling,
    entry_anchor,
    point_anchor,
)
from limbo_desktop.bundle.pages.titles import entry_title, exhibit_title, title_by_machine
from limbo_desktop.bundle.selection import CitedBy, Entry
from limbo_desktop.bundle.structure import Role
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.records import Citation, Event
from limbo_desktop.case.values import Value
from limbo_desktop.text.bidi import shielded
from limbo_desktop.text.said import Said
from limbo_desktop.text.typeset import Span

LABEL = 37 * MM
_MARK_SIZE = 44 * 0.75
_HEAD = 16.6 * MM
NUMBER, SAID, EXHIBIT = 9 * MM, 60 * MM, 33 * MM
ANSWER = TEXT_WIDTH - NUMBER - SAID - EXHIBIT


def entry(telling: Telling, told: Entry) -> list[Piece]:
    """The pieces of an entry; it begins on a page of its own."""
    points = list(_points(telling, told))
    return [
        Anchor(entry_anchor(told.number)),
        *_head(telling, told),
        *facts_block(telling, _facts(telling, told), LABEL, closed=not points),
        *points,
        *accounts(telling, told.event),
        *_rests_on(telling, told),
    ]


def _facts(telling: Telling, told: Entry) -> list[Fact]:
    """What the entry says, in each language of the bundle."""
    first, *second = (entry_facts(each, told) for each in telling.in_both())
    if not second:
        return first
    return [replace(fact, also=also) for fact, also in zip(first, second[0], strict=True)]


def _label(telling: Telling, told: Entry) -> Said:
    """Which entry it is, and what a supplement replaces by it."""
    kind = telling.words.t(KINDS[told.event.kind].label)
    number = Said(str(told.number))
    label = telling.words.t("Entry {number} · {kind}", number=number, kind=kind)
    if told.former:
        label = telling.words.t(
            "{entry} · replaces entry {number} of the bundle of {date}, p. {page}",
            entry=label,
            number=number,
            date=bundle_day(telling, told.former),
            page=Said(str(told.former.page)),
        )
    if title_by_machine(telling, told):
        label = telling.words.t("{entry} · title translated by a machine", entry=label)
    return label


def _head(telling: Telling, told: Entry) -> Iterator[Piece]:
    event, width = told.event, TEXT_WIDTH - _HEAD
    small = blocks_in_both(
        telling, lambda each: _label(each, told), width, lambda look: look.apparatus
    )
    titles = blocks_in_both(
        telling,
        lambda each: entry_title(each, told),
        width,
        lambda look: look.h1,
        lambda look: look.h2,
        title=True,
    )

    def draw(sheet: Sheet, top: float) -> None:
        mark = event_mark(event)
        draw_mark(sheet, mark, told.date.certainty, 0.5 * MM, top + 2, _MARK_SIZE)

    down = sum(block.height for block in small)
    cells = stacked(small, _HEAD) + [
        replace(cell, role=Role.PARAGRAPH if place else Role.H2)
        for place, cell in enumerate(stacked(titles, _HEAD, down))
    ]
    yield Kept(Row(tuple(cells), 0, 18, ruled=False, role=Role.DIVISION, draw_more=draw))


def _points(telling: Telling, told: Entry) -> Iterator[Piece]:
    """What a decision says, what answers it, and the exhibits that show it."""
    items = _point_items(told.event)
    if not items:
        return
    head = table_head(
        telling,
        (lambda each: each.words.t("What the decision says"), NUMBER, SAID),
        (lambda each: each.words.t("What answers it"), NUMBER + SAID, ANSWER),
        (lambda each: each.words.t("Exhibit, page"), NUMBER + SAID + ANSWER, EXHIBIT),
    )
    numbered = enumerate(zip(items, point_citations(told.event), strict=True), start=1)
    rows = (
        Stack((Anchor(point_anchor(told.number, point)), _point(telling, point, item, cited)))
        for point, (item, cited) in numbered
    )
    yield Space(11.5)
    yield Table(head, tuple(rows))


def _point_items(event: Event) -> list[Mapping[str, object]]:
    for field in KINDS[event.kind].fields:
        value = event.fields.get(field.name)
        if field.type is Value.LIST and isinstance(value, list):
            return [item for item in value if isinstance(item, dict)]
    return []


def _point(
    telling: Telling, point: int, item: Mapping[str, object], cited: tuple[Citation, ...]
) -> Piece:
    styles = telling.styles
    page, said = str(item.get("page", "")), str(item.get("said", ""))
    said_block = telling.frame.set([Span(shielded(said), styles.body)], SAID - 4 * MM, own=True)
    answer = telling.frame.set(
        [Span(str(item.get("answer", "")), styles.body)], ANSWER - 4 * MM, own=True
    )
    cells = [Cell(telling.set(str(point), styles.body_bold, NUMBER), 0)]
    down = 0.0
    if page:
        small = blocks_in_both(
            telling, lambda each: _page_of(each, page), SAID - 4 * MM, lambda look: look.apparatus
        )
        cells += stacked(small, NUMBER)
        down = sum(block.height for block in small)
    cells += [
        Cell(said_block, NUMBER, down=down),
        Cell(answer, NUMBER + SAID),
        Cell(telling.set(_cited(telling, cited), styles.body, EXHIBIT), NUMBER + SAID + ANSWER),
    ]
    return Row(tuple(cells), above=9, below=10)


def _page_of(telling: Telling, page: str) -> Said:
    words = telling.words
    return words.t("page {page} of the decision", page=words.identifier(page))


def _cited(telling: Telling, citations: tuple[Citation, ...]) -> list[Span]:
    styles, words = telling.styles, telling.words
    spans: list[Span] = []
    for citation in citations:
        exhibit = telling.selection.exhibit_of(citation.document)
        if exhibit is None:
            continue
        if spans:
            spans.append(Span("\n", styles.body))
        day, pages = cited_exhibit(telling, exhibit, citation, styles.body)
        message = words.t("{number}, p. {page}", number=SLOTS[0], page=SLOTS[1])
        if day:
            message = words.t(
                "{number} of the bundle of {date}, p. {page}",
                number=SLOTS[0],
                date=day,
                page=SLOTS[1],
            )
        number = [Span(str(exhibit.number), styles.body_bold)]
        spans += telling.spliced(message, styles.body, number, pages)
    return spans


def _rests_on(telling: Telling, told: Entry) -> Iterator[Piece]:
    """The exhibits that the entry cites, and the answers to a decision that rest on the same.

    Those that answer a point of a decision stand beside it.
    """
    exhibits = [
        line
        for citation in _told_once(direct_citations(told.event))
        if (line := _exhibit_line(telling, citation))
    ]
    answers = [_answer_line(telling, by) for by in _answers(telling, told)]
    facts = []
    if exhibits:
        label = [Fact(each.words.t("Exhibits"), "") for each in telling.in_both()]
        facts.append(_under(label, _lines(telling, exhibits)))
    if answers:
        label = [Fact(each.words.t("Relied on by"), "") for each in telling.in_both()]
        facts.append(_under(label, _lines(telling, answers)))
    if facts:
        rows = fact_rows(telling, facts, LABEL)
        yield Space(18)
        yield Ending(Stack((Rule(), Space(7.5), *rows)))


def _told_once(citations: Iterable[Citation]) -> list[Citation]:
    """Each citation once; where some name pages of a document, not the whole of it as well."""
    cited = list(dict.fromkeys(citations))
    paged = {each.document for each in cited if each.pages}
    return [each for each in cited if each.pages or each.document not in paged]


def _under(labels: Sequence[Fact], value: tuple[Span, ...]) -> Fact:
    return replace(labels[0], value=value, also=labels[1] if labels[1:] else None)


def _lines(telling: Telling, lines: list[list[Span]]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for line in lines:
        if spans:
            spans.append(Span("\n", telling.styles.body))
        spans += line
    return tuple(spans)


def _exhibit_line(telling: Telling, citation: Citation) -> list[Span]:
    exhibit = telling.selection.exhibit_of(citation.document)
    if exhibit is None:
        return []
    styles, title = telling.styles, exhibit_title(telling, exhibit)
    day, pages = cited_exhibit(telling, exhibit, citation, styles.body)
    message = telling.words.t(
        "{number} {title}, p. {page}", number=SLOTS[0], title=title, page=SLOTS[1]
    )
    if day:
        message = telling.words.t(
            "{number} {title}, in the bundle of {date}, p. {page}",
            number=SLOTS[0],
            title=title,
            date=day,
            page=SLOTS[1],
        )
    number = [Span(str(exhibit.number), styles.body_bold)]
    return telling.spliced(message, styles.body, number, pages)


def _answers(telling: Telling, told: Entry) -> list[CitedBy]:
    found: list[CitedBy] = []
    for citation in told.event.documents:
        exhibit = telling.selection.exhibit_of(citation.document)
        for by in exhibit.cited_by if exhibit else ():
            if by.point and by.entry != told.number and by not in found:
                found.append(by)
    return found


def _answer_line(telling: Telling, by: CitedBy) -> list[Span]:
    told = telling.selection.entry(by.entry)
    style = telling.styles.body
    message = telling.words.t(
        "{title}, point {point}, p. {page}",
        title=entry_title(telling, told),
        point=Said(str(by.point)),
        page=SLOTS[0],
    )
    link = telling.page_link(point_anchor(by.entry, by.point), style)
    if told.had and told.former:
        message = former_bundle(telling, message, told.former)
        link = Span(Said(str(told.former.page)), style)
    return telling.spliced(message, style, [link])
