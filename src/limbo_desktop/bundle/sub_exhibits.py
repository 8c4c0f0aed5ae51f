"""The pages of an exhibit and of the files that hang on it, each drawn from its own bytes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import BinaryIO

from limbo_desktop.bundle import exhibit_pages
from limbo_desktop.bundle.base import Placement, Rect
from limbo_desktop.bundle.bodies import Examined, SubExhibit
from limbo_desktop.bundle.exhibit_pages import Drawing, Maker
from limbo_desktop.bundle.hanging import Hanging
from limbo_desktop.bundle.kept import part_of
from limbo_desktop.bundle.pdf_writer import Writer
from limbo_desktop.bundle.pictures import Picture
from limbo_desktop.render.failures import Reason, RenderFailure


def drawings(
    examined: Examined,
    placements: list[Placement],
    stream: BinaryIO,
    maker: Maker,
    writer: Writer,
    password: str,
) -> Iterator[Drawing | Placement]:
    """Write the pages of an exhibit one by one, those of sub-exhibits from their own bytes.

    A placement is yielded for a page that could not be drawn.

    Raises:
        RenderFailure: the render process was stopped.
    """
    pages = [(part, index) for part, index, _ in examined.placed]
    ordered = sorted(placements, key=lambda each: each.exhibit_page_index)

    def whose(placement: Placement) -> SubExhibit | None:
        return pages[placement.exhibit_page_index][0]

    places = {pages[each.exhibit_page_index][0] for each in ordered}
    hanging = Hanging(maker.renderer, stream, {part.place for part in places if part})

    for part, group in groupby(ordered, key=whose):
        own = [
            replace(each, exhibit_page_index=pages[each.exhibit_page_index][1]) for each in group
        ]
        if part is None:
            yield from exhibit_pages.drawings(examined, own, stream, maker, writer, password)
            continue
        try:
            data = hanging.data(part.place)
        except RenderFailure as failure:
            if failure.reason is Reason.STOPPED:
                raise
            yield from own
            continue
        first = pages.index((part, 0))
        apart = _PartMaker(maker.renderer, maker.pictures, maker.keep, first, maker.check)
        own_stream = part_of(stream, str(part.place), data)
        yield from exhibit_pages.drawings(
            _as_exhibit(examined, part), own, own_stream, apart, writer, ""
        )


@dataclass(frozen=True, slots=True)
class _PartMaker(Maker):
    """Draws a sub-exhibit, whose pictures are kept as the exhibit's from `first` on."""

    def picture(
        self, examined: Examined, page: int, rect: Rect, stream: BinaryIO, password: str
    ) -> Picture:
        """The picture of a page for a place.

        Raises:
            RenderFailure: it cannot be drawn.
        """
        number, place = examined.number, self.first + page
        find = self.pictures.find if self.keep else self.pictures.take
        kept = find(number, place)
        if kept is not None:
            return kept
        return self._made(examined, page, rect, stream, password)


def _as_exhibit(examined: Examined, part: SubExhibit) -> Examined:
    """A sub-exhibit as if its bytes were an original of their own."""
    document = replace(examined.exhibit.document, sha256=part.sha256)
    return replace(
        examined,
        exhibit=replace(examined.exhibit, document=document),
        body=part.body,
        media_type=part.media_type,
        size=part.size,
        parts=(),
    )
