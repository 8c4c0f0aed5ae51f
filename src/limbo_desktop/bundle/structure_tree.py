"""The structure of a file as PDF objects, each spelled when it is needed and forgotten again.

Source: PDF 32000-1, 14.7 (structure tree, marked content, parent tree).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pikepdf import String

from limbo_desktop.bundle.digest import Node, Row
from limbo_desktop.bundle.pdf_objects import Record, template_of
from limbo_desktop.bundle.pdf_writer import Writer
from limbo_desktop.bundle.structure import ROOT, Detail, Kid, Structure

_LEAF: Final = 64
"""Pages, or annotations, of one leaf of the parent tree."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A structure with the numbers of its objects: the root is `first`, then come the elements.

    `pages` are the numbers of the pages, `annotation` tells those of annotations by page and index
    there, `owners` are the elements of annotations in the order of their keys in the parent tree,
    which begin behind those of the pages.
    """

    structure: Structure
    first: int
    pages: Sequence[int]
    annotation: Callable[[int, int], int]
    owners: Sequence[int]

    @staticmethod
    def size(structure: Structure, pages: int, annotations: int) -> int:
        """How many objects such a tree has."""
        return 2 + len(structure) + _leaves(pages) + _leaves(annotations)

    def write(self, writer: Writer) -> Row:
        """Write all of it, in the order of the numbers; what digests need of it."""
        row = Row(self.first)
        for number in self.numbers():
            text = self.text(number)
            writer.put(number, text)
            template = template_of(text)
            refs = tuple(ref for ref, _ in template.refs)
            row.append(Node(Record(template).own_digest(), refs))
        return row

    def numbers(self) -> range:
        """The numbers of its objects."""
        return range(
            self.first,
            self.first + self.size(self.structure, len(self.pages), len(self.owners)),
        )

    def text(self, number: int) -> bytes:
        """An object as it stands in the file."""
        place = number - self.first
        elements = len(self.structure)
        if place == 0:
            return b"<< /K %b /ParentTree %b /ParentTreeNextKey %d /Type /StructTreeRoot >>" % (
                _array([_ref(self.first + 1)] if elements else []),
                _ref(self.first + 1 + elements),
                len(self.pages) + len(self.owners),
            )
        if place <= elements:
            return self._element(place - 1)
        leaves = self.first + 2 + elements
        if number < leaves:
            return b"<< /Kids %b >>" % _array(map(_ref, range(leaves, self.numbers().stop)))
        return self._leaf(number - leaves)

    def _element(self, element: int) -> bytes:
        structure = self.structure
        kids: list[bytes] = []
        page: int | None = None
        for kind, value, at in structure.kids(element):
            if kind is Kid.ELEMENT:
                kids.append(self._ref_of(value))
            elif kind is Kid.MARK:
                page = at if page is None else page
                kids.append(b"%d" % value if at == page else self._mark(value, at))
            else:
                kids.append(self._annotation(value, at))
        parent = structure.parent(element)
        parts = [
            *_details(structure.detail(element)),
            b"/K %b" % (kids[0] if len(kids) == 1 else _array(kids)) if kids else b"",
            b"/P %b" % (_ref(self.first) if parent == ROOT else self._ref_of(parent)),
            b"/Pg %b" % _ref(self.pages[page]) if page is not None else b"",
            b"/S /%b" % structure.role(element).value.encode(),
        ]
        return b"<< %b >>" % b" ".join(sorted(filter(None, parts)))

    def _mark(self, mark: int, page: int) -> bytes:
        return b"<< /MCID %d /Pg %b /Type /MCR >>" % (mark, _ref(self.pages[page]))

    def _annotation(self, index: int, page: int) -> bytes:
        number = self.annotation(page, index)
        return b"<< /Obj %b /Pg %b /Type /OBJR >>" % (_ref(number), _ref(self.pages[page]))

    def _leaf(self, leaf: int) -> bytes:
        """A leaf of the parent tree: first those of pages, then those of annotations."""
        pages, count = len(self.pages), len(self.pages) + len(self.owners)
        if leaf < _leaves(pages):
            start = leaf * _LEAF
            keys = range(start, min(start + _LEAF, pages))
        else:
            start = pages + (leaf - _leaves(pages)) * _LEAF
            keys = range(start, min(start + _LEAF, count))
        rows = b" ".join(b"%d %b" % (key, self._owned(key)) for key in keys)
        return b"<< /Limits [ %d %d ] /Nums [ %b ] >>" % (keys[0], keys[-1], rows)

    def _owned(self, key: int) -> bytes:
        """What the marks of a page belong to, or what an annotation does."""
        if key < len(self.pages):
            return _array(map(self._ref_of, self.structure.marks(key)))
        return self._ref_of(self.owners[key - len(self.pages)])

    def _ref_of(self, element: int) -> bytes:
        return _ref(self.first + 1 + element)


def _leaves(count: int) -> int:
    return -(-count // _LEAF)


def _ref(number: int) -> bytes:
    return b"%d 0 R" % number


def _array(items: Iterable[bytes]) -> bytes:
    """An array as qpdf spells it."""
    inside = b" ".join(items)
    return b"[ %b ]" % inside if inside else b"[ ]"


def _details(detail: Detail) -> Iterator[bytes]:
    if detail.scope is not None:
        yield b"/A << /O /Table /Scope /%b >>" % detail.scope.value.encode()
    if detail.alt:
        yield b"/Alt %b" % String(detail.alt).unparse()
    if detail.lang:
        yield b"/Lang %b" % String(detail.lang).unparse()
