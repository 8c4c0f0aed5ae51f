"""What the person redacted or let go in a case, asked exhibit by exhibit; boxes burned into pixels.

A document with a black box on it goes in as pictures alone.  A name in the text layer of a page
that is not wholly under boxes keeps the document withheld, as does a person who is not released.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import BinaryIO, Final

from PIL import Image, ImageDraw

from limbo_desktop.bundle.conceal import Concealer
from limbo_desktop.bundle.concealed_records import ConcealedRecords
from limbo_desktop.case.records import Case
from limbo_desktop.render.client import Renderer
from limbo_desktop.render.facts import FoundBox, Raster
from limbo_desktop.render.failures import Reason, RenderFailure
from limbo_desktop.render.lettering import Lettering
from limbo_desktop.vault.redactions import Box, Boxes, How, Redacted, Release

_SAMPLES: Final = (0.2, 0.5, 0.8)
"""Where a letter is looked at to see whether it is covered, as parts of its width and height."""


@dataclass(frozen=True, slots=True)
class Redacting:
    """The redactions of a case, and who is known to be in each document before it is opened.

    `known` are the ids of concealed people by document id, `shown` by the SHA-256 of originals that
    the person has not let go; `twins` are the SHA-256 of originals that may not go in under any
    number, because a document with the same bytes is redacted.
    """

    redacted: Redacted = field(default_factory=Redacted)
    known: Mapping[str, frozenset[str]] = field(default_factory=dict)
    shown: Mapping[str, frozenset[str]] = field(default_factory=dict)
    twins: frozenset[str] = frozenset()

    def boxes(self, document: str) -> Boxes:
        """The boxes of a document by page, from 1; empty when none was drawn."""
        return self.redacted.boxes.get(document, {})

    def release(self, document: str) -> Release | None:
        """What the person said of a document."""
        return self.redacted.releases.get(document)

    def replaces(self, document: str) -> bool:
        """Whether the document goes in with the names in its text replaced."""
        release = self.release(document)
        return release is not None and release.how is How.REPLACED

    def held(self, document: str, people: Iterable[str]) -> frozenset[str]:
        """Those of `people` (ids) of whom the person has not said that they may be seen."""
        release = self.release(document)
        return frozenset(people) - (release.people if release is not None else frozenset())


def redacting_of(case: Case, redacted: Redacted) -> Redacting:
    """What `examine` must know of the redactions of a case."""
    records = ConcealedRecords(Concealer(case.people), case.people, "en")
    known = {each.id: records.known_in(each) for each in case.documents}
    shown: dict[str, frozenset[str]] = {}
    for each in case.documents:
        kept_back = Redacting(redacted).held(each.id, known[each.id])
        if kept_back and each.sha256:
            shown[each.sha256] = shown.get(each.sha256, frozenset()) | kept_back
    for each in case.documents:
        known[each.id] |= shown.get(each.sha256, frozenset())
    drawn = {document for document, pages in redacted.boxes.items() if pages}
    drawn |= {who for who, release in redacted.releases.items() if release.how is How.REPLACED}
    twins = frozenset(each.sha256 for each in case.documents if each.id in drawn)
    named = {document: people for document, people in known.items() if people}
    return Redacting(redacted, named, shown, twins)


def blackened(raster: Raster, boxes: Sequence[Box]) -> Raster:
    """The pixels with every box black, each widened to whole pixels."""
    if not boxes:
        return raster
    image = Image.frombytes(raster.mode, (raster.width, raster.height), raster.data)
    pen = ImageDraw.Draw(image)
    for box in boxes:
        left, top = math.floor(box.x * raster.width), math.floor(box.y * raster.height)
        right = math.ceil((box.x + box.width) * raster.width)
        bottom = math.ceil((box.y + box.height) * raster.height)
        pen.rectangle((left, top, right, bottom), fill=0 if raster.mode == "L" else (0, 0, 0))
    return replace(raster, data=image.tobytes())


@dataclass(frozen=True, slots=True)
class Named:
    """Where a name of concealed people stands on a page: a box for each line, and their ids."""

    people: tuple[str, ...]
    text: str
    boxes: tuple[FoundBox, ...]
    covered: bool


def names_on(
    renderer: Renderer,
    stream: BinaryIO,
    page: int,
    password: str,
    concealer: Concealer,
    boxes: Sequence[Box],
) -> tuple[list[Named], bool]:
    """The concealed names in the text layer of a PDF's page (from 0), and whether all was read.

    Raises:
        RenderFailure: the render process was stopped.
    """
    try:
        letters = renderer.letters(stream, page, password)
    except RenderFailure as failure:
        if failure.reason is Reason.STOPPED:
            raise
        return [], False
    found = [
        Named(
            each.people,
            letters.text[each.start : each.end],
            letters.spans(each.start, each.end),
            _covered(letters, each.start, each.end, boxes),
        )
        for each in concealer.find(letters.text)
    ]
    return found, letters.complete


def _covered(letters: Lettering, start: int, end: int, boxes: Sequence[Box]) -> bool:
    """Whether every letter is under the boxes."""
    seen = zip(letters.text[start:end], letters.boxes[start:end], strict=True)
    return all(
        any(box.holds(x, y) for box in boxes)
        for letter, place in seen
        if not letter.isspace()
        for x in (place.x + part * place.width for part in _SAMPLES)
        for y in (place.y + part * place.height for part in _SAMPLES)
    )
