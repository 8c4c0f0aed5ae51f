"""The records of a case, as CASE_FORMAT (limbo-case/1) has them.

Lists are tuples, an absent value is the empty one, dates are EDTF strings (`case.dates` reads
them).  References between records are ids: the file's own in a case folder, UUIDs in a vault.
The annotations name each value's type in `case.values`, from which the JSON Schema comes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from limbo_desktop.case.values import FieldValue, Value

Id = Annotated[str, Value.ID]
Text = Annotated[str, Value.TEXT]
Language = Annotated[str, Value.LANGUAGE]
Country = Annotated[str, Value.COUNTRY]
Date = Annotated[str, Value.DATE]
Clock = Annotated[str, Value.TIME]
Pages = Annotated[str, Value.PAGES]
PersonId = Annotated[str, Value.PERSON]
EventId = Annotated[str, Value.EVENT]
DocumentId = Annotated[str, Value.DOCUMENT]
Share = Annotated[str, Value.SHARE]


@dataclass(frozen=True, slots=True)
class Reference:
    """The number under which an authority keeps the case."""

    authority: Text = ""
    number: Text = ""


@dataclass(frozen=True, slots=True)
class CaseInfo:
    """What the case as a whole is; `country` decides it, `languages` are preferred first."""

    title: Text = ""
    country: Country = ""
    authority: Text = ""
    references: tuple[Reference, ...] = ()
    languages: tuple[Language, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the case; somebody unknown has a description as `name`.

    `forms` are further forms of the name to conceal; `pseudonym` "" with `conceal` lets a
    bundle make one with a number.  `contact` never leaves in a bundle.
    """

    id: Id
    name: Text = ""
    name_latin: Text = ""
    also_known_as: tuple[Text, ...] = ()
    role: Annotated[str, Value.PERSON_ROLE] = ""
    relation: Text = ""
    contact: Text = ""
    forms: tuple[Text, ...] = ()
    conceal: bool = False
    pseudonym: Text = ""
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Account:
    """The person's own words, never rewritten."""

    lang: Language = ""
    text: Text = ""


@dataclass(frozen=True, slots=True)
class Translation:
    """The account in another language; `by` is machine, self, certified or person:ID."""

    lang: Language = ""
    title: Text = ""
    text: Text = ""
    by: Annotated[str, Value.TRANSLATED_BY] = ""
    certified: bool = False


@dataclass(frozen=True, slots=True)
class Participant:
    """A person's part in an event; `role` is free text."""

    person: PersonId = ""
    role: Text = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """Pages of a document, such as "1-2, 4"; "" is the whole document."""

    document: DocumentId = ""
    pages: Pages = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened; `fields` are those of its kind (`case.kinds`).

    `told_authority` is when the authority first heard of it; `told_by` is set when `knowledge`
    is "told".
    """

    id: Id
    kind: Annotated[str, Value.KIND] = "note"
    when: Date = ""
    time: Clock = ""
    when_source: Text = ""
    place: Text = ""
    country: Country = ""
    title: Text = ""
    account: Account = Account()
    translations: tuple[Translation, ...] = ()
    knowledge: Annotated[str, Value.KNOWLEDGE] = ""
    told_by: PersonId = ""
    people: tuple[Participant, ...] = ()
    fields: Mapping[str, FieldValue] = field(default_factory=dict)
    grounds: tuple[Annotated[str, Value.GROUND], ...] = ()
    documents: tuple[Citation, ...] = ()
    told_authority: Date = ""
    share: Share = "lawyer"


@dataclass(frozen=True, slots=True)
class Title:
    """A document's title in one more language."""

    lang: Language = ""
    text: Text = ""


@dataclass(frozen=True, slots=True)
class Obtained:
    """How a document came to the person; `from_` is "from" in the format."""

    how: Text = ""
    when: Date = ""
    from_: PersonId = ""
    why_not_earlier: Text = ""


@dataclass(frozen=True, slots=True)
class Translator:
    """Who translated a document."""

    name: Text = ""
    certified: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A paper or file of the case; its bytes are found by `sha256` (hex) in a vault.

    `file` is a path inside the case folder, in a vault the name with which the file came.
    `shows` are the people whose name, face or voice is in it.
    """

    id: Id
    file: Annotated[str, Value.FILE] = ""
    sha256: Annotated[str, Value.SHA256] = ""
    title: Text = ""
    titles: tuple[Title, ...] = ()
    type: Annotated[str, Value.DOCUMENT_TYPE] = ""
    when: Date = ""
    languages: tuple[Language, ...] = ()
    original: Annotated[str, Value.ORIGINAL] = ""
    original_kept: Text = ""
    obtained: Obtained = Obtained()
    translation_of: DocumentId = ""
    translator: Translator = Translator()
    shows: tuple[PersonId, ...] = ()
    password: Text = ""
    share: Share = "lawyer"
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Who says that a task is due: a document's pages, or words."""

    document: DocumentId = ""
    pages: Pages = ""
    text: Text = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A next step: an appointment, a deadline or something to do."""

    id: Id
    type: Annotated[str, Value.TASK_TYPE] = ""
    due: Date = ""
    time: Clock = ""
    place: Text = ""
    title: Text = ""
    source: Source = Source()
    event: EventId = ""
    done: bool = False


Record = Person | Event | Document | Task


@dataclass(frozen=True, slots=True)
class Case:
    """A whole case, as a case folder holds it."""

    info: CaseInfo = CaseInfo()
    people: tuple[Person, ...] = ()
    events: tuple[Event, ...] = ()
    documents: tuple[Document, ...] = ()
    tasks: tuple[Task, ...] = ()
