"""Whether a bundle fits into one file, and where parts begin where it does not, by weighing.

Nearly all pages of ours are the same wherever parts begin: they are laid out and drawn once, and
weighed.  A division is tried out with what they weigh: what says where everything is, is laid out
for the first try, and what each part has for itself for each.  What fits is laid out whole, once,
and weighed to the byte before it is written.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from limbo_desktop.bundle import notes
from limbo_desktop.bundle.base import Placement
from limbo_desktop.bundle.bodies import Examined, PdfBody, RasterBody
from limbo_desktop.bundle.encrypt import make_lock
from limbo_desktop.bundle.exhibit_pages import Maker
from limbo_desktop.bundle.limited import Ground, PageTooLargeError, PartsNotFoundError, Planned
from limbo_desktop.bundle.pages.book import (
    Laid,
    Numbers,
    Sketch,
    is_steady,
    sketched,
    typeset_parts,
)
from limbo_desktop.bundle.pages.drawing import Weight
from limbo_desktop.bundle.pages.sections import Known
from limbo_desktop.bundle.pages.telling import Spot, exhibit_anchor
from limbo_desktop.bundle.partition import TooLargeError, Weighed, partition
from limbo_desktop.bundle.presets import LOWER
from limbo_desktop.bundle.spare_memory import give_back
from limbo_desktop.bundle.weighing import ATTACHED, Scales, TooManyBytesError, typeset_size
from limbo_desktop.render.client import Renderer
from limbo_desktop.text.said import Said

Check = Callable[[], None]
Told = Mapping[int, Examined]
"""Exhibits by number, as they are told in a try."""

_ROUNDS: Final = 12
_MOST: Final = 0.8
"""Part of the room in a file that an original may take and still be reckoned with."""

_FIXED: Final = 24_000
"""About what a file has beside pages and their fonts: the font of the digits, colours, names."""

_AROUND: Final = 24_000
"""Room for a part's own cover, its list of parts and its integrity list until they are weighed."""

_SURE: Final = 0.97
"""The part of a weight that stays when exhibits are told otherwise than when it was weighed."""


@dataclass(frozen=True, slots=True)
class _Measured:
    """What is known since the bundle was laid out: its pages, and what they take in a file.

    `scale` times the weights of all pages is what they took; `size` is that with all around them,
    without pages of exhibits and originals.
    """

    sketch: Sketch
    known: Known
    places: Mapping[tuple[int, int], Placement]
    scale: float
    fonts: int
    size: int


class Planner:
    """Plans the files of a bundle; what was weighed `before` at another quality is used again."""

    def __init__(
        self, ground: Ground, renderer: Renderer, check: Check, before: "Planner | None" = None
    ) -> None:
        self.ground = ground
        self._renderer = renderer
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
        self._measured: _Measured | None = None
        if before is not None and _shown(before.ground) == _shown(ground):
            self._measured = before._measured

    def in_one(self, limit: int, *, originals: bool) -> Planned:
        """One file with all originals or none.

        Raises TooManyBytesError where it would surely be larger than `limit` bytes; of what is not
        sure the writer finds it out.
        """
        told = {each.number: each for each in self.ground.examined} if originals else self._examined
        attached = sum(each.size for each in told.values() if each.attached)
        if self._measured is not None:
            self._refuse(self._measured, limit - attached, _SURE)
        elif attached > limit:
            raise TooManyBytesError
        laid = self._typeset(told, ())
        measured, _ = self._measure(laid, told)
        self._refuse(measured, limit - attached)
        return Planned(laid, (tuple(told.values()),), tuple(told.values()))

    def _refuse(self, measured: _Measured, room: int, sure: float = 1.0) -> None:
        """Raise TooManyBytesError where the pages of one file take more than `room`."""
        ours = measured.size * sure
        if ours <= room:
            places = list(measured.places.values())
            exhibits = sum(self._drawn(places, self._examined).values())
            ours += exhibits - self._scales.surplus(places)
        if ours > room:
            raise TooManyBytesError

    def plan(self, limit: int) -> Planned:
        """Parts of at most `limit` bytes, and which originals fit into them.

        Raises:
            PageTooLargeError: a page fits no part.
            PartsNotFoundError: our own pages fit no part.
        """
        if self._measured is None:
            self._measure(self._typeset(self._examined, ()), self._examined)
        spare: dict[int, int] = {}
        for _ in range(_ROUNDS):
            cuts, told, tried = self._divided(limit, spare)
            laid = self._typeset(told, cuts, tried)
            _, sizes = self._measure(laid, told)
            exhibits = [sum(self._drawn(base.placements, told).values()) for base in laid.bases]
            sizes = [ours + theirs for ours, theirs in zip(sizes, exhibits, strict=True)]
            over = _over(sizes, laid.numbers, told, limit)
            if not over:
                return Planned(laid, _inside(laid, told), tuple(told.values()))
            _add(spare, over)
        raise PartsNotFoundError

    def _typeset(self, told: Told, cuts: Sequence[Spot], tried: Sketch | None = None) -> Laid:
        """Lay all pages out; tried out first where some of it is known."""
        self._check()
        if tried is None and self._measured is not None:
            tried = self._sketch(self._measured, told, cuts, self._measured.sketch)
        ground, examined = self.ground, list(told.values())
        laid = typeset_parts(ground.selection, examined, ground.language, cuts, tried)
        give_back(laid.numbers.total)
        return laid

    def _sketch(
        self, measured: _Measured, told: Told, cuts: Sequence[Spot], before: Sketch
    ) -> Sketch:
        """Try out parts; lists that were in parts `before` are hardly others now."""
        self._check()
        ground, examined = self.ground, list(told.values())
        in_parts = len(before.numbers.parts) > 1
        known = before.known(lambda _: True) if in_parts else measured.known
        return sketched(ground.selection, examined, ground.language, cuts, known, before)

    def _measure(self, laid: Laid, told: Told) -> tuple[_Measured, list[int]]:
        """Weigh what is laid out: without exhibits, and each file to the byte."""
        sizes = [
            typeset_size(base, inside, self._renderer, self._lock)
            for base, inside in zip(laid.bases, _inside(laid, told), strict=True)
        ]
        fonts = [len(base.fonts) for base in laid.bases]
        pages = sum(sizes) - sum(fonts) - _FIXED * len(sizes)
        self._measured = _Measured(
            laid.sketch,
            laid.sketch.known(is_steady),
            {_key(place): place for base in laid.bases for place in base.placements},
            max(pages, 1) / sum(each.bytes for each in laid.sketch.weights),
            max(fonts),
            sum(sizes),
        )
        return self._measured, sizes

    def _divided(self, limit: int, spare: dict[int, int]) -> tuple[tuple[Spot, ...], Told, Sketch]:
        """Where parts begin, with which originals, and how that is when it is tried out."""
        measured = self._measured
        if measured is None:
            raise ValueError("nothing is weighed")
        sketch, around = measured.sketch, [_AROUND]
        if len(sketch.numbers.parts) > 1:
            around = _around(measured, sketch)
        before: tuple[Spot, ...] | None = None
        for _ in range(_ROUNDS):
            rooms = _Rooms(limit - measured.fonts - _FIXED, around, spare)
            cuts = self._cut(measured, sketch.weights, rooms)
            sketch = self._sketch(measured, self._examined, cuts, sketch)
            sizes = self._sizes(measured, sketch)
            around = _around(measured, sketch)
            over = _over(sizes, sketch.numbers, self._examined, limit)
            if over:
                # what was not weighed before is: only where that does not help more is left free
                if cuts == before:
                    _add(spare, over)
                before = cuts
                continue
            attached, bare = self._fitting(sketch.numbers, sizes, limit), sketch
            while attached:
                told = self._attach(attached)
                sketch = self._sketch(measured, told, cuts, sketch)
                over = _over(self._sizes(measured, sketch), sketch.numbers, told, limit)
                if not over:
                    return cuts, told, sketch
                attached = _without_last(sketch.numbers, attached, over)
            return cuts, self._examined, bare
        raise PartsNotFoundError

    def _cut(
        self, measured: _Measured, weights: Sequence[Weight], rooms: "_Rooms"
    ) -> tuple[Spot, ...]:
        """Divide by weight; a page that fits nowhere is drawn with less."""
        while True:
            drawn = self._drawn(list(measured.places.values()), self._examined)
            slips = self._with_slips(rooms(1))
            pages = []
            for each in weights:
                spot = each.spot
                if spot is None:
                    continue
                place = each.placement
                key = (place.exhibit, place.index) if place else (0, 0)
                ours = round(each.bytes * measured.scale)
                pages.append(Weighed(spot, ours + drawn.get(key, 0) + slips.get(spot, 0), *key))
            try:
                return partition(pages, rooms)
            except TooLargeError as error:
                self._lower(error.page)

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

    def _drawn(self, places: Sequence[Placement], told: Told) -> dict[tuple[int, int], int]:
        return self._scales.weigh(places, told)

    def _sizes(self, measured: _Measured, sketch: Sketch) -> list[int]:
        """About what each part takes without originals."""
        count = len(sketch.numbers.parts)
        ours = [0.0] * count
        placed: list[list[Placement]] = [[] for _ in range(count)]
        for each in sketch.weights:
            ours[each.part - 1] += each.bytes
            if each.placement is not None:
                key = (each.placement.exhibit, each.placement.index)
                placed[each.part - 1].append(measured.places[key])
        return [
            round(weight * measured.scale)
            + measured.fonts
            + _FIXED
            + sum(self._drawn(places, self._examined).values())
            for weight, places in zip(ours, placed, strict=True)
        ]

    def _fitting(self, numbers: Numbers, sizes: Sequence[int], limit: int) -> list[int]:
        """The exhibits whose originals fit into the part with their slip."""
        left = [limit - size for size in sizes]
        found = []
        for number in self._originals:
            part = _part_of(numbers, number)
            needed = self._examined[number].size + ATTACHED
            if needed <= left[part - 1]:
                left[part - 1] -= needed
                found.append(number)
        return found

    def _attach(self, attached: Sequence[int]) -> Told:
        return {
            number: self.ground.put_inside(each) if number in attached else each
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
        self.ground.pictures.lower(*key, LOWER[step])
        self._scales.forget(page.exhibit)
        each = self._examined[page.exhibit]
        if notes.LOWERED not in each.notes:
            self._examined[page.exhibit] = replace(each, notes=(*each.notes, notes.LOWERED))


@dataclass(frozen=True, slots=True)
class _Rooms:
    """The bytes for pages in each part: less what it has for itself, and what is left free."""

    most: int
    around: Sequence[int]
    spare: Mapping[int, int]

    def __call__(self, part: int) -> int:
        """Those of a part, from 1; one that was not there before is as the largest was."""
        around = self.around[part - 1] if part <= len(self.around) else max(self.around)
        return self.most - around - self.spare.get(part, 0)


def _around(measured: _Measured, sketch: Sketch) -> list[int]:
    """What each part has for itself."""
    found = [0.0] * len(sketch.numbers.parts)
    for each in sketch.weights:
        if each.spot is None:
            found[each.part - 1] += each.bytes * measured.scale
    return [round(each) for each in found]


def _over(sizes: Sequence[int], numbers: Numbers, told: Told, limit: int) -> dict[int, int]:
    """The parts that are too large with the originals inside, and by how much."""
    full = list(sizes)
    for each in told.values():
        if each.attached:
            full[_part_of(numbers, each.number) - 1] += each.size + ATTACHED
    return {part: size - limit for part, size in enumerate(full, start=1) if size > limit}


def _add(spare: dict[int, int], over: Mapping[int, int]) -> None:
    for part, bytes_ in over.items():
        spare[part] = spare.get(part, 0) + bytes_


def _shown(ground: Ground) -> list[tuple[int, type, int]]:
    """What the pages of the exhibits are: where that is the same, so are nearly all weights."""
    return [
        (each.number, type(body), len(body.pages) if isinstance(body, PdfBody | RasterBody) else 0)
        for each in ground.examined
        for body in (each.body, *(part.body for part in each.parts))
    ]


def _key(place: Placement) -> tuple[int, int]:
    return place.exhibit, place.exhibit_page_index


def _part_of(numbers: Numbers, exhibit: int) -> int:
    """The part in which the slip of an exhibit is."""
    number = numbers.numbers[exhibit_anchor(exhibit)]
    return max(1, bisect_right(numbers.parts, number, key=lambda each: each.first))


def _without_last(numbers: Numbers, attached: Sequence[int], over: Mapping[int, int]) -> list[int]:
    """The attached exhibits without the last one of each part that is too large.

    Where such a part has none, without the last of all: what is told of them made it larger.
    """
    last = {_part_of(numbers, number): number for number in attached}
    dropped = {number for part, number in last.items() if part in over} or {attached[-1]}
    return [number for number in attached if number not in dropped]


def _inside(laid: Laid, told: Told) -> tuple[tuple[Examined, ...], ...]:
    """For each part the exhibits of which pages are in it; an original is where the slip is."""
    found: list[list[Examined]] = [[] for _ in laid.bases]
    for each in told.values():
        found[_part_of(laid.numbers, each.number) - 1].append(each)
    for part, base in enumerate(laid.bases):
        has = {each.number for each in found[part]}
        more = sorted({place.exhibit for place in base.placements} - has)
        found[part] += [replace(told[each], attached=False, beside=False) for each in more]
    return tuple(tuple(each) for each in found)
