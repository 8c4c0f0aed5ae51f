"""An entry gets another kind: what both kinds ask stays, the other answers are kept in sight.

The format lets an entry hold the answers of its own kind only.  The others are kept beside the
record, with the words as typed: they leave in no file, and find their place again when the kind
is changed back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from limbo_desktop.case.kind import Field
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.records import Event
from limbo_desktop.case.values import FieldValue, Value
from limbo_desktop.ui.inputs.sheet import Content, Sheet

KEPT: Final = "other"
"""The key under which answers of other kinds are kept, as JSON by "kind.field"."""

_WORDY: Final = {Value.TEXT, Value.LONG, Value.PLACE}
"""Types that can hold each other's words."""


def with_kind(sheet: Sheet[Event], kind: str) -> Sheet[Event]:
    """Return `sheet` as an entry of `kind`; no answer goes."""
    event = sheet.record
    answers = {f"{event.kind}.{name}": value for name, value in event.fields.items()}
    answers |= kept_answers(sheet)
    new = {field.name: field for field in KINDS[kind].fields} if kind in KINDS else {}
    fields: dict[str, FieldValue] = {}
    kept: dict[str, Content] = {}
    for key, value in answers.items():
        name, old = key.partition(".")[2], field_of(key)
        if name in new and name not in fields and _fits(value, old, new[name]):
            fields[name] = value
        else:
            kept[key] = value
    return with_kept(Sheet(replace(event, kind=kind, fields=fields), sheet.typed), kept)


def kept_answers(sheet: Sheet[Event]) -> dict[str, FieldValue]:
    """Return the answers of other kinds by "kind.field"."""
    kept = json.loads(sheet.typed.get(KEPT) or "{}")
    return {key: value for key, value in kept.items() if field_of(key) is not None}


def with_kept(sheet: Sheet[Event], answers: Mapping[str, Content]) -> Sheet[Event]:
    """Return `sheet` with these answers of other kinds; an empty one goes."""
    typed = {key: text for key, text in sheet.typed.items() if key != KEPT}
    filled = {key: value for key, value in answers.items() if value not in (None, "", [], ())}
    if filled:
        typed[KEPT] = json.dumps(filled, ensure_ascii=False)
    return Sheet(sheet.record, typed)


def field_of(key: str) -> Field | None:
    """Return the field that "kind.field" names, None where there is none such."""
    kind, _, name = key.partition(".")
    fields = KINDS[kind].fields if kind in KINDS else ()
    return next((field for field in fields if field.name == name), None)


def _fits(value: FieldValue, old: Field | None, new: Field) -> bool:
    """Return whether an answer to `old` answers `new` too; an outcome is one of several."""
    if new.type is Value.CHOICE:
        return value in {choice.value for choice in new.choices}
    return old is not None and (old.type is new.type or {old.type, new.type} <= _WORDY)
