"""What a record points to: found, and replaced, wherever the annotations of the records and the
table of kinds say that an id stands.
"""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar, get_args, get_origin, get_type_hints

from limbo_desktop.case.kind import Field
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.records import Event
from limbo_desktop.case.values import Value

R = TypeVar("R")

_TYPES: Final = {
    Value.PERSON: "person",
    Value.PEOPLE: "person",
    Value.EVENT: "event",
    Value.DOCUMENT: "document",
    Value.DOCUMENTS: "document",
}
_BY_PERSON: Final = "person:"
_ENTRY: Final = "[]"


@dataclass(frozen=True, slots=True)
class Ref:
    """One reference: `type` and `id` of the target, `role` the path of the field that holds it
    ("told_by", "documents", "fields.officer"), `pages` what a citation cites.
    """

    type: str
    id: str
    role: str
    pages: str = ""


Replace = Callable[[Ref], str | None]
"""Gives the id to write in place of a reference; None takes the reference out."""


def references(record: object) -> tuple[Ref, ...]:
    """Every reference of a record, in the order of its fields."""
    found: list[Ref] = []

    def note(ref: Ref) -> str:
        found.append(ref)
        return ref.id

    replaced(record, note)
    return tuple(found)


def replaced(record: R, replace: Replace) -> R:
    """The record with every reference replaced.

    Where `replace` gives None the reference is emptied, and an entry of a list that exists for
    it (a participant, a citation) is dropped.
    """
    return _record(record, replace, "")


def _record(record: R, replace: Replace, path: str) -> R:
    changes = {
        name: new
        for name, holds in _holders_of(record).items()
        if (new := _held(record, name, holds, replace, path)) != getattr(record, name)
    }
    return dataclasses.replace(record, **changes) if changes else record  # type: ignore[type-var]


def _held(record: object, name: str, holds: "_Holds", replace: Replace, path: str) -> object:
    value = getattr(record, name)
    where = _role(path, name)
    match holds:
        case _Holds(value=None, many=True):
            parts = [(part, _record(part, replace, f"{where}{_ENTRY}")) for part in value]
            return tuple(new for old, new in parts if not _lost(old, new))
        case _Holds(value=None):
            if isinstance(record, Event) and name == "fields":
                return _fields(record, replace)
            return _record(value, replace, where)
        case _Holds(value=Value() as kind, many=True):
            several = (replace(Ref(_TYPES[kind], each, where)) for each in value)
            return tuple(each for each in several if each)
        case _Holds(value=Value() as kind):
            return _value(value, kind, replace, where, getattr(record, "pages", ""))
    raise AssertionError(holds)


def _role(path: str, name: str) -> str:
    """The path of a field; an entry of a list has the list's ("documents", "people")."""
    if path.endswith(_ENTRY):
        return path.removesuffix(_ENTRY)
    return f"{path}.{name}" if path else name


def _lost(old: object, new: object) -> bool:
    """Whether an entry of a list has lost the reference for which it exists."""
    return any(
        getattr(old, name) and not getattr(new, name)
        for name, holds in _holders_of(old).items()
        if holds.value is not None
    )


def _value(value: Any, kind: Value, replace: Replace, path: str, pages: str) -> Any:
    # Any: what a field holds depends on its type in the table, which is looked at here.
    if not value:
        return value
    match kind:
        case Value.PERSON | Value.EVENT | Value.DOCUMENT:
            return replace(Ref(_TYPES[kind], value, path, pages)) or ""
        case Value.PEOPLE | Value.DOCUMENTS:
            several = [replace(Ref(_TYPES[kind], each, path)) for each in value]
            return [each for each in several if each]
        case Value.TRANSLATED_BY:
            if not value.startswith(_BY_PERSON):
                return value
            person = replace(Ref("person", value.removeprefix(_BY_PERSON), path))
            return _BY_PERSON + person if person else "self"
        case Value.CITATIONS:
            return [
                {**each, "document": new}
                for each in value
                if (
                    new := replace(
                        Ref("document", each.get("document", ""), path, each.get("pages", ""))
                    )
                )
            ]
    return value


def _fields(event: Event, replace: Replace) -> Mapping[str, Any]:
    kind = KINDS.get(event.kind)
    if kind is None:
        return event.fields
    return _object(event.fields, kind.fields, replace, "fields")


def _object(
    values: Mapping[str, Any], fields: tuple[Field, ...], replace: Replace, path: str
) -> Mapping[str, Any]:
    types = {field.name: field for field in fields}
    new: dict[str, Any] = {}
    for name, value in values.items():
        field, where = types.get(name), f"{path}.{name}"
        if field is None:
            new[name] = value
        elif field.type is Value.LIST:
            new[name] = [_object(each, field.parts, replace, where) for each in value]
        else:
            changed = _value(value, field.type, replace, where, "")
            if changed or not value:
                new[name] = changed
    return new


@dataclass(frozen=True, slots=True)
class _Holds:
    """How a field holds references: itself (its type of value), or in parts (None)."""

    value: Value | None
    many: bool = False


_KNOWN: Final[dict[type, Mapping[str, _Holds]]] = {}  # reading annotations is slow


def _holders_of(record: object) -> Mapping[str, _Holds]:
    cls = type(record)
    if cls not in _KNOWN:
        _KNOWN[cls] = _holders(cls)
    return _KNOWN[cls]


def _holders(cls: type) -> Mapping[str, _Holds]:
    """The fields of a record class that hold references, from its annotations."""
    found: dict[str, _Holds] = {}
    for name, hint in get_type_hints(cls, include_extras=True).items():
        many = get_origin(hint) is tuple
        inner = get_args(hint)[0] if many else hint
        kind = next((each for each in get_args(inner) if isinstance(each, Value)), None)
        if kind in _TYPES or kind is Value.TRANSLATED_BY:
            found[name] = _Holds(kind, many)
        elif dataclasses.is_dataclass(inner) or name == "fields":
            found[name] = _Holds(None, many)
    return found
