"""Every text of a case in which a name may stand, and what a bundle does with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.records import CaseInfo, Document, Event, Person, Task
from limbo_desktop.case.values import Value
from limbo_desktop.marking import N_
from limbo_desktop.text.names import LABELS

_WORDS: Final = frozenset({Value.TEXT, Value.LONG, Value.PLACE, Value.URL})
_TRANSLATION: Final = N_("A translation")
_FILE_NAME: Final = N_("Name of the file")
_CASE: Final = N_("Title and references of the case")
_PAGE: Final = N_("Page {number}")


class Fate(Enum):
    """What a bundle does with a text that has a concealed name in it."""

    REPLACED = auto()
    WITHHELD = auto()
    """The document's pages and file stay out of the bundle."""
    HOME = auto()
    """The text is in no bundle at all."""


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text, the msgid of where it stands, its language ("" unknown), and what becomes of it.

    `page` is that of a document's text, 0 elsewhere.
    """

    where: str
    text: str
    fate: Fate = Fate.REPLACED
    lang: str = ""
    page: int = 0


def texts_of_event(event: Event) -> Iterator[NamedText]:
    """Yield the texts of an event."""
    yield NamedText(LABELS["event.title"], event.title)
    account = event.account
    yield NamedText(LABELS["event.account"], account.text, lang=account.lang)
    for each in event.translations:
        yield NamedText(_TRANSLATION, each.title, lang=each.lang)
        yield NamedText(_TRANSLATION, each.text, lang=each.lang)
    yield NamedText(LABELS["event.place"], event.place)
    yield NamedText(LABELS["event.when_source"], event.when_source)
    for participant in event.people:
        yield NamedText(LABELS["event.people"], participant.role)
    kind = KINDS.get(event.kind)
    for field in kind.fields if kind is not None else ():
        value = event.fields.get(field.name)
        if field.type in _WORDS and isinstance(value, str):
            yield NamedText(field.label, value)
        elif field.type is Value.LIST and isinstance(value, list):
            for item in value:
                inner = item.values() if isinstance(item, dict) else ()
                yield from (NamedText(field.label, text) for text in inner if isinstance(text, str))


def texts_of_document(document: Document) -> Iterator[NamedText]:
    """Yield what is said of a document; its file's name keeps the whole document back."""
    yield NamedText(LABELS["document.title"], document.title)
    for title in document.titles:
        yield NamedText(LABELS["document.title"], title.text, lang=title.lang)
    name = document.file.rpartition("/")[2].replace("_", " ").replace("-", " ").title()
    yield NamedText(_FILE_NAME, name, Fate.WITHHELD)
    obtained = document.obtained
    yield NamedText(LABELS["document.original_kept"], document.original_kept)
    yield NamedText(LABELS["document.obtained.how"], obtained.how)
    yield NamedText(LABELS["document.obtained.why_not_earlier"], obtained.why_not_earlier)
    yield NamedText(LABELS["document.translator"], document.translator.name)
    yield NamedText(LABELS["document.note"], document.note, Fate.HOME)


def texts_of_pages(pages: tuple[str, ...]) -> Iterator[NamedText]:
    """Yield the words that the render process found in a document, page by page."""
    for number, text in enumerate(pages, start=1):
        yield NamedText(_PAGE, text, Fate.WITHHELD, page=number)


def texts_of_person(person: Person) -> Iterator[NamedText]:
    """Yield what is said of somebody else."""
    yield NamedText(LABELS["person.relation"], person.relation)
    for name in person.also_known_as:
        yield NamedText(LABELS["person.also_known_as"], name)
    yield NamedText(LABELS["person.note"], person.note, Fate.HOME)


def texts_of_task(task: Task) -> Iterator[NamedText]:
    """Yield the texts of a next step; none of them is in a bundle."""
    yield NamedText(LABELS["task.title"], task.title, Fate.HOME)
    yield NamedText(LABELS["task.place"], task.place, Fate.HOME)
    yield NamedText(LABELS["task.source"], task.source.text, Fate.HOME)


def texts_of_case(info: CaseInfo) -> Iterator[NamedText]:
    """Yield the texts of the case as a whole."""
    yield NamedText(_CASE, info.title)
    yield NamedText(_CASE, info.authority)
    for each in info.references:
        yield NamedText(_CASE, each.authority)
        yield NamedText(_CASE, each.number)
