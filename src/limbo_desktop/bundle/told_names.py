"""Who is named openly in a bundle and who by a pseudonym, and whom a supplement tells otherwise.

Readers who have a name in one file and a pseudonym for it in the next one know whom it means.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from limbo_desktop.bundle.conceal import Concealer
from limbo_desktop.bundle.concealed_records import ConcealedRecords
from limbo_desktop.bundle.selection import Selection
from limbo_desktop.marking import N_

NOW_HIDDEN = N_(
    "The readers have the name of {name} openly. This file prints {printed} instead: they can tell"
    " who that is."
)
NOW_OPEN = N_(
    "Until now {name} was concealed from these readers. This file prints the name openly."
)


@dataclass(frozen=True, slots=True)
class Turned:
    """Somebody whom readers were told of otherwise; `printed` is the pseudonym, "" for none now."""

    name: str
    printed: str

    @property
    def message(self) -> str:
        """What the person is to be told before it leaves (a msgid)."""
        return NOW_HIDDEN if self.printed else NOW_OPEN

    @property
    def params(self) -> Mapping[str, str]:
        """What fills the message."""
        return {"name": self.name} | ({"printed": self.printed} if self.printed else {})


def hidden_in(selection: Selection) -> frozenset[str]:
    """The ids of those for whom a pseudonym stands in a bundle."""
    referred = {each.person.id for each in selection.people if each.concealed}
    return frozenset(referred | selection.concealer.met)


def named_in(selection: Selection) -> frozenset[str]:
    """The ids of those who are named openly in a bundle, in a reference or in a text."""
    people = [replace(each, conceal=True) for each in selection.concealer.shown]
    watching = Concealer(people)
    records = ConcealedRecords(watching, people, selection.options.lang)
    for entry in selection.entries:
        records.event(entry.event)
    for exhibit in selection.exhibits:
        records.document(exhibit.document)
    referred = {each.person.id for each in selection.people if not each.concealed}
    return frozenset(referred | watching.met)


def turned_in(selection: Selection) -> Iterator[Turned]:
    """Whom a supplement tells otherwise than what it supplements."""
    given, concealer = selection.options.given, selection.concealer
    if given is None:
        return
    for person in sorted(hidden_in(selection) & set(given.open)):
        name = concealer.known_as(person)
        yield Turned(name, concealer.name(person, selection.options.lang))
    for person in sorted((named_in(selection) & set(given.hidden)) - set(concealer.hidden)):
        yield Turned(concealer.known_as(person), "")
