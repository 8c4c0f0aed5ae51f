"""The whole bundle as pages: every section in order, laid out until its page numbers are true."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile
from typing import Final, Self

from limbo_desktop.bundle.base import Base
from limbo_desktop.bundle.bodies import Examined
from limbo_desktop.bundle.going_on import go_on
from limbo_desktop.bundle.pages.drawing import Drawing, Weight
from limbo_desktop.bundle.pages.in_parts import parts_of
from limbo_desktop.bundle.pages.sections import Known, all_pages, shown_of
from limbo_desktop.bundle.pages.sheet import Frame
from limbo_desktop.bundle.pages.styles import styles_for
from limbo_desktop.bundle.pages.telling import Page, PartOf, Spot, Telling
from limbo_desktop.bundle.selection import Selection
from limbo_desktop.text.language import Language, Months
from limbo_desktop.text.language import language as told_in
from limbo_desktop.text.said import Said
from limbo_desktop.text.typeset import INK
from limbo_desktop.text.words import Words

_ROUNDS: Final = 8
"""Layouts that are drawn until page numbers settle, after the one that finds them; one is usual,
more when a number grows by a digit."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The page number of each anchor, how many pages there are, and what each part holds."""

    numbers: Mapping[str, int]
    total: int
    parts: tuple[PartOf, ...]

    @classmethod
    def of(cls, pages: Iterable[Page], first: int) -> Self:
        """Count pages as they come; none is kept."""
        numbers: dict[str, int] = {}
        count = 0

        def counted() -> Iterator[Page]:
            nonlocal count
            for page in pages:
                go_on()
                for anchor in page.all_anchors():
                    numbers[anchor] = first + count
                count += 1
                yield page

        parts = parts_of(counted(), first)
        return cls(numbers, count, parts)


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a bundle is in some parts, laid out or tried out: where everything is, what it weighs.

    `first` is the number of the first page.
    """

    first: int
    numbers: Numbers
    weights: tuple[Weight, ...]

    def known(self, wanted: Callable[[str], bool]) -> Known:
        """Its pages of what is wanted, to be counted again without being laid out."""
        anchors: dict[int, list[str]] = {}
        for anchor, number in self.numbers.numbers.items():
            anchors.setdefault(number, []).append(anchor)
        found: dict[str, list[Page]] = {}
        for number, each in enumerate(self.weights, start=self.first):
            spot, names = each.spot, anchors.get(number, ())
            if spot is None:
                continue
            unit = spot.unit
            if _is_exhibit(unit) and any(name.startswith(shown_of(unit)) for name in names):
                unit = shown_of(unit)
            if wanted(unit):
                page = Page(
                    Said(""),
                    (),
                    Said(""),
                    anchors=tuple(names),
                    placement=each.placement,
                    spot=spot,
                    weight=each.bytes,
                )
                found.setdefault(unit, []).append(page)
        return found


def is_steady(unit: str) -> bool:
    """Whether its pages are hardly others wherever parts begin: no list of where everything is.

    Slips are such lists.
    """
    return unit == "picture" or _is_entry(unit) or (_is_exhibit(unit) and unit[-1] == ":")


def _is_entry(unit: str) -> bool:
    return unit.startswith("entry:")


def _is_exhibit(unit: str) -> bool:
    return unit.startswith("exhibit:")


@dataclass(frozen=True)
class Laid:
    """A bundle that is laid out: the pages of each part, and which page is what."""

    telling: Telling
    cuts: tuple[Spot, ...]
    bases: tuple[Base, ...]
    numbers: Numbers
    drawing: Drawing

    @cached_property
    def sketch(self) -> Sketch:
        """The same without the pages."""
        return Sketch(self.telling.first, self.numbers, self.drawing.weights())

    def first_part(self, fingerprints: Sequence[str]) -> Base:
        """The first part again, with the fingerprints of the others."""
        parts = tuple(
            replace(part, fingerprint=fingerprint)
            for part, fingerprint in zip(self.telling.parts, ("", *fingerprints), strict=True)
        )
        telling = replace(self.telling, parts=parts)
        drawing = Drawing(telling)
        for _ in drawing.drawn(takewhile(_is_first, all_pages(telling, self.cuts, {}))):
            pass
        return drawing.bases()[0]


def _is_first(page: Page) -> bool:
    return page.part == 1


def typeset(selection: Selection, examined: Sequence[Examined], language: Language) -> Base:
    """Every page of the bundle but what is inside the originals' own pages."""
    return typeset_parts(selection, examined, language, ()).bases[0]


def typeset_parts(
    selection: Selection,
    examined: Sequence[Examined],
    language: Language,
    cuts: Sequence[Spot],
    tried: Sketch | None = None,
) -> Laid:
    """The same in parts: one more than there are `cuts`, the pages with which the others begin.

    Where these parts were `tried` out, page numbers are nearly known.
    """
    telling = _telling(selection, examined, language, cuts)
    known: Known = {}
    if tried is not None:
        telling = _numbered(telling, tried.numbers)
        known = tried.known(lambda unit: is_steady(unit) and not _is_entry(unit))
    found = Numbers.of(all_pages(telling, cuts, known), telling.first)
    telling, drawing, found = _settled(telling, cuts, {}, found)
    return Laid(telling, tuple(cuts), drawing.bases(), found, drawing)


def sketched(
    selection: Selection,
    examined: Sequence[Examined],
    language: Language,
    cuts: Sequence[Spot],
    known: Known,
    before: Sketch,
) -> Sketch:
    """Find out about how it would be in parts; what is `known` is neither laid out nor drawn.

    All else is drawn once, with the numbers of pages as long as they were `before`.
    """
    telling = _telling(selection, examined, language, cuts)
    near = Numbers.of(all_pages(telling, cuts, before.known(lambda _: True)), telling.first)
    telling = _numbered(telling, near)
    drawing = Drawing(telling)
    found = Numbers.of(drawing.drawn(all_pages(telling, cuts, known)), telling.first)
    return Sketch(telling.first, found, drawing.weights())


def _settled(
    telling: Telling, cuts: Sequence[Spot], known: Known, found: Numbers
) -> tuple[Telling, Drawing, Numbers]:
    """Draw all pages with the numbers that were found, until they are those of the pages."""
    for _ in range(_ROUNDS):
        telling, before = _numbered(telling, found), found
        drawing = Drawing(telling)
        found = Numbers.of(drawing.drawn(all_pages(telling, cuts, known)), telling.first)
        if found == before:
            break
    return telling, drawing, found


def _numbered(telling: Telling, found: Numbers) -> Telling:
    parts = found.parts if telling.parts else ()
    return replace(telling, numbers=found.numbers, total=found.total, parts=parts)


def _telling(
    selection: Selection, examined: Sequence[Examined], language: Language, cuts: Sequence[Spot]
) -> Telling:
    preset = selection.options.preset
    frame = Frame(language.rtl, preset.two_sided, first=selection.first_page)
    styles = styles_for(frame.rtl)
    return Telling(
        selection,
        {each.number: each for each in examined},
        Words(language),
        frame,
        replace(styles, link_ink=INK) if preset.two_sided else styles,
        first=selection.first_page,
        second=_second(selection),
        parts=tuple(PartOf(1, 1) for _ in (*cuts, None)) if cuts else (),
    )


def _second(selection: Selection) -> Words | None:
    """The words of the second language of a bundle of two."""
    options = selection.options
    if not options.second:
        return None
    return Words(told_in(options.second, options.months or Months.LEVANTINE))
