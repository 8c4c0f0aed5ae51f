"""What the person chose for one bundle: for whom, what of the case, in which language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from limbo_desktop.bundle.presets import WHOLE, Preset
from limbo_desktop.text.language import Months
from limbo_desktop.vault.bundles import Given

_SETS: Final = ("kinds", "lanes", "people", "without")


class Reader(Enum):
    """For whom a bundle is, which decides what may be in it.

    The lawyer reads all but what is private; an authority what is shared with all; a translator
    what the lawyer reads, without the answers to a decision and without exhibits.  An own print
    holds what is private too, and its cover says so.
    """

    LAWYER = "lawyer"
    AUTHORITY = "authority"
    TRANSLATOR = "translator"
    OWN = "own"

    @property
    def levels(self) -> frozenset[str]:
        """The share levels of records that go in; what lacks one counts as the lawyer's."""
        if self is Reader.AUTHORITY:
            return frozenset({"all"})
        lawyers = frozenset({"all", "lawyer", ""})
        return lawyers | {"private"} if self is Reader.OWN else lawyers

    @property
    def exhibits(self) -> bool:
        """Whether documents go in."""
        return self is not Reader.TRANSLATOR

    @property
    def answers(self) -> bool:
        """Whether what answers a decision goes in."""
        return self is not Reader.TRANSLATOR


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the case goes in, of what the reader may see; the default is all of it.

    `since` and `until` (ISO dates) leave out what ended before or began after.  `kinds`, `lanes`
    (the themes), `people` (ids: who is in an entry or told of it) and `events` (ids) each leave
    out all other entries, and with them the documents that no entry left cites; empty is all, and
    no `events` None.  `without` are ids of single entries and documents that stay out.
    """

    since: str = ""
    until: str = ""
    kinds: frozenset[str] = frozenset()
    lanes: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    events: frozenset[str] | None = None
    without: frozenset[str] = frozenset()

    @property
    def narrows(self) -> bool:
        """Whether only documents go in that an entry cites."""
        filtered = self.since or self.until or self.kinds or self.lanes or self.people
        return bool(filtered) or self.events is not None

    def as_json(self) -> dict[str, object]:
        """It as plain values, to be saved; `choice_of` reads them."""
        sets = {name: sorted(getattr(self, name)) for name in _SETS}
        return {"since": self.since, "until": self.until, **sets}


def choice_of(saved: Mapping[str, object]) -> Choice:
    """What `Choice.as_json` gave; what is missing narrows nothing."""
    sets = {name: _texts(saved.get(name)) for name in _SETS}
    return Choice(str(saved.get("since") or ""), str(saved.get("until") or ""), **sets)


def _texts(value: object) -> frozenset[str]:
    return frozenset(map(str, value)) if isinstance(value, list) else frozenset()


class Layout(Enum):
    """How accounts and translations stand on a page: beside each other, or one after the other."""

    SIDE = "side"
    TURN = "turn"


@dataclass(frozen=True, slots=True)
class SavedChoice:
    """What is saved under a name: what goes in, and the second language with its layout."""

    choice: Choice
    second: str = ""
    layout: Layout = Layout.SIDE

    def as_json(self) -> dict[str, object]:
        """It as plain values; `saved_choice_of` reads them."""
        return {**self.choice.as_json(), "second": self.second, "layout": self.layout.value}


def saved_choice_of(saved: Mapping[str, object]) -> SavedChoice:
    """What `SavedChoice.as_json` gave, or `Choice.as_json` before it."""
    second = str(saved.get("second") or "")
    return SavedChoice(choice_of(saved), second, layout_of(saved.get("layout")))


def layout_of(value: object) -> Layout:
    """The layout with this value; beside each other when there is none."""
    return Layout.TURN if value == Layout.TURN.value else Layout.SIDE


@dataclass(frozen=True, slots=True)
class Options:
    """The choices of one bundle.

    `lang` is ru, ar or en; `months` None takes the month names of the case's own countries.
    `second` is another of these in which the bundle tells accounts, chronology, dates and labels
    too, "" for none; `layout` says where translations stand.
    `given` is what the readers have already: with it a supplement is made.  `preset` is
    the size.
    """

    lang: str
    reader: Reader = Reader.LAWYER
    choice: Choice = field(default=Choice())
    months: Months | None = None
    given: Given | None = None
    preset: Preset = WHOLE
    second: str = ""
    layout: Layout = Layout.SIDE

    def __post_init__(self) -> None:
        """Raise ValueError when the second language is the first."""
        if self.second == self.lang:
            raise ValueError("a bundle of twice the same language")
