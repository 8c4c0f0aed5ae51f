"""What an entry says of itself, as labels and values in the language of the bundle."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from limbo_desktop.bundle.pages.parts import Fact
from limbo_desktop.bundle.pages.telling import Telling
from limbo_desktop.bundle.pages.titles import exhibit_title
from limbo_desktop.bundle.selection import Entry
from limbo_desktop.case.kind import Field
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.records import Event
from limbo_desktop.case.values import FieldValue, Value
from limbo_desktop.text.dates import DateStyle
from limbo_desktop.text.names import LABELS, known_how, name_of, part_of
from limbo_desktop.text.said import Said

_LANGUAGES: Final = {"language", "words_language"}
_CODE: Final = re.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""A language may be told by its code."""


def entry_facts(telling: Telling, entry: Entry) -> list[Fact]:
    """Everything that the entry says but its account and the points of a decision."""
    event = entry.event
    told = (*_known(telling, entry), *_own(telling, event), *_labels(telling, event))
    return [fact for fact in told if fact.value]


def _fact(telling: Telling, name: str, value: str) -> Fact:
    return Fact(telling.words.t(LABELS[f"event.{name}"]), value)


def _known(telling: Telling, entry: Entry) -> Iterator[Fact]:
    """When, where, how it is known and who took part."""
    words, event = telling.words, entry.event
    style = DateStyle.WEEKDAY if entry.date.exact else DateStyle.FULL
    when = words.date(entry.date, style)
    if event.time:
        when = words.t("{date}, {time}", date=when, time=words.time(event.time))
    yield _fact(telling, "when", when)
    yield _fact(telling, "when_source", event.when_source)
    yield _fact(telling, "place", _place(telling, event))
    known = known_how(words, event.knowledge, telling.name(event.told_by))
    yield _fact(telling, "knowledge", known)
    yield _fact(telling, "people", "\n".join(_people(telling, event)))


def _place(telling: Telling, event: Event) -> str:
    if not event.country:
        return event.place
    country = telling.words.country(event.country)
    if not event.place:
        return country
    return telling.words.t("{place}, {country}", place=event.place, country=country)


def _labels(telling: Telling, event: Event) -> Iterator[Fact]:
    """The grounds that the entry is about, and when the authority heard of it."""
    words = telling.words
    grounds = [name_of(words, Value.GROUND, ground) for ground in event.grounds]
    yield _fact(telling, "grounds", words.list(grounds))
    if event.told_authority:
        yield _fact(telling, "told_authority", words.date(event.told_authority))


def _people(telling: Telling, event: Event) -> Iterator[str]:
    for participant in event.people:
        name = telling.name(participant.person)
        if name and participant.role:
            role = part_of(telling.words, participant.role)
            yield telling.words.t("{name}, {role}", name=name, role=role)
        elif name:
            yield name


def _own(telling: Telling, event: Event) -> Iterator[Fact]:
    for field in KINDS[event.kind].fields:
        value = event.fields.get(field.name)
        if value is not None and field.type is not Value.LIST:
            yield Fact(_label(telling, field), field_text(telling, field, value))


def _label(telling: Telling, field: Field) -> Said:
    """The label of a field without what it asks for: that is for whoever fills in the form."""
    return Said(telling.words.t(field.label).partition(":")[0])


def field_text(telling: Telling, field: Field, value: FieldValue) -> str:
    """The value of a field in words; "" when it is empty."""
    say = _IN_WORDS.get(field.type)
    if field.name in _LANGUAGES and _CODE.fullmatch(str(value)):
        return telling.words.language_name(str(value))
    if value == "" or say is None:
        return str(value)
    return say(telling, field, value)


def _choice(telling: Telling, field: Field, value: FieldValue) -> str:
    labels = {choice.value: choice.label for choice in field.choices}
    return telling.words.t(labels[str(value)]) if value in labels else ""


def _each(telling: Telling, value: FieldValue, say: Callable[[Telling, str], str]) -> str:
    items = value if isinstance(value, list) else []
    return telling.words.list(filter(None, (say(telling, str(item)) for item in items)))


def _person(telling: Telling, identity: str) -> str:
    return telling.name(identity)


_IN_WORDS: Mapping[Value, Callable[[Telling, Field, FieldValue], str]] = {
    Value.DATE: lambda telling, _, value: telling.words.date(str(value)),
    Value.TIME: lambda telling, _, value: telling.words.time(str(value)),
    Value.MONEY: lambda telling, _, value: telling.words.money(str(value)),
    Value.URL: lambda telling, _, value: telling.words.identifier(str(value)),
    Value.YES_NO: lambda telling, _, value: name_of(
        telling.words, Value.YES_NO, "true" if value else "false"
    ),
    Value.MINUTES: lambda telling, _, value: telling.words.n(
        "{count} minute", "{count} minutes", int(str(value).partition(".")[0])
    ),
    Value.NUMBER: lambda telling, _, value: telling.words.number(float(str(value))),
    Value.CHOICE: _choice,
    Value.PERSON: lambda telling, _, value: _person(telling, str(value)),
    Value.DOCUMENT: lambda telling, _, value: _document(telling, str(value)),
    Value.PEOPLE: lambda telling, _, value: _each(telling, value, _person),
    Value.DOCUMENTS: lambda telling, _, value: _each(telling, value, _document),
}
"""How each type of value is said; all others are text already."""


def _document(telling: Telling, identity: str) -> str:
    exhibit = telling.selection.exhibit_of(identity)
    if exhibit is None:
        return ""
    number = Said(str(exhibit.number))
    title = exhibit_title(telling, exhibit)
    return telling.words.t("exhibit {number}, {title}", number=number, title=title)
