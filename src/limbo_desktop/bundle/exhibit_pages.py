"""The pages of one exhibit as drawings in the bundle: taken over, or drawn by rendering."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, nullcontext
from dataclasses import astuple, dataclass
from typing import BinaryIO

import pikepdf

from limbo_desktop.bundle.base import Matrix, Placement, Rect
from limbo_desktop.bundle.bodies import Examined, PdfBody
from limbo_desktop.bundle.copying import Copier
from limbo_desktop.bundle.digest import digest_from
from limbo_desktop.bundle.kept import again, remembered
from limbo_desktop.bundle.kept_pages import KeptPages, Source, kept_pages
from limbo_desktop.bundle.pdf_objects import ObjectId, Record
from limbo_desktop.bundle.pdf_writer import Writer
from limbo_desktop.bundle.pictures import (
    Inner,
    Picture,
    Pictures,
    encode,
    picture_from,
    pixels_for,
    told_of,
)
from limbo_desktop.bundle.presets import Quality
from limbo_desktop.bundle.recompress import smaller
from limbo_desktop.bundle.redacting import blackened
from limbo_desktop.bundle.side_by_side import patiently, side_by_side
from limbo_desktop.bundle.takeover import NotTakenOverError, Opened, PageForm, open_source
from limbo_desktop.render.client import Renderer
from limbo_desktop.render.failures import Reason, RenderFailure
from limbo_desktop.vault.redactions import Box

Check = Callable[[], None]

_CAMERA_TYPES = frozenset({"image/jpeg", "image/heic", "image/heif", "image/avif"})


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page of an exhibit that stands in the file: its number, where it goes, its digest."""

    placement: Placement
    number: int
    matrix: Matrix
    digest: bytes


@dataclass(frozen=True, slots=True)
class Maker:
    """What draws pictures of pages: the render process, and the pictures that are made already.

    With `keep` a picture that is used is kept for the next time.  Pictures of a sub-exhibit are
    those of its exhibit from `first` on.
    """

    renderer: Renderer
    pictures: Pictures
    keep: bool = False
    first: int = 0
    check: Check = lambda: None

    def picture(
        self, examined: Examined, page: int, rect: Rect, stream: BinaryIO, password: str
    ) -> Picture:
        """The picture of a page for a place.

        Raises:
            RenderFailure: it cannot be drawn.
        """
        find = self.pictures.find if self.keep else self.pictures.take
        kept = find(examined.number, page)
        if kept is not None:
            return kept
        picture = self._made(examined, page, rect, stream, password, examined.black(page))
        if self.keep:
            self.pictures.keep(examined.number, page, picture)
        return picture

    def _made(
        self,
        examined: Examined,
        page: int,
        rect: Rect,
        stream: BinaryIO,
        password: str,
        black: Sequence[Box] = (),
    ) -> Picture:
        kind, quality = (
            examined.media_type,
            self.pictures.quality_of(examined.number, self.first + page),
        )
        return patiently(
            lambda: make_picture(self.renderer, kind, stream, page, rect, password, quality, black),
            self.check,
        )


def make_picture(
    renderer: Renderer,
    media_type: str,
    stream: BinaryIO,
    page: int,
    rect: Rect,
    password: str,
    quality: Quality,
    black: Sequence[Box] = (),
) -> Picture:
    """Draw a page for a place, with these boxes black before a pixel of it is packed.

    Raises:
        RenderFailure: it cannot be drawn.
    """
    dpi = quality.drawn if media_type == "application/pdf" else quality.photo
    width, height = pixels_for(rect, dpi)
    sharp = media_type not in _CAMERA_TYPES
    asked = {
        "what": "picture",
        "page": page,
        "pixels": (width, height),
        "password": password,
        "jpeg": quality.jpeg,
        "sharp": sharp,
        "black": [astuple(box) for box in black],
    }

    def make() -> Picture:
        with renderer.drawing:
            raster = renderer.page_image(stream, page, width, height, password)
            return encode(blackened(raster, black), sharp_colours=sharp, jpeg=quality.jpeg)

    return remembered(renderer, stream, asked, make, told_of, picture_from)


@dataclass(frozen=True, slots=True)
class Place:
    """A page (from 0) that is drawn for a place, with these boxes black."""

    page: int
    rect: Rect
    black: Sequence[Box] = ()


def made_pictures(
    renderer: Renderer,
    media_type: str,
    stream: BinaryIO,
    places: Sequence[Place],
    password: str,
    quality: Quality,
    check: Check,
) -> Iterator[Picture]:
    """Yield the pictures of pages in order, several drawn at a time, until one fails.

    Raises:
        RenderFailure: not even the first page can be drawn, or the render process was stopped.
    """

    def picture(place: Place) -> Picture:
        check()
        own = again(stream) if several else stream
        if own is None:
            raise ValueError(stream)
        with nullcontext() if own is stream else closing(own):
            return make_picture(
                renderer, media_type, own, place.page, place.rect, password, quality, place.black
            )

    several = len(places) > 1 and again(stream) is not None
    made = side_by_side(picture, places, renderer.lanes, check) if several else map(picture, places)
    done = 0
    try:
        for each in made:
            yield each
            done += 1
    except RenderFailure as failure:
        if failure.reason is Reason.STOPPED or places[done].page == 0:
            raise


def drawings(
    examined: Examined,
    placements: list[Placement],
    stream: BinaryIO,
    maker: Maker,
    writer: Writer,
    password: str,
) -> Iterator[Drawing | Placement]:
    """Write the pages of an exhibit one by one; a placement for one that could not be drawn.

    Raises:
        RenderFailure: the render process was stopped.
    """
    with _source(examined, stream, maker, password) as source:
        copier = _copier(writer, source)
        for placement in placements:
            drawn = None
            if not _must_be_drawn(examined, placement, maker):
                drawn = _taken_over(source, placement, copier)
            yield drawn or _pictured(examined, placement, stream, maker, writer, password)


def _must_be_drawn(examined: Examined, placement: Placement, maker: Maker) -> bool:
    body, index = examined.body, placement.exhibit_page_index
    drawn = isinstance(body, PdfBody) and index in body.drawn
    return drawn or maker.pictures.lowered(examined.number, maker.first + index)


class _Nothing:
    """No pages: of what is no PDF, or cannot be opened after all."""

    def form(self, index: int) -> PageForm:
        raise NotTakenOverError(index)

    def read(self, identity: ObjectId) -> Record:
        raise NotTakenOverError(identity)


class _Smaller(Opened):
    """The pages of an open PDF with pictures that are made smaller."""

    def __init__(self, source: pikepdf.Pdf, stream: BinaryIO, inner: Inner, maker: Maker) -> None:
        super().__init__(source)
        self._pdf, self._stream, self._inner, self._maker = source, stream, inner, maker

    def read(self, identity: ObjectId) -> Record:
        maker = self._maker
        quality = maker.pictures.quality
        made = smaller(maker.renderer, self._pdf, self._stream, identity, quality, self._inner)
        return made or super().read(identity)


@contextmanager
def _source(examined: Examined, stream: BinaryIO, maker: Maker, password: str) -> Iterator[Source]:
    if not isinstance(examined.body, PdfBody):
        yield _Nothing()
        return
    inner = maker.pictures.inner(examined.number, maker.first)
    kept = None if inner.any else kept_pages(maker.renderer, stream, password)
    if kept is not None:
        yield kept
        return
    try:
        source = open_source(stream, password, overlaid=examined.body.overlaid)
    except (pikepdf.PdfError, RuntimeError, ValueError):
        yield _Nothing()
        return
    with closing(source):
        yield _Smaller(source, stream, inner, maker)


def _copier(writer: Writer, source: Source) -> Copier:
    # the digests of pages that are kept are kept with them
    return Copier(writer, source.read, digested=not isinstance(source, KeptPages))


def _taken_over(source: Source, placement: Placement, copier: Copier) -> Drawing | None:
    try:
        form = source.form(placement.exhibit_page_index)
        number = copier.copy(form.record)
    except NotTakenOverError:
        return None
    digest = form.digest or _digest(copier, number)
    return Drawing(placement, number, form.placed_in(placement.rect), digest)


def _digest(copier: Copier, number: int) -> bytes:
    return digest_from(number, copier.nodes.__getitem__, {}, covering=False).digest


def _pictured(
    examined: Examined,
    placement: Placement,
    stream: BinaryIO,
    maker: Maker,
    writer: Writer,
    password: str,
) -> Drawing | Placement:
    rect = placement.rect
    try:
        picture = maker.picture(examined, placement.exhibit_page_index, rect, stream, password)
    except RenderFailure as failure:
        if failure.reason is Reason.STOPPED:
            raise
        return placement
    copier = Copier(writer, _Nothing().read)
    number = copier.copy(picture.record())
    matrix = (rect.width, 0.0, 0.0, rect.height, rect.x, rect.y)
    return Drawing(placement, number, matrix, _digest(copier, number))


Passwords = Mapping[str, str]
"""The passwords of protected documents by the document's id; they never enter the bundle."""
