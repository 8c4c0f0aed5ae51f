"""The pages of a PDF as they go into bundles, taken apart once and kept in the vault.

Kept are the objects that the pages are drawn with and the digest of each page.  What stands in
their streams lies in the original, byte for byte: of that only the place is kept.
"""

import re
from collections.abc import Mapping, Sequence
from typing import BinaryIO, Final, Protocol, cast

from limbo_desktop.bundle.copying import Copier
from limbo_desktop.bundle.digest import digest_from
from limbo_desktop.bundle.pdf_objects import Body, ObjectId, Record, Template
from limbo_desktop.bundle.takeover import NotTakenOverError, PageForm, whole
from limbo_desktop.render.client import Renderer
from limbo_desktop.render.wire import Message

BESIDE_BYTES: Final = 1 << 20
"""Most that is kept of the streams of one file, of those that do not lie in it as they are: they
were encrypted there, joined or packed otherwise.  With more than that nothing is kept."""

_OBJECTS: Final = 10_000
"""Most objects of one file that are kept: while they are gathered they are in memory."""

_SHORT: Final = 256
"""A stream so short is kept beside without being looked for."""
_FIRST: Final = 32
_PLACES: Final = 64
"""Places that are looked at for one stream, of those at which another begins like it."""
_STREAM = re.compile(rb"stream\r?\n")

_Page = tuple[int, tuple[float, float, float, float], int, str]
"""The place of its form among the objects, its box, its turn, the digest of its drawing in hex."""
_Object = tuple[Sequence[str], Sequence[int], int, int, bool]
"""The pieces of its template in Latin-1, the places of what it refers to, and of its stream where
it begins, counted through the original and on beside it, its length (-1 for none), whether it is
plain Flate."""


class Source(Protocol):
    """Where pages are taken over from."""

    def form(self, index: int) -> PageForm:
        """Page `index` (from 0); raises NotTakenOverError."""
        ...

    def read(self, identity: ObjectId) -> Record:
        """An object that a page is drawn with; raises NotTakenOverError."""
        ...


class Shelf:
    """Gathers pages; `read` gives the objects that they refer to, `original` is the whole file."""

    def __init__(self, source: Source, original: bytes) -> None:
        self._copier = Copier(self, source.read)
        self._original = original
        self._places = _places(original)
        self._beside = bytearray()
        self._pages: list[_Page | None] = []
        self._objects: list[_Object] = []
        self._reserved = 0

    @property
    def next_number(self) -> int:
        """The place that the next object gets."""
        return self._reserved

    def reserve(self, count: int = 1) -> int:
        """Give places for objects; the first of them."""
        self._reserved += count
        return self._reserved - count

    def put_record(self, _number: int, record: Record, numbers: Mapping[ObjectId, int]) -> None:
        """Take an object; they come in the order of their places."""
        pieces = [piece.decode("latin-1") for piece in record.template.pieces]
        refs = [numbers[ref] for ref in record.template.refs]
        self._objects.append((pieces, refs, *self._laid(record.body)))

    def add(self, form: PageForm | None) -> None:
        """Take the next page; none for one that is not taken over."""
        page: _Page | None = None
        if form is not None and not self._full:
            try:
                number = self._copier.copy(form.record)
                part = digest_from(number, self._copier.nodes.__getitem__, {}, covering=False)
                page = number, form.box, form.turn, part.digest.hex()
            except NotTakenOverError:
                page = None
        self._pages.append(page)

    def told(self) -> Message | None:
        """What can be kept; None when it would be too much."""
        if self._full:
            return None
        return Message({"pages": self._pages, "objects": self._objects}, bytes(self._beside))

    @property
    def _full(self) -> bool:
        return len(self._beside) > BESIDE_BYTES or len(self._objects) > _OBJECTS

    def _laid(self, body: Body | None) -> tuple[int, int, bool]:
        """What an object's row says of its stream."""
        if body is None:
            return 0, -1, False
        raw = body.raw
        if len(raw) > _SHORT:
            for place in self._places.get(raw[:_FIRST], ()):
                if self._original.startswith(raw, place):
                    return place, len(raw), body.flate
        self._beside += raw
        return len(self._original) + len(self._beside) - len(raw), len(raw), body.flate


class KeptPages:
    """Pages that were gathered before."""

    def __init__(self, message: Message, original: bytes) -> None:
        # written by a shelf of this very program: the recipe is in the key
        self._pages = cast("Sequence[_Page | None]", message.header["pages"])
        self._objects = cast("Sequence[_Object]", message.header["objects"])
        self._data = original + message.body if message.body else original

    def form(self, index: int) -> PageForm:
        """Page `index` (from 0); raises NotTakenOverError."""
        page = self._pages[index]
        if page is None:
            raise NotTakenOverError
        number, (left, bottom, right, top), turn, digest = page
        box = left, bottom, right, top
        return PageForm(self.read((number, 0)), box, turn, bytes.fromhex(digest))

    def read(self, identity: ObjectId) -> Record:
        """An object that a page is drawn with."""
        pieces, refs, start, size, flate = self._objects[identity[0]]
        template = Template(
            tuple(piece.encode("latin-1") for piece in pieces), tuple((ref, 0) for ref in refs)
        )
        if size < 0:
            return Record(template)
        return Record(template, Body(self._data[start : start + size], flate, b""))


def keep(renderer: Renderer, stream: BinaryIO, password: str, shelf: Shelf) -> None:
    """Keep what a shelf holds of a file."""
    told = shelf.told()
    if told is not None:
        renderer.memory.note(stream, _asked(password), told)


def kept_pages(renderer: Renderer, stream: BinaryIO, password: str) -> KeptPages | None:
    """The pages that are kept of a file; None when there are none."""
    known = renderer.memory.recall(stream, _asked(password))
    data = whole(stream) if known is not None else None
    return KeptPages(known, data) if known is not None and data is not None else None


def _asked(password: str) -> Mapping[str, object]:
    return {"what": "forms", "password": password}


def _places(original: bytes) -> Mapping[bytes, list[int]]:
    """Where streams of a file may begin, by their first bytes."""
    found: dict[bytes, list[int]] = {}
    for match in _STREAM.finditer(original):
        places = found.setdefault(original[match.end() : match.end() + _FIRST], [])
        if len(places) < _PLACES:
            places.append(match.end())
    return found
