"""The whole bundle as pages: every section in order, laid out until its page numbers are true."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, takewhile
from typing import Self

from reportlab.pdfgen.canvas import Canvas

from limbo_desktop.bundle.base import (
    MM,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Base,
    Bookmark,
    Drawn,
    Placement,
    Rect,
    SealSpot,
)
from limbo_desktop.bundle.bodies import Examined
from limbo_desktop.bundle.going_on import asked, go_on
from limbo_desktop.bundle.pages import cover, exhibit_index, exhibit_pages, integrity, slip
from limbo_desktop.bundle.pages.called import bundle_title, running_head
from limbo_desktop.bundle.pages.chronology import chronology
from limbo_desktop.bundle.pages.contents import contents
from limbo_desktop.bundle.pages.entry import entry
from limbo_desktop.bundle.pages.flow import Anchor, Piece, paginate
from limbo_desktop.bundle.pages.in_parts import in_parts, part_told, parts_of, spotted
from limbo_desktop.bundle.pages.parts_list import UNKNOWN_FINGERPRINT, parts_list
from limbo_desktop.bundle.pages.people import people
from limbo_desktop.bundle.pages.picture import picture
from limbo_desktop.bundle.pages.sheet import (
    FOOT_BOTTOM,
    HEAD_RULE,
    HEAD_TOP,
    TEXT_WIDTH,
    Frame,
    Sheet,
)
from limbo_desktop.bundle.pages.styles import Styles, styles_for
from limbo_desktop.bundle.pages.tags import Tags
from limbo_desktop.bundle.pages.telling import Bookmark as PageBookmark
from limbo_desktop.bundle.pages.telling import (
    Page,
    PartOf,
    Spot,
    Telling,
    entry_anchor,
    exhibit_anchor,
)
from limbo_desktop.bundle.pages.titles import entry_title, exhibit_title
from limbo_desktop.bundle.selection import Selection
from limbo_desktop.bundle.side_by_side import patiently
from limbo_desktop.bundle.structure import Role
from limbo_desktop.text.language import Language, Months
from limbo_desktop.text.language import language as told_in
from limbo_desktop.text.said import Said
from limbo_desktop.text.script import Script, by_script, script_of
from limbo_desktop.text.typeset import INK, Span, finished
from limbo_desktop.text.typeset.embed import document_fonts
from limbo_desktop.text.words import Words

_ROUNDS = 8
"""Layouts that are drawn until page numbers settle, after the one that finds them; one is usual,
more when a number grows by a digit."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A bundle that is laid out: the pages of each part, and which page is what.

    `spots` are, in order, the pages that are the same wherever parts begin, with the index of each
    among all pages, from 0.
    """

    telling: Telling
    cuts: tuple[Spot, ...]
    bases: tuple[Base, ...]
    spots: tuple[tuple[Spot, int], ...]

    def first_part(self, fingerprints: Sequence[str]) -> Base:
        """The first part again, with the fingerprints of the others."""
        parts = tuple(
            replace(part, fingerprint=fingerprint)
            for part, fingerprint in zip(self.telling.parts, ("", *fingerprints), strict=True)
        )
        telling = replace(self.telling, parts=parts)
        drawing = _Drawing(telling)
        for _ in drawing.drawn(takewhile(lambda page: page.part == 1, _all(telling, self.cuts))):
            pass
        return drawing.bases()[0]


def typeset(selection: Selection, examined: Sequence[Examined], language: Language) -> Base:
    """Every page of the bundle but what is inside the originals' own pages."""
    return typeset_parts(selection, examined, language, ()).bases[0]


def typeset_parts(
    selection: Selection, examined: Sequence[Examined], language: Language, cuts: Sequence[Spot]
) -> Laid:
    """The same in parts: one more than there are `cuts`, the pages with which the others begin."""
    preset = selection.options.preset
    frame = Frame(language.rtl, preset.two_sided, first=selection.first_page)
    styles = styles_for(frame.rtl)
    telling = Telling(
        selection,
        {each.number: each for each in examined},
        Words(language),
        frame,
        replace(styles, link_ink=INK) if preset.two_sided else styles,
        first=selection.first_page,
        second=_second(selection),
        parts=tuple(PartOf(1, 1) for _ in (*cuts, None)) if cuts else (),
    )
    found = _Numbers.of(_all(telling, cuts), telling.first)
    for _ in range(_ROUNDS):
        parts = found.parts if cuts else ()
        telling = replace(telling, numbers=found.numbers, total=found.total, parts=parts)
        drawing = _Drawing(telling)
        found = _Numbers.of(drawing.drawn(_all(telling, cuts)), telling.first)
        settled = found.numbers == telling.numbers and found.total == telling.total
        if settled and (not cuts or found.parts == telling.parts):
            break
    return Laid(telling, tuple(cuts), drawing.bases(), found.spots)


def _second(selection: Selection) -> Words | None:
    """The words of the second language of a bundle of two."""
    options = selection.options
    if not options.second:
        return None
    return Words(told_in(options.second, options.months or Months.LEVANTINE))


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The page number of each anchor, how many pages there are, and what each part holds."""

    numbers: Mapping[str, int]
    total: int
    parts: tuple[PartOf, ...]
    spots: tuple[tuple[Spot, int], ...]

    @classmethod
    def of(cls, pages: Iterable[Page], first: int) -> Self:
        """Count pages as they come; none is kept."""
        numbers: dict[str, int] = {}
        spots: list[tuple[Spot, int]] = []
        count = 0

        def counted() -> Iterator[Page]:
            nonlocal count
            for page in pages:
                go_on()
                for anchor in page.all_anchors():
                    numbers[anchor] = first + count
                if page.spot is not None:
                    spots.append((page.spot, count))
                count += 1
                yield page

        parts = parts_of(counted(), first)
        return cls(numbers, count, parts, tuple(spots))


def _all(telling: Telling, cuts: Sequence[Spot]) -> Iterator[Page]:
    pages = in_parts(telling, _body(telling), cuts, _front, _back)
    return _on_right_hand(telling, pages) if telling.frame.two_sided else pages


def _on_right_hand(telling: Telling, pages: Iterable[Page]) -> Iterator[Page]:
    """The pages with an empty one before each section that would begin on the back of a leaf."""
    empty = telling.words.t("This page is empty, so that the next section begins a leaf")
    number = telling.first
    for page in pages:
        if (number - telling.first) % 2 and any(mark.level == 0 for mark in page.bookmarks):
            yield Page(Said(""), (), empty, headless=True, part=page.part)
            number += 1
        yield page
        number += 1


def _front(telling: Telling) -> Iterator[Page]:
    """The cover of a part, and the list of parts where there are several."""
    words = telling.words
    for index, (placed, seal) in enumerate(cover.cover(telling)):
        first = index == 0
        yield Page(
            words.t("Cover"),
            placed,
            cover.foot(telling),
            anchors=(telling.own("cover"),) if first else (),
            bookmarks=(PageBookmark(words.t("Cover"), 0, telling.own("cover")),) if first else (),
            headless=first,
            seal=seal,
        )
    if telling.parts:
        pieces, head = parts_list(telling)
        title = words.t("Parts of this bundle")
        framed = cover.framed(telling)
        yield from _plain(title, telling.own("parts"), pieces, framed, head)


def _back(telling: Telling) -> Iterator[Page]:
    """The integrity list of a part."""
    title = telling.words.t("Integrity list")
    pieces, head = integrity.integrity(telling)
    anchor = telling.own("integrity")
    listed = list(_plain(title, anchor, pieces, Said(""), head))
    listed[0] = replace(listed[0], seal=integrity.qr_spot(telling))
    for next_page, page in enumerate(listed[:-1], start=int(telling.number(anchor)) + 1):
        foot = telling.words.t("Continued on page {page}", page=Said(str(next_page)))
        yield replace(page, foot=foot)
    yield listed[-1]


def _body(whole: Telling) -> Iterator[Page]:
    """All pages but those that each part has for itself."""
    words = whole.words
    framed = cover.framed(whole)
    telling = whole.at("contents")
    yield from _section(words.t("Contents"), "contents", contents(telling), framed)
    telling = whole.at("people")
    pieces, head = people(telling)
    yield from _section(words.t("The people in this case"), "people", pieces, framed, head)
    pictured = picture(whole.at("picture"))
    if pictured:
        mark = PageBookmark(words.t("The whole story in one picture"), 0, "picture")
        yield from spotted([replace(pictured[0], bookmarks=(mark,)), *pictured[1:]], "picture")
    pieces, head = chronology(whole.at("chronology"))
    yield from _section(words.t("Chronology"), "chronology", pieces, framed, head)
    yield from _entries(whole)
    pieces, head = exhibit_index.exhibit_index(whole.at("exhibits"))
    yield from _section(words.t("Index of exhibits"), "exhibits", pieces, framed, head)
    yield from _exhibits(whole)


def _section(
    title: Said, anchor: str, pieces: Sequence[Piece], foot: Said, head: Sequence[Piece] = ()
) -> Iterator[Page]:
    return spotted(_plain(title, anchor, pieces, foot, head), anchor)


def _plain(
    title: Said, anchor: str, pieces: Sequence[Piece], foot: Said, head: Sequence[Piece] = ()
) -> Iterator[Page]:
    for index, placed in enumerate(paginate([Anchor(anchor), *pieces], head=head)):
        mark = (PageBookmark(title, 0, anchor),) if index == 0 else ()
        yield Page(title, placed, foot, bookmarks=mark)


def _entries(telling: Telling) -> Iterator[Page]:
    words = telling.words
    selection = telling.selection
    total = Said(str(max((each.number for each in selection.all_entries), default=0)))
    for told in selection.entries:
        number = Said(str(told.number))
        anchor = entry_anchor(told.number)
        title = words.t("{number}. {title}", number=number, title=entry_title(telling, told))
        marks = [PageBookmark(title, 1, anchor)]
        if told is selection.entries[0]:
            marks.insert(0, PageBookmark(words.t("Entries"), 0, anchor))
        foot = words.t("Entry {number} of {total}", number=number, total=total)
        for index, placed in enumerate(paginate(entry(telling.at(anchor), told))):
            bookmarks = tuple(marks) if index == 0 else ()
            spot = Spot(anchor, index)
            yield Page(words.t("Entries"), placed, foot, bookmarks=bookmarks, spot=spot)


def _exhibits(telling: Telling) -> Iterator[Page]:
    words = telling.words
    for index, examined in enumerate(telling.examined.values()):
        number = Said(str(examined.number))
        anchor = exhibit_anchor(examined.number)
        named = exhibit_title(telling, examined.exhibit)
        title = words.t("Exhibit {number}. {title}", number=number, title=named)
        marks = [PageBookmark(title, 1, anchor)]
        if index == 0:
            marks.insert(0, PageBookmark(words.t("Exhibits"), 0, anchor))
        foot = words.t("Exhibit {number} · slip", number=number)
        slips = paginate(slip.slip(telling.at(anchor), examined), top=slip.TOP)
        pages = [
            Page(words.t("Exhibits"), placed, foot, bookmarks=tuple(marks) if at == 0 else ())
            for at, placed in enumerate(slips)
        ]
        shown = exhibit_pages.exhibit_pages(telling, examined)
        yield from spotted(chain(pages, shown), anchor)


class _Drawing:
    """The pages of one layout drawn one after another, as they come; none is kept."""

    def __init__(self, telling: Telling) -> None:
        self._telling = telling
        self._parts: list[_Drawn] = []

    def drawn(self, pages: Iterable[Page]) -> Iterator[Page]:
        """Draw each page and pass it on."""
        head = running_head(self._telling)
        for number, page in enumerate(pages, start=self._telling.first):
            if page.part > len(self._parts):
                self._parts.append(_Drawn(self._telling, page.part, number))
            self._parts[-1].draw(page, number, head)
            yield page

    def bases(self) -> tuple[Base, ...]:
        """What was drawn, part by part."""
        return tuple(part.base() for part in self._parts)


class _Drawn:
    """The pages of one file as they are drawn."""

    def __init__(self, telling: Telling, part: int, first: int) -> None:
        self._telling = telling
        self._part, self._first = part, first
        size = (PAGE_WIDTH, PAGE_HEIGHT)
        self._canvas = Canvas("", pagesize=size, invariant=1, pageCompression=0)
        tags = Tags(self._canvas, telling.words.language.code, _by_script(telling))
        self._sheet = Sheet(self._canvas, telling.frame, telling.styles, tags)
        if telling.parts:
            self._sheet.reachable = lambda anchor: telling.part_of(anchor) == part
        self._pages: list[Drawn] = []
        self._bookmarks: list[Bookmark] = []
        self._placements: list[Placement] = []
        self._seals: list[SealSpot] = []
        self._taken_over = False

    def draw(self, page: Page, number: int, head: str) -> None:
        """Draw a page."""
        index = number - self._first
        frame = self._sheet.frame = self._telling.frame.on(number)
        tags = self._sheet.tags
        for each in page.bookmarks:
            tags.section(each.level)
        tags.begin_page()
        _draw(self._sheet, page, number, head)
        self._bookmarks += [
            Bookmark(each.title, index, level=each.level) for each in page.bookmarks
        ]
        if page.placement:
            place = page.placement
            rect = _moved(place.rect, frame.exhibit_shift)
            self._taken_over = self._taken_over or place.taken
            role = Role.FIGURE if place.told else Role.DIVISION
            marked = tags.reserve(role, place.told() if place.told else "")
            self._placements.append(Placement(index, place.exhibit, place.index, rect, marked))
        if page.seal:
            moved = frame.line_left - self._telling.frame.line_left
            rect = _moved(page.seal.rect, moved)
            marked = tags.reserve(Role.FIGURE, page.seal.told, seal=True)
            self._seals.append(SealSpot(index, page.seal.kind, rect, marked))
        tags.end_page()
        self._pages.append(self._sheet.taken())

    def base(self) -> Base:
        """What was drawn."""
        words, title = self._telling.words, bundle_title(self._telling)
        parts = self._telling.parts
        others = tuple(each.fingerprint or UNKNOWN_FINGERPRINT for each in parts[1:])
        if parts:
            part = part_told(words, self._part, len(parts))
            title = words.t("{title}, {part}", title=title, part=part)
        self._canvas.showPage()
        return Base(
            tuple(self._pages),
            patiently(lambda: finished(self._canvas), asked()),
            self._sheet.goals,
            title,
            words.language.code,
            tuple(self._placements),
            tuple(self._seals),
            tuple(self._bookmarks),
            first=self._first,
            places=self._telling.numbers,
            part=self._part,
            count=max(1, len(parts)),
            others=others if self._part == 1 else (),
            structure=self._sheet.tags.structure,
            archival=not self._taken_over and document_fonts(self._canvas).keep_widths,
        )


def _by_script(telling: Telling) -> Mapping[Script, str]:
    """Which language words are in by their script, as far as the case tells.

    In a bundle of two languages most words of another script are in the second one.
    """
    selection = telling.selection
    found = set(selection.info.languages)
    for told in selection.entries:
        found |= {told.event.account.lang, *(each.lang for each in told.event.translations)}
    for exhibit in selection.exhibits:
        found |= set(exhibit.document.languages)
    languages = by_script(found)
    if telling.second is not None:
        second = telling.second.language.code
        languages = {**languages, script_of(second): second}
    return languages


def _moved(rect: Rect, right: float) -> Rect:
    return replace(rect, x=rect.x + right) if right else rect


def _draw(sheet: Sheet, page: Page, number: int, head: str) -> None:
    styles = sheet.styles
    for anchor in page.anchors:
        sheet.anchor(anchor)
    if not page.headless:
        _draw_head(sheet, styles, head, page.section)
    for placed in page.placed:
        placed.piece.draw(sheet, placed.top)
    if page.draw_more is not None:
        page.draw_more(sheet)
    if page.foot:
        block = sheet.frame.set([Span(page.foot, styles.apparatus)], TEXT_WIDTH - 24 * MM)
        sheet.block(block, 0, FOOT_BOTTOM - block.height)
    sheet.page_number(number)


def _draw_head(sheet: Sheet, styles: Styles, head: str, section: Said) -> None:
    line = sheet.frame.set([Span(head, styles.apparatus)], TEXT_WIDTH * 0.68).part(0, 1)
    sheet.block(line, 0, HEAD_TOP)
    width = TEXT_WIDTH * 0.32
    sheet.text(section, styles.apparatus, TEXT_WIDTH - width, HEAD_TOP, width, end=True)
    sheet.rule(HEAD_RULE, thickness=0.6)
