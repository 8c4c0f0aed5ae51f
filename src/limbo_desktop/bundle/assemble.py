"""Puts a bundle together: typeset pages, pages of exhibits, originals, integrity list, seal.

The file is written from its start to its end, one exhibit in memory at a time: first the drawings
of exhibits, then the originals, then all that was typeset, last what depends on everything else,
the integrity list and the seals that show its fingerprint.
"""

from array import array
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Object, Pdf

from limbo_desktop.bundle import attachments, seal
from limbo_desktop.bundle.attachments import OpenOriginal
from limbo_desktop.bundle.base import Base, Placement, SealKind, SealSpot
from limbo_desktop.bundle.base_pages import BasePages
from limbo_desktop.bundle.bodies import Examined
from limbo_desktop.bundle.copying import Copier
from limbo_desktop.bundle.digest import Node, Row
from limbo_desktop.bundle.encrypt import Lock
from limbo_desktop.bundle.exhibit_pages import Drawing, Maker, Passwords
from limbo_desktop.bundle.manifest import Manifest, Original, fingerprint
from limbo_desktop.bundle.parts import Shape, digest_parts
from limbo_desktop.bundle.pdf_objects import ObjectId, Record, packed, record_of
from limbo_desktop.bundle.pdf_writer import Sink, Writer
from limbo_desktop.bundle.pictures import Pictures
from limbo_desktop.bundle.structure_tree import Tree
from limbo_desktop.bundle.sub_exhibits import drawings
from limbo_desktop.render.client import Renderer

Progress = Callable[[int, int], None]
"""Told pages of exhibits that are placed, and how many there are."""

Check = Callable[[], None]
"""Asked between pages whether to go on; what it raises stops the work and goes up."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A finished bundle: its fingerprint (64 hex digits), pages and bytes.

    `missing` are places that stayed empty because drawing the page failed this time; it had worked
    when the exhibit was examined.
    """

    fingerprint: str
    pages: int
    size: int
    missing: tuple[Placement, ...] = ()


def assemble(
    base: Base,
    examined: Sequence[Examined],
    open_original: OpenOriginal,
    renderer: Renderer,
    out: Sink,
    *,
    passwords: Passwords | None = None,
    pictures: Pictures | None = None,
    lock: Lock | None = None,
    progress: Progress = lambda _done, _total: None,
    check: Check = lambda: None,
) -> Sealed:
    """Write a bundle to `out`, which need not seek; nothing is read back.

    The same base, exhibits and originals give the same bytes; with a `lock`, which encrypts, the
    same fingerprint.  `pictures` are those that `examine` made.

    Raises:
        OriginalChangedError: an original is not what the case says.
        RenderFailure: the render process was stopped.
    """
    maker = Maker(renderer, pictures or Pictures(), check=check)
    with pikepdf.open(BytesIO(base.fonts)) as book:
        work = _Assembly(book, base, examined, Writer(out, lock))
        work.draw(open_original, maker, passwords or {}, progress, check)
        work.attach(open_original, check)
        return work.finish()


class _Assembly:
    """The state of one bundle that is being written."""

    def __init__(self, book: Pdf, base: Base, examined: Sequence[Examined], writer: Writer) -> None:
        self._book = book
        self._base = base
        self._examined = {each.number: each for each in examined}
        self._writer = writer
        self._outside: dict[ObjectId, int] = {}
        self._drawn: dict[int, bytes] = {}
        self._missing: list[Placement] = []
        self._originals: list[Original] = []
        self._facts: dict[int, Node] = {}
        self._pages = BasePages(book, base)
        self._structure = _declared_structure(book) if base.structure is not None else None
        self._attachments = attachments.declare(book, examined)
        self._font = _seal_font(book)
        self._seals = [_seal_form(book, self._font, spot) for spot in base.seals]
        for index, spot in enumerate(base.seals):
            matrix = (1.0, 0.0, 0.0, 1.0, spot.rect.x, spot.rect.y)
            form, name = self._seals[index], seal.seal_name(index)
            self._pages.cover(spot.page_index, name, form, matrix, spot.marked)

    def draw(
        self,
        open_original: OpenOriginal,
        maker: Maker,
        passwords: Mapping[str, str],
        progress: Progress,
        check: Check,
    ) -> None:
        """Write the pages of all exhibits, exhibit by exhibit."""
        places: dict[int, list[Placement]] = {}
        for placement in sorted(
            self._base.placements, key=lambda each: (each.exhibit, each.exhibit_page_index)
        ):
            places.setdefault(placement.exhibit, []).append(placement)
        done, total = 0, len(self._base.placements)
        for number, placements in places.items():
            examined = self._examined[number]
            document = examined.exhibit.document
            password = passwords.get(document.id, "")
            with closing(open_original(document.sha256)) as stream:
                for drawn in drawings(examined, placements, stream, maker, self._writer, password):
                    self._place(drawn)
                    done += 1
                    progress(done, total)
                    check()

    def _place(self, drawn: Drawing | Placement) -> None:
        if isinstance(drawn, Placement):
            self._missing.append(drawn)
            return
        place = drawn.placement
        holder = self._pages.place(place.page_index, drawn.matrix, place.marked)
        self._outside[holder] = drawn.number
        self._drawn[drawn.number] = drawn.digest

    def attach(self, open_original: OpenOriginal, check: Check) -> None:
        """Write the originals; give the integrity list and the seals their numbers."""
        for attachment in self._attachments:
            check()
            self._outside[attachment.stream] = stream = self._writer.reserve()
            if attachment.params is None:
                continue
            self._outside[attachment.params] = params = self._writer.reserve()
            text = self._read(attachment.stream).template.fill(self._outside)
            original, facts = attachments.write_original(
                attachment, open_original, self._writer, text, (stream, params)
            )
            self._originals.append(original)
            self._facts[params] = Node(facts.own_digest(), ())
        for form in self._seals:
            self._outside[form.objgen] = self._writer.reserve()

    def finish(self) -> Sealed:
        """Write what was typeset, then the integrity list, the seals and the end of the file."""
        first = self._reserve_tree()
        copier = Copier(self._writer, self._pages.read, self._outside)
        root = copier.copy_object(self._book.Root.objgen)
        info = copier.copy_object(self._book.trailer.Info.objgen)
        copier.copy_object(self._font.objgen)
        nodes = copier.nodes
        for placeholder in (*self._attached_streams(), *self._seals):
            nodes[copier.numbers[placeholder.objgen]] = copier.node(_entries(placeholder))
        nodes.update(self._facts)
        tree = self._write_tree(first, copier)
        numbers, pages = copier.numbers, self._pages
        shape = Shape(
            root,
            info,
            tuple(numbers[page] for page in pages.pages),
            tuple(
                tuple(numbers[each] for each in pages.contents(index))
                for index in range(len(self._base.drawn))
            ),
            (numbers[pages.tree],),
            self._drawn,
            numbers[pages.outline] if pages.outline is not None else None,
            *(self._number_of(copier, key) for key in ("/Names", "/AF", "/StructTreeRoot")),
        )

        def node(number: int) -> Node:
            return nodes[number] if tree is None or number in nodes else tree[number]

        parts = digest_parts(shape, node, covering=False)
        listing = Manifest(
            tuple(sorted(self._originals, key=lambda each: each.exhibit)),
            tuple(part.digest.hex() for part in parts.pages),
            parts.hexed,
            self._beside(),
            self._base.first,
            self._base.part,
            self._base.count,
            self._base.others,
        ).to_bytes()
        self._write_list(listing, copier)
        shown = fingerprint(listing)
        self._write_seals(shown, copier)
        self._writer.finish(root, info, bytes.fromhex(shown)[:16])
        return Sealed(shown, len(self._base.drawn), self._writer.size, tuple(self._missing))

    def _reserve_tree(self) -> int:
        """Give the structure its numbers; the first of them."""
        structure = self._base.structure
        if structure is None or self._structure is None:
            return 0
        size = Tree.size(structure, len(self._base.drawn), len(self._pages.owners))
        first = self._outside[self._structure.objgen] = self._writer.reserve(size)
        return first

    def _write_tree(self, first: int, copier: Copier) -> Row | None:
        structure = self._base.structure
        if structure is None:
            return None
        pages = array("I", (copier.numbers[page] for page in self._pages.pages))

        def link(page: int, index: int) -> int:
            return copier.numbers[self._pages.link(page, index)]

        return Tree(structure, first, pages, link, self._pages.owners).write(self._writer)

    def _beside(self) -> tuple[Original, ...]:
        return tuple(
            Original(each.number, each.file_name, each.exhibit.document.sha256, each.size)
            for each in self._examined.values()
            if each.beside
        )

    def _number_of(self, copier: Copier, key: str) -> int | None:
        value = self._book.Root.get(key)
        return None if value is None else copier.numbers[value.objgen]

    def _attached_streams(self) -> list[Object]:
        return [self._book.get_object(each.stream) for each in self._attachments]

    def _write_list(self, listing: bytes, copier: Copier) -> None:
        stream = self._attachments[-1].stream
        text = self._read(stream).template.fill(copier.numbers)
        self._writer.put_pieces(copier.numbers[stream], text, len(listing), iter([listing]))

    def _write_seals(self, shown: str, copier: Copier) -> None:
        for spot, form in zip(self._base.seals, self._seals, strict=True):
            text = _entries(form).template.fill(copier.numbers)
            data = seal.seal_stream(spot.kind, shown, *seal.seal_size(form))
            self._writer.put_stream(copier.numbers[form.objgen], text, packed(data))

    def _read(self, identity: ObjectId) -> Record:
        return record_of(self._book.get_object(identity))


def _declared_structure(book: Pdf) -> Object:
    """Say that the document has a structure, which is written later."""
    book.Root.MarkInfo = Dictionary(Marked=True)
    root = book.Root.StructTreeRoot = book.make_indirect(Dictionary())
    return root


def _entries(placeholder: Object) -> Record:
    return record_of(placeholder)


def _seal_form(book: Pdf, font: Object, spot: SealSpot) -> Object:
    entries = seal.seal_entries(spot)
    if spot.kind is SealKind.TEXT:
        entries.Resources = Dictionary(Font=Dictionary({seal.FONT_NAME: font}))
    return book.make_indirect(entries)


def _seal_font(book: Pdf) -> Object:
    """The font of the digits, whole: nothing of it depends on the fingerprint."""
    font, descendant, descriptor = seal.font_entries()
    descriptor["/FontFile2"] = book.make_stream(seal.font_program())
    descendant.FontDescriptor = book.make_indirect(descriptor)
    font["/DescendantFonts"] = Array([book.make_indirect(descendant)])
    font["/ToUnicode"] = book.make_stream(seal.to_unicode())
    return book.make_indirect(font)
