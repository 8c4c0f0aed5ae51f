"""A bundle in several files: where each begins, what stands at its beginning and its end."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from limbo_desktop.bundle.pages.telling import Bookmark, Page, PartOf, Spot, Telling
from limbo_desktop.text.said import Said
from limbo_desktop.text.words import Words

Around = Callable[[Telling], Iterator[Page]]
"""The pages that every part has for itself, from what is known in it."""


def spotted(pages: Iterable[Page], unit: str) -> Iterator[Page]:
    """The pages of a section, entry or exhibit, each told which it is."""
    for index, page in enumerate(pages):
        yield replace(page, spot=Spot(unit, index))


def in_parts(
    telling: Telling, pages: Iterable[Page], cuts: Sequence[Spot], front: Around, back: Around
) -> Iterator[Page]:
    """The pages of all parts; each cut is the first page of a part, after the first part.

    A page that no longer exists begins its part all the same, with what follows it.
    """
    part, unit = 1, ""
    bookmarks = _Bookmarks(telling)
    yield from _within(1, front(replace(telling, here=1)))
    for page in pages:
        spot, shown = page.spot, page
        if part <= len(cuts) and spot is not None:
            cut = cuts[part - 1]
            if spot == cut or (unit == cut.unit and spot.unit != cut.unit):
                yield from _within(part, back(replace(telling, here=part)))
                part += 1
                yield from _within(part, front(replace(telling, here=part)))
                shown = bookmarks.begun_again(page)
        unit = spot.unit if spot else unit
        bookmarks.pass_by(page)
        yield shown if shown.part == part else replace(shown, part=part)
    yield from _within(part, back(replace(telling, here=part)))


def parts_of(pages: Iterable[Page], first: int) -> tuple[PartOf, ...]:
    """What the parts hold, from their pages in order; `first` is the number of the first page."""
    found: list[PartOf] = []
    units: list[dict[str, None]] = []
    for number, page in enumerate(pages, start=first):
        if page.part > len(found):
            found.append(PartOf(number, number))
            units.append({})
        found[-1] = replace(found[-1], last=number)
        if page.spot is not None:
            units[-1][page.spot.unit] = None
    return tuple(
        replace(part, entries=_numbers("entry", inside), exhibits=_numbers("exhibit", inside))
        for part, inside in zip(found, units, strict=True)
    )


def _numbers(kind: str, units: Iterable[str]) -> tuple[int, ...]:
    split = (unit.partition(":") for unit in units)
    return tuple(int(number) for name, _, number in split if name == kind and number)


def part_told(words: Words, part: int, count: int) -> Said:
    """Which part of how many."""
    return words.t("part {part} of {count}", part=Said(str(part)), count=Said(str(count)))


def _within(part: int, pages: Iterable[Page]) -> Iterator[Page]:
    for page in pages:
        yield replace(page, part=part)


class _Bookmarks:
    """The bookmarks over a page, so that a part that begins there can have them too."""

    def __init__(self, telling: Telling) -> None:
        self._words = telling.words
        self._top = self._inner = Said("")

    def pass_by(self, page: Page) -> None:
        """Remember where a page is."""
        for mark in page.bookmarks:
            if mark.level == 0:
                self._top, self._inner = Said(mark.title), Said("")
            else:
                self._inner = Said(mark.title)

    def begun_again(self, page: Page) -> Page:
        """The first page of a part with the bookmarks it needs."""
        if any(mark.level == 0 for mark in page.bookmarks):
            return page
        marks = [Bookmark(self._top, 0, "")] if self._top else []
        if not page.bookmarks and self._inner:
            title = self._words.t("{title}, continued", title=self._inner)
            marks.append(Bookmark(title, 1, ""))
        return replace(page, bookmarks=(*marks, *page.bookmarks))
