"""Tables as files, read back by the csv module and by openpyxl: words stay words."""

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from limbo_desktop.export.spreadsheet import (
    LONGEST,
    Cell,
    NoSuchTableError,
    TableNotWrittenError,
    save_tables,
    write_csv,
    write_xlsx,
)

DANGEROUS = ("=1+1", "+7 912", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1+1", "＝1+1")


@dataclass(frozen=True)
class Sheet:
    """A table of two columns."""

    name: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[Cell]]


def table(*rows: Sequence[Cell]) -> Sheet:
    return Sheet("Хронология", (("№", 6), ("Что", 40)), rows)


def read_csv(made: Sheet) -> list[list[str]]:
    out = io.BytesIO()
    write_csv(made, out)
    assert out.getvalue().startswith(b"\xef\xbb\xbf")
    text = out.getvalue().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def sheet_of(path: Path) -> Worksheet:
    return load_workbook(path)["Хронология"]


def test_what_is_written_as_csv_is_read_back(tmp_path: Path) -> None:
    made = table((1, "Повестка, «лично»\nв руки"), (2, "استدعاء"))
    assert read_csv(made) == [["№", "Что"], ["1", "Повестка, «лично»\nв руки"], ["2", "استدعاء"]]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_of_a_csv_begins_like_a_formula(text: str) -> None:
    assert read_csv(table((1, text)))[1][1] == f"'{text}"


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_a_workbook_is_a_formula(tmp_path: Path, text: str) -> None:
    assert save_tables([table((1, text))], tmp_path / "a.xlsx") == 0
    cell = sheet_of(tmp_path / "a.xlsx")["B2"]
    assert cell.data_type == "s"
    with zipfile.ZipFile(tmp_path / "a.xlsx") as parts:
        assert b"<f>" not in b"".join(parts.read(name) for name in parts.namelist())


WORDS = st.text(st.sampled_from("aя ج1\n,;\"'")).map("я{}".format)


@given(rows=st.lists(st.tuples(st.integers(1, 999), WORDS)))
def test_every_word_comes_back_from_both(rows: list[tuple[int, str]]) -> None:
    made = table(*rows)
    assert read_csv(made)[1:] == [[str(number), text] for number, text in rows]
    out = io.BytesIO()
    write_xlsx([made], out)
    found = load_workbook(out)["Хронология"].iter_rows(min_row=2, values_only=True)
    assert list(found) == rows


def test_the_head_stays_in_sight_and_the_columns_of_an_arabic_sheet_run_from_the_right(
    tmp_path: Path,
) -> None:
    save_tables([table((1, "استدعاء"), (2, "Повестка"))], tmp_path / "a.xlsx", rtl=True)
    sheet = sheet_of(tmp_path / "a.xlsx")
    assert sheet.freeze_panes == "B2"
    assert sheet.sheet_view.rightToLeft
    assert sheet.auto_filter.ref == "A1:B3"
    assert sheet["B2"].alignment.readingOrder == 2
    assert sheet["B3"].alignment.readingOrder == 1
    save_tables([table((1, "Повестка"))], tmp_path / "b.xlsx")
    assert not sheet_of(tmp_path / "b.xlsx").sheet_view.rightToLeft


def test_a_file_tells_nobody_and_no_day_and_is_the_same_each_time(tmp_path: Path) -> None:
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    for path in (first, second):
        save_tables([table((1, "Повестка"))], path)
    assert first.read_bytes() == second.read_bytes()
    told = load_workbook(first).properties
    assert not told.creator
    assert not told.lastModifiedBy
    assert told.created is not None
    assert told.created.year == 2000


def test_a_text_that_no_cell_can_hold_is_cut_and_counted(tmp_path: Path) -> None:
    cut = save_tables([table((1, "я" * LONGEST), (2, "я" * (LONGEST + 1)))], tmp_path / "a.xlsx")
    sheet = sheet_of(tmp_path / "a.xlsx")
    assert cut == 1
    assert sheet["B2"].value == "я" * LONGEST
    assert sheet["B3"].value == "я" * (LONGEST - 1) + "…"
    assert save_tables([table((2, "я" * (LONGEST + 1)))], tmp_path / "a.csv") == 0


def test_half_of_a_character_does_not_stop_the_rest(tmp_path: Path) -> None:
    made = table((1, "a\ud800b"))
    save_tables([made], tmp_path / "a.xlsx")
    assert sheet_of(tmp_path / "a.xlsx")["B2"].value == "a?b"
    assert read_csv(made)[1][1] == "a?b"


def test_another_ending_and_a_place_that_cannot_be_written_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NoSuchTableError):
        save_tables([table()], tmp_path / "a.ods")
    with pytest.raises(TableNotWrittenError):
        save_tables([table()], tmp_path / "missing" / "a.csv")
    assert list(tmp_path.iterdir()) == []
