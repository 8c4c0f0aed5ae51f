"""What is said in each language of a bundle of two, one under the other."""

from collections.abc import Callable, Iterable

from limbo_desktop.bundle.pages.styles import Styles
from limbo_desktop.bundle.pages.tables import Cell
from limbo_desktop.bundle.pages.telling import Telling
from limbo_desktop.text.bidi import strip_controls
from limbo_desktop.text.typeset import Block, Style

Say = Callable[[Telling], str]
"""Says something in the language of what it is given."""
Look = Callable[[Styles], Style]


def said_in_both(telling: Telling, say: Say) -> list[tuple[Telling, str]]:
    """What is said, with the telling of its language; once where it is the same in both."""
    told: dict[str, tuple[Telling, str]] = {}
    for each in telling.in_both():
        said = say(each)
        told.setdefault(strip_controls(said), (each, said))
    return [(each, said) for each, said in told.values() if said]


def blocks_in_both(
    telling: Telling,
    say: Say,
    width: float,
    look: Look,
    second: Look | None = None,
    *,
    title: bool = False,
) -> list[Block]:
    """It laid out; the second language has a look of its own where one is given.

    The lines of a title are about as long.
    """
    return [
        (each.evenly if title else each.set)(
            said, (second or look if place else look)(each.styles), width
        )
        for place, (each, said) in enumerate(said_in_both(telling, say))
    ]


def stacked(blocks: Iterable[Block], start: float, down: float = 0.0) -> list[Cell]:
    """Blocks under one another in a column of a row."""
    cells = []
    for block in blocks:
        cells.append(Cell(block, start, down))
        down += block.height
    return cells
