"""The typeset pages as the bundle takes them: drawings, resources, links inside, nothing else."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Pdf

from limbo_desktop.bundle import links, outline
from limbo_desktop.bundle.archival import intend
from limbo_desktop.bundle.base import Base, Matrix
from limbo_desktop.bundle.going_on import go_on
from limbo_desktop.bundle.numbers import plain
from limbo_desktop.bundle.parts import contents_of
from limbo_desktop.bundle.pdf_objects import ObjectId, packed
from limbo_desktop.bundle.structure import Structure

_PAGE_KEYS: Final = frozenset({"/Type", "/MediaBox", "/Resources", "/Contents"})
_TEXT: Final = re.compile(rb"\bBT\b(.*?)\bET\b", re.DOTALL)
_IDLE_FONT: Final = b"BT /F1 12 Tf 14.4 TL ET"
"""ReportLab chooses Helvetica at the start of each page, and so would enter it, not embedded."""


@dataclass(frozen=True, slots=True)
class Owned:
    """The links that belong to elements: by page and index there; the elements, key by key."""

    links: Mapping[tuple[int, int], ObjectId]
    owners: Sequence[int]


def rebuild(book: Pdf, base: Base, pages: Sequence[Object]) -> Owned:
    """Leave of the typeset document what is drawn on its pages, and the links inside it."""
    kept = links.Links(book, pages)
    tree = book.make_indirect(
        Dictionary(Type=Name.Pages, Kids=Array(list(pages)), Count=len(pages))
    )
    more: dict[int, list[Dictionary]] = {}
    for link in base.links:
        more.setdefault(link.page_index, []).append(links.drawn(link, pages))
    found = [kept.of(page) for page in pages]
    owned = _owned(book, base.structure, found) if base.structure else Owned({}, ())
    for index, page in enumerate(pages):
        marks = [*found[index].values(), *more.get(index, ())]
        go_on()
        for key in [key for key in page.keys() if key not in _PAGE_KEYS]:  # noqa: SIM118
            del page[key]
        page["/Parent"] = tree
        if marks:
            page.Annots = Array(marks)
        if base.structure is not None:
            page["/Tabs"] = Name.S
            if base.structure.marks(index):
                page["/StructParents"] = index
    for key in [key for key in book.Root.keys() if key != "/Type"]:  # noqa: SIM118
        del book.Root[key]
    book.Root.Pages = tree
    _drop_idle_font(pages)
    outline.add_bookmarks(book, base.bookmarks, pages)
    outline.describe(book, base.title, base.lang, pages[0], base.first, archival=base.archival)
    intend(book)
    return owned


def _owned(book: Pdf, structure: Structure, found: list[dict[int, Object]]) -> Owned:
    """Tell each link to which element it belongs; the keys follow those of the pages."""
    links: dict[tuple[int, int], ObjectId] = {}
    owners: list[int] = []
    for element, page, index in structure.annotated():
        link = found[page].get(index)
        if link is not None:
            link.StructParent = len(found) + len(owners)
            owners.append(element)
            found[page][index] = whole = book.make_indirect(link)
            links[page, index] = whole.objgen
    return Owned(links, owners)


def show(
    book: Pdf,
    page: Object,
    name: str,
    drawing: Object,
    matrix: Matrix,
    *,
    under: bool,
    marked: str = "",
) -> None:
    """Draw a form or image on a page, under or over what is there, as `marked` content."""
    resources = _copy(page.get("/Resources"))
    drawings_of = _copy(resources.get("/XObject"))
    drawings_of[name] = drawing
    resources.XObject = drawings_of
    page.Resources = resources
    numbers = " ".join(plain(each) for each in matrix)
    operators = f"q {numbers} cm {name} Do Q\n"
    if marked:
        operators = f"{marked} BDC\n{operators}EMC\n"
    drawn = book.make_stream(operators.encode())
    old = contents_of(page)
    page.Contents = Array([drawn, *old] if under else [*old, drawn])


def _copy(value: Object | None) -> Object:
    return value.copy() if isinstance(value, Dictionary) else Dictionary()


def _drop_idle_font(pages: Sequence[Object]) -> None:
    for page in pages:
        go_on()
        first = contents_of(page)[0]
        data = first.read_bytes()
        fonts = page.Resources.get("/Font")
        start, idle, rest = data.partition(_IDLE_FONT)
        if idle and b"Tf" not in start and fonts is not None and _names_its_fonts(rest):
            body = packed(start + rest)  # as it will be written: thousands of them are held
            first.write(body.raw, filter=Name.FlateDecode if body.flate else None)
            resources, kept = page.Resources.copy(), fonts.copy()
            if "/F1" in kept:
                del kept["/F1"]
            resources.Font = kept
            page.Resources = resources


def _names_its_fonts(drawn: bytes) -> bool:
    """Whether every text of a page chooses its own font, and never the idle one."""
    texts = _TEXT.findall(drawn)
    return b"/F1 " not in drawn and all(b" Tf" in text for text in texts)
