"""`chronology` and `list --json` of the sample cases, against the case file they came from."""

import csv
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.cheap import CHEAP
from tests.e2e.support import PASSPHRASE, Program
from tests.e2e.test_bundle_of_the_samples import NAMES, NUMBERS
from tests.e2e.test_case_through_a_vault import without_empty

from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.vault.vault import Vault

CASES = ("family-ru", "border-ar")
ADDED = {"record", "earliest", "latest", "incomplete", "names"}
"""What `list` says of a record beside its own keys."""
IN_THE_FILE = {"file", "sha256"}
"""What a vault tells otherwise than a folder: the bytes and how they are called."""


@dataclass(frozen=True)
class Sample:
    """A sample case, its case.json, and a vault with it."""

    name: str
    data: dict[str, list[dict[str, object]]]
    vault: Path


@pytest.fixture(params=CASES)
def sample(request: pytest.FixtureRequest, cases: Path, vaults: Callable[[str], Path]) -> Sample:
    data = json.loads((cases / request.param / "case.json").read_text("utf-8"))
    return Sample(request.param, data, vaults(request.param))


def listed(program: Program, vault: Path, of: str) -> list[dict[str, object]]:
    done = program("list", vault, "--json", "--of", of)
    assert done.returncode == 0, done.stderr
    rows: list[dict[str, object]] = json.loads(done.stdout)
    return rows


def their_own(vault: Path) -> dict[str, str]:
    """The ids of the case file by those that the vault gave."""
    with Vault.open(vault, PASSPHRASE, (CHEAP,)) as opened:
        out = opened.export_case()
        ours = [
            *(each.id for each in opened.people.all()),
            *(each.id for each in opened.events.all()),
            *(each.id for each in opened.documents.all()),
            *(each.id for each in opened.tasks.all()),
        ]
        theirs = [
            *(each.id for each in out.people),
            *(each.id for each in out.events),
            *(each.id for each in out.documents),
            *(each.id for each in out.tasks),
        ]
        return dict(zip(ours, theirs, strict=True))


def test_list_as_json_has_every_record_with_every_field_of_the_case_file(
    program: Program, sample: Sample
) -> None:
    ids = their_own(sample.vault)
    for of, lists in (
        ("timeline", ("events", "documents")),
        ("people", ("people",)),
        ("tasks", ("tasks",)),
    ):
        rows = listed(program, sample.vault, of)
        text = json.dumps(rows, ensure_ascii=False)
        for ours, theirs in ids.items():
            text = text.replace(f'"{ours}"', f'"{theirs}"').replace(f":{ours}", f":{theirs}")
        found = {str(row["id"]): row for row in json.loads(text)}
        wanted = [record for name in lists for record in sample.data.get(name, [])]
        assert len(found) == len(rows) == len(wanted)
        for record in wanted:
            row = found[str(record["id"])]
            given = {key: value for key, value in record.items() if key not in IN_THE_FILE}
            told = {key: value for key, value in row.items() if key not in IN_THE_FILE | ADDED}
            assert without_empty(told) == without_empty(given)
            assert of != "timeline" or ("file" in record) == bool(row.get("sha256"))


def test_each_row_says_what_its_ids_and_its_date_mean(program: Program, sample: Sample) -> None:
    for row in listed(program, sample.vault, "timeline"):
        date = UncertainDate.parse(str(row.get("when", "")))
        assert row["earliest"] == (date.earliest.isoformat() if date.earliest else None)
        assert row["latest"] == (date.latest.isoformat() if date.latest else None)
        assert isinstance(row["incomplete"], bool)
        names = row["names"]
        assert isinstance(names, dict)
        people = row.get("people", [])
        assert isinstance(people, list)
        assert all(names[each["person"]] for each in people)


@pytest.mark.parametrize("lang", ["ru", "ar", "en"])
def test_no_concealed_name_and_nothing_private_is_in_a_table(
    program: Program, sample: Sample, lang: str, tmp_path: Path
) -> None:
    book, text = tmp_path / "table.xlsx", tmp_path / "table.csv"
    for path in (book, text) if lang == "ru" else (book,):
        done = program("chronology", sample.vault, path, "--lang", lang)
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip() == str(path)
        assert "not encrypted" in done.stderr
    sheets = list(load_workbook(book))
    cells = [
        str(cell)
        for sheet in sheets
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if cell is not None
    ]
    shared = [each for each in sample.data["events"] if each.get("share") != "private"]
    if lang == "ru":
        with text.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream))
        assert len(rows) == len(shared) + 1
        cells += [cell for row in rows for cell in row]
    told = "\n".join(cells)
    plain = re.sub("[\u064b-\u065f\u0670\u2066-\u2069]", "", told)
    for each in (*NAMES[sample.name], *NUMBERS[sample.name]):
        assert not re.search(rf"(?<![^\W_]){re.escape(each)}(?![^\W_])", plain, re.IGNORECASE), each
    private = [each for each in sample.data["events"] if each.get("share") == "private"]
    assert all(str(each["title"]) not in told for each in private if each.get("title"))
    assert bool(sheets[0].sheet_view.rightToLeft) == (lang == "ar")
    assert sheets[0].max_row == len(shared) + 1


def test_a_table_is_refused_in_words(
    program: Program, vaults: Callable[[str], Path], tmp_path: Path
) -> None:
    done = program("chronology", vaults("border-ar"), tmp_path / "table.ods")
    assert done.returncode == 1
    assert ".csv or .xlsx" in done.stderr
    done = program("chronology", vaults("border-ar"), tmp_path / "a.csv", "--since", "yesterday")
    assert done.returncode == 1
    assert list(tmp_path.iterdir()) == []
