"""What every page knows: the selection, what the originals are, the language, the page numbers."""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from limbo_desktop.bundle.base import Rect, SealKind
from limbo_desktop.bundle.bodies import Examined
from limbo_desktop.bundle.pages.flow import Anchor, Kept, Piece, Placed, Stack
from limbo_desktop.bundle.pages.sheet import Frame, Sheet
from limbo_desktop.bundle.pages.styles import Styles, styles_for
from limbo_desktop.bundle.pages.tables import Table
from limbo_desktop.bundle.selection import Selection
from limbo_desktop.case.records import Person
from limbo_desktop.text.said import Said
from limbo_desktop.text.typeset import Block, LinkTarget, Span, Style
from limbo_desktop.text.words import Words

SLOTS = (Said("\ue000"), Said("\ue001"))
"""Stand in a message for spans of another style: `Telling.spliced` puts them there."""

_HALVINGS = 5
_UNKNOWN_PAGE = 88
"""Stands for a page number until the first layout has told them all: two digits are usual."""


@dataclass(frozen=True, slots=True)
class ExhibitPlace:
    """Where a page of an original goes: its exhibit, its place in it from 0, the box.

    `told` says which page it is, to who does not see it; None for a page with words of its own.
    `taken` over is what we do not draw.
    """

    exhibit: int
    index: int
    rect: Rect
    told: Callable[[], Said] | None = None
    taken: bool = False


@dataclass(frozen=True, slots=True)
class SealPlace:
    """Where the fingerprint goes, in which shape, and what is said of it where it is no words."""

    kind: SealKind
    rect: Rect
    told: str = ""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline: its level from 0 and the anchor it leads to."""

    title: str
    level: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A page by what is on it: the section, entry or exhibit by its anchor, and its page from 0."""

    unit: str
    index: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page before it is drawn: its pieces, its section and what stands at its foot.

    `spot` says which page it is wherever parts begin; pages that each part has anew have none.
    `part` is the part of the bundle it is in, from 1.  A page that was drawn before and is only
    counted has its `weight` in bytes and nothing to draw.
    """

    section: Said
    placed: tuple[Placed, ...]
    foot: Said
    draw_more: Callable[[Sheet], None] | None = None
    anchors: tuple[str, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    headless: bool = False
    placement: ExhibitPlace | None = None
    seal: SealPlace | None = None
    spot: "Spot | None" = None
    part: int = 1
    weight: int = 0

    def all_anchors(self) -> list[str]:
        """Every place on the page that a link can lead to."""
        found = list(self.anchors)
        for placed in self.placed:
            _collect(placed.piece, found)
        return found


def _collect(piece: Piece, found: list[str]) -> None:
    match piece:
        case Anchor(name):
            found.append(name)
        case Kept(inner):
            _collect(inner, found)
        case Stack(parts) | Table(_, parts):
            for part in parts:
                _collect(part, found)


@dataclass(frozen=True, slots=True)
class PartOf:
    """One part of a bundle: its first and last page, what it holds, its fingerprint where known.

    `entries` and `exhibits` are the numbers of those of which pages stand in it.
    """

    first: int
    last: int
    entries: tuple[int, ...] = ()
    exhibits: tuple[int, ...] = ()
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """The context of a layout; `numbers` are the pages of the anchors, found by laying out.

    `second` are the words of the second language of a bundle of two.

    `first` is the number of the first page and `total` that of the last.  Of a bundle in parts
    `parts` says what is in each, `here` the part (from 1) in which stands what is laid out.
    """

    selection: Selection
    examined: Mapping[int, Examined]
    words: Words
    frame: Frame
    styles: Styles
    numbers: Mapping[str, int] = field(default_factory=dict)
    total: int = _UNKNOWN_PAGE
    first: int = 1
    parts: tuple[PartOf, ...] = ()
    here: int = 1
    second: Words | None = None

    def in_both(self) -> "tuple[Telling, ...]":
        """It in each language of the bundle, its own first: one or two."""
        if self.second is None:
            return (self,)
        styles = replace(styles_for(self.second.language.rtl), link_ink=self.styles.link_ink)
        return self, replace(self, words=self.second, styles=styles)

    def number(self, anchor: str) -> Said:
        """The page number of an anchor, always in 0–9."""
        return Said(str(self.numbers.get(anchor, _UNKNOWN_PAGE)))

    def span(self, first: Said, last: Said) -> Said:
        """From one page to another; the first stands at the left, as page numbers always do."""
        return first if first == last else self.words.identifier(f"{first}–{last}")

    def page(self, anchor: str, end: str = "") -> Said:
        """The page number of an anchor, up to that of `end`, with the part if it is another one."""
        part = self.elsewhere(anchor)
        number = self.span(self.number(anchor), self.number(end or anchor))
        if not part:
            return number
        return self.words.t("{page} (part {part})", page=number, part=Said(str(part)))

    def page_link(self, anchor: str, style: Style) -> Span:
        """The page number of an anchor as a link, within the same file."""
        return self.linked(self.page(anchor), anchor, style)

    def page_cell(self, anchor: str, style: Style, end: str = "", leads_to: str = "") -> list[Span]:
        """The same for a narrow column, up to the page of the anchor `end`; the part under it."""
        shown = self.span(self.number(anchor), self.number(end or anchor))
        spans = [self.linked(shown, leads_to or anchor, style)]
        part = self.elsewhere(anchor)
        if part:
            told = self.words.t("part {part}", part=Said(str(part)))
            spans.append(Span(f"\n{told}", self.styles.apparatus))
        return spans

    def linked(self, text: str, anchor: str, style: Style) -> Span:
        """A text that leads to an anchor; no link where that is in another part."""
        if self.elsewhere(anchor):
            return Span(text, style)
        return Span(text, self.styles.linked(style), LinkTarget(anchor))

    def goal(self, anchor: str) -> str:
        """The anchor as the goal of a link, "" where it is in another part."""
        return "" if self.elsewhere(anchor) else anchor

    def part_of(self, anchor: str) -> int:
        """The part in which an anchor is; this one until the layout has told."""
        number = self.numbers.get(anchor)
        if number is None:
            return self.here
        return self.part_at(number)

    def part_at(self, number: int) -> int:
        """The part in which a page is."""
        return max(1, bisect_right(self.parts, number, key=lambda each: each.first))

    def elsewhere(self, anchor: str) -> int:
        """The part in which an anchor is when it is another one, else 0."""
        part = self.part_of(anchor)
        return part if self.parts and part != self.here else 0

    def at(self, anchor: str) -> "Telling":
        """What is known where an anchor is."""
        return replace(self, here=self.part_of(anchor)) if self.parts else self

    def own(self, anchor: str) -> str:
        """The anchor of what every part has: its cover, its integrity list."""
        return f"{anchor}:{self.here}" if self.here > 1 else anchor

    def set(
        self, text: str | Sequence[Span], style: Style, width: float, *, end: bool = False
    ) -> Block:
        """Lay out a text of one style, or spans, in a column of the page's direction."""
        spans = [Span(text, style)] if isinstance(text, str) else text or [Span("", style)]
        return self.frame.set(spans, width, end=end)

    def evenly(self, text: str, style: Style, width: float) -> Block:
        """A title whose lines are about as long: no single word is left for the last one."""
        block = self.set(text, style, width)
        narrow, wide = width / len(block.lines), width
        for _ in range(_HALVINGS if len(block.lines) > 1 else 0):
            middle = (narrow + wide) / 2
            told = self.set(text, style, middle)
            if len(told.lines) > len(block.lines) or told.natural_width > middle:
                narrow = middle
            else:
                block, wide = told, middle
        return block

    def flush(self, spans: Sequence[Span], width: float) -> Block:
        """Lay out spans in a column of its own language, at the side where its lines begin."""
        return self.frame.set(spans, width, end=self.words.language.rtl != self.frame.rtl)

    def spliced(self, message: str, style: Style, *inner: Sequence[Span]) -> list[Span]:
        """The spans of a message in which each of SLOTS stands for the spans of `inner`."""
        by_slot = dict(zip(SLOTS, inner, strict=False))
        spans: list[Span] = []
        for part in re.split(f"([{''.join(SLOTS)}])", message):
            spans += by_slot.get(Said(part), [Span(part, style)] if part else [])
        return spans

    def attached_here(self) -> list[Examined]:
        """The exhibits whose originals are attached to this file."""
        return [each for each in self.examined.values() if each.attached and self.is_here(each)]

    def beside_here(self) -> list[Examined]:
        """The exhibits of this file whose originals are in the folder beside it."""
        return [each for each in self.examined.values() if each.beside and self.is_here(each)]

    def is_here(self, examined: Examined) -> bool:
        """Whether the slip of an exhibit is in this file."""
        return not self.elsewhere(exhibit_anchor(examined.number))

    def name(self, person: str) -> str:
        """The name of a person of the bundle, or the pseudonym."""
        shown = self.selection.person(person)
        if shown is not None and shown.concealed:
            return self.selection.concealer.name(person, self.words.language.code)
        return self.names(shown.person)[0] if shown else ""

    def names(self, person: Person) -> tuple[str, str]:
        """The name that the readers of the bundle can read, and that in the other script or ""."""
        first, second = person.name, person.name_latin
        if self.words.language.latin:
            first, second = second, first
        return first or second, second if second != first and first else ""


def entry_anchor(number: int) -> str:
    """The beginning of an entry."""
    return f"entry:{number}"


def point_anchor(entry: int, point: int) -> str:
    """A point of a decision; the entry itself for point 0."""
    return f"entry:{entry}:{point}" if point else entry_anchor(entry)


def exhibit_anchor(number: int, page: int = 0) -> str:
    """An exhibit's slip, or one of its pages from 1."""
    return f"exhibit:{number}:{page}" if page else f"exhibit:{number}"


def part_anchor(number: int, part: int) -> str:
    """The first page of a file that hangs on an exhibit."""
    return f"exhibit:{number}.{part}"
