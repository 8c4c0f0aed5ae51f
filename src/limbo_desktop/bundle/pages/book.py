"""The whole bundle as pages: every section in order, laid out until its page numbers are true."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Self

from limbo_desktop.bundle.base import Base
from limbo_desktop.bundle.bodies import Examined
from limbo_desktop.bundle.going_on import go_on
from limbo_desktop.bundle.pages.drawing import Drawing, Weight
from limbo_desktop.bundle.pages.in_parts import parts_of
from limbo_desktop.bundle.pages.sections import Known, all_pages, front
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
    """What a bundle would be in these parts: where everything is, and what each page weighs."""

    numbers: Numbers
    weights: tuple[Weight, ...]


@dataclass(frozen=True)
class Laid:
    """A bundle that is laid out: the pages of each part, and which page is what."""

    telling: Telling
    cuts: tuple[Spot, ...]
    bases: tuple[Base, ...]
    numbers: Numbers
    drawing: Drawing

    @cached_property
    def weights(self) -> tuple[Weight, ...]:
        """What each page weighs, in order."""
        return self.drawing.weights()

    def first_part(self, fingerprints: Sequence[str]) -> Base:
        """The first part with the fingerprints of the others: only their list is drawn again."""
        parts = tuple(
            replace(part, fingerprint=fingerprint)
            for part, fingerprint in zip(self.telling.parts, ("", *fingerprints), strict=True)
        )
        telling = replace(self.telling, parts=parts)
        return self.drawing.first_again(self.bases[0], telling, front(telling))

    def known(self) -> Known:
        """The pages that need not be laid out again to find out where parts begin."""
        anchors: dict[int, list[str]] = {}
        for anchor, number in self.numbers.numbers.items():
            anchors.setdefault(number, []).append(anchor)
        found: dict[str, list[Page]] = {}
        for number, each in enumerate(self.weights, start=self.telling.first):
            spot, names = each.spot, anchors.get(number, ())
            if spot is not None and _is_steady(spot.unit, names):
                page = Page(
                    Said(""),
                    (),
                    Said(""),
                    anchors=tuple(names),
                    placement=each.placement,
                    spot=spot,
                    weight=each.bytes,
                )
                found.setdefault(spot.unit, []).append(page)
        return found


def _is_steady(unit: str, anchors: Sequence[str]) -> bool:
    """Whether a page is hardly another one wherever parts begin: no list of where everything is.

    Slips are such lists as well.
    """
    if unit.startswith("exhibit:"):
        return any(anchor.startswith(f"{unit}:") for anchor in anchors)
    return unit == "picture" or unit.startswith("entry:")


def typeset(selection: Selection, examined: Sequence[Examined], language: Language) -> Base:
    """Every page of the bundle but what is inside the originals' own pages."""
    return typeset_parts(selection, examined, language, ()).bases[0]


def typeset_parts(
    selection: Selection,
    examined: Sequence[Examined],
    language: Language,
    cuts: Sequence[Spot],
    guess: Numbers | None = None,
) -> Laid:
    """The same in parts: one more than there are `cuts`, the pages with which the others begin.

    With a `guess` it is not laid out to find its numbers before it is drawn.
    """
    telling = _telling(selection, examined, language, cuts)
    telling, drawing, found = _settled(telling, cuts, {}, guess)
    return Laid(telling, tuple(cuts), drawing.bases(), found, drawing)


def sketched(
    selection: Selection,
    examined: Sequence[Examined],
    language: Language,
    cuts: Sequence[Spot],
    known: Known,
) -> Sketch:
    """Find out how it would be in parts; what is `known` is neither laid out nor drawn."""
    telling = _telling(selection, examined, language, cuts)
    _, drawing, found = _settled(telling, cuts, known, None)
    return Sketch(found, drawing.weights())


def _settled(
    telling: Telling, cuts: Sequence[Spot], known: Known, guess: Numbers | None
) -> tuple[Telling, Drawing, Numbers]:
    found = guess or Numbers.of(all_pages(telling, cuts, known), telling.first)
    for _ in range(_ROUNDS):
        parts = found.parts if cuts else ()
        telling = replace(telling, numbers=found.numbers, total=found.total, parts=parts)
        drawing = Drawing(telling)
        before, pages = found, drawing.drawn(all_pages(telling, cuts, known))
        found = Numbers.of(pages, telling.first)
        if (found.numbers, found.total) == (before.numbers, before.total) and (
            not cuts or found.parts == before.parts
        ):
            break
    return telling, drawing, found


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
