"""An entry gets another kind: what both kinds ask stays, the rest is kept in sight or named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from limbo_desktop.case.kind import Field
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.records import Event
from limbo_desktop.case.values import Value
from limbo_desktop.ui.inputs.sheet import Sheet

_WORDY = {Value.TEXT, Value.LONG, Value.PLACE}
"""Types that can hold each other's words."""

_SHAPES: Mapping[Value, tuple[type, ...]] = {
    Value.YES_NO: (bool,),
    Value.NUMBER: (int, float),
    Value.MINUTES: (int, float),
    Value.PEOPLE: (list,),
    Value.DOCUMENTS: (list,),
    Value.CITATIONS: (list,),
    Value.LIST: (list,),
}
"""What the values of a type are, where they are no strings."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The entry with its other kind, and the fields whose answers the new kind cannot hold."""

    sheet: Sheet[Event]
    lost: tuple[Field, ...] = ()


def with_kind(sheet: Sheet[Event], kind: str) -> Changed:
    """Return `sheet` as an entry of `kind`.

    An answer to a question that the new kind does not have stays in the entry (`foreign_fields`).
    One that the new kind asks in another way, such as the outcome of a decision for that of an
    appeal, has no place any more.
    """
    event = sheet.record
    old, new = _fields(event.kind), _fields(kind)
    lost = [
        old.get(name, new[name])
        for name, value in event.fields.items()
        if name in new and not _fits(value, old.get(name), new[name])
    ]
    gone = {field.name for field in lost}
    fields = {name: value for name, value in event.fields.items() if name not in gone}
    typed = {
        key: text for key, text in sheet.typed.items() if key.removeprefix("fields.") not in gone
    }
    return Changed(Sheet(replace(event, kind=kind, fields=fields), typed), tuple(lost))


def foreign_fields(event: Event) -> tuple[Field, ...]:
    """Return the fields of an entry that its kind does not ask, as the kind that does asks them."""
    own = _fields(event.kind)
    return tuple(_field_for(name, value) for name, value in event.fields.items() if name not in own)


def _field_for(name: str, value: object) -> Field:
    """Return the first field of this name in any kind whose answers include `value`."""
    named = [kind.field(name) for kind in KINDS.values() if name in _fields(kind.name)]
    fitting = [field for field in named if _fits(value, field, field)]
    return (fitting or named or [Field(name, Value.TEXT, name)])[0]


def _fits(value: object, old: Field | None, new: Field) -> bool:
    if new.type is Value.CHOICE:
        return value in {choice.value for choice in new.choices}
    if old is None:
        # It was kept from a kind before the last one, which may have been this one.
        return isinstance(value, _SHAPES.get(new.type, str))
    return old.type is new.type or {old.type, new.type} <= _WORDY


def _fields(kind: str) -> dict[str, Field]:
    found = KINDS.get(kind)
    return {field.name: field for field in found.fields} if found else {}
