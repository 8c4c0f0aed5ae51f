"""Finds the parts of a bundle in a file, as the file is: changed, saved again, or as written."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import BinaryIO, Final

from pikepdf import Dictionary, Name, NameTree, Object, Pdf, Stream

from limbo_desktop.bundle import seal
from limbo_desktop.bundle.archival import with_claim
from limbo_desktop.bundle.digest import Node, Part, digest_from
from limbo_desktop.bundle.parts import SHOWN, Shape, contents_of
from limbo_desktop.bundle.pdf_file import Frame, starts_with
from limbo_desktop.bundle.pdf_objects import (
    ObjectId,
    Record,
    record_of,
    template_of,
    unpack,
    without_strings,
)
from limbo_desktop.bundle.pdf_writer import OBJECT_END, STREAM_END

_ACTIVE: Final = re.compile(
    rb"/(?:AA|AcroForm|GoToE|GoToR|ImportData|JS|JavaScript|Launch|Movie|Rendition"
    rb"|RichMedia\w*|Sound|SubmitForm|URI|XFA)(?![^\s/<>()\[\]])"
    rb"|/OpenAction (?!\[)"
)
_PIECE: Final = 1 << 20
_TREE_KEYS: Final = frozenset({"/Type", "/Kids", "/Count"})


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that is attached: its name, its size in bytes and its SHA-256 in hex."""

    name: str
    size: int
    sha256: str


class BundleReader:
    """Reads one opened file; `frame` is None when the file is not as this program writes it.

    `loose` are the numbers of objects that are not exactly as they would be written, `active`
    those that could act.  `watch` is told of bytes that were looked at, and may raise to stop.
    """

    def __init__(
        self,
        book: Pdf,
        file: BinaryIO,
        frame: Frame | None,
        watch: Callable[[int], None] = lambda _count: None,
    ) -> None:
        self._watch = watch
        self._book = book
        self._file = file
        self._frame = frame
        self._nodes: dict[int, Node] = {}
        self.loose: set[int] = set()
        self.active: set[int] = set()
        self._pages = [page.obj for page in book.pages]
        self._seals = {
            drawing.objgen: drawing
            for page in self._pages
            for name, drawing in _drawings(page)
            if name.startswith(seal.NAME_START)
        }
        self._files = list(self._embedded())
        self._unread = {stream.objgen for _, stream in self._files} | self._seals.keys()
        self._shown: dict[int, Part] = {}

    def shape(self) -> Shape:
        """Where the parts of the bundle stand."""
        root = self._book.Root
        for page in self._pages:
            for name, drawing in _drawings(page):
                if name == SHOWN:
                    number = _key(drawing.objgen)
                    self._shown[number] = digest_from(number, self.lookup, {})
        return Shape(
            _key(root.objgen),
            _key_of(self._book.trailer.get("/Info")),
            tuple(_key(page.objgen) for page in self._pages),
            tuple(tuple(_key(each.objgen) for each in contents_of(page)) for page in self._pages),
            tuple(_key(node.objgen) for node in self._tree()),
            {number: part.digest for number, part in self._shown.items()},
            _key_of(root.get("/Outlines")),
            _key_of(root.get("/Names")),
            _key_of(root.get("/AF")),
            _key_of(root.get("/StructTreeRoot")),
        )

    def lookup(self, key: int) -> Node:
        """What digests need of an object."""
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = self._read(key)
        return node

    def uncovered(self, covered: frozenset[int]) -> set[int]:
        """The objects of the file that belong to none of the parts."""
        known = covered.union(*(part.covered for part in self._shown.values()))
        known |= {_key(node.objgen) for node in self._tree()}
        return {_key(each.objgen) for each in self._book.objects if each is not None} - known

    def tree_is_plain(self) -> bool:
        """Whether the page tree is one list of pages, as this program writes it."""
        nodes = list(self._tree())
        return len(nodes) == 1 and set(nodes[0].keys()) == _TREE_KEYS

    def tree_says_more(self) -> bool:
        """Whether the page tree says something that is no list of pages."""
        return any(set(node.keys()) - _TREE_KEYS - {"/Parent"} for node in self._tree())

    def attached(self, sizes: Mapping[str, int]) -> Iterator[Attached]:
        """The attached files, read piece by piece; `sizes` are what each should have."""
        for name, stream in self._files:
            size, digest = self._content(stream, sizes.get(name, 0))
            yield Attached(name, size, digest)

    def listing(self, name: str, limit: int) -> bytes | None:
        """The bytes of a small attached file; None when it is not there or above `limit`."""
        for found, stream in self._files:
            if found == name:
                raw = stream.read_raw_bytes()
                packed = "/Filter" in stream.stream_dict
                return unpack(raw, limit) if packed else raw[:limit]
        return None

    def seals(self) -> Iterator[tuple[Object, Record]]:
        """The seals: the dictionary of each, and its record with what it draws."""
        for drawing in self._seals.values():
            yield drawing.stream_dict, record_of(drawing)

    def _read(self, key: int) -> Node:
        value = self._book.get_object(_identity(key))
        unread = value.objgen in self._unread and isinstance(value, Stream)
        record = _entries_only(value) if unread else record_of(value)
        said = isinstance(value, Stream) and value.get("/Type") == Name.Metadata
        if said and record.body and self._frame is None:
            # saved again by another program: from a protected file, it no longer has its claim
            told = hashlib.sha256(with_claim(value.read_bytes())).digest()
            record = replace(record, body=replace(record.body, content=told))
        if any(_ACTIVE.search(piece) for piece in without_strings(record.template.pieces)):
            self.active.add(key)
        if self._frame is not None:
            is_seal = value.objgen in self._seals
            self._hold_against_file(key, value, record_of(value) if is_seal else record)
        self._watch(0 if record.body is None else len(record.body.raw))
        refs = tuple(_key(ref) for ref in record.template.refs)
        return Node(record.own_digest(), refs)

    def _hold_against_file(self, key: int, value: Object, record: Record) -> None:
        extent = self._frame.extents.get(key) if self._frame is not None else None
        if extent is None:
            self.loose.add(key)
            return
        text = record.head({ref: ref[0] for ref in record.template.refs})
        length = None if record.body is None else len(record.body.raw)
        if record.body is None and isinstance(value, Stream):
            length = int(value.stream_dict.Length)
            text = text[:-2] + b"/Length %d >>" % length
        if not starts_with(self._file, key, extent, text, length):
            self.loose.add(key)

    def _content(self, stream: Stream, expected: int) -> tuple[int, str]:
        """Size and SHA-256 of an attached file; read from the file where its place is known."""
        key = _key(stream.objgen)
        packing = stream.stream_dict.get("/Filter")
        if self._frame is not None and key in self._frame.extents and packing is None:
            length = int(stream.stream_dict.Length)
            end = self._frame.extents[key].end - len(STREAM_END + OBJECT_END)
            return length, self._digest_of(end - length, length)
        raw = stream.read_raw_bytes()
        self._watch(len(raw))
        if packing is not None:
            # A copy that another program packed; what unpacks to more than the list says is wrong.
            raw = unpack(raw, expected) or b""
        return len(raw), hashlib.sha256(raw).hexdigest()

    def _digest_of(self, start: int, length: int) -> str:
        digest = hashlib.sha256()
        self._file.seek(start)
        while length > 0:
            piece = self._file.read(min(length, _PIECE))
            if not piece:
                break
            digest.update(piece)
            length -= len(piece)
            self._watch(len(piece))
        return digest.hexdigest()

    def _embedded(self) -> Iterator[tuple[str, Stream]]:
        names = self._book.Root.get("/Names")
        tree = names.get("/EmbeddedFiles") if isinstance(names, Dictionary) else None
        if not isinstance(tree, Dictionary):
            return
        for name, file in NameTree(tree).items():
            holder = file.get("/EF") if isinstance(file, Dictionary) else None
            stream = holder.get("/F") if isinstance(holder, Dictionary) else None
            if isinstance(stream, Stream):
                yield str(name), stream

    def _tree(self) -> Iterator[Object]:
        """The nodes of the page tree, each once."""
        waiting, seen = [self._book.Root.get("/Pages")], set[ObjectId]()
        while waiting:
            node = waiting.pop()
            if isinstance(node, Dictionary) and "/Kids" in node and node.objgen not in seen:
                seen.add(node.objgen)
                yield node
                waiting += [kid for kid in list(node.Kids) if isinstance(kid, Dictionary)]


def _drawings(page: Object) -> Iterator[tuple[str, Stream]]:
    """What a page draws by name: forms and images."""
    resources = page.get("/Resources")
    named = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    if isinstance(named, Dictionary):
        for name, drawing in named.items():
            if isinstance(drawing, Stream):
                yield str(name), drawing


def _entries_only(stream: Object) -> Record:
    """A stream without its data, as its dictionary was before the data was known."""
    entries = stream.stream_dict.copy()
    for key in ("/Length", "/Filter", "/DecodeParms"):
        if key in entries:
            del entries[key]
    return Record(template_of(entries.unparse(resolved=True)))


def _key(identity: ObjectId) -> int:
    """One number for an object; this program writes no generation but 0."""
    number, generation = identity
    return number if generation == 0 else -(number << 16 | generation)


def _identity(key: int) -> ObjectId:
    return (key, 0) if key >= 0 else (-key >> 16, -key & 0xFFFF)


def _key_of(value: Object | None) -> int | None:
    return None if value is None or value.objgen == (0, 0) else _key(value.objgen)
