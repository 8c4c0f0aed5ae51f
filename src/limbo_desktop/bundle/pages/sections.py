"""The pages of a whole bundle in order: covers, sections, entries, exhibits, lists at the end."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from limbo_desktop.bundle.bodies import Examined
from limbo_desktop.bundle.pages import cover, exhibit_index, exhibit_pages, integrity, slip
from limbo_desktop.bundle.pages.chronology import chronology
from limbo_desktop.bundle.pages.contents import contents
from limbo_desktop.bundle.pages.entry import entry
from limbo_desktop.bundle.pages.flow import Anchor, Piece, paginate
from limbo_desktop.bundle.pages.in_parts import in_parts, spotted
from limbo_desktop.bundle.pages.parts_list import parts_list
from limbo_desktop.bundle.pages.people import people
from limbo_desktop.bundle.pages.picture import picture
from limbo_desktop.bundle.pages.telling import (
    Bookmark,
    Page,
    Spot,
    Telling,
    entry_anchor,
    exhibit_anchor,
)
from limbo_desktop.bundle.pages.titles import entry_title, exhibit_title
from limbo_desktop.text.said import Said

Known = Mapping[str, Sequence[Page]]
"""Pages that are not laid out again, by what they show: see `shown_of` for those of exhibits."""

_Lay = Callable[[Telling], tuple[list[Piece], list[Piece]]]
"""The pieces of a list, and its head to repeat on every page."""


def shown_of(exhibit: str) -> str:
    """What the pages of an exhibit are known by; its anchor stands for its slip."""
    return f"{exhibit}:"


def all_pages(telling: Telling, cuts: Sequence[Spot], known: Known) -> Iterator[Page]:
    """Every page as it is laid out, in parts where there are cuts: the pages others begin with."""
    pages = in_parts(telling, _body(telling, known), cuts, _front, _back)
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
            bookmarks=(Bookmark(words.t("Cover"), 0, telling.own("cover")),) if first else (),
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


def _body(whole: Telling, known: Known) -> Iterator[Page]:
    """All pages but those that each part has for itself."""
    words = whole.words

    def listed(title: Said, anchor: str, lay: _Lay) -> Iterator[Page]:
        if anchor in known:
            return iter(known[anchor])
        pieces, head = lay(whole.at(anchor))
        return spotted(_plain(title, anchor, pieces, cover.framed(whole), head), anchor)

    yield from listed(words.t("Contents"), "contents", lambda here: (contents(here), []))
    yield from listed(words.t("The people in this case"), "people", people)
    yield from known.get("picture") or _pictured(whole.at("picture"))
    yield from listed(words.t("Chronology"), "chronology", chronology)
    yield from _entries(whole, known)
    yield from listed(words.t("Index of exhibits"), "exhibits", exhibit_index.exhibit_index)
    yield from _exhibits(whole, known)


def _plain(
    title: Said, anchor: str, pieces: Sequence[Piece], foot: Said, head: Sequence[Piece] = ()
) -> Iterator[Page]:
    for index, placed in enumerate(paginate([Anchor(anchor), *pieces], head=head)):
        mark = (Bookmark(title, 0, anchor),) if index == 0 else ()
        yield Page(title, placed, foot, bookmarks=mark)


def _pictured(telling: Telling) -> Iterator[Page]:
    pages = picture(telling)
    if pages:
        mark = Bookmark(telling.words.t("The whole story in one picture"), 0, "picture")
        yield from spotted([replace(pages[0], bookmarks=(mark,)), *pages[1:]], "picture")


def _entries(telling: Telling, known: Known) -> Iterator[Page]:
    words = telling.words
    selection = telling.selection
    total = Said(str(max((each.number for each in selection.all_entries), default=0)))
    for told in selection.entries:
        number = Said(str(told.number))
        anchor = entry_anchor(told.number)
        if anchor in known:
            yield from known[anchor]
            continue
        title = words.t("{number}. {title}", number=number, title=entry_title(telling, told))
        marks = [Bookmark(title, 1, anchor)]
        if told is selection.entries[0]:
            marks.insert(0, Bookmark(words.t("Entries"), 0, anchor))
        foot = words.t("Entry {number} of {total}", number=number, total=total)
        for index, placed in enumerate(paginate(entry(telling.at(anchor), told))):
            bookmarks = tuple(marks) if index == 0 else ()
            spot = Spot(anchor, index)
            yield Page(words.t("Entries"), placed, foot, bookmarks=bookmarks, spot=spot)


def _exhibits(telling: Telling, known: Known) -> Iterator[Page]:
    for index, examined in enumerate(telling.examined.values()):
        anchor = exhibit_anchor(examined.number)
        slips = known.get(anchor) or _slip(telling, examined, index)
        shown = known.get(shown_of(anchor)) or exhibit_pages.exhibit_pages(telling, examined)
        yield from spotted(chain(slips, shown), anchor)


def _slip(telling: Telling, examined: Examined, index: int) -> Iterator[Page]:
    """The slip of an exhibit, the first of which begins the section."""
    words = telling.words
    number = Said(str(examined.number))
    anchor = exhibit_anchor(examined.number)
    named = exhibit_title(telling, examined.exhibit)
    title = words.t("Exhibit {number}. {title}", number=number, title=named)
    marks = [Bookmark(title, 1, anchor)]
    if index == 0:
        marks.insert(0, Bookmark(words.t("Exhibits"), 0, anchor))
    foot = words.t("Exhibit {number} · slip", number=number)
    placed = paginate(slip.slip(telling.at(anchor), examined), top=slip.TOP)
    for at, each in enumerate(placed):
        yield Page(words.t("Exhibits"), each, foot, bookmarks=tuple(marks) if at == 0 else ())
