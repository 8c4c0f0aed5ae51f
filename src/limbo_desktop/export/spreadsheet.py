"""Tables as CSV and XLSX files for people who work in spreadsheets.

It is given words and numbers that are ready to leave; it knows nothing of cases and conceals
nothing.  No cell is ever a formula, and no file tells who made it, when, or where.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from limbo_desktop.aside import new_file
from limbo_desktop.errors import PersonError
from limbo_desktop.marking import N_
from limbo_desktop.text.bidi import direction_of

Cell = str | int
"""Text, or a whole number."""

LONGEST: Final = 32_767
"""The most characters that a cell of a spreadsheet holds (Excel's limit)."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula (OWASP, CSV injection)."""

_NO_DAY: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the property has no zone, and no meaning
_LTR, _RTL = 1, 2
_MORE: Final = "…"


class Table(Protocol):
    """One sheet: its name, the words over its columns with their widths in letters, its rows."""

    @property
    def name(self) -> str:
        """What the sheet is called."""
        ...

    @property
    def columns(self) -> Sequence[tuple[str, int]]:
        """The head of each column and how many letters wide it is."""
        ...

    @property
    def rows(self) -> Sequence[Sequence[Cell]]:
        """The cells, as many in each row as there are columns."""
        ...


class NoSuchTableError(PersonError):
    """The name of the file ends in neither .csv nor .xlsx."""

    message = N_("{path} has to end in .csv or .xlsx. Nothing was written.")


class TableNotWrittenError(PersonError):
    """The place for the file cannot be written."""

    message = N_(
        "The file {path} could not be written. The case is safe. Choose another place or free "
        "some room, then try again."
    )


def save_tables(tables: Sequence[Table], path: Path, *, rtl: bool = False) -> int:
    """Write tables to `path`, whole or not at all; a .csv takes the first alone.

    Returns how many texts were cut because no cell can hold them.  Raises NoSuchTableError and
    TableNotWrittenError.
    """
    ending = path.suffix.lower()
    if ending not in {".csv", ".xlsx"}:
        raise NoSuchTableError(path=path)
    try:
        with new_file(path) as out:
            if ending == ".csv":
                write_csv(tables[0], out)
                return 0
            write_xlsx(tables, out, rtl=rtl)
    except OSError:
        raise TableNotWrittenError(path=path) from None
    return _cut(tables)


def write_csv(table: Table, out: BinaryIO) -> None:
    """Write one table as CSV (RFC 4180): UTF-8 with a mark that Excel knows it by.

    Text that begins like a formula gets an apostrophe before it, which spreadsheets take as
    "this is text".
    """
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow([_safe(name) for name, _ in table.columns])
    rows.writerows([_safe(cell) for cell in row] for row in table.rows)
    out.write(text.getvalue().encode("utf-8-sig", errors="replace"))


def write_xlsx(tables: Sequence[Table], out: BinaryIO, *, rtl: bool = False) -> None:
    """Write tables as the sheets of one XLSX file; `rtl` lets its columns run from the right.

    Text is stored as text whatever it begins with; each cell reads in the direction of its own
    script.  What is longer than a cell can be is cut, and ends in "…".
    """
    from xlsxwriter import Workbook

    # In memory: its temporary files would be plain text on the disk.
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"author": "", "created": _NO_DAY})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        body = {
            order: book.add_format({"text_wrap": True, "valign": "top", "reading_order": order})
            for order in (_LTR, _RTL)
        }
        for table in tables:
            sheet = book.add_worksheet(table.name[:31])
            if rtl:
                sheet.right_to_left()
            sheet.freeze_panes(1, 1)
            sheet.set_landscape()
            sheet.set_paper(9)  # A4
            sheet.fit_to_pages(1, 0)
            sheet.repeat_rows(0)
            for column, (name, width) in enumerate(table.columns):
                sheet.set_column(column, column, width)
                sheet.write_string(0, column, name, head)
            for number, row in enumerate(table.rows, start=1):
                for column, cell in enumerate(row):
                    if isinstance(cell, int):
                        sheet.write_number(number, column, cell, body[_RTL if rtl else _LTR])
                    elif cell:
                        said = direction_of(cell, "rtl" if rtl else "ltr")
                        order = _RTL if said == "rtl" else _LTR
                        sheet.write_string(number, column, _fitting(cell), body[order])
            if table.rows:
                sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def _safe(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA):
        return f"'{cell}"
    return cell


def _fitting(text: str) -> str:
    whole = text.encode("utf-8", errors="replace").decode("utf-8")
    return whole if len(whole) <= LONGEST else whole[: LONGEST - 1] + _MORE


def _cut(tables: Iterable[Table]) -> int:
    return sum(
        isinstance(cell, str) and len(cell) > LONGEST
        for table in tables
        for row in table.rows
        for cell in row
    )
