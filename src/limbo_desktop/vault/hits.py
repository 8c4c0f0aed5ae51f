"""What a search shows of a record that it found: the best place, its snippet, the marked words."""

from dataclasses import dataclass
from typing import Final

from limbo_desktop.case.records import Document, Person, Record
from limbo_desktop.marking import N_
from limbo_desktop.text.searching import Span, found_terms, highlights
from limbo_desktop.text.snippets import Snippet, snippet
from limbo_desktop.vault.search_parts import parts_of

MOST: Final = 1000
"""Up to here hits are counted; beyond it is only known that there are more."""

_NOWHERE: Final = Snippet()


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
        return type(self.record).__name__.lower()

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


def hit_in_record(record: Record, names: tuple[str, ...], typed: str) -> Hit:
    """The hit in the words of a record; `names` are those of the people in it."""
    parts = parts_of(record, names)
    spans = tuple(span for part in parts if not part.place for span in highlights(part.text, typed))
    found = [(found_terms(part.text, typed), part) for part in parts if part.place]
    most, best = max(found, key=lambda pair: pair[0], default=(0, None))
    if best is None or not most:
        return Hit(record, spans, "", _NOWHERE)
    return Hit(record, spans, best.place, snippet(best.text, typed), covered=best.covered)


def hit_on_page(document: Document, page: int, text: str, typed: str, *, covered: bool) -> Hit:
    """The hit in a page of a document's file."""
    spans = highlights(document.title, typed)
    return Hit(document, spans, N_("Page"), snippet(text, typed), page, covered)
