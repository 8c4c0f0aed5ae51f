"""Which rows are still there: those of the tables' trees, and leaves that no tree reaches."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from limbo_desktop.vault.records import CLASSES
from limbo_desktop.vault.salvage.plain_pages import PlainPages
from limbo_desktop.vault.salvage.trees import TABLE_LEAF, Cell, Row, leaf, walk

_DIGEST_BYTES: Final = 32
_SCHEMA_ROOT: Final = 1

Progress = Callable[[int, int], None]
"""Told how many pages are read, of how many; what it raises stops the work."""


def _is_record(cells: tuple[Cell, ...]) -> bool:
    return len(cells) > 4 and cells[2] in CLASSES and _is_uuid(cells[1]) and _is_json(cells[3])


def _is_history(cells: tuple[Cell, ...]) -> bool:
    chain = cells[-1]
    return len(cells) == 8 and isinstance(chain, bytes) and len(chain) == _DIGEST_BYTES


def _is_chunk(cells: tuple[Cell, ...]) -> bool:
    return (
        len(cells) == 3
        and isinstance(cells[0], int)
        and isinstance(cells[1], int)
        and isinstance(cells[2], bytes)
    )


def _is_blob(cells: tuple[Cell, ...]) -> bool:
    return (
        len(cells) == 4
        and cells[0] is None
        and isinstance(cells[1], str | None)
        and isinstance(cells[2], int)
        and cells[3] in {0, 1}
    )


def _is_info(cells: tuple[Cell, ...]) -> bool:
    return len(cells) == 2 and cells[0] is None and _is_json(cells[1])


def _is_redaction(cells: tuple[Cell, ...]) -> bool:
    return (
        len(cells) == 7
        and cells[0] is None
        and _is_uuid(cells[1])
        and all(isinstance(each, int | float) for each in cells[2:])
    )


_SHAPES: Final[Mapping[str, Callable[[tuple[Cell, ...]], bool]]] = {
    "record": _is_record,
    "history": _is_history,
    "chunk": _is_chunk,
    "blob": _is_blob,
    "info": _is_info,
    "redaction": _is_redaction,
}
"""How a row of a table is known on a leaf whose tree is broken: no two tables have one shape."""


@dataclass(slots=True)
class Found:
    """The rows of each table, and where the bytes of files lie: (blob, number) → (page, row).

    `damaged` are the numbers of the pages that are not what was written.
    """

    tables: dict[str, list[Row]] = field(default_factory=dict)
    chunks: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    damaged: list[int] = field(default_factory=list)

    def rows(self, table: str) -> list[Row]:
        """The rows of a table that are still there."""
        return self.tables.get(table, [])


def find(pages: PlainPages, progress: Progress) -> Found:
    """Read every page once; bytes of files are only noted, not kept."""
    found = Found()
    leaves = set[int]()
    for number in pages.numbers():
        kind = pages.kind(number)
        if kind is None:
            found.damaged.append(number)
        elif kind == TABLE_LEAF:
            leaves.add(number)
        if number % 64 == 0:
            progress(number, pages.count)
    reached = set[int]()
    schema = list(walk(pages, _SCHEMA_ROOT, reached))
    for kind_, name, _, root, *_ in (row.cells for row in schema if len(row.cells) == 5):
        if kind_ != "table" or not isinstance(root, int) or not root or name == "chunk":
            continue
        found.tables[str(name)] = list(walk(pages, root, reached))
    for number in sorted(leaves - reached):
        for row in leaf(pages, number):
            _sort_in(found, number, row)
    return found


def _sort_in(found: Found, page: int, row: Row) -> None:
    table = next((name for name, fits in _SHAPES.items() if fits(row.cells)), None)
    if table == "chunk":
        blob, number, _ = row.cells
        if isinstance(blob, int) and isinstance(number, int):
            found.chunks.setdefault((blob, number), (page, row.number))
    elif table is not None:
        found.tables.setdefault(table, []).append(row)


def _is_uuid(cell: Cell) -> bool:
    try:
        return isinstance(cell, str) and str(UUID(cell)) == cell
    except ValueError:
        return False


def _is_json(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.startswith("{")
