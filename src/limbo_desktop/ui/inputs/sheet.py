"""What a form holds: the record, and the words that no value of the record can take.

Pure.  A date that is not understood, a name not yet finished stay as they were typed: in the
vault's draft of the entry, and what was said of the date also where its source is told, so that
it leaves with the record.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from limbo_desktop.case.records import Account, Citation, Event, Participant, Translation
from limbo_desktop.case.values import FieldValue

Content = (
    FieldValue
    | None
    | tuple[Citation, ...]
    | tuple[Participant, ...]
    | tuple[Translation, ...]
    | tuple[str, ...]
)
"""What an input gives: a field's value, None for nothing, or tuples of the record's own parts."""

_FIELDS = "fields."
_ACCOUNT = "account."
_NOTHING: tuple[object, ...] = (None, "", [])


@dataclass(frozen=True, slots=True)
class Sheet:
    """A record as its form shows it, with the words as typed by the key of their field."""

    event: Event
    typed: Mapping[str, str] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether nothing at all was written yet."""
        bare = Event(id=self.event.id, kind=self.event.kind, share=self.event.share)
        return self.event == bare and not self.typed


def draft_key(identity: str) -> str:
    """Return the key under which the words as typed of an entry are kept."""
    return f"entry:{identity}"


def draft_of(sheet: Sheet) -> dict[str, object]:
    """Return what is kept beside the record; empty when the record says it all."""
    typed = dict(sheet.typed)
    if _unread_date(sheet):
        typed["when_source"] = sheet.event.when_source
    return {"typed": typed} if typed else {}


def record_of(sheet: Sheet) -> Event:
    """Return the record to be saved: a date that was not understood goes with its source."""
    said = _unread_date(sheet)
    if not said:
        return sheet.event
    parts = [part for part in (said, sheet.event.when_source) if part]
    return replace(sheet.event, when_source="; ".join(parts))


def sheet_of(event: Event, draft: Mapping[str, object]) -> Sheet:
    """Return the form's content from a record and what was kept beside it."""
    kept = draft.get("typed")
    typed = {str(key): str(text) for key, text in kept.items()} if isinstance(kept, dict) else {}
    source = typed.pop("when_source", None)
    if source is not None and not event.when:
        return Sheet(replace(event, when_source=source), typed)
    return Sheet(event, typed)


def _unread_date(sheet: Sheet) -> str:
    return "" if sheet.event.when else sheet.typed.get("when", "")


def content_of(event: Event, key: str) -> Content:
    """Return what the record holds under `key`: "place", "account.text", "fields.issuer"."""
    if key.startswith(_FIELDS):
        return event.fields.get(key.removeprefix(_FIELDS))
    holder: Any = event  # Any: the attribute's type hangs on its name
    if key.startswith(_ACCOUNT):
        holder, key = event.account, key.removeprefix(_ACCOUNT)
    value: Content = getattr(holder, key)
    return value


def with_content(event: Event, key: str, value: Content) -> Event:
    """Return `event` with `value` under `key`; nothing takes a field of the kind away."""
    if key.startswith(_FIELDS):
        name = key.removeprefix(_FIELDS)
        if value in _NOTHING and event.fields.get(name) in _NOTHING:
            return event
        fields = {each: kept for each, kept in event.fields.items() if each != name}
        if value is not None and value not in _NOTHING and not isinstance(value, tuple):
            # In the order of the form a new field comes last; the kind's table has the order.
            fields[name] = value
        if dict(event.fields) == fields:
            return event
        return replace(event, fields=fields)
    changes: dict[str, Any] = {key: "" if value is None else value}  # Any: as in content_of
    if key.startswith(_ACCOUNT):
        name = key.removeprefix(_ACCOUNT)
        return replace(event, account=replace(event.account, **{name: changes[key]}))
    return replace(event, **changes)


def tidy(event: Event) -> Event:
    """Return `event` without parts that say nothing: an account's language without words."""
    account = event.account if event.account.text else Account()
    people = tuple(each for each in event.people if each.person)
    translations = tuple(each for each in event.translations if each.text or each.title)
    return replace(event, account=account, people=people, translations=translations)
