"""The value of any field of a record in words, by its type in the table of values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final

from limbo_desktop.case.values import Value
from limbo_desktop.text.names import NAMES, name_of
from limbo_desktop.text.said import Said

if TYPE_CHECKING:
    from limbo_desktop.case.kind import Field
    from limbo_desktop.text.words import Words

Names = Callable[[str], str]
"""Gives the name of a person or the title of a document by id, "" for somebody unknown."""

_NOTHING: Final[tuple[object, ...]] = (None, "", [], ())


def field_words(words: Words, field: Field, value: object, names: Names) -> str:
    """Return the value of a kind's field in words; "" when it is empty."""
    if value in _NOTHING:
        return ""
    if field.type is Value.CHOICE:
        labels = {choice.value: choice.label for choice in field.choices}
        return words.t(labels[str(value)]) if value in labels else str(value)
    if field.type is Value.LIST:
        return "\n\n".join(_object(words, field, each, names) for each in _objects(value))
    return value_words(words, field.type, value, names)


def value_words(words: Words, type_: Value, value: object, names: Names) -> str:
    """Return a value of that type in words; what cannot be read is given as it is written."""
    if value in _NOTHING:
        return ""
    if type_ in NAMES and type_ is not Value.YES_NO:
        return name_of(words, type_, str(value)) if value in NAMES[type_] else str(value)
    if type_ is Value.CITATIONS:
        return words.list(filter(None, (cited(words, each, names) for each in _objects(value))))
    say = _IN_WORDS.get(type_)
    if say is None:
        return str(value)
    try:
        return say(words, value, names)
    except ValueError:
        return str(value)


def cited(words: Words, citation: Mapping[str, object], names: Names) -> str:
    """Return a citation in words: the document's title and its pages; "" for one unknown."""
    title, pages = names(str(citation.get("document", ""))), citation.get("pages")
    if title and pages:
        return words.t("{title}, pages {pages}", title=title, pages=Said(str(pages)))
    return title


def _object(words: Words, field: Field, item: Mapping[str, object], names: Names) -> str:
    """One object of a list, such as a point of a decision: a line for each of its parts."""
    lines = []
    for part in field.parts:
        said = field_words(words, part, item.get(part.name), names)
        if said:
            lines.append(words.t("{label}: {value}", label=words.t(part.label), value=said))
    return "\n".join(lines)


def _objects(value: object) -> Iterable[Mapping[str, object]]:
    items = value if isinstance(value, (list, tuple)) else ()
    return [each for each in items if isinstance(each, Mapping)]


def _each(words: Words, value: object, names: Names) -> str:
    items = value if isinstance(value, (list, tuple)) else ()
    return words.list(filter(None, (names(str(each)) for each in items)))


def _translator(words: Words, value: object, names: Names) -> str:
    known = {
        "self": words.t("By me"),
        "machine": words.t("By a machine"),
        "certified": words.t("By a certified translator"),
    }
    text = str(value)
    return known.get(text) or names(text.removeprefix("person:")) or text


_IN_WORDS: Final[Mapping[Value, Callable[[Words, object, Names], str]]] = {
    Value.DATE: lambda words, value, _: words.date(str(value)),
    Value.TIME: lambda words, value, _: words.time(str(value)),
    Value.MONEY: lambda words, value, _: words.money(str(value)),
    Value.URL: lambda words, value, _: words.identifier(str(value)),
    Value.SHA256: lambda words, value, _: words.identifier(str(value)),
    Value.YES_NO: lambda words, value, _: words.t("Yes") if value else words.t("No"),
    Value.MINUTES: lambda words, value, _: words.n(
        "{count} minute", "{count} minutes", int(float(str(value)))
    ),
    Value.NUMBER: lambda words, value, _: words.number(float(str(value))),
    Value.LANGUAGE: lambda words, value, _: words.language_name(str(value)),
    Value.COUNTRY: lambda words, value, _: words.country(str(value)),
    Value.TRANSLATED_BY: _translator,
    Value.PERSON: lambda _, value, names: names(str(value)),
    Value.EVENT: lambda _, value, names: names(str(value)),
    Value.DOCUMENT: lambda _, value, names: names(str(value)),
    Value.PEOPLE: _each,
    Value.DOCUMENTS: _each,
}
"""How each type of value is said; all others are text already."""
