"""Our own pages as objects of the bundle, each spelled when it is written and forgotten again.

They stand in no document: thousands of pages with their links would take a hundred megabytes as
objects of one.  An object's generation says what it is, its number which one.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from pikepdf import Dictionary, Object, Pdf

from limbo_desktop.bundle.archival import intend
from limbo_desktop.bundle.base import Base, Matrix
from limbo_desktop.bundle.numbers import plain
from limbo_desktop.bundle.outline import describe, lines_of, opened
from limbo_desktop.bundle.parts import SHOWN
from limbo_desktop.bundle.pdf_objects import Body, ObjectId, Record, packed, record_of, template_of

_PAGE, _CONTENT, _SHOWN, _PLACED, _LINK, _LINE, _TREE = range(65001, 65008)
"""Generations that no document of ours has."""
_OVER: Final = 65008
"""The first generation of what is drawn over pages."""
_UNOWNED: Final = -1
_IDLE_FONT: Final = "/F1"
_NO_ENTRIES: Final = b"<< >>"


@dataclass(frozen=True, slots=True)
class _Shown:
    """A form that is drawn on a page: its name there, where it stands, the operators."""

    name: str
    form: ObjectId
    operators: Body


class BasePages:
    """The typeset pages of a file with their links, bookmarks and what else is shown on them.

    `book` is the document that their fonts come from; its catalog is written anew.
    """

    def __init__(self, book: Pdf, base: Base) -> None:
        self._book = book
        self._base = base
        empty = book.pages[0].obj
        self._box = empty.MediaBox.unparse()
        self._fonts = _fonts(empty)
        self._procs = empty.Resources.ProcSet.unparse()
        self._under: dict[int, _Shown] = {}
        self._over: dict[int, list[_Shown]] = {}
        self._starts = array("I", accumulate((len(each.links) for each in base.drawn), initial=0))
        self._keys = array("i", [_UNOWNED]) * self._starts[-1]
        self.owners = self._owned()
        self._lines = lines_of(base.bookmarks)
        self._stand_ins: dict[ObjectId, ObjectId] = {}
        for key in [key for key in book.Root.keys() if key != "/Type"]:  # noqa: SIM118
            del book.Root[key]
        book.Root.Pages = self._stand_in((0, _TREE))
        if base.bookmarks:
            book.Root.Outlines = self._stand_in((0, _LINE))
        first = self._stand_in((0, _PAGE))
        describe(book, base.title, base.lang, first, base.first, archival=base.archival)
        intend(book)

    @property
    def tree(self) -> ObjectId:
        """The one node of the page tree."""
        return 0, _TREE

    @property
    def outline(self) -> ObjectId | None:
        """The root of the bookmarks."""
        return (0, _LINE) if self._base.bookmarks else None

    @property
    def pages(self) -> Iterator[ObjectId]:
        """The pages in order."""
        return ((index, _PAGE) for index in range(len(self._base.drawn)))

    def contents(self, index: int) -> tuple[ObjectId, ...]:
        """The streams that draw a page, in order."""
        under = [(index, _PLACED)] if index in self._under else []
        over = [(index, _OVER + place) for place in range(len(self._over.get(index, ())))]
        return (*under, (index, _CONTENT), *over)

    def link(self, page: int, index: int) -> ObjectId:
        """A link of a page, by its index there, that belongs to an element."""
        return self._starts[page] + index, _LINK

    def place(self, index: int, matrix: Matrix, marked: str) -> ObjectId:
        """Show a page of an exhibit under what is drawn on a page; what stands for its drawing."""
        form = index, _SHOWN
        self._under[index] = _Shown(SHOWN, form, _operators(SHOWN, matrix, marked))
        return form

    def cover(self, index: int, name: str, form: Object, matrix: Matrix, marked: str) -> None:
        """Show a form over what is drawn on a page."""
        shown = _Shown(name, form.objgen, _operators(name, matrix, marked))
        self._over.setdefault(index, []).append(shown)

    def read(self, identity: ObjectId) -> Record:
        """An object of these pages, or of the document that their fonts come from."""
        number, kind = identity
        if kind < _PAGE:
            record = record_of(self._book.get_object(identity))
            refs = tuple(self._stand_ins.get(ref, ref) for ref in record.template.refs)
            return replace(record, template=replace(record.template, refs=refs))
        body = self._body(number, kind)
        text = self._text(number, kind) if body is None else _NO_ENTRIES
        return Record(template_of(text), body)

    def _body(self, number: int, kind: int) -> Body | None:
        if kind == _CONTENT:
            return self._base.drawn[number].body
        if kind == _PLACED:
            return self._under[number].operators
        return self._over[number][kind - _OVER].operators if kind >= _OVER else None

    def _text(self, number: int, kind: int) -> bytes:
        if kind == _PAGE:
            return self._page(number)
        if kind == _LINK:
            page = self._page_of(number)
            return self._link(page, number - self._starts[page])
        if kind == _LINE:
            return self._line(number)
        kids = b" ".join(b"%d %d R" % each for each in self.pages)
        return b"<< /Count %d /Kids [ %b ] /Type /Pages >>" % (len(self._base.drawn), kids)

    def _page(self, index: int) -> bytes:
        contents = b" ".join(b"%d %d R" % each for each in self.contents(index))
        parts = [
            self._annotations(index),
            b"/Contents [ %b ]" % contents
            if contents.count(b"R") > 1
            else b"/Contents " + contents,
            b"/MediaBox " + self._box,
            b"/Parent %d %d R" % self.tree,
            b"/Resources << /Font %b /ProcSet %b %b>>"
            % (self._fonts, self._procs, self._drawings(index)),
        ]
        if self._base.structure is not None:
            if self._base.structure.marks(index):
                parts.append(b"/StructParents %d" % index)
            parts.append(b"/Tabs /S")
        return b"<< %b /Type /Page >>" % b" ".join(filter(None, parts))

    def _drawings(self, index: int) -> bytes:
        under = [self._under[index]] if index in self._under else []
        shown = sorted((*under, *self._over.get(index, ())), key=lambda each: each.name)
        named = b" ".join(b"%b %d %d R" % (each.name.encode(), *each.form) for each in shown)
        return b"/XObject << %b >> " % named if named else b""

    def _annotations(self, index: int) -> bytes:
        first = self._starts[index]
        links = (
            b"%d %d R" % self.link(index, at)
            if self._keys[first + at] != _UNOWNED
            else self._link(index, at)
            for at in range(len(self._base.drawn[index].links))
        )
        inside = b" ".join(links)
        return b"/Annots [ %b ]" % inside if inside else b""

    def _link(self, page: int, index: int) -> bytes:
        """A link without a frame of its own, printed with its page."""
        corners, name = self._base.drawn[page].links[index]
        goal = self._base.goals[name]
        key = self._keys[self._starts[page] + index]
        owned = b"/StructParent %d " % key if key != _UNOWNED else b""
        return (
            b"<< /Border [ 0 0 0 ] /Dest %b /F 4 /Rect [ %b ] %b/Subtype /Link /Type /Annot >>"
            % (opened(b"%d %d R" % (goal.page_index, _PAGE), goal.top), corners, owned)
        )

    def _line(self, number: int) -> bytes:
        """A bookmark; 0 is the root of all of them."""
        return self._lines[number].spelled(
            lambda line: b"%d %d R" % (line, _LINE),
            lambda page, top: opened(b"%d %d R" % (page, _PAGE), top),
        )

    def _page_of(self, link: int) -> int:
        return bisect_right(self._starts, link) - 1

    def _stand_in(self, identity: ObjectId) -> Object:
        """An object of the document that is written as one of these."""
        empty = self._book.make_indirect(Dictionary())
        self._stand_ins[empty.objgen] = identity
        return empty

    def _owned(self) -> "array[int]":
        """Tell each link to which element it belongs; the keys follow those of the pages."""
        owners = array("I")
        structure = self._base.structure
        if structure is not None:
            for element, page, index in structure.annotated():
                self._keys[self._starts[page] + index] = len(self._base.drawn) + len(owners)
                owners.append(element)
        return owners


def _operators(name: str, matrix: Matrix, marked: str) -> Body:
    """Draw a form, as `marked` content."""
    numbers = " ".join(plain(each) for each in matrix)
    operators = f"q {numbers} cm {name} Do Q\n"
    if marked:
        operators = f"{marked} BDC\n{operators}EMC\n"
    return packed(operators.encode())


def _fonts(page: Object) -> bytes:
    """The fonts of the document, without the one that ReportLab enters and nobody uses."""
    fonts = page.Resources.Font.copy()
    if _IDLE_FONT in fonts:
        del fonts[_IDLE_FONT]
    return fonts.unparse(resolved=True)
