"""What the person chose for one bundle."""

from dataclasses import dataclass
from enum import Enum

from limbo_desktop.text.language import Months


class Share(Enum):
    """For whom: the lawyer sees all but the private, everybody only what is shared with all."""

    LAWYER = "lawyer"
    ALL = "all"

    @property
    def levels(self) -> frozenset[str]:
        """The share levels of records that go in; what lacks one counts as the lawyer's."""
        return frozenset({"all"}) if self is Share.ALL else frozenset({"all", "lawyer", ""})


@dataclass(frozen=True, slots=True)
class Options:
    """The choices of one bundle.

    `lang` is ru, ar or en; `months` None takes the month names of the case's own countries.
    `since` (ISO date) leaves out what ended before; `events` (ids) leaves out all others and the
    documents that they do not cite.
    """

    lang: str
    share: Share = Share.LAWYER
    since: str = ""
    events: frozenset[str] | None = None
    months: Months | None = None
