"""What the person wants to see of the story: the filters, and what each of them asks the vault."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from limbo_desktop.ui.timeline.story import ALL_LANES
from limbo_desktop.vault.timeline import Filters


@dataclass(frozen=True, slots=True)
class Shown:
    """The filters of the list; every part narrows it further.

    `kinds` are kinds of events, none for all; `since` and `until` are the first and the last day
    of a period.
    """

    lanes: frozenset[str] = ALL_LANES
    kinds: frozenset[str] = frozenset()
    person: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    incomplete: bool = False
    text: str = ""

    def query(self) -> Filters:
        """Return what the vault is asked."""
        # No lane at all asks for nothing; a filter of the vault that is empty asks for all.
        lanes = frozenset() if self.lanes == ALL_LANES else self.lanes or frozenset({""})
        return Filters(
            kinds=self.kinds,
            lanes=lanes,
            people=frozenset({self.person} - {""}),
            since=self.since,
            until=self.until,
            text=self.text,
            incomplete=self.incomplete,
        )

    def without(self, part: str, value: str = "") -> Shown:
        """Return it with one filter lifted: the part and, of several kinds, which one."""
        match part:
            case "kinds":
                return replace(self, kinds=self.kinds - {value})
            case "lanes":
                return replace(self, lanes=ALL_LANES)
            case "period":
                return replace(self, since=None, until=None)
            case "person":
                return replace(self, person="")
            case "incomplete":
                return replace(self, incomplete=False)
            case _:
                return replace(self, text="")

    def as_state(self) -> dict[str, object]:
        """Return it as plain values that survive a rebuild of the screen."""
        return {
            "lanes": sorted(self.lanes),
            "kinds": sorted(self.kinds),
            "person": self.person,
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
            "incomplete": self.incomplete,
            "text": self.text,
        }


def shown_of(state: Mapping[str, object]) -> Shown:
    """Return what `as_state` gave; what is missing is not filtered."""
    lanes, kinds = state.get("lanes"), state.get("kinds")
    return Shown(
        frozenset(map(str, lanes)) & ALL_LANES if isinstance(lanes, list) else ALL_LANES,
        frozenset(map(str, kinds)) if isinstance(kinds, list) else frozenset(),
        str(state.get("person") or ""),
        _day(state.get("since")),
        _day(state.get("until")),
        state.get("incomplete") is True,
        str(state.get("text") or ""),
    )


def _day(text: object) -> dt.date | None:
    return dt.date.fromisoformat(text) if isinstance(text, str) and text else None
