"""Records with every concealed name replaced, field by field of the annotated records."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from limbo_desktop.bundle.conceal import Concealer
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.records import (
    CaseInfo,
    Document,
    Event,
    Obtained,
    Participant,
    Person,
    Reference,
    Translator,
)
from limbo_desktop.case.values import FieldValue, Value

_FREE_TEXT = frozenset({Value.TEXT, Value.LONG, Value.PLACE, Value.URL})


class ConcealedRecords:
    """Makes records fit to leave; `lang` is the bundle's language, for names that stand alone."""

    def __init__(self, concealer: Concealer, people: Iterable[Person], lang: str) -> None:
        self._concealer = concealer
        self._hidden = {person.id for person in people if person.conceal}
        self._lang = lang

    def info(self, info: CaseInfo) -> CaseInfo:
        """The case as a whole."""
        text = self._concealer.text
        return replace(
            info,
            title=text(info.title),
            authority=text(info.authority),
            references=tuple(
                Reference(text(each.authority), text(each.number)) for each in info.references
            ),
        )

    def person(self, person: Person) -> Person:
        """A person; of a concealed one only the role and the pseudonym are left."""
        if person.id in self._hidden:
            name = self._concealer.name(person.id, self._lang)
            return Person(person.id, name=name, role=person.role, conceal=True)
        text = self._concealer.text
        return replace(
            person,
            name=self._concealer.name_of(person.name),
            name_latin=self._concealer.name_of(person.name_latin),
            also_known_as=tuple(map(text, person.also_known_as)),
            relation=text(person.relation),
            contact="",
            forms=(),
            note="",
        )

    def event(self, event: Event) -> Event:
        """An event with its account, translations and fields."""
        text = self._concealer.text
        lang = event.account.lang
        return replace(
            event,
            when_source=text(event.when_source),
            place=text(event.place),
            title=text(event.title),
            account=replace(event.account, text=text(event.account.text, lang)),
            translations=tuple(
                replace(each, title=text(each.title, each.lang), text=text(each.text, each.lang))
                for each in event.translations
            ),
            people=tuple(Participant(each.person, text(each.role)) for each in event.people),
            fields=self._fields(event),
        )

    def document(self, document: Document) -> Document:
        """A document without its file name, password and private note."""
        text = self._concealer.text
        obtained = document.obtained
        return replace(
            document,
            file=PurePosixPath(document.file).suffix.lower(),
            title=text(document.title),
            titles=tuple(
                replace(each, text=text(each.text, each.lang)) for each in document.titles
            ),
            original_kept=text(document.original_kept),
            obtained=Obtained(
                text(obtained.how), obtained.when, obtained.from_, text(obtained.why_not_earlier)
            ),
            translator=Translator(text(document.translator.name), document.translator.certified),
            password="",
            note="",
        )

    def withholds(self, document: Document) -> bool:
        """Whether what is known of a document says that a concealed person is in it."""
        return bool(self.known_in(document))

    def known_in(self, document: Document) -> frozenset[str]:
        """The ids of the concealed people of whom a document's record or file name tells."""
        name = PurePosixPath(document.file).name
        words = name.replace("_", " ").replace("-", " ").title()
        found = (*self._concealer.find(words), *self._concealer.find(name))
        named = {who for each in found for who in each.people}
        return frozenset(self._hidden & set(document.shows)) | named

    def _fields(self, event: Event) -> Mapping[str, FieldValue]:
        concealed: dict[str, FieldValue] = {}
        for field in KINDS[event.kind].fields:
            value = event.fields.get(field.name)
            if value is None:
                continue
            if field.type in _FREE_TEXT and isinstance(value, str):
                value = self._concealer.text(value)
            elif field.type is Value.LIST and isinstance(value, list):
                value = [
                    {
                        key: self._concealer.text(inner) if isinstance(inner, str) else inner
                        for key, inner in item.items()
                    }
                    for item in value
                    if isinstance(item, dict)
                ]
            concealed[field.name] = value
        return concealed
