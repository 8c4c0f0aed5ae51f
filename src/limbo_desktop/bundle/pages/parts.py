"""Parts that several pages are made of: headings, facts with labels, page references."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from limbo_desktop.bundle.base import MM
from limbo_desktop.bundle.bodies import Examined, NoBody, TextBody
from limbo_desktop.bundle.pages.flow import Kept, Piece, Rule, Space, Text
from limbo_desktop.bundle.pages.in_both import Look, Say, said_in_both, stacked
from limbo_desktop.bundle.pages.sheet import TEXT_WIDTH
from limbo_desktop.bundle.pages.tables import Cell, Row, together
from limbo_desktop.bundle.pages.telling import Telling, exhibit_anchor
from limbo_desktop.bundle.selection import Exhibit
from limbo_desktop.bundle.structure import Role
from limbo_desktop.case.records import Citation
from limbo_desktop.text.bidi import has_rtl, strip_controls
from limbo_desktop.text.said import Said
from limbo_desktop.text.typeset import Block, Span, Style
from limbo_desktop.vault.bundles import Printed


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it says; spans when there are links in it.

    `also` is the same in the second language of the bundle.
    """

    label: Said
    value: str | tuple[Span, ...]
    also: "Fact | None" = None


def heading(telling: Telling, say: Say) -> list[Piece]:
    """The title of a section, in each language of the bundle."""
    return [*_titles(telling, say, Role.H2, lambda look: look.h1, lambda look: look.h2), Space(4)]


def subheading(telling: Telling, say: Say, above: float = 14) -> list[Piece]:
    """A title inside a section."""
    bold = _titles(telling, say, Role.H3, lambda look: look.h2, lambda look: look.body_bold, above)
    return list(bold)


def _titles(
    telling: Telling, say: Say, role: Role, look: Look, second: Look, above: float = 0.0
) -> Iterator[Piece]:
    for each, said in said_in_both(telling, say):
        first = each is telling
        block = telling.set(said, (look if first else second)(each.styles), TEXT_WIDTH)
        lang = each.words.language.code
        kind = role if first else Role.PARAGRAPH
        yield Kept(Text(block, above=above if first else 0.0, role=kind, lang=lang))


def table_head(
    telling: Telling, *columns: tuple[Said | Say, float, float], last_ends: bool = False
) -> Piece:
    """The head of a table: words, start and width of each column.

    What can be said in both languages of a bundle is; words of the other direction stand at the
    other side of their column.  With `last_ends` the words of the last one end where the line ends,
    as page numbers do.
    """
    empty = telling.set("", telling.styles.apparatus_bold, columns[0][1])
    cells = [Cell(empty, 0.0)] if columns[0][1] > 0 else []
    for place, (text, start, width) in enumerate(columns, start=1):
        ends = last_ends and place == len(columns)
        room = width if ends else width - 1.5 * MM
        if not callable(text) and text:
            ends = ends or has_rtl(text) != telling.frame.rtl
        told = said_in_both(telling, text) if callable(text) else [(telling, text)]
        blocks: list[Block] = []
        for each, said in told:
            style = each.styles.apparatus if blocks else each.styles.apparatus_bold
            blocks.append(telling.set(said, style, room, end=ends))
        cells += stacked(blocks, start)
    return Kept(Row(tuple(cells), head=True, whole=object()))


def fact_rows(
    telling: Telling, facts: Iterable[Fact], label_width: float, gap: float = 0.0
) -> list[Piece]:
    """Rows of label and value; the label stands on the first baseline of the value."""
    styles = telling.styles
    rows: list[Piece] = []
    down = _baseline(styles.body) - _baseline(styles.apparatus)
    for fact in facts:
        labels: list[Block] = []
        values: list[Block] = []
        for each, said in zip(telling.in_both(), (fact, fact.also), strict=False):
            if said is None:
                continue
            labels.append(telling.set(said.label, each.styles.apparatus, label_width - 3 * MM))
            told = said.value if said is fact else _otherwise(said.value, fact.value)
            if told:
                values.append(telling.set(told, each.styles.body, TEXT_WIDTH - label_width))
        cells = (*stacked(labels, 0.0, down), *stacked(values, label_width))
        rows.append(Row(cells, above=0, below=gap, ruled=False, facts=True))
    return rows


def _otherwise(
    second: str | tuple[Span, ...], first: str | tuple[Span, ...]
) -> str | tuple[Span, ...]:
    """The lines that a second language says otherwise: not words of the person's own, a number."""
    if not isinstance(first, str) or not isinstance(second, str):
        return ""
    had = set(strip_controls(first).split("\n"))
    return "\n".join(line for line in second.split("\n") if strip_controls(line) not in had)


def facts_block(
    telling: Telling, facts: Sequence[Fact], label_width: float, *, closed: bool = True
) -> list[Piece]:
    """Facts between two lines; the second is left out where the head of a table follows."""
    if not facts:
        return []
    rows = together(fact_rows(telling, facts, label_width))
    end = (Space(7.5), Rule()) if closed else ()
    return [Rule(), Space(7.5), *rows, *end]


def _baseline(style: Style) -> float:
    """Where the first baseline is, near enough to set labels beside text."""
    return (style.leading - style.size) / 2 + style.size * 0.8


def page_range(
    telling: Telling, examined: Examined, citation: Citation, style: Style
) -> list[Span]:
    """The pages of the bundle where a citation leads: one link, from the first page cited.

    An exhibit without pages is cited by its slip.
    """
    number = examined.number
    count = pages_of(telling, examined)
    cited = _cited(citation.pages, count)
    if not cited:
        return [telling.page_link(exhibit_anchor(number), style)]
    first, last = exhibit_anchor(number, cited[0]), exhibit_anchor(number, cited[-1])
    return [telling.linked(telling.page(first, last), first, style)]


def bundle_day(telling: Telling, printed: Printed) -> Said:
    """The day of the bundle in which the readers have something."""
    given = telling.selection.options.given
    return telling.words.date(given.days[printed.bundle] if given else "")


def former_bundle(telling: Telling, said: Said, printed: Printed) -> Said:
    """What is said, and in which bundle before this one it stands."""
    day = bundle_day(telling, printed)
    return telling.words.t("{said} (in the bundle of {date})", said=said, date=day)


def cited_exhibit(
    telling: Telling, exhibit: Exhibit, citation: Citation, style: Style
) -> tuple[Said, list[Span]]:
    """In which bundle the readers have a cited exhibit, "" for this one; the pages cited.

    Pages of this bundle are a link, those of an earlier one cannot be.
    """
    former = exhibit.former
    if former is None or not exhibit.had:
        examined = telling.examined[exhibit.number]
        return Said(""), page_range(telling, examined, citation, style)
    cited = _cited(citation.pages, former.pages)
    start, end = former.page, former.page
    if cited:
        start, end = former.first + cited[0] - 1, former.first + cited[-1] - 1
    shown = telling.span(Said(str(start)), Said(str(end)))
    return bundle_day(telling, former), [Span(shown, style)]


def pages_of(telling: Telling, examined: Examined) -> int:
    """How many pages of the bundle show an exhibit; of set text only the layout knows."""
    match examined.body:
        case NoBody():
            return 0
        case TextBody():
            count = 0
            while exhibit_anchor(examined.number, count + 1) in telling.numbers:
                count += 1
            return max(count, 1)
        case body:
            return len(body.pages)


def _cited(pages: str, count: int) -> list[int]:
    """The pages of an exhibit that a citation names, as far as they exist; all for ""."""
    if not pages:
        return list(range(1, count + 1))
    cited: list[int] = []
    for first, last in re.findall(r"(\d+)(?:-(\d+))?", pages):
        stop = min(int(last or first), count)
        cited += [page for page in range(int(first), stop + 1) if page >= 1]
    return cited or list(range(1, count + 1))
