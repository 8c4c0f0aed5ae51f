"""The whole bundle as pages: every section in order, laid out until its page numbers are true."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Self

from limbo_desktop.bundle.base import Base
from limbo_desktop.bundle.bodies import Examined
from limbo_desktop.bundle.going_on import go_on
from limbo_desktop.bundle.pages.drawing import Drawing
from limbo_desktop.bundle.pages.in_parts import parts_of
from limbo_desktop.bundle.pages.sections import all_pages
from limbo_desktop.bundle.pages.sheet import Frame
from limbo_desktop.bundle.pages.styles import styles_for
from limbo_desktop.bundle.pages.telling import Page, PartOf, Spot, Telling
from limbo_desktop.bundle.selection import Selection
from limbo_desktop.text.language import Language, Months
from limbo_desktop.text.language import language as told_in
from limbo_desktop.text.typeset import INK
from limbo_desktop.text.words import Words

_ROUNDS = 8
"""Layouts that are drawn until page numbers settle, after the one that finds them; one is usual,
more when a number grows by a digit."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A bundle that is laid out: the pages of each part, and which page is what.

    `spots` are, in order, the pages that are the same wherever parts begin, with the index of each
    among all pages, from 0.
    """

    telling: Telling
    cuts: tuple[Spot, ...]
    bases: tuple[Base, ...]
    spots: tuple[tuple[Spot, int], ...]

    def first_part(self, fingerprints: Sequence[str]) -> Base:
        """The first part again, with the fingerprints of the others."""
        parts = tuple(
            replace(part, fingerprint=fingerprint)
            for part, fingerprint in zip(self.telling.parts, ("", *fingerprints), strict=True)
        )
        telling = replace(self.telling, parts=parts)
        drawing = Drawing(telling)
        for _ in drawing.drawn(
            takewhile(lambda page: page.part == 1, all_pages(telling, self.cuts))
        ):
            pass
        return drawing.bases()[0]


def typeset(selection: Selection, examined: Sequence[Examined], language: Language) -> Base:
    """Every page of the bundle but what is inside the originals' own pages."""
    return typeset_parts(selection, examined, language, ()).bases[0]


def typeset_parts(
    selection: Selection, examined: Sequence[Examined], language: Language, cuts: Sequence[Spot]
) -> Laid:
    """The same in parts: one more than there are `cuts`, the pages with which the others begin."""
    preset = selection.options.preset
    frame = Frame(language.rtl, preset.two_sided, first=selection.first_page)
    styles = styles_for(frame.rtl)
    telling = Telling(
        selection,
        {each.number: each for each in examined},
        Words(language),
        frame,
        replace(styles, link_ink=INK) if preset.two_sided else styles,
        first=selection.first_page,
        second=_second(selection),
        parts=tuple(PartOf(1, 1) for _ in (*cuts, None)) if cuts else (),
    )
    found = Numbers.of(all_pages(telling, cuts), telling.first)
    for _ in range(_ROUNDS):
        parts = found.parts if cuts else ()
        telling = replace(telling, numbers=found.numbers, total=found.total, parts=parts)
        drawing = Drawing(telling)
        found = Numbers.of(drawing.drawn(all_pages(telling, cuts)), telling.first)
        settled = found.numbers == telling.numbers and found.total == telling.total
        if settled and (not cuts or found.parts == telling.parts):
            break
    return Laid(telling, tuple(cuts), drawing.bases(), found.spots)


def _second(selection: Selection) -> Words | None:
    """The words of the second language of a bundle of two."""
    options = selection.options
    if not options.second:
        return None
    return Words(told_in(options.second, options.months or Months.LEVANTINE))


@dataclass(frozen=True, slots=True)
class Numbers:
    """The page number of each anchor, how many pages there are, and what each part holds."""

    numbers: Mapping[str, int]
    total: int
    parts: tuple[PartOf, ...]
    spots: tuple[tuple[Spot, int], ...]

    @classmethod
    def of(cls, pages: Iterable[Page], first: int) -> Self:
        """Count pages as they come; none is kept."""
        numbers: dict[str, int] = {}
        spots: list[tuple[Spot, int]] = []
        count = 0

        def counted() -> Iterator[Page]:
            nonlocal count
            for page in pages:
                go_on()
                for anchor in page.all_anchors():
                    numbers[anchor] = first + count
                if page.spot is not None:
                    spots.append((page.spot, count))
                count += 1
                yield page

        parts = parts_of(counted(), first)
        return cls(numbers, count, parts, tuple(spots))
