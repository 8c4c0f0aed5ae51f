"""The whole bundle as pages: every section in order, laid out until its page numbers are true."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from reportlab.pdfgen.canvas import Canvas

from limbo_desktop.bundle.base import (
    MM,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Base,
    Bookmark,
    Placement,
    SealSpot,
)
from limbo_desktop.bundle.bodies import Examined
from limbo_desktop.bundle.pages import cover, exhibit_index, exhibit_pages, integrity, slip
from limbo_desktop.bundle.pages.chronology import chronology
from limbo_desktop.bundle.pages.contents import contents
from limbo_desktop.bundle.pages.entry import entry
from limbo_desktop.bundle.pages.flow import Anchor, Piece, paginate
from limbo_desktop.bundle.pages.people import people
from limbo_desktop.bundle.pages.picture import picture
from limbo_desktop.bundle.pages.sheet import (
    HEAD_RULE,
    NUMBER_HEIGHT,
    NUMBER_TOP,
    TEXT_WIDTH,
    Frame,
    Sheet,
)
from limbo_desktop.bundle.pages.styles import Styles, styles_for
from limbo_desktop.bundle.pages.telling import Bookmark as PageBookmark
from limbo_desktop.bundle.pages.telling import (
    Page,
    Telling,
    entry_anchor,
    exhibit_anchor,
)
from limbo_desktop.bundle.pages.titles import entry_title, exhibit_title
from limbo_desktop.bundle.selection import Selection
from limbo_desktop.text.language import Language
from limbo_desktop.text.said import Said
from limbo_desktop.text.typeset import Span, finished
from limbo_desktop.text.words import Words

_ROUNDS = 8
"""Layouts that are drawn until page numbers settle, after the one that finds them; one is usual,
more when a number grows by a digit."""


def typeset(selection: Selection, examined: Sequence[Examined], language: Language) -> Base:
    """Every page of the bundle but what is inside the originals' own pages."""
    frame = Frame(language.rtl)
    telling = Telling(
        selection,
        {each.number: each for each in examined},
        Words(language),
        frame,
        styles_for(frame.rtl),
    )
    first = selection.first_page
    numbers, total = _numbers(_pages(telling), first)
    for _ in range(_ROUNDS):
        telling = replace(telling, numbers=numbers, total=total)
        drawing = _Drawing(telling)
        numbers, total = _numbers(drawing.drawn(_pages(telling)), first)
        if numbers == telling.numbers and total == telling.total:
            break
    return drawing.base()


def bundle_title(telling: Telling) -> str:
    """The title of the file: what it is, and of whom."""
    names = [each.person.name for each in telling.selection.people if _is_applicant(each.person)]
    told = telling.words.t("Evidence and chronology of the case")
    if not names:
        return told
    return telling.words.t("{title}: {names}", title=told, names=telling.words.list(names))


def _is_applicant(person: object) -> bool:
    return getattr(person, "role", "") == "applicant"


def _numbers(pages: Iterable[Page], first: int) -> tuple[Mapping[str, int], int]:
    """The page number of each anchor, and how many pages there are; no page is kept."""
    numbers: dict[str, int] = {}
    total = 0
    for page in pages:
        total += 1
        for anchor in page.all_anchors():
            numbers[anchor] = first + total - 1
    return numbers, total


def _pages(telling: Telling) -> Iterator[Page]:
    words = telling.words
    framed = words.t("A number in a frame is a page of this file")
    for index, (placed, seal) in enumerate(cover.cover(telling)):
        first = index == 0
        yield Page(
            words.t("Cover"),
            placed,
            cover.foot(telling),
            anchors=("cover",) if first else (),
            bookmarks=(PageBookmark(words.t("Cover"), 0, "cover"),) if first else (),
            headless=first,
            seal=seal,
        )
    yield from _section(words.t("Contents"), "contents", contents(telling), framed)
    pieces, head = people(telling)
    yield from _section(words.t("The people in this case"), "people", pieces, framed, head)
    pictured = picture(telling)
    if pictured:
        mark = PageBookmark(words.t("The whole story in one picture"), 0, "picture")
        yield replace(pictured[0], bookmarks=(mark,))
        yield from pictured[1:]
    pieces, head = chronology(telling)
    yield from _section(words.t("Chronology"), "chronology", pieces, framed, head)
    yield from _entries(telling)
    pieces, head = exhibit_index.exhibit_index(telling)
    yield from _section(words.t("Index of exhibits"), "exhibits", pieces, framed, head)
    yield from _exhibits(telling)
    pieces, head = integrity.integrity(telling)
    listed = list(_section(words.t("Integrity list"), "integrity", pieces, Said(""), head))
    yield replace(listed[0], seal=integrity.qr_spot(telling))
    yield from listed[1:]


def _section(
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
        for index, placed in enumerate(paginate(entry(telling, told))):
            bookmarks = tuple(marks) if index == 0 else ()
            yield Page(words.t("Entries"), placed, foot, bookmarks=bookmarks)


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
        slips = paginate(slip.slip(telling, examined), top=slip.TOP)
        for place, placed in enumerate(slips):
            bookmarks = tuple(marks) if place == 0 else ()
            yield Page(words.t("Exhibits"), placed, foot, bookmarks=bookmarks)
        yield from exhibit_pages.exhibit_pages(telling, examined)


class _Drawing:
    """The pages of one layout drawn one after another, as they come; none is kept."""

    def __init__(self, telling: Telling) -> None:
        self._telling = telling
        size = (PAGE_WIDTH, PAGE_HEIGHT)
        self._canvas = Canvas("", pagesize=size, invariant=1, pageCompression=0)
        self._bookmarks: list[Bookmark] = []
        self._placements: list[Placement] = []
        self._seals: list[SealSpot] = []

    def drawn(self, pages: Iterable[Page]) -> Iterator[Page]:
        """Draw each page and pass it on."""
        head = _running_head(self._telling)
        sheet = Sheet(self._canvas, self._telling.frame, self._telling.styles)
        first = self._telling.selection.first_page
        for index, page in enumerate(pages):
            _draw(sheet, page, first + index, head)
            self._canvas.showPage()
            self._bookmarks += [
                Bookmark(each.title, index, level=each.level) for each in page.bookmarks
            ]
            if page.placement:
                place = page.placement
                self._placements.append(Placement(index, place.exhibit, place.index, place.rect))
            if page.seal:
                self._seals.append(SealSpot(index, page.seal.kind, page.seal.rect))
            yield page

    def base(self) -> Base:
        """What was drawn."""
        return Base(
            finished(self._canvas),
            bundle_title(self._telling),
            self._telling.words.language.code,
            tuple(self._placements),
            tuple(self._seals),
            tuple(self._bookmarks),
            first=self._telling.selection.first_page,
            places=self._telling.numbers,
        )


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
        sheet.block(block, 0, NUMBER_TOP + (NUMBER_HEIGHT - block.height) / 2)
    sheet.page_number(number)


def _draw_head(sheet: Sheet, styles: Styles, head: str, section: Said) -> None:
    top = HEAD_RULE - styles.apparatus.leading - 4
    line = sheet.frame.set([Span(head, styles.apparatus)], TEXT_WIDTH * 0.68).part(0, 1)
    sheet.block(line, 0, top)
    width = TEXT_WIDTH * 0.32
    sheet.text(section, styles.apparatus, TEXT_WIDTH - width, top, width, end=True)
    sheet.rule(HEAD_RULE, thickness=0.6)


def _running_head(telling: Telling) -> str:
    """The applicants' names, short where there are several, and the first reference."""
    words, info = telling.words, telling.selection.info
    people = [each.person for each in telling.selection.people if _is_applicant(each.person)]
    names = [person.name or person.name_latin for person in people]
    if len(names) > 1:
        names = [name if name.startswith("[") else name.split()[-1] for name in names if name]
    told = words.t("Evidence and chronology of the case")
    named = (
        words.t("{first}, {second}", first=names[0], second=names[1])
        if len(names) == 2
        else (words.list(names) if names else told)
    )
    if not info.references:
        return named
    first = info.references[0]
    reference = words.t(
        "{authority} {number}", authority=first.authority, number=words.identifier(first.number)
    )
    return words.t("{names} · {reference}", names=named, reference=reference)
