"""What a form holds: the record, and the words that no value of the record can take.

Pure.  A date keeps the words with which it was given, and what is not understood or not finished
stays as it was typed: `vault.typed` has these words by the key of their field.  When an entry
happened leaves with the record even then: it goes to where the date's source is told.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from limbo_desktop.case.records import (
    Account,
    Citation,
    Event,
    Participant,
    Record,
    Title,
    Translation,
)
from limbo_desktop.case.values import FieldValue

Content = (
    FieldValue
    | None
    | tuple[Citation, ...]
    | tuple[Participant, ...]
    | tuple[Title, ...]
    | tuple[Translation, ...]
    | tuple[str, ...]
)
"""What an input gives: a field's value, None for nothing, or tuples of the record's own parts."""

R = TypeVar("R", bound=Record)

_FIELDS = "fields."
_NOTHING: tuple[object, ...] = (None, "", [], ())


@dataclass(frozen=True, slots=True)
class Sheet(Generic[R]):
    """A record as its form shows it, with the words as typed by the key of their field."""

    record: R
    typed: Mapping[str, str] = field(default_factory=dict)


def is_empty(sheet: Sheet[R]) -> bool:
    """Return whether nothing at all was written yet: only what a new record has anyway."""
    record = sheet.record
    bare: R = type(record)(id=record.id)
    if isinstance(record, Event) and isinstance(bare, Event):
        return record == replace(bare, kind=record.kind, share=record.share) and not sheet.typed
    return record == bare and not sheet.typed


def record_of(sheet: Sheet[R]) -> R:
    """Return the record to be saved: a date that was not understood goes with its source."""
    record = sheet.record
    said = sheet.typed.get("when", "")
    if not isinstance(record, Event) or record.when or not said:
        return record
    parts = [part for part in (said, record.when_source) if part]
    return replace(record, when_source="; ".join(parts))


def sheet_of(record: R, typed: Mapping[str, str]) -> Sheet[R]:
    """Return the form's content from a record and the words that were kept beside it.

    Words for a date that the record tells with its source no more are those of another state.
    """
    said = typed.get("when", "")
    if not isinstance(record, Event) or record.when or not said:
        return Sheet(record, dict(typed))
    source = record.when_source
    if source != said and not source.startswith(f"{said}; "):
        return Sheet(record, {key: text for key, text in typed.items() if key != "when"})
    return Sheet(replace(record, when_source=source[len(said) + 2 :]), dict(typed))


def content_of(record: Record, key: str) -> Content:
    """Return what the record holds under `key`: "place", "account.text", "fields.issuer"."""
    if isinstance(record, Event) and key.startswith(_FIELDS):
        return record.fields.get(key.removeprefix(_FIELDS))
    value: Any = record  # Any: the attribute's type hangs on its name
    for name in key.split("."):
        value = getattr(value, name)
    content: Content = value
    return content


def with_content(record: R, key: str, value: Content) -> R:
    """Return `record` with `value` under `key`; nothing takes a field of the kind away."""
    if isinstance(record, Event) and key.startswith(_FIELDS):
        return replace(record, fields=_with_field(record, key.removeprefix(_FIELDS), value))
    changed: R = _with(record, key.split("."), value)
    return changed


def _with(holder: Any, path: list[str], value: Content) -> Any:  # Any: as in content_of
    name, *rest = path
    old = getattr(holder, name)
    if rest:
        new = _with(old, rest, value)
    elif isinstance(old, tuple):
        new = tuple(value) if isinstance(value, list | tuple) else ()
    else:
        new = type(old)() if value is None else value
    return holder if new == old else replace(holder, **{name: new})


def _with_field(event: Event, name: str, value: Content) -> Mapping[str, FieldValue]:
    if value in _NOTHING and event.fields.get(name) in _NOTHING:
        return event.fields
    if value is None or value in _NOTHING or isinstance(value, tuple):
        return {each: kept for each, kept in event.fields.items() if each != name}
    # A field that was empty comes last; the kind's table has the order of the form.
    return {**event.fields, name: value}


def tidy(record: R) -> R:
    """Return `record` without parts that say nothing: an account's language without words."""
    if not isinstance(record, Event):
        return record
    return replace(
        record,
        account=record.account if record.account.text else Account(),
        people=tuple(each for each in record.people if each.person),
        translations=tuple(each for each in record.translations if each.text or each.title),
    )
