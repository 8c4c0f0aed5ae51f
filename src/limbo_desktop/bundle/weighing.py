"""How many bytes the pages of a bundle take in a file: measured by writing them to nowhere."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from io import BytesIO

from limbo_desktop.bundle.assemble import assemble
from limbo_desktop.bundle.attachments import OpenOriginal
from limbo_desktop.bundle.base import Base, Placement
from limbo_desktop.bundle.bodies import Examined
from limbo_desktop.bundle.encrypt import Lock
from limbo_desktop.bundle.exhibit_pages import Maker, Passwords
from limbo_desktop.bundle.pdf_writer import Sink, Writer
from limbo_desktop.bundle.pictures import ENTRIES
from limbo_desktop.bundle.sub_exhibits import drawings
from limbo_desktop.render.client import Renderer

Check = Callable[[], None]

_ROW = 20
"""Bytes of an object in the cross-reference table."""
_PLACED = 400
"""Most bytes of what puts an exhibit's page on a page."""
ATTACHED = 1200
"""Most bytes of an attached original beside its own."""


class TooManyBytesError(Exception):
    """A file would be larger than it may be."""


class Nowhere:
    """Takes bytes and forgets them."""

    def write(self, data: bytes, /) -> object:
        """Take the bytes."""
        return len(data)


class Limited:
    """Passes bytes on up to a limit; raises TooManyBytesError at the first byte beyond."""

    def __init__(self, out: Sink, limit: int) -> None:
        self._out = out
        self._left = limit

    def write(self, data: bytes, /) -> object:
        """Pass the bytes on."""
        self._left -= len(data)
        if self._left < 0:
            raise TooManyBytesError
        return self._out.write(data)


def typeset_size(
    base: Base, examined: Sequence[Examined], renderer: Renderer, lock: Lock | None = None
) -> int:
    """The size of a file with everything but originals and the pages of exhibits."""
    bare = replace(base, placements=())
    kept = [replace(each, attached=False) for each in examined]
    return assemble(bare, kept, _none, renderer, Nowhere(), lock=lock).size


class Scales:
    """Weighs pages of exhibits; a page that is drawn once is kept or remembered by its size.

    With a `lock` as they are in a protected file.
    """

    def __init__(
        self,
        open_original: OpenOriginal,
        maker: Maker,
        passwords: Passwords,
        check: Check,
        lock: Lock | None = None,
    ) -> None:
        self._open_original = open_original
        self._maker = replace(maker, keep=True)
        self._passwords = passwords
        self._check = check
        self._lock = lock
        self._known: dict[tuple[int, tuple[int, ...]], tuple[int, ...]] = {}

    def weigh(
        self, placements: Sequence[Placement], examined: Mapping[int, Examined]
    ) -> dict[tuple[int, int], int]:
        """The bytes that each page (exhibit, page from 0) adds to a file that has these pages.

        What pages of an exhibit share counts with the first of them.
        """
        weights: dict[tuple[int, int], int] = {}
        by_exhibit: dict[int, list[Placement]] = {}
        for each in placements:
            by_exhibit.setdefault(each.exhibit, []).append(each)
        for number, places in by_exhibit.items():
            pages = tuple(place.exhibit_page_index for place in places)
            if (number, pages) not in self._known:
                self._known[number, pages] = self._weighed(examined[number], places)
            known = self._known[number, pages]
            weights.update(((number, page), size) for page, size in zip(pages, known, strict=True))
        return weights

    def surplus(self, placements: Sequence[Placement]) -> int:
        """By how many bytes these pages may have been weighed too heavy."""
        kept = self._maker.pictures.size_of
        return sum(
            _PLACED + (ENTRIES if kept(place.exhibit, place.exhibit_page_index) else 0)
            for place in placements
        )

    def forget(self, exhibit: int) -> None:
        """Weigh an exhibit anew: a page of it is drawn otherwise now."""
        for key in [key for key in self._known if key[0] == exhibit]:
            del self._known[key]

    def _weighed(self, examined: Examined, places: list[Placement]) -> tuple[int, ...]:
        sizes = [
            self._maker.pictures.size_of(place.exhibit, place.exhibit_page_index)
            for place in places
        ]
        unknown = [place for place, size in zip(places, sizes, strict=True) if size is None]
        written = iter(self._written(examined, unknown) if unknown else ())
        return tuple(_PLACED + (size if size is not None else next(written)) for size in sizes)

    def _written(self, examined: Examined, places: list[Placement]) -> Iterator[int]:
        document = examined.exhibit.document
        password = self._passwords.get(document.id, "")
        writer = Writer(Nowhere(), self._lock)
        before = writer.size + _ROW * writer.next_number
        with closing(self._open_original(document.sha256)) as stream:
            for _ in drawings(examined, places, stream, self._maker, writer, password):
                self._check()
                now = writer.size + _ROW * writer.next_number
                yield now - before
                before = now


def _none(sha256: str) -> BytesIO:
    raise KeyError(sha256)
