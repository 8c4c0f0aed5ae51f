"""The list of parts: which file holds which pages, entries and exhibits."""

import hashlib
from collections.abc import Iterator, Sequence

from limbo_desktop.bundle.base import MM
from limbo_desktop.bundle.pages.flow import Piece, Space, Text
from limbo_desktop.bundle.pages.parts import heading, table_head
from limbo_desktop.bundle.pages.sheet import TEXT_WIDTH
from limbo_desktop.bundle.pages.slip import grouped
from limbo_desktop.bundle.pages.tables import Cell, Row
from limbo_desktop.bundle.pages.telling import PartOf, Telling
from limbo_desktop.text.said import Said
from limbo_desktop.text.typeset import Span

PART, PAGES = 40 * MM, 26 * MM
INSIDE = TEXT_WIDTH - PART - PAGES


def stand_in(part: int) -> str:
    """What stands for the fingerprint of a part until that is written.

    It takes the same room on the page, and packs as badly.
    """
    return hashlib.sha256(str(part).encode()).hexdigest()


def part_name(number: int, count: int) -> str:
    """The file name of a part, from 1: the same whatever the person calls the whole."""
    return f"part-{number}-of-{count}.pdf"


def parts_list(telling: Telling) -> tuple[list[Piece], list[Piece]]:
    """The pieces of the list, and its head to repeat on every page.

    The first part names the fingerprints of all the others, so that its own stands for the whole.
    """
    words, styles = telling.words, telling.styles
    count = len(telling.parts)
    told = words.n(
        "This bundle is {count} file. Page numbers and exhibit numbers run on from part to part.",
        "This bundle is {count} files. Page numbers and exhibit numbers run on from part to part.",
        count,
    )
    check = words.t("Part 1 names the fingerprints of all other parts.")
    if telling.here == 1:
        check = words.t(
            "The fingerprint of this part stands on its cover, those of the others below: so the "
            "fingerprint of part 1 stands for the whole bundle."
        )
    head = table_head(
        telling,
        (words.t("File"), 0, PART),
        (words.t("What is inside"), PART, INSIDE),
        (words.t("Pages"), TEXT_WIDTH - PAGES, PAGES),
    )
    pieces = heading(telling, lambda each: each.words.t("Parts of this bundle"))
    pieces += [Text(telling.set(each, styles.body, TEXT_WIDTH)) for each in (told, check)]
    rows = (_row(telling, number, part) for number, part in enumerate(telling.parts, start=1))
    return [*pieces, Space(10), head, *rows], [head]


def _row(telling: Telling, number: int, part: PartOf) -> Piece:
    words, styles = telling.words, telling.styles
    own = number == telling.here
    style = styles.table_bold if own else styles.table
    name = words.t("part {part}", part=Said(str(number)))
    if own:
        name = words.t("part {part} (this one)", part=Said(str(number)))
    file = words.identifier(part_name(number, len(telling.parts)))
    told = [Span(name, style), Span(f"\n{file}", styles.apparatus)]
    inside = [Span("\n".join(_inside(telling, part)), styles.table)]
    block = telling.set(inside, styles.table, INSIDE - 3 * MM)
    cells = [
        Cell(telling.set(told, style, PART - 2 * MM), 0),
        Cell(block, PART),
        Cell(telling.set(f"{part.first}–{part.last}", style, PAGES), TEXT_WIDTH - PAGES),
    ]
    if telling.here == 1 and not own:
        digits = grouped(part.fingerprint or stand_in(number))
        fingerprint = telling.frame.set([Span(digits, styles.mono_list)], TEXT_WIDTH - PART)
        cells.append(Cell(fingerprint, PART, down=block.height + 2))
    return Row(tuple(cells), above=4, below=4)


def _inside(telling: Telling, part: PartOf) -> Iterator[str]:
    """What a part holds, by number."""
    words = telling.words
    if part is telling.parts[0]:
        yield words.t("Contents, people, chronology")
    if part.entries:
        yield words.t("Entries: {numbers}", numbers=_range(part.entries))
    if part.exhibits:
        yield words.t("Exhibits: {numbers}", numbers=_range(part.exhibits))


def _range(numbers: Sequence[int]) -> Said:
    """Numbers in order, "3, 7–8": those of a supplement have gaps."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = (f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return Said(", ".join(told))
