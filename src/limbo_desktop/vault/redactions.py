"""Black boxes on the pages of documents, and what the person said may go out all the same.

Both are decisions of the person's and no part of a record's body: they go to the bin and come back
with their document, each change is a step of undo, and the log of the paper tells of it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from limbo_desktop.vault.custody import Custody
from limbo_desktop.vault.custody import Deed as Done
from limbo_desktop.vault.store import Store
from limbo_desktop.vault.undo import Deed, Undo

LEAST: Final = 0.002
"""Least side of a box, as a part of the page's: what is smaller was a slip of the hand."""


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """A rectangle on an upright page: parts of its width and height, from its top left."""

    x: float
    y: float
    width: float
    height: float

    def inside(self) -> "Box":
        """Return this box with nothing of it beyond the page, to a hundred-thousandth of it."""
        left, top = min(max(self.x, 0.0), 1.0), min(max(self.y, 0.0), 1.0)
        right = min(max(self.x + self.width, left), 1.0)
        bottom = min(max(self.y + self.height, top), 1.0)
        sides = (left, top, right - left, bottom - top)
        return Box(*(round(side, 5) for side in sides))

    def holds(self, x: float, y: float) -> bool:
        """Whether a point of the page is under this box."""
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height


class How(StrEnum):
    """How a document goes out in which somebody concealed is: as it is, or with names replaced."""

    AS_IT_IS = "as_it_is"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Release:
    """The person's word that a document may go out although `people` (ids) are in it."""

    how: How
    people: frozenset[str]


Boxes = Mapping[int, tuple[Box, ...]]
"""The boxes of a document by page, from 1; pages without any are not in it."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """All boxes and releases of a case, by document id."""

    boxes: Mapping[str, Boxes] = field(default_factory=dict)
    releases: Mapping[str, Release] = field(default_factory=dict)


class Redactions:
    """The boxes and releases of one vault."""

    def __init__(self, store: Store, undo: Undo, custody: Custody) -> None:
        self._store = store
        self._undo = undo
        self._custody = custody

    def all(self) -> Redacted:
        """Everything that is redacted or released."""
        boxes: dict[str, dict[int, tuple[Box, ...]]] = {}
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT document, page, x, y, width, height FROM redaction ORDER BY id"
            ).fetchall()
            released = connection.execute("SELECT document, how, people FROM released").fetchall()
        for document, page, *sides in rows:
            pages = boxes.setdefault(document, {})
            pages[page] = (*pages.get(page, ()), Box(*sides))
        return Redacted(boxes, {document: _release(how, who) for document, how, who in released})

    def boxes(self, document: str) -> Boxes:
        """The boxes of one document, in the order in which they were drawn."""
        found: dict[int, tuple[Box, ...]] = {}
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT page, x, y, width, height FROM redaction WHERE document = ? ORDER BY id",
                (document,),
            ).fetchall()
        for page, *sides in rows:
            found[page] = (*found.get(page, ()), Box(*sides))
        return found

    def put(self, document: str, boxes: Mapping[int, Sequence[Box]]) -> None:
        """Have these boxes on these pages (from 1), in place of those that were on them.

        Pages that are not named keep theirs.  Raises KeyError when there is no such document.
        """
        wanted = {page: _kept(some) for page, some in boxes.items()}
        with self._store.writing():
            self._known(document)
            now = self.boxes(document)
            before = {page: now.get(page, ()) for page in wanted}
            if before == wanted:
                return
            self._set(document, wanted)
            self._undo.note(
                Deed(
                    "redact",
                    "document",
                    document,
                    back=lambda: self._set(document, before),
                    again=lambda: self._set(document, wanted),
                )
            )

    def release(self, document: str) -> Release | None:
        """What the person said of one document, None when nothing."""
        with self._store.reading() as connection:
            row = connection.execute(
                "SELECT how, people FROM released WHERE document = ?", (document,)
            ).fetchone()
        return _release(*row) if row else None

    def say(self, document: str, release: Release | None) -> None:
        """Keep what the person says of a document; None takes it back.

        Raises KeyError when there is no such document.
        """
        with self._store.writing():
            self._known(document)
            before = self.release(document)
            if before == release:
                return
            self._say(document, release)
            self._undo.note(
                Deed(
                    "release" if release is not None else "withhold",
                    "document",
                    document,
                    back=lambda: self._say(document, before),
                    again=lambda: self._say(document, release),
                )
            )

    def _known(self, document: str) -> None:
        row = self._store.connection.execute(
            "SELECT 1 FROM record WHERE id = ? AND type = 'document'", (document,)
        ).fetchone()
        if row is None:
            raise KeyError(document)

    def _set(self, document: str, boxes: Boxes) -> None:
        with self._store.writing() as connection:
            for page, some in boxes.items():
                connection.execute(
                    "DELETE FROM redaction WHERE document = ? AND page = ?", (document, page)
                )
                connection.executemany(
                    "INSERT INTO redaction (document, page, x, y, width, height)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    [(document, page, b.x, b.y, b.width, b.height) for b in some],
                )
            pages = {page: len(some) for page, some in self.boxes(document).items()}
            told = ", ".join(f"{page}: {count}" for page, count in sorted(pages.items()))
            self._custody.note([document], Done.REDACTED, boxes=told)

    def _say(self, document: str, release: Release | None) -> None:
        with self._store.writing() as connection:
            connection.execute("DELETE FROM released WHERE document = ?", (document,))
            if release is None:
                self._custody.note([document], Done.WITHHELD)
                return
            people = json.dumps(sorted(release.people), ensure_ascii=False)
            connection.execute(
                "INSERT INTO released VALUES (?, ?, ?)", (document, release.how, people)
            )
            names = " ".join(sorted(release.people))
            self._custody.note([document], Done.RELEASED, how=release.how, people=names)


def _kept(boxes: Iterable[Box]) -> tuple[Box, ...]:
    inside = (box.inside() for box in boxes)
    return tuple(box for box in inside if box.width >= LEAST and box.height >= LEAST)


def _release(how: str, people: str) -> Release:
    return Release(How(how), frozenset(str(each) for each in json.loads(people)))
