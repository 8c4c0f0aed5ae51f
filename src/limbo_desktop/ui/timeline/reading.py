"""What the timeline reads from the vault: the story as marks, its doubtful spots, the people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.records import Person
from limbo_desktop.ui.lane import Job
from limbo_desktop.ui.timeline.story import ALL_LANES, DOCUMENTS, Spot, precise, spots_of, vague
from limbo_desktop.vault.settings import COVER_THREATS
from limbo_desktop.vault.timeline import NO_FILTERS, Filters
from limbo_desktop.vault.vault import Vault

LANES_ONLY = ALL_LANES - {DOCUMENTS}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the person wants to see; every part narrows the list further."""

    lanes: frozenset[str] = ALL_LANES
    person: str = ""
    incomplete: bool = False
    text: str = ""

    @property
    def everything(self) -> bool:
        """Whether nothing is filtered."""
        return self == Shown()

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
    """The story as far as it is wanted, and what the screen says around it."""

    spots: tuple[Spot, ...] = ()
    query: Filters = NO_FILTERS
    people: Mapping[str, Person] = field(default_factory=dict)
    entries: int = 0
    documents: int = 0
    incomplete: int = 0
    cover: bool = True


def read_story(vault: Vault, shown: Shown, known: Mapping[str, Spot]) -> Story:
    """Return the story; `known` are the spots that `doubts` has made precise before."""
    query = shown.query()
    spots = (_taken(spot, known) for spot in spots_of(vault.timeline.marks(query)))
    return Story(
        tuple(spot for spot in spots if shown.keeps(spot)),
        query,
        {person.id: person for person in vault.people.all()},
        vault.timeline.count(Filters(types=frozenset({"event"}))),
        vault.timeline.count(Filters(types=frozenset({"document"}))),
        vault.timeline.count(Filters(incomplete=True)),
        vault.settings.get(COVER_THREATS),
    )


def _taken(spot: Spot, known: Mapping[str, Spot]) -> Spot:
    before = known.get(spot.id)
    if before is None or (before.earliest, before.latest) != (spot.earliest, spot.latest):
        return spot
    return Spot(
        spot.offset,
        spot.id,
        spot.kind,
        before.lane,
        spot.earliest,
        spot.latest,
        before.certainty,
        before.in_exile,
        spot.open_start,
        spot.open_end,
    )


def doubts(vault: Vault, spots: Iterable[Spot], job: Job) -> dict[str, Spot]:
    """Return the spots whose lane or certainty only their record says, by id; long reading."""
    found: dict[str, Spot] = {}
    for spot in spots:
        if vague(spot):
            job.check()
            repository = vault.documents if spot.is_document else vault.events
            found[spot.id] = precise(spot, repository.get(spot.id))
    return found
