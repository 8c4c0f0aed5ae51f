"""A bundle in parts, none of them a byte larger than it may be.

First it is found out where parts begin, by weighing what would be written; then the parts are
written, the last one first, so that the first can name the fingerprints of all the others.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Final

from limbo_desktop.bundle import notes
from limbo_desktop.bundle.assemble import Sealed, assemble
from limbo_desktop.bundle.attachments import OpenOriginal
from limbo_desktop.bundle.base import Base
from limbo_desktop.bundle.bodies import Examined
from limbo_desktop.bundle.encrypt import make_lock
from limbo_desktop.bundle.exhibit_pages import Maker, Passwords
from limbo_desktop.bundle.pages.book import Laid, typeset_parts
from limbo_desktop.bundle.pages.telling import Spot, exhibit_anchor
from limbo_desktop.bundle.partition import TooLargeError, Weighed, partition
from limbo_desktop.bundle.pdf_writer import Sink
from limbo_desktop.bundle.pictures import Pictures
from limbo_desktop.bundle.presets import LOWER
from limbo_desktop.bundle.selection import Selection
from limbo_desktop.bundle.weighing import (
    ATTACHED,
    Limited,
    Scales,
    page_weights,
    typeset_size,
)
from limbo_desktop.errors import PersonError
from limbo_desktop.marking import N_
from limbo_desktop.render.client import Renderer
from limbo_desktop.text.language import Language
from limbo_desktop.text.said import Said

Progress = Callable[[int, int], None]
Check = Callable[[], None]
OpenPart = Callable[[int, int], AbstractContextManager[Sink]]
"""Where a part goes, from its number and how many there are."""

_ROUNDS: Final = 12
_MOST: Final = 0.8
"""Part of the room in a file that an original may take and still be reckoned with."""

_SPARE: Final = 24_000
"""Room that is left at first for a part's own cover, its list of parts and its integrity list."""


class PageTooLargeError(PersonError):
    """A page does not fit into a part, however little of it is kept."""

    message = N_(
        "Page {page} of exhibit {exhibit} alone is larger than one file may be, even with the "
        "smallest pictures. Nothing was written. Choose another size, or leave this exhibit out."
    )


class PartsNotFoundError(PersonError):
    """No division into parts was found: our own pages do not fit."""

    message = N_(
        "The file could not be divided into parts this small. Nothing was written; the case is as "
        "it was. Choose another size, or fewer entries."
    )


@dataclass(frozen=True, slots=True)
class Ground:
    """What parts are made of: what goes in, the originals, how they are drawn.

    With a `password` each part opens only with that, and no original lies open beside them: what
    does not fit stays with the person.
    """

    selection: Selection
    examined: tuple[Examined, ...]
    language: Language
    pictures: Pictures
    open_original: OpenOriginal
    passwords: Passwords
    password: str = ""

    def put_beside(self, examined: Examined) -> Examined:
        """An exhibit whose original is not attached; under a password it is not beside either."""
        if self.password and examined.attached:
            return replace(examined, attached=False, notes=(*examined.notes, notes.KEPT))
        return replace(examined, attached=False, beside=examined.attached)

    def put_inside(self, examined: Examined) -> Examined:
        """The same exhibit with its original attached after all."""
        told = tuple(each for each in examined.notes if each != notes.KEPT)
        return replace(examined, attached=True, beside=False, notes=told)


@dataclass(frozen=True, slots=True)
class Planned:
    """Parts that fit: their pages, and what each has of the exhibits."""

    laid: Laid
    inside: tuple[tuple[Examined, ...], ...]
    examined: tuple[Examined, ...]


def plan_parts(
    ground: Ground, renderer: Renderer, limit: int, check: Check = lambda: None
) -> Planned:
    """Find out where parts begin and which originals fit into them.

    Raises:
        PageTooLargeError: a page fits no part.
        PartsNotFoundError: our own pages fit no part.
    """
    return _Planner(ground, renderer, limit, check).plan()


def write_parts(
    planned: Planned,
    ground: Ground,
    renderer: Renderer,
    limit: int,
    open_part: OpenPart,
    progress: Progress = lambda _done, _total: None,
    check: Check = lambda: None,
) -> tuple[Sealed, ...]:
    """Write the parts, from the last to the first; what was written, in the order of the parts.

    Raises:
        TooManyBytesError: a part would be larger than `limit` after all.
    """
    bases = planned.laid.bases
    total = sum(len(base.placements) for base in bases)
    done = 0
    sealed: list[Sealed] = []
    for part in range(len(bases), 0, -1):
        base = bases[part - 1]
        if part == 1 and sealed:
            base = planned.laid.first_part([each.fingerprint for each in reversed(sealed)])
        before = done

        def report(placed: int, _of: int, before: int = before) -> None:
            progress(before + placed, total)

        with open_part(part, len(bases)) as out:
            made = assemble(
                base,
                planned.inside[part - 1],
                ground.open_original,
                renderer,
                Limited(out, limit),
                passwords=ground.passwords,
                pictures=ground.pictures,
                lock=make_lock(ground.password) if ground.password else None,
                progress=report,
                check=check,
            )
        sealed.append(made)
        done += len(base.placements)
    return tuple(reversed(sealed))


class _Planner:
    def __init__(self, ground: Ground, renderer: Renderer, limit: int, check: Check) -> None:
        self._ground = ground
        self._renderer = renderer
        self._limit = limit
        self._check = check
        self._lock = make_lock(ground.password) if ground.password else None
        self._scales = Scales(
            ground.open_original,
            Maker(renderer, ground.pictures),
            ground.passwords,
            check,
            self._lock,
        )
        self._originals = [each.number for each in ground.examined if each.attached]
        self._examined = {each.number: ground.put_beside(each) for each in ground.examined}
        self._lowered: dict[tuple[int, int], int] = {}
        self._spare: dict[int, int] = {}

    def plan(self) -> Planned:
        """Divide, then attach what fits, until all parts are small enough."""
        for _ in range(_ROUNDS):
            laid = self._divided()
            attached = self._fitting(laid)
            for _ in range(_ROUNDS):
                told = self._attach(attached)
                final = self._typeset(told, laid.cuts)
                over = self._over(final, told)
                if not over:
                    return Planned(final, _inside(final, told), tuple(told.values()))
                if not any(_part_of(final, number) in over for number in attached):
                    break
                attached = _without_last(final, attached, over)
            for part, bytes_ in over.items():
                self._spare[part] = self._spare.get(part, 0) + bytes_
        raise PartsNotFoundError

    def _typeset(self, examined: Mapping[int, Examined], cuts: Sequence[Spot]) -> Laid:
        self._check()
        ground = self._ground
        return typeset_parts(ground.selection, list(examined.values()), ground.language, cuts)

    def _divided(self) -> Laid:
        """The layout in parts that fit as long as no original is attached."""
        while True:
            whole = self._typeset(self._examined, ())
            try:
                return self._cut(whole)
            except TooLargeError as error:
                self._lower(error.page)

    def _cut(self, whole: Laid) -> Laid:
        base = whole.bases[0]
        ours = page_weights(base)
        drawn = self._drawn(base)
        places = {place.page_index: place for place in base.placements}
        size = typeset_size(base, list(self._examined.values()), self._renderer, self._lock)
        around = max(0, size - sum(ours[index] for _, index in whole.spots)) + _SPARE
        own = self._with_slips(self._limit - around)
        pages = []
        for spot, index in whole.spots:
            place = places.get(index)
            key = (place.exhibit, place.exhibit_page_index) if place else (0, 0)
            pages.append(Weighed(spot, ours[index] + drawn.get(key, 0) + own.get(spot, 0), *key))
        for _ in range(_ROUNDS):
            cuts = partition(pages, lambda part: self._limit - around - self._spare.get(part, 0))
            laid = self._typeset(self._examined, cuts)
            over = self._over(laid, self._examined)
            if not over:
                return laid
            for part, bytes_ in over.items():
                self._spare[part] = self._spare.get(part, 0) + bytes_
        raise PartsNotFoundError

    def _with_slips(self, room: int) -> Mapping[Spot, int]:
        """The originals that go in wherever that can be, since none lies beside: by their slips.

        One that leaves no room for a page beside it is not reckoned with.
        """
        if self._lock is None:
            return {}
        sizes = {number: self._examined[number].size + ATTACHED for number in self._originals}
        return {
            Spot(exhibit_anchor(number), 0): size
            for number, size in sizes.items()
            if size < room * _MOST
        }

    def _drawn(self, base: Base) -> dict[tuple[int, int], int]:
        return self._scales.weigh(base.placements, self._examined)

    def _sizes(self, laid: Laid, examined: Mapping[int, Examined]) -> list[int]:
        """What each part takes without originals."""
        inside = _inside(laid, examined)
        return [
            typeset_size(base, kept, self._renderer, self._lock) + sum(self._drawn(base).values())
            for base, kept in zip(laid.bases, inside, strict=True)
        ]

    def _over(self, laid: Laid, examined: Mapping[int, Examined]) -> dict[int, int]:
        """The parts that are too large, and by how much."""
        found = {}
        for part, size in enumerate(self._sizes(laid, examined), start=1):
            originals = sum(
                each.size + ATTACHED
                for each in examined.values()
                if each.attached and _part_of(laid, each.number) == part
            )
            if size + originals > self._limit:
                found[part] = size + originals - self._limit + 1
        return found

    def _fitting(self, laid: Laid) -> list[int]:
        """The exhibits whose originals fit into the part with their slip."""
        left = {
            part: self._limit - size
            for part, size in enumerate(self._sizes(laid, self._examined), start=1)
        }
        found = []
        for number in self._originals:
            part = _part_of(laid, number)
            needed = self._examined[number].size + ATTACHED
            if needed <= left[part]:
                left[part] -= needed
                found.append(number)
        return found

    def _attach(self, numbers: Sequence[int]) -> dict[int, Examined]:
        return {
            number: self._ground.put_inside(each) if number in numbers else each
            for number, each in self._examined.items()
        }

    def _lower(self, page: Weighed) -> None:
        """Draw a page with less than before.

        Raises PageTooLargeError when there is no less.
        """
        key = (page.exhibit, page.page)
        step = self._lowered.get(key, 0)
        if not page.exhibit:
            raise PartsNotFoundError
        if step >= len(LOWER):
            raise PageTooLargeError(exhibit=Said(str(page.exhibit)), page=Said(str(page.page + 1)))
        self._lowered[key] = step + 1
        self._ground.pictures.lower(*key, LOWER[step])
        self._scales.forget(page.exhibit)
        each = self._examined[page.exhibit]
        if notes.LOWERED not in each.notes:
            self._examined[page.exhibit] = replace(each, notes=(*each.notes, notes.LOWERED))


def _part_of(laid: Laid, exhibit: int) -> int:
    return laid.telling.part_of(exhibit_anchor(exhibit))


def _without_last(laid: Laid, attached: list[int], over: Mapping[int, int]) -> list[int]:
    """The attached exhibits without the last one of each part that is too large."""
    last = {_part_of(laid, number): number for number in attached}
    return [
        number
        for number in attached
        if last.get(_part_of(laid, number)) != number or _part_of(laid, number) not in over
    ]


def _inside(laid: Laid, examined: Mapping[int, Examined]) -> tuple[tuple[Examined, ...], ...]:
    """For each part the exhibits of which pages are in it; an original is where the slip is."""
    found: list[list[Examined]] = [[] for _ in laid.bases]
    for each in examined.values():
        found[_part_of(laid, each.number) - 1].append(each)
    for part, base in enumerate(laid.bases):
        has = {each.number for each in found[part]}
        more = sorted({place.exhibit for place in base.placements} - has)
        found[part] += [replace(examined[each], attached=False, beside=False) for each in more]
    return tuple(tuple(each) for each in found)
