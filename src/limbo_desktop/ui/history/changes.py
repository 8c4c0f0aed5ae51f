"""The history of a record as a person reads it: sittings, and in each the fields that changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from functools import lru_cache, reduce
from typing import Any, Final, get_args, get_origin, get_type_hints

from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.records import Citation, Document, Event, Person, Task
from limbo_desktop.case.values import Value
from limbo_desktop.marking import N_
from limbo_desktop.text.names import LABELS
from limbo_desktop.text.values import Names, cited, field_words, value_words
from limbo_desktop.text.words import Words
from limbo_desktop.vault.history import Change
from limbo_desktop.vault.wording import value_at

SITTING_SECONDS: Final = 10 * 60
"""Changes with no longer pause between them are read as one: nobody wants every saved second."""

Body = Mapping[str, Any]  # Any: a JSON object
_CLASSES: Final[Mapping[str, type]] = {
    "person": Person,
    "event": Event,
    "document": Document,
    "task": Task,
}
_UNTOLD: Final = {"id", "file", "sha256"}
_HIDDEN: Final = {"password"}
_COVERED: Final = {"fields.exact_words"}

_OWN_LABELS: Final = {
    "event.kind": N_("Kind"),
    "event.account.text": N_("In your own words"),
    "event.account.lang": N_("Language of your words"),
    "event.translations": N_("Translations"),
    "document.titles": N_("Titles in other languages"),
    "document.translator.name": N_("Translator"),
    "document.translator.certified": N_("The translator is certified"),
    "document.obtained.from": N_("From whom"),
    "task.type": N_("What it is"),
    "task.event": N_("Entry"),
    "task.source.document": N_("Document"),
    "task.source.pages": N_("Pages"),
    "task.source.text": N_("Who says so"),
}


@dataclass(frozen=True, slots=True)
class Sitting:
    """Changes made in one go, from `first` to `last` (seconds UTC).

    `action` is add, put, remove or restore; `seq` the number of the last change, `before` that of
    the last wording before them (0 for none); the bodies are what was there before and after.
    """

    action: str
    first: int
    last: int
    seq: int
    before: int
    old: Body
    new: Body


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field: its key, its label, and what it said before and after, in words.

    `covered` words are to be shown only when asked for.
    """

    key: str
    label: str
    before: str
    after: str
    covered: bool = False


def sittings(changes: Iterable[Change]) -> tuple[Sitting, ...]:
    """Return the changes of one record in sittings, the newest first."""
    groups: list[list[Change]] = []
    for change in changes:
        former = groups[-1][-1] if groups else None
        if (
            former is not None
            and former.action in {"add", "put"}
            and change.action == "put"
            and change.at - former.at <= SITTING_SECONDS
        ):
            groups[-1].append(change)
        else:
            groups.append([change])
    return tuple(reversed(list(_sittings(groups))))


def _sittings(groups: Iterable[list[Change]]) -> Iterator[Sitting]:
    body: Body = {}
    before = 0
    for group in groups:
        last = group[-1]
        new = json.loads(last.body) if last.body else body
        yield Sitting(group[0].action, group[0].at, last.at, last.seq, before, body, new)
        if last.body:
            body, before = new, last.seq


def field_changes(
    words: Words, type_: str, old: Body, new: Body, names: Names, *, cover: bool
) -> tuple[FieldChange, ...]:
    """Return the fields in which two wordings of a record differ, in the order of its form."""
    told = dict(_fields(words, type_, old)) | dict(_fields(words, type_, new))
    return tuple(
        FieldChange(
            key,
            label,
            _said(key, say, old, names),
            _said(key, say, new, names),
            cover and key in _COVERED,
        )
        for key, (label, say) in told.items()
        if value_at(old, key) != value_at(new, key)
    )


Say = Callable[[Any, Names], str]  # Any: a JSON value
"""Gives a value in words."""


def _said(key: str, say: Say, body: Body, names: Names) -> str:
    value = value_at(body, key)
    if key in _HIDDEN:
        return "•" * 6 if value else ""
    return say(value, names)


def _fields(words: Words, type_: str, body: Body) -> Iterator[tuple[str, tuple[str, Say]]]:
    """Every field that a body can have: its key with its label and how it is said."""
    for key, kind, many in _leaves(_CLASSES[type_]):
        if key == "fields":
            yield from _own_fields(words, body)
        elif key not in _UNTOLD:
            yield key, (words.t(_label(type_, key)), _sayer(words, kind, many=many))


def _own_fields(words: Words, body: Body) -> Iterator[tuple[str, tuple[str, Say]]]:
    found = KINDS.get(str(body.get("kind", "")))
    for field in found.fields if found else ():

        def say(value: Any, names: Names, field: Any = field) -> str:  # Any: a JSON value
            return field_words(words, field, value, names)

        yield f"fields.{field.name}", (words.t(field.label), say)


def _sayer(words: Words, kind: Value | type, *, many: bool) -> Say:
    def one(value: Any, names: Names) -> str:  # Any: a JSON value
        if isinstance(kind, Value):
            if kind is Value.KIND:
                return words.t(KINDS[value].label) if value in KINDS else str(value or "")
            return value_words(words, kind, value, names)
        return _part(words, kind, value, names)

    def several(value: Any, names: Names) -> str:  # Any: a JSON value
        said = [one(each, names) for each in value or ()]
        return words.list(filter(None, said)) if isinstance(kind, Value) else "\n".join(said)

    return several if many else one


def _part(words: Words, cls: type, value: Body, names: Names) -> str:
    """One object of a list: a participant, a citation, a translation."""
    if cls is Citation:
        return cited(words, value, names)
    said = [
        _sayer(words, kind, many=many)(value_at(value, key), names)
        for key, kind, many in _leaves(cls)
        if kind is not Value.YES_NO
    ]
    told = [each for each in said if each]
    if not told:
        return ""
    return reduce(
        lambda first, second: words.t("{first} · {second}", first=first, second=second), told
    )


def _label(type_: str, key: str) -> str:
    whole = f"{type_}.{key}"
    return _OWN_LABELS.get(whole) or LABELS[whole]


@lru_cache(maxsize=16)
def _leaves(cls: type) -> tuple[tuple[str, Value | type, bool], ...]:
    """The fields of a record class in JSON's names, those of parts with a dot: type and many."""
    found: list[tuple[str, Value | type, bool]] = []
    for name, hint in get_type_hints(cls, include_extras=True).items():
        key = name.rstrip("_")
        many = get_origin(hint) is tuple
        inner = get_args(hint)[0] if many else hint
        if key == "fields" or inner is bool:
            found.append((key, Value.YES_NO, False))
        elif is_dataclass(inner) and isinstance(inner, type):
            parts = [("", inner, True)] if many else _leaves(inner)
            found += [(f"{key}.{part}" if part else key, kind, each) for part, kind, each in parts]
        else:
            kind = next(each for each in get_args(inner) if isinstance(each, Value))
            found.append((key, kind, many))
    return tuple(found)
