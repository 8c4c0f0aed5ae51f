"""What a search shows of a record that it found: the best place, its snippet, the marked words."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from limbo_desktop.case.records import Document, Person, Record
from limbo_desktop.marking import N_
from limbo_desktop.text.searching import Span, found_terms, highlights, query
from limbo_desktop.text.snippets import Snippet, snippet
from limbo_desktop.vault.bodies import type_of
from limbo_desktop.vault.search_parts import Part, parts_of, parts_of_names

MOST: Final = 1000
"""Up to here hits are counted; beyond it is only known that there are more."""

_NOWHERE: Final = Snippet()

Names = Callable[[Record], tuple[str, ...]]
"""Gives the names of the people in a record."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that has all the words, and the place of it that shows them best.

    `place` is a msgid for where the snippet stands, "" when only the title has the words; `page`
    is that of the document's file, 0 when the words stand in the record itself.  `covered`: the
    snippet holds a threat's words, which are shown when asked for.
    """

    record: Record
    title_spans: tuple[Span, ...]
    place: str
    snippet: Snippet
    page: int = 0
    covered: bool = False

    @property
    def type(self) -> str:
        """The type of the record, "event" and so on."""
        return type_of(self.record)

    @property
    def id(self) -> str:
        """The record's id."""
        return self.record.id

    @property
    def title(self) -> str:
        """The record's title, a person's name."""
        return self.record.name if isinstance(self.record, Person) else self.record.title


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one type, best first, and how many records there are (MOST: or more)."""

    type: str
    hits: tuple[Hit, ...]
    total: int


def hit_in_record(record: Record, names: Names, typed: str) -> Hit:
    """The hit in the words of a record; `names` gives those of the people in it, if need be."""
    parts = parts_of(record)
    title = "".join(part.text for part in parts if not part.place)
    spans, wanted = highlights(title, typed), len(query(typed))
    most, best = 0, None
    others: Iterable[Part]
    if found_terms(title, typed) == wanted:
        # The title says enough: no names are fetched, and nothing covered is spoken of.
        others = (part for part in parts if part.place and not part.covered)
    else:
        others = _elsewhere(record, parts, names)
    for part in others:
        count = found_terms(part.text, typed)
        if count > most:
            most, best = count, part
        if count == wanted:
            break
    if best is None:
        return Hit(record, spans, "", _NOWHERE)
    return Hit(record, spans, best.place, snippet(best.text, typed), covered=best.covered)


def _elsewhere(record: Record, parts: tuple[Part, ...], names: Names) -> Iterator[Part]:
    """The parts beside the title, covered ones after those that may be shown; the names are
    fetched only when nothing before was enough.
    """
    elsewhere = (part for part in parts if part.place)
    yield from sorted(elsewhere, key=lambda part: part.covered)
    yield from parts_of_names(names(record))


def hit_on_page(document: Document, page: int, text: str, typed: str, *, covered: bool) -> Hit:
    """The hit in a page of a document's file."""
    spans = highlights(document.title, typed)
    return Hit(document, spans, N_("Page"), snippet(text, typed), page, covered)
