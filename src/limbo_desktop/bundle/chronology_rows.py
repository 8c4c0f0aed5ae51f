"""The chronology as rows of words, for a spreadsheet: what a bundle with these options would tell.

It comes from the same selection as a bundle, so the same is left out and the same names are
replaced: nothing private, nobody who is concealed, and no file that shows them by its name.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from limbo_desktop.bundle.cited import citations_of
from limbo_desktop.bundle.options import Options
from limbo_desktop.bundle.selection import Entry, Exhibit, Selection, select
from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.records import Case, Event, Translation
from limbo_desktop.case.values import Value
from limbo_desktop.text.names import known_how, name_of, part_of
from limbo_desktop.text.values import field_words, value_words
from limbo_desktop.text.words import Words

Cells = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """One table: its name, the words over its columns with a width in letters, and its rows."""

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[Cells, ...]


def chronology_rows(case: Case, options: Options, words: Words) -> tuple[Rows, Rows]:
    """The entries, and the exhibits that they cite by number, of a bundle with these options.

    `words` are those of the language that the file is to speak.
    """
    telling = _Telling(select(case, options), words)
    return telling.entries(), telling.exhibits()


class _Telling:
    """Puts the records of a selection into words."""

    def __init__(self, selection: Selection, words: Words) -> None:
        self._selection = selection
        self._words = words

    def entries(self) -> Rows:
        """A row for each entry, in the order of the bundle."""
        words = self._words
        columns = (
            (words.t("No."), 6),
            (words.t("First day"), 12),
            (words.t("Last day"), 12),
            (words.t("When, as it was said"), 26),
            (words.t("Time of day"), 9),
            (words.t("Kind"), 18),
            (words.t("Title"), 34),
            (words.t("Where"), 24),
            (words.t("Country"), 16),
            (words.t("People"), 26),
            (words.t("How it is known"), 18),
            (words.t("Details"), 50),
            (words.t("In their own words"), 60),
            (words.t("Language"), 12),
            (words.t("Translation"), 60),
            (words.t("Translated by"), 18),
            (words.t("Exhibits and pages"), 18),
        )
        rows = tuple(self._entry(entry) for entry in self._selection.entries)
        return Rows(words.t("Chronology"), columns, rows)

    def exhibits(self) -> Rows:
        """A row for each exhibit, in the order of the bundle."""
        words = self._words
        columns = (
            (words.t("No."), 6),
            (words.t("First day"), 12),
            (words.t("Last day"), 12),
            (words.t("Date on the paper"), 26),
            (words.t("Title"), 40),
            (words.t("What it is"), 18),
            (words.t("Languages"), 18),
            (words.t("Original or copy"), 16),
            (words.t("How it came to you"), 40),
            (words.t("Why not earlier"), 40),
            (words.t("Translation of exhibit"), 14),
            (words.t("Entries that cite it"), 18),
            (words.t("Fingerprint (SHA-256)"), 66),
        )
        rows = tuple(self._exhibit(exhibit) for exhibit in self._selection.exhibits)
        return Rows(words.t("Exhibits"), columns, rows)

    def _entry(self, entry: Entry) -> Cells:
        words, event = self._words, entry.event
        translation = self._translation(event)
        by = ""
        if translation is not None:
            by = value_words(words, Value.TRANSLATED_BY, translation.by, self._name)
        return (
            entry.number,
            *_days(entry.date),
            words.date(entry.date) if entry.date.known else "",
            event.time,
            words.t(KINDS[event.kind].label),
            self._title(event),
            event.place,
            words.country(event.country) if event.country else "",
            "\n".join(self._people(event)),
            known_how(words, event.knowledge, self._name(event.told_by)),
            "\n".join(self._details(event)),
            event.account.text,
            words.language_name(event.account.lang) if event.account.lang else "",
            translation.text if translation is not None else "",
            by,
            self._cited(event),
        )

    def _exhibit(self, exhibit: Exhibit) -> Cells:
        words, document = self._words, exhibit.document
        titles = {each.lang: each.text for each in document.titles}
        return (
            exhibit.number,
            *_days(exhibit.date),
            words.date(exhibit.date) if exhibit.date.known else "",
            titles.get(words.language.code) or document.title,
            name_of(words, Value.DOCUMENT_TYPE, document.type),
            words.list(map(words.language_name, document.languages)),
            name_of(words, Value.ORIGINAL, document.original),
            document.obtained.how,
            document.obtained.why_not_earlier,
            exhibit.translates or "",
            ", ".join(str(each) for each in sorted({by.entry for by in exhibit.cited_by})),
            "" if exhibit.withheld else document.sha256,
        )

    def _title(self, event: Event) -> str:
        titles = {each.lang: each.title for each in event.translations}
        return titles.get(self._words.language.code) or event.title

    def _translation(self, event: Event) -> Translation | None:
        """The translation into the language of the file, else the first there is."""
        told = [each for each in event.translations if each.text]
        own = (each for each in told if each.lang == self._words.language.code)
        return next(own, told[0] if told else None)

    def _people(self, event: Event) -> Iterator[str]:
        for participant in event.people:
            name = self._name(participant.person)
            if name and participant.role:
                role = part_of(self._words, participant.role)
                yield self._words.t("{name}, {role}", name=name, role=role)
            elif name:
                yield name

    def _details(self, event: Event) -> Iterator[str]:
        for field in KINDS[event.kind].fields:
            said = field_words(self._words, field, event.fields.get(field.name), self._called)
            if said:
                label = self._words.t(field.label)
                yield self._words.t("{label}: {value}", label=label, value=said)

    def _cited(self, event: Event) -> str:
        pages: dict[int, list[str]] = {}
        for citation in citations_of(event):
            exhibit = self._selection.exhibit_of(citation.document)
            if exhibit is not None:
                pages.setdefault(exhibit.number, []).append(citation.pages)
        parts = []
        for number, cited in sorted(pages.items()):
            which = ", ".join(dict.fromkeys(filter(None, cited)))
            parts.append(f"{number} ({which})" if which else str(number))
        return "; ".join(parts)

    def _name(self, person: str) -> str:
        shown = self._selection.person(person)
        return shown.person.name or shown.person.name_latin if shown else ""

    def _called(self, identity: str) -> str:
        exhibit = self._selection.exhibit_of(identity)
        if exhibit is not None:
            return self._words.t("exhibit {number}", number=str(exhibit.number))
        return self._name(identity)


def _days(date: UncertainDate) -> tuple[str, str]:
    """The first and the last day that a date may be, as ISO 8601; "" where it is open."""
    first, last = date.earliest, date.latest
    return first.isoformat() if first else "", last.isoformat() if last else ""
