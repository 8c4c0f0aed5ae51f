"""What the timeline reads from the vault: its first page, the whole story, its doubtful spots."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.records import Event, Person
from limbo_desktop.ui.lane import Job
from limbo_desktop.ui.timeline.story import (
    ALL_LANES,
    DOCUMENTS,
    Line,
    Spot,
    lines_of,
    precise,
    spots_of,
    vague,
)
from limbo_desktop.vault.columns import date_of
from limbo_desktop.vault.settings import COVER_THREATS
from limbo_desktop.vault.timeline import NO_FILTERS, Filters, Mark, TimelineRow
from limbo_desktop.vault.vault import Vault

LANES_ONLY = ALL_LANES - {DOCUMENTS}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the person wants to see; every part narrows the list further."""

    lanes: frozenset[str] = ALL_LANES
    person: str = ""
    incomplete: bool = False
    text: str = ""

    def query(self) -> Filters:
        """Return what the vault can filter by; `keeps` does the rest."""
        entries = self.lanes & LANES_ONLY
        kinds: set[str] = set()
        types: set[str] = set()
        if not entries:
            types = {"document"}
        elif DOCUMENTS not in self.lanes:
            types = {"event"}
            if entries != LANES_ONLY:
                kinds = {name for name, kind in KINDS.items() if kind.lane.name in entries}
                kinds |= {"activity"}
        return Filters(
            kinds=frozenset(kinds),
            types=frozenset(types),
            people=frozenset({self.person} - {""}),
            text=self.text,
            incomplete=self.incomplete,
        )

    def keeps(self, spot: Spot) -> bool:
        """Return whether `spot`, which the query let through, is in a lane that is shown."""
        return spot.lane in self.lanes


@dataclass(frozen=True, slots=True)
class Story:
    """The story as far as it is wanted, and what the screen says around it.

    `whole` is False for the first page alone, which is shown until the rest is read.
    """

    spots: tuple[Spot, ...] = ()
    lines: tuple[Line, ...] = ()
    query: Filters = NO_FILTERS
    people: Mapping[str, Person] = field(default_factory=dict)
    entries: int = 0
    documents: int = 0
    incomplete: int = 0
    cover: bool = True
    whole: bool = True


def read_opening(vault: Vault, rows: int) -> tuple[Story, tuple[TimelineRow, ...]]:
    """Return the first `rows` entries as a story of their own, to be shown at once."""
    page = vault.timeline.rows(0, rows)
    spots = tuple(
        precise(spot, row.record)
        for spot, row in zip(spots_of(map(_mark, page)), page, strict=True)
    )
    return replace(_around(vault, Shown()), spots=spots, lines=lines_of(spots), whole=False), page


def _mark(row: TimelineRow) -> Mark:
    date = date_of(row.record.when)
    if isinstance(row.record, Event):
        return Mark(row.id, "event", row.record.kind, date.earliest, date.latest)
    return Mark(row.id, "document", row.record.type, date.earliest, date.latest)


def read_story(vault: Vault, shown: Shown, known: Mapping[str, Spot]) -> Story:
    """Return the story; `known` are the spots that `resolved` has made precise before."""
    around = _around(vault, shown)
    spots = tuple(
        spot
        for spot in (_taken(each, known) for each in spots_of(vault.timeline.marks(around.query)))
        if shown.keeps(spot)
    )
    return replace(around, spots=spots, lines=lines_of(spots))


def _around(vault: Vault, shown: Shown) -> Story:
    return Story(
        query=shown.query(),
        people={person.id: person for person in vault.people.all()},
        entries=vault.timeline.count(Filters(types=frozenset({"event"}))),
        documents=vault.timeline.count(Filters(types=frozenset({"document"}))),
        incomplete=vault.timeline.count(Filters(incomplete=True)),
        cover=vault.settings.get(COVER_THREATS),
    )


def _taken(spot: Spot, known: Mapping[str, Spot]) -> Spot:
    before = known.get(spot.id)
    if before is None or (before.earliest, before.latest) != (spot.earliest, spot.latest):
        return spot
    return before._replace(offset=spot.offset)


def resolved(
    vault: Vault, story: Story, shown: Shown, known: Mapping[str, Spot], job: Job
) -> tuple[Story, dict[str, Spot]]:
    """Return the story with every lane and certainty as the records say, and those spots by id.

    Long reading: one record for each spot of which the marks do not say enough.
    """
    found: dict[str, Spot] = {}
    for spot in story.spots:
        if vague(spot) and spot.id not in known:
            job.check()
            repository = vault.documents if spot.is_document else vault.events
            found[spot.id] = precise(spot, repository.get(spot.id))
    spots = tuple(
        spot for spot in (found.get(each.id, each) for each in story.spots) if shown.keeps(spot)
    )
    return replace(story, spots=spots, lines=lines_of(spots)), found
