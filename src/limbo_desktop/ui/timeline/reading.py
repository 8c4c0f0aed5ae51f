"""What the timeline reads from the vault: its first page at once, then the whole story."""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from limbo_desktop.case.picture.story import Picture
from limbo_desktop.case.records import Event, Person
from limbo_desktop.ui.lane import Job
from limbo_desktop.ui.timeline.shown import Shown
from limbo_desktop.ui.timeline.story import Line, lines_of, rows_of, sizes_of
from limbo_desktop.vault.records import NoSuchRecordError
from limbo_desktop.vault.settings import COVER_THREATS
from limbo_desktop.vault.timeline import Filters, Spot, TimelineRow
from limbo_desktop.vault.vault import Vault

_SLICE = 4096


@dataclass(frozen=True, slots=True)
class Story:
    """The story as far as it is wanted, and what the screen says around it.

    `whole` is False for the first page alone, which is shown until the rest is read; it has no
    picture and counts nothing.  `rows` has the line of each entry, `sizes` a `story.Size` for
    each line.
    """

    spots: tuple[Spot, ...] = ()
    lines: tuple[Line, ...] = ()
    rows: tuple[int, ...] = ()
    sizes: bytes = b""
    picture: Picture | None = None
    people: Mapping[str, Person] = field(default_factory=dict)
    entries: int = 0
    documents: int = 0
    incomplete: int = 0
    cover: bool = True
    whole: bool = True


def read_opening(vault: Vault, shown: Shown, most: int) -> tuple[Story, tuple[TimelineRow, ...]]:
    """Return the first `most` entries as a story of their own, to be shown at once."""
    spots = next(vault.timeline.story(shown.query(), most))
    page = vault.timeline.entries([spot.seq for spot in spots])
    people: dict[str, Person] = {}
    for teller in {row.record.told_by for row in page if isinstance(row.record, Event)} - {""}:
        with suppress(NoSuchRecordError):
            people[teller] = vault.people.get(teller)
    lines = lines_of(spots)
    cover = vault.settings.get(COVER_THREATS)
    rows, sizes = rows_of(lines), sizes_of(lines, spots)
    return Story(spots, lines, rows, sizes, people=people, cover=cover, whole=False), page


def _checked(spots: tuple[Spot, ...], job: Job) -> Iterator[tuple[int, Spot]]:
    """Yield the spots with their numbers, as long as they are wanted."""
    for number, spot in enumerate(spots):
        if number % _SLICE == 0:
            job.check()
        yield number, spot


def read_story(vault: Vault, shown: Shown, today: dt.date, job: Job) -> Story:
    """Return the story with its picture.  Long reading: for a snapshot."""
    spots: list[Spot] = []
    for part in vault.timeline.story(shown.query()):
        job.check()
        spots += part
    told = tuple(spots)
    lines = lines_of(told)
    job.check()
    rows, sizes = rows_of(lines), sizes_of(lines, told)
    picture = Picture(_checked(told, job), today)
    job.check()
    return Story(
        told,
        lines,
        rows,
        sizes,
        picture,
        {person.id: person for person in vault.people.all()},
        vault.timeline.count(Filters(types=frozenset({"event"}))),
        vault.timeline.count(Filters(types=frozenset({"document"}))),
        vault.timeline.count(Filters(incomplete=True)),
        vault.settings.get(COVER_THREATS),
    )
