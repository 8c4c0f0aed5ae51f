"""What is said of several bundles in one folder: whether they are the parts of one, and all of it.

The first part names the fingerprints of all others, so that a part of another bundle shows.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from limbo_desktop.bundle.manifest import Manifest
from limbo_desktop.bundle.verify import Part, Row, VerifyResult
from limbo_desktop.marking import N_

WHOLE: Final = N_("{file}, pages {first}–{last}: whole and unchanged.")
NO_BUNDLE: Final = N_("{file} is no bundle, or its list is damaged.")
MISSING: Final = N_("Part {number} of {count} is missing.")
TWICE: Final = N_("{file} is part {number} too: there is another one.")
FOREIGN: Final = N_("{file} is not part {number} of this bundle: part 1 names another one.")
NAMED: Final = N_("All parts are those that part 1 names.")


@dataclass(frozen=True, slots=True)
class Checked:
    """A file by its name, and what was found in it."""

    file: str
    result: VerifyResult


def parts_told(checked: Sequence[Checked]) -> VerifyResult:
    """What was found in all files together; of one file alone just that.

    The fingerprint is that of the first part, "" when the files are no parts of one bundle.
    """
    if len(checked) == 1 and not _in_parts(checked[0]):
        return checked[0].result
    rows: list[Row] = []
    for each in checked:
        rows += _told(each)
    parts = [each for each in checked if _in_parts(each)]
    rows += _together(parts)
    first = next((each for each in parts if _list(each).part == 1), None)
    pages = sum(each.result.pages for each in checked)
    return VerifyResult(tuple(rows), first.result.fingerprint if first else "", pages)


def _in_parts(checked: Checked) -> bool:
    return checked.result.listed is not None and checked.result.listed.count > 1


def _list(checked: Checked) -> Manifest:
    if checked.result.listed is None:
        raise ValueError(checked.file)
    return checked.result.listed


def _told(checked: Checked) -> list[Row]:
    result, file = checked.result, checked.file
    if result.listed is None:
        return [Row(Part.PARTS, ok=False, message=NO_BUNDLE, params={"file": file})]
    if result.ok:
        last = result.listed.first + result.pages - 1
        params = {"file": file, "first": result.listed.first, "last": last}
        return [Row(Part.PARTS, ok=True, message=WHOLE, params=params)]
    return [replace(row, where=file) for row in result.rows if not row.ok]


def _together(parts: Sequence[Checked]) -> Iterator[Row]:
    """Whether files are all parts of one bundle, each once."""
    if not parts:
        return
    first = next((each for each in parts if _list(each).part == 1), None)
    count = _list(first or parts[0]).count
    there: dict[int, str] = {}
    wrong = False
    for each in parts:
        number = _list(each).part
        params: Mapping[str, object] = {"file": each.file, "number": number}
        if number in there:
            wrong = True
            yield Row(Part.PARTS, ok=False, message=TWICE, params=params)
        elif first is not None and each is not first and not _is_named(each, _list(first)):
            wrong = True
            yield Row(Part.PARTS, ok=False, message=FOREIGN, params=params)
        there.setdefault(number, each.file)
    for number in range(1, count + 1):
        if number not in there:
            wrong = True
            params = {"number": number, "count": count}
            yield Row(Part.PARTS, ok=False, message=MISSING, params=params)
    if not wrong:
        yield Row(Part.PARTS, ok=True, message=NAMED)


def _is_named(part: Checked, first: Manifest) -> bool:
    listed = _list(part)
    place = listed.part - 2
    return (
        listed.count == first.count
        and 0 <= place < len(first.others)
        and first.others[place] == part.result.fingerprint
    )
