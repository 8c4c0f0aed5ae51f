"""A large invented case, always the same: every kind, three languages, uncertain dates.

`large_vault(count)` gives a vault file with that many entries (events and documents), made once a
run.  Nobody has 100,000 entries: what stays quick there is quick everywhere.
"""

import atexit
import datetime as dt
import functools
import random
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from tests.benchmarks.large_case_words import LANGUAGES, Phrases

from limbo_desktop.case.kind import Field, Kind
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.records import (
    Account,
    Citation,
    Document,
    Event,
    Participant,
    Person,
    Record,
    Title,
    Translation,
)
from limbo_desktop.case.values import WORDS, FieldValue, Value
from limbo_desktop.vault.key import Profile
from limbo_desktop.vault.vault import Vault

PASSPHRASE = "a large case"  # it protects nothing: everything in it is made up
CHEAP = Profile(number=0, memory_kib=64, passes=1, lanes=1)
DOCUMENT_EVERY = 5
PEOPLE_PER_THOUSAND = 4
_SECOND = (*LANGUAGES, LANGUAGES[-1])
# Where the second language comes from: English more often than the others.
_FIRST_DAY = dt.date(1998, 1, 1)
_DAYS = 365 * 27
_FOLDER: list[Path] = []


@functools.cache
def large_vault(count: int) -> Path:
    """The file of a vault with `count` entries; it goes when the run ends."""
    if not _FOLDER:
        _FOLDER.append(Path(tempfile.mkdtemp(prefix="limbo-bench-")))
        atexit.register(shutil.rmtree, _FOLDER[0], ignore_errors=True)
    path = _FOLDER[0] / f"{count}.limbo"
    vault, _ = Vault.create(path, PASSPHRASE, CHEAP)
    with vault:
        fill(vault, count)
    return path


def open_large(count: int) -> Vault:
    """That vault, open."""
    return Vault.open(large_vault(count), PASSPHRASE, profiles=(CHEAP,))


def fill(vault: Vault, count: int) -> None:
    """Put the large case with `count` entries into a vault, in one transaction."""
    with vault.transaction(), vault.search.many():
        for record in records(count):
            vault.repository(record).insert(record)


def records(count: int, seed: int = 2026) -> Iterator[Record]:
    """The people and then `count` entries, with their ids; the same for the same numbers."""
    return _Maker(random.Random(seed)).records(count)


@functools.cache
def _slots(template: str) -> tuple[str, ...]:
    return tuple(slot for _, slot, _, _ in Formatter().parse(template) if slot)


class _Maker:
    """Draws one record after the other; keeps what later ones may point to."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._people: list[Person] = []
        self._documents: list[str] = []
        self._kinds = tuple(KINDS.values())

    def records(self, count: int) -> Iterator[Record]:
        for _ in range(8 + count * PEOPLE_PER_THOUSAND // 1000):
            self._people.append(self._person())
        yield from self._people
        for number in range(count):
            if number % DOCUMENT_EVERY == 0:
                document = self._document()
                self._documents.append(document.id)
                yield document
            else:
                yield self._event(self._kinds[number % len(self._kinds)])

    def _id(self) -> str:
        return str(uuid.UUID(int=self._chance.getrandbits(128), version=4))

    def _language(self) -> Phrases:
        return self._chance.choice(LANGUAGES)

    def _person(self) -> Person:
        phrases = self._language()
        given, family = self._chance.choice(phrases.given), self._chance.choice(phrases.family)
        role = self._chance.choice(WORDS[Value.PERSON_ROLE])
        name = f"{given} {family}"
        return Person(self._id(), name=name, role=role, contact=f"+000 {self._number()}")

    def _number(self) -> str:
        return str(self._chance.randrange(1000, 10_000_000))

    def _told(self, template: str, phrases: Phrases) -> str:
        return template.format(**{slot: self._filler(slot, phrases) for slot in _slots(template)})

    def _filler(self, slot: str, phrases: Phrases) -> str:
        match slot:
            case "number":
                return self._number()
            case "days":
                return str(self._chance.randrange(2, 30))
            case "people_n":
                return str(self._chance.randrange(2, 5))
            case "person":
                return self._chance.choice(self._people).name
            case _:
                return self._chance.choice(phrases.fillers[slot])

    def _text(self, phrases: Phrases, sentences: int) -> str:
        chosen = self._chance.choices(phrases.sentences, k=sentences)
        return " ".join(self._told(each, phrases) for each in chosen)

    def _date(self) -> str:
        """A day of 27 years, two in five not known to the day; later ones more often."""
        share = 1 - (1 - self._chance.random()) ** 2
        day = _FIRST_DAY + dt.timedelta(days=int(share * _DAYS))
        later = day + dt.timedelta(days=self._chance.randrange(1, 120))
        uncertain = (
            f"{day:%Y-%m}",
            f"{day:%Y-%m}~",
            f"{day:%Y}",
            f"{day:%Y-%m-%d}?",
            f"{day:%Y}-2{self._chance.randrange(1, 5)}",
            f"{day}/{later}",
            f"{day}/..",
            "",
        )
        return self._chance.choice(uncertain) if self._chance.random() < 0.4 else day.isoformat()

    def _document(self) -> Document:
        phrases = self._language()
        title = self._told(self._chance.choice(phrases.papers), phrases)
        other = self._chance.choice(_SECOND)
        titles = (Title(other.lang, self._told(self._chance.choice(other.papers), other)),)
        return Document(
            self._id(),
            file=f"IMG_{self._number()}.jpg",
            title=title,
            titles=titles if other is not phrases else (),
            type=self._chance.choice(WORDS[Value.DOCUMENT_TYPE]),
            when=self._date(),
            languages=(phrases.lang,),
            note=self._text(phrases, 1),
        )

    def _event(self, kind: Kind) -> Event:
        chance, phrases = self._chance, self._language()
        other = chance.choice(_SECOND)
        translation = Translation(
            other.lang,
            self._told(chance.choice(other.titles), other),
            self._text(other, 2),
            "machine",
        )
        cited = chance.choices(self._documents, k=chance.randrange(3))
        return Event(
            self._id(),
            kind=kind.name,
            when=self._date(),
            time=f"{chance.randrange(24):02}:{chance.randrange(60):02}" if cited else "",
            place=chance.choice(phrases.fillers["city"]),
            country=phrases.country,
            title=self._told(chance.choice(phrases.titles), phrases),
            account=Account(phrases.lang, self._text(phrases, chance.randrange(1, 6))),
            translations=(translation,) if other is not phrases and chance.random() < 0.3 else (),
            knowledge=chance.choice(WORDS[Value.KNOWLEDGE]),
            people=tuple(
                Participant(person.id)
                for person in chance.sample(self._people, chance.randrange(3))
            ),
            fields=dict(self._fields(kind, phrases)),
            documents=tuple(Citation(each, "1") for each in dict.fromkeys(cited)),
        )

    def _fields(self, kind: Kind, phrases: Phrases) -> Iterator[tuple[str, FieldValue]]:
        for field in kind.fields:
            if field.short and self._chance.random() < 0.7:
                value = self._value(field, phrases)
                if value is not None:
                    yield field.name, value

    def _value(self, field: Field, phrases: Phrases) -> FieldValue | None:
        match field.type:
            case Value.TEXT | Value.LONG:
                return self._text(phrases, 1)
            case Value.PLACE:
                return self._chance.choice(phrases.fillers["city"])
            case Value.DATE:
                return self._date()
            case Value.CHOICE:
                return self._chance.choice(field.choices).value
            case Value.YES_NO:
                return self._chance.random() < 0.5
            case Value.NUMBER | Value.MINUTES:
                return self._chance.randrange(15, 600)
            case _:
                return None
