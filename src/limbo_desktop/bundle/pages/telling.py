"""What every page knows: the selection, what the originals are, the language, the page numbers."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from limbo_desktop.bundle.base import Rect, SealKind
from limbo_desktop.bundle.bodies import Examined
from limbo_desktop.bundle.pages.flow import Anchor, Kept, Piece, Placed, Stack
from limbo_desktop.bundle.pages.sheet import Frame, Sheet
from limbo_desktop.bundle.pages.styles import Styles
from limbo_desktop.bundle.selection import Selection
from limbo_desktop.text.said import Said
from limbo_desktop.text.typeset import Block, LinkTarget, Span, Style
from limbo_desktop.text.words import Words

SLOTS = (Said("\ue000"), Said("\ue001"))
"""Stand in a message for spans of another style: `Telling.spliced` puts them there."""

_UNKNOWN_PAGE = 88
"""Stands for a page number until the first layout has told them all: two digits are usual."""


@dataclass(frozen=True, slots=True)
class ExhibitPlace:
    """Where a page of an original goes: its exhibit, its place in it from 0, the box."""

    exhibit: int
    index: int
    rect: Rect


@dataclass(frozen=True, slots=True)
class SealPlace:
    """Where the fingerprint goes, and in which shape."""

    kind: SealKind
    rect: Rect


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline: its level from 0 and the anchor it leads to."""

    title: str
    level: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page before it is drawn: its pieces, its section and what stands at its foot."""

    section: Said
    placed: tuple[Placed, ...]
    foot: Said
    draw_more: Callable[[Sheet], None] | None = None
    anchors: tuple[str, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    headless: bool = False
    placement: ExhibitPlace | None = None
    seal: SealPlace | None = None

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
        case Stack(parts):
            for part in parts:
                _collect(part, found)


@dataclass(frozen=True, slots=True)
class Telling:
    """The context of a layout; `numbers` are the pages of the anchors, found by laying out."""

    selection: Selection
    examined: Mapping[int, Examined]
    words: Words
    frame: Frame
    styles: Styles
    numbers: Mapping[str, int] = field(default_factory=dict)
    total: int = _UNKNOWN_PAGE

    def page(self, anchor: str) -> Said:
        """The page number of an anchor, always in 0–9."""
        return Said(str(self.numbers.get(anchor, _UNKNOWN_PAGE)))

    def page_link(self, anchor: str, style: Style) -> Span:
        """The page number of an anchor as a link."""
        return Span(self.page(anchor), self.styles.linked(style), LinkTarget(anchor))

    def set(
        self, text: str | Sequence[Span], style: Style, width: float, *, end: bool = False
    ) -> Block:
        """Lay out a text of one style, or spans, in a column of the page's direction."""
        spans = [Span(text, style)] if isinstance(text, str) else text or [Span("", style)]
        return self.frame.set(spans, width, end=end)

    def spliced(self, message: str, style: Style, *inner: Sequence[Span]) -> list[Span]:
        """The spans of a message in which each of SLOTS stands for the spans of `inner`."""
        by_slot = dict(zip(SLOTS, inner, strict=False))
        spans: list[Span] = []
        for part in re.split(f"([{''.join(SLOTS)}])", message):
            spans += by_slot.get(Said(part), [Span(part, style)] if part else [])
        return spans

    def name(self, person: str) -> str:
        """The name of a person of the bundle, or the pseudonym."""
        shown = self.selection.person(person)
        return shown.person.name or shown.person.name_latin if shown else ""


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
