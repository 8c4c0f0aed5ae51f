"""What is what on the pages of a file: headings, tables, reading order, for who does not see them.

A bundle may have a hundred thousand such elements.  They are kept as numbers in arrays, a few bytes
each, while pages are drawn; `structure_tree` spells them as PDF objects.
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

ROOT: Final = -1
"""Stands for the parent of the outermost element."""

_END: Final = -1
_ELEMENT: Final = 80
"""About the bytes of an element in a file, without what it says and what stands in it."""


class Role(Enum):
    """What an element is: standard structure types (PDF 32000-1, 14.8.4), none of our own."""

    DOCUMENT = "Document"
    SECTION = "Sect"
    DIVISION = "Div"
    H1 = "H1"
    H2 = "H2"
    H3 = "H3"
    H4 = "H4"
    H5 = "H5"
    H6 = "H6"
    PARAGRAPH = "P"
    SPAN = "Span"
    LINK = "Link"
    LIST = "L"
    ITEM = "LI"
    BODY = "LBody"
    TABLE = "Table"
    ROW = "TR"
    HEAD = "TH"
    CELL = "TD"
    CONTENTS = "TOC"
    CONTENTS_ITEM = "TOCI"
    FIGURE = "Figure"


HEADINGS: Final = (Role.H1, Role.H2, Role.H3, Role.H4, Role.H5, Role.H6)


class Scope(Enum):
    """Of what a cell is the head."""

    COLUMN = "Column"
    ROW = "Row"


@dataclass(frozen=True, slots=True)
class Detail:
    """What few elements have: words instead of a picture, a language, the scope of a head."""

    alt: str = ""
    lang: str = ""
    scope: Scope | None = None


PLAIN: Final = Detail()


class Kid(Enum):
    """What can stand in an element."""

    ELEMENT = 0
    MARK = 1
    ANNOTATION = 2


_BYTES: Final = {Kid.ELEMENT: 10, Kid.MARK: 14, Kid.ANNOTATION: 60}
"""About how many bytes say that one of these stands in an element."""
_ROLES: Final = tuple(Role)
_KIDS: Final = tuple(Kid)


class Structure:
    """The elements of one file, each with what stands in it, in reading order.

    Elements are numbers from 0 on; pages count from 0 within the file.
    """

    def __init__(self) -> None:
        self._roles = array("B")
        self._parents = array("i")
        self._first = array("i")
        self._last = array("i")
        self._kinds = array("B")
        self._values = array("I")
        self._pages = array("I")
        self._next = array("i")
        self._details: dict[int, Detail] = {}
        self._same: dict[Detail, Detail] = {}
        self._marked: list[array[int]] = []
        self._annotated = array("I")
        self._owners = array("I")

    def __len__(self) -> int:
        return len(self._roles)

    def add(self, role: Role, parent: int, detail: Detail = PLAIN) -> int:
        """Add an element at the end of its parent; its number."""
        element = len(self._roles)
        self._roles.append(_ROLE_NUMBERS[role])
        self._parents.append(parent)
        self._first.append(_END)
        self._last.append(_END)
        if detail != PLAIN:
            # the same languages and scopes again and again; few words are said twice
            self._details[element] = detail if detail.alt else self._same.setdefault(detail, detail)
        if parent != ROOT:
            self._put(parent, Kid.ELEMENT, element, 0)
        return element

    def mark(self, element: int, page: int) -> int:
        """Say that what is drawn next on a page belongs to an element; the number of the mark."""
        while len(self._marked) <= page:
            self._marked.append(array("I"))
        marks = self._marked[page]
        self._put(element, Kid.MARK, len(marks), page)
        marks.append(element)
        return len(marks) - 1

    def annotate(self, element: int, page: int, index: int) -> None:
        """Say that an annotation of a page, by its index there, belongs to an element."""
        self._annotated.append(len(self._kinds))
        self._owners.append(element)
        self._put(element, Kid.ANNOTATION, index, page)

    def annotated(self) -> Iterator[tuple[int, int, int]]:
        """Annotations that belong to an element: the element, the page, the index there."""
        for element, kid in zip(self._owners, self._annotated, strict=True):
            yield element, self._pages[kid], self._values[kid]

    def role(self, element: int) -> Role:
        """What an element is."""
        return _ROLES[self._roles[element]]

    def parent(self, element: int) -> int:
        """In which element it stands; ROOT for the outermost."""
        return self._parents[element]

    def detail(self, element: int) -> Detail:
        """What is said of an element beside its role."""
        return self._details.get(element, PLAIN)

    def kids(self, element: int) -> Iterator[tuple[Kid, int, int]]:
        """What stands in an element: its kind, its number, and the page for what has one."""
        at = self._first[element]
        while at != _END:
            yield _KIDS[self._kinds[at]], self._values[at], self._pages[at]
            at = self._next[at]

    def marks(self, page: int) -> "array[int]":
        """The elements of the marks of a page, in the order of the marks."""
        return self._marked[page] if page < len(self._marked) else array("I")

    def weights(self, pages: int) -> list[int]:
        """About how many bytes of a file belong to each page: what is on it, and around that."""
        found = [0] * pages
        at = array("i", [_END]) * len(self)
        for element in range(len(self) - 1, -1, -1):  # what stands in one is younger than it
            weight = _ELEMENT + 2 * len(self.detail(element).alt)
            for kind, value, page in self.kids(element):
                if at[element] == _END:
                    at[element] = at[value] if kind is Kid.ELEMENT else page
                weight += _BYTES[kind]
            found[max(0, at[element])] += weight
        return found

    def _put(self, element: int, kind: Kid, value: int, page: int) -> None:
        at = len(self._kinds)
        self._kinds.append(kind.value)
        self._values.append(value)
        self._pages.append(page)
        self._next.append(_END)
        last = self._last[element]
        if last == _END:
            self._first[element] = at
        else:
            self._next[last] = at
        self._last[element] = at


_ROLE_NUMBERS: Final = {role: number for number, role in enumerate(_ROLES)}
