"""The black boxes of one document while they are drawn: which there are, which is chosen.  No Qt.

Pages count from 0 here, boxes are parts of the upright page.  Boxes that are only offered, over
words in which a concealed name was found, are apart until they are taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from limbo_desktop.vault.redactions import LEAST, Box

STEP: Final = 0.005
"""How far an arrow key moves or stretches a box, as a part of the page."""

NEW: Final = Box(0.3, 0.45, 0.4, 0.05)


@dataclass(frozen=True, slots=True)
class Offer:
    """A box over a name that was found on a page: taken when the person says so."""

    box: Box
    name: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The box or the offer that is chosen: its page and its place among those of the page."""

    page: int
    place: int
    offered: bool = False


class BlackBoxes:
    """Boxes and offers by page; `touched` are the pages whose boxes are not kept yet."""

    def __init__(self) -> None:
        self.boxes: dict[int, tuple[Box, ...]] = {}
        self.offers: dict[int, tuple[Offer, ...]] = {}
        self.chosen: Chosen | None = None
        self.touched: set[int] = set()

    def load(self, boxes: Mapping[int, Iterable[Box]]) -> None:
        """Have these boxes by page, from 0, and none that is chosen."""
        self.boxes = {page: tuple(some) for page, some in boxes.items()}
        self.chosen = None
        self.touched.clear()

    def offer(self, page: int, offers: Iterable[Offer]) -> None:
        """Offer boxes on a page, in place of those that were."""
        self.offers[page] = tuple(offers)
        if self.chosen is not None and self.chosen.offered:
            self.chosen = None

    @property
    def offered(self) -> int:
        """How many boxes are offered."""
        return sum(map(len, self.offers.values()))

    @property
    def count(self) -> int:
        """How many boxes there are."""
        return sum(map(len, self.boxes.values()))

    def box_of(self, chosen: Chosen) -> Box:
        """The box that is meant."""
        if chosen.offered:
            return self.offers[chosen.page][chosen.place].box
        return self.boxes[chosen.page][chosen.place]

    def at(self, page: int, x: float, y: float) -> Chosen | None:
        """What is at a point of a page: the box drawn last, or an offer."""
        boxes = self.boxes.get(page, ())
        for place in reversed(range(len(boxes))):
            if boxes[place].holds(x, y):
                return Chosen(page, place)
        for place, offer in enumerate(self.offers.get(page, ())):
            if offer.box.holds(x, y):
                return Chosen(page, place, offered=True)
        return None

    def add(self, page: int, box: Box) -> None:
        """Draw a box, which is chosen then; nothing when it is too small to be meant."""
        inside = box.inside()
        if inside.width < LEAST or inside.height < LEAST:
            return
        self.boxes[page] = (*self.boxes.get(page, ()), inside)
        self.chosen = Chosen(page, len(self.boxes[page]) - 1)
        self.touched.add(page)

    def change(
        self, *, move: tuple[float, float] = (0, 0), size: tuple[float, float] = (0, 0)
    ) -> None:
        """Move or stretch the chosen box; it never leaves the page and never gets lost."""
        chosen = self.chosen
        if chosen is None or chosen.offered:
            return
        box = self.box_of(chosen)
        width = min(max(box.width + size[0], 2 * LEAST), 1.0 - box.x)
        height = min(max(box.height + size[1], 2 * LEAST), 1.0 - box.y)
        x = min(max(box.x + move[0], 0.0), 1.0 - width)
        y = min(max(box.y + move[1], 0.0), 1.0 - height)
        self.put(Box(x, y, width, height))

    def put(self, box: Box) -> None:
        """Have the chosen box be this one."""
        chosen = self.chosen
        if chosen is None or chosen.offered:
            return
        some = list(self.boxes[chosen.page])
        some[chosen.place] = box.inside()
        self.boxes[chosen.page] = tuple(some)
        self.touched.add(chosen.page)

    def take(self) -> None:
        """Make a box of the chosen offer."""
        chosen = self.chosen
        if chosen is None or not chosen.offered:
            return
        box = self.box_of(chosen)
        self._drop(chosen)
        self.add(chosen.page, box)

    def take_all(self) -> None:
        """Make boxes of everything that is offered."""
        for page, offers in list(self.offers.items()):
            for offer in offers:
                self.add(page, offer.box)
        self.offers.clear()
        self.chosen = None

    def remove(self) -> None:
        """Take the chosen box away, or decline the offer; the next one is chosen."""
        chosen = self.chosen
        if chosen is None:
            return
        if not chosen.offered:
            self.touched.add(chosen.page)
        self._drop(chosen)
        left = self.order()
        behind = (
            each for each in left if (each.page, each.offered) == (chosen.page, chosen.offered)
        )
        self.chosen = next((each for each in behind if each.place >= chosen.place), None)

    def _drop(self, chosen: Chosen) -> None:
        if chosen.offered:
            offers = self.offers[chosen.page]
            self.offers[chosen.page] = offers[: chosen.place] + offers[chosen.place + 1 :]
        else:
            boxes = self.boxes[chosen.page]
            self.boxes[chosen.page] = boxes[: chosen.place] + boxes[chosen.place + 1 :]
        self.chosen = None

    def order(self) -> list[Chosen]:
        """Everything that can be chosen, page by page: first what is offered, then the boxes."""
        found = []
        for page in sorted(self.boxes.keys() | self.offers.keys()):
            found += [
                Chosen(page, at, offered=True) for at in range(len(self.offers.get(page, ())))
            ]
            found += [Chosen(page, at) for at in range(len(self.boxes.get(page, ())))]
        return found

    def step(self, step: int, page: int) -> bool:
        """Choose the next (1) or the one before (-1), from page `page` on; False at the end."""
        order = self.order()
        if self.chosen in order:
            at = order.index(self.chosen) + step
        else:
            later = [at for at, each in enumerate(order) if each.page >= page]
            at = later[0] if later and step > 0 else len(order) - 1 if step < 0 else len(order)
        if not 0 <= at < len(order):
            self.chosen = None
            return False
        self.chosen = order[at]
        return True


def corner(box: Box, left: bool, top: bool, x: float, y: float) -> Box:
    """The box with one of its corners at a point, the other one where it was."""
    far_x = box.x + box.width if left else box.x
    far_y = box.y + box.height if top else box.y
    return between(far_x, far_y, x, y)


def between(x: float, y: float, other_x: float, other_y: float) -> Box:
    """The box between two points."""
    return Box(min(x, other_x), min(y, other_y), abs(other_x - x), abs(other_y - y)).inside()


def padded(box: Box, by: float = 0.004) -> Box:
    """A box with a little more around it: letters reach beyond what their file says of them."""
    return replace(
        box, x=box.x - by, y=box.y - by, width=box.width + 2 * by, height=box.height + 2 * by
    ).inside()
