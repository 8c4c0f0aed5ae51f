"""The pages of one exhibit as drawings in the bundle: taken over, or drawn by rendering."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import BinaryIO

import pikepdf

from limbo_desktop.bundle.base import Matrix, Placement, Rect
from limbo_desktop.bundle.bodies import Examined, PdfBody
from limbo_desktop.bundle.copying import Copier, Read
from limbo_desktop.bundle.digest import digest_from
from limbo_desktop.bundle.pdf_objects import ObjectId, Record
from limbo_desktop.bundle.pdf_writer import Writer
from limbo_desktop.bundle.pictures import (
    Picture,
    Pictures,
    encode,
    pixels_for,
)
from limbo_desktop.bundle.presets import Quality
from limbo_desktop.bundle.recompress import smaller
from limbo_desktop.bundle.redacting import blackened
from limbo_desktop.bundle.takeover import (
    NotTakenOverError,
    open_source,
    page_form,
    resource_record,
)
from limbo_desktop.render.client import Renderer
from limbo_desktop.render.failures import Reason, RenderFailure
from limbo_desktop.vault.redactions import Box

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
        quality = self.pictures.quality_of(examined.number, page)
        picture = make_picture(
            self.renderer,
            examined.media_type,
            stream,
            page,
            rect,
            password,
            quality,
            examined.black(page),
        )
        if self.keep:
            self.pictures.keep(examined.number, page, picture)
        return picture


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
    raster = blackened(renderer.page_image(stream, page, width, height, password), black)
    return encode(raster, sharp_colours=media_type not in _CAMERA_TYPES, jpeg=quality.jpeg)


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
    with _source(examined, stream, password) as source:
        copier = Copier(writer, _reader(source, examined.number, maker))
        for placement in placements:
            drawn = None
            if source is not None and not _must_be_drawn(examined, placement, maker):
                drawn = _taken_over(source, placement, copier)
            yield drawn or _pictured(examined, placement, stream, maker, writer, password)


def _must_be_drawn(examined: Examined, placement: Placement, maker: Maker) -> bool:
    body, index = examined.body, placement.exhibit_page_index
    drawn = isinstance(body, PdfBody) and index in body.drawn
    return drawn or maker.pictures.lowered(examined.number, maker.first + index)


@contextmanager
def _source(examined: Examined, stream: BinaryIO, password: str) -> Iterator[pikepdf.Pdf | None]:
    if not isinstance(examined.body, PdfBody):
        yield None
        return
    try:
        source = open_source(stream, password)
    except (pikepdf.PdfError, RuntimeError, ValueError):
        yield None
        return
    with closing(source):
        yield source


def _reader(source: pikepdf.Pdf | None, exhibit: int, maker: Maker) -> Read:
    inner, quality = maker.pictures.inner(exhibit, maker.first), maker.pictures.quality

    def read(identity: ObjectId) -> Record:
        if source is None:
            raise NotTakenOverError
        made = smaller(maker.renderer, source, identity, quality, inner)
        return made or resource_record(source, identity)

    return read


def _taken_over(source: pikepdf.Pdf, placement: Placement, copier: Copier) -> Drawing | None:
    try:
        form = page_form(source, placement.exhibit_page_index)
        number = copier.copy(form.record)
    except NotTakenOverError:
        return None
    part = digest_from(number, copier.nodes.__getitem__, {})
    return Drawing(placement, number, form.placed_in(placement.rect), part.digest)


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
    copier = Copier(writer, _reader(None, examined.number, maker))
    number = copier.copy(picture.record())
    part = digest_from(number, copier.nodes.__getitem__, {})
    matrix = (rect.width, 0.0, 0.0, rect.height, rect.x, rect.y)
    return Drawing(placement, number, matrix, part.digest)


Passwords = Mapping[str, str]
"""The passwords of protected documents by the document's id; they never enter the bundle."""
