"""A written document as what it is made of: headings, paragraphs, items of lists, rows of tables.

A shadow for reading, like the messages of an export: the file itself is never changed.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

PARTS: Final = 50_000
"""Of one document; the rest is left out and said to be."""

CHARACTERS: Final = 4_000_000
"""Of all parts together."""

CELLS: Final = 60
"""Columns of a table; what stands in further ones is joined to the last."""

LEVELS: Final = 9
"""How deep headings and lists go."""


class Shape(StrEnum):
    """What a part is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    NOTE = "note"
    TURN = "turn"
    """The end of a page, where the document asks for one."""


class Lack(StrEnum):
    """What a document has beside its text and is not shown."""

    PICTURES = "pictures"
    CHANGES = "changes"
    COMMENTS = "comments"
    HIDDEN = "hidden"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph, heading, item, note, or row of a table.

    `level` counts from 1 for headings, from 0 for items.  `marker` stands before an item or note:
    "•", "3.", "[1]".  A row has `cells` and no text.  Line feeds in a text break its lines.
    """

    shape: Shape
    text: str = ""
    level: int = 0
    marker: str = ""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Structure:
    """The parts of a document in reading order, and what of it they do not show.

    Of a saved web page, `title`, the `address` it was saved from and the time it was `saved`, all
    as the file has them, "" when it does not tell.
    """

    parts: tuple[Part, ...] = ()
    lacks: tuple[Lack, ...] = ()
    title: str = ""
    address: str = ""
    saved: str = ""

    @property
    def words(self) -> str:
        """All its words, for a search."""
        told = [self.title, self.address, self.saved]
        told += [part.text or "\n".join(part.cells) for part in self.parts]
        return "\n".join(told)


@dataclass
class Gathered:
    """Parts as they are found, within the limits."""

    parts: list[Part] = field(default_factory=list)
    lacks: set[Lack] = field(default_factory=set)
    _left: int = CHARACTERS

    def add(self, part: Part) -> None:
        """Take a part in, if it holds something and there is room."""
        size = len(part.text) + sum(map(len, part.cells))
        if not size and part.shape is not Shape.TURN:
            return
        if len(self.parts) >= PARTS or size > self._left:
            self.lacks.add(Lack.CUT)
            return
        self._left -= size
        self.parts.append(part)

    def structure(self, **more: str) -> Structure:
        """Return what was gathered."""
        while self.parts and self.parts[-1].shape is Shape.TURN:
            self.parts.pop()
        return Structure(tuple(self.parts), tuple(sorted(self.lacks)), **more)
