"""The log of bundles: when, for whom, what was in them, with which numbers and fingerprint.

It stands in the history, chained like every change, so that it cannot be edited unseen.  Of each
record that was printed only numbers, pages and a digest are kept, none of its words: what is erased
for good is not kept alive here.
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final

from limbo_desktop.vault.history import CUSTODY, History
from limbo_desktop.vault.settings import Setting, Settings
from limbo_desktop.vault.store import Store

_RECORD: Final = "bundles"
"""What stands in the history in the place of a record's id."""
_MADE: Final = "bundle"

_SELECTIONS: Final = Setting("bundle_selections", "{}")


@dataclass(frozen=True, slots=True)
class Printed:
    """A record as a bundle printed it: its number, its first page, a digest of what was said.

    `bundle` is the number of that bundle in the log.  Of an exhibit `first` is the page on which
    its own pages begin and `pages` how many they are (0: the slip alone); `bare` says that nothing
    but the slip went in because of a concealed name.
    """

    number: int
    page: int
    digest: str
    bundle: int = 0
    first: int = 0
    pages: int = 0
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """All that the readers have when they have a bundle and what it supplements.

    `entries` and `exhibits` by the ids of their records; `witnesses` are the numbers of the
    pseudonyms by the ids of people.  `days` are the days (ISO, UTC) of the bundles by their
    number; `fingerprint`, `first_page` and `last_page` those of the last one, `number` its own.
    Where that is in parts, `parts` are the fingerprints of all of them, the first one's too.
    `open` are the ids of people who were named openly in any of them, `hidden` of those for whom a
    pseudonym stood.
    """

    number: int
    fingerprint: str
    first_page: int
    last_page: int
    entries: Mapping[str, Printed] = field(default_factory=dict)
    exhibits: Mapping[str, Printed] = field(default_factory=dict)
    witnesses: Mapping[str, int] = field(default_factory=dict)
    days: Mapping[int, str] = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()

    @property
    def last_entry(self) -> int:
        """The highest number that an entry has."""
        return max((each.number for each in self.entries.values()), default=0)

    @property
    def last_exhibit(self) -> int:
        """The highest number that an exhibit has."""
        return max((each.number for each in self.exhibits.values()), default=0)


@dataclass(frozen=True, slots=True)
class MadeBundle:
    """One line of the log.

    `number` counts from 1, `at` is in seconds UTC; both are given by the log.  `reader`, `lang` and
    `second` are as in the options, `file` the name it was given, `size` in bytes, `entries` and
    `exhibits` how many were in it, `supplements` the number of the bundle that it supplements or
    0, `given` what its readers have with it.
    """

    reader: str
    lang: str
    size: int
    entries: int
    exhibits: int
    given: Given
    supplements: int = 0
    second: str = ""
    file: str = ""
    at: int = 0

    @property
    def number(self) -> int:
        """Its number in the log, from 1."""
        return self.given.number

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of its integrity list, in hex; that of the first part where it has parts."""
        return self.given.fingerprint

    @property
    def fingerprints(self) -> tuple[str, ...]:
        """Those of all its files."""
        return self.given.parts or (self.fingerprint,)

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return self.given.last_page - self.given.first_page + 1


class Bundles:
    """The log of one vault's bundles, and the selections that the person saved."""

    def __init__(self, store: Store, history: History, settings: Settings) -> None:
        self._store = store
        self._history = history
        self._settings = settings

    def note(self, made: MadeBundle, file: str) -> None:
        """Add a line.  On a medium that cannot be written nothing is noted."""
        if self._store.read_only:
            return
        body = asdict(replace(made, file=file))
        del body["at"], body["given"]["number"], body["given"]["days"]
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        with self._store.writing():
            self._history.note(CUSTODY, _RECORD, _MADE, text)

    def all(self) -> tuple[MadeBundle, ...]:
        """Every bundle, oldest first."""
        found: list[MadeBundle] = []
        for change in self._history.of(_RECORD):
            if change.body is None:  # pragma: no cover (nothing empties these rows)
                continue
            found.append(_read(json.loads(change.body), change.at, found))
        return tuple(found)

    def selections(self) -> dict[str, dict[str, object]]:
        """The saved selections by name, as `keep` was given them."""
        kept: dict[str, dict[str, object]] = json.loads(self._settings.get(_SELECTIONS))
        return kept

    def keep(self, name: str, chosen: Mapping[str, object] | None) -> None:
        """Save a selection (JSON) under a name in place of the one there; None forgets it."""
        kept = self.selections()
        kept.pop(name, None)
        if chosen is not None:
            kept[name] = dict(chosen)
        self._settings.set(_SELECTIONS, json.dumps(kept, ensure_ascii=False))


# Any: JSON of our own, which the chain of the history vouches for.
def _read(body: dict[str, Any], at: int, before: list[MadeBundle]) -> MadeBundle:
    number = len(before) + 1
    given = body.pop("given")
    entries, exhibits = (
        {
            identity: Printed(**{**each, "bundle": each["bundle"] or number})
            for identity, each in given.pop(name).items()
        }
        for name in ("entries", "exhibits")
    )
    given |= {name: tuple(given.get(name, ())) for name in ("parts", "open", "hidden")}
    days = {each.number: _day(each.at) for each in before} | {number: _day(at)}
    return MadeBundle(
        **body,
        at=at,
        given=Given(number=number, days=days, entries=entries, exhibits=exhibits, **given),
    )


def _day(at: int) -> str:
    return dt.datetime.fromtimestamp(at, dt.UTC).date().isoformat()
