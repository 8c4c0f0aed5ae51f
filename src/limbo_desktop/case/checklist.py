"""What an entry has already and what would help: computed from the record, never a score."""

from collections.abc import Iterator
from dataclasses import dataclass

from limbo_desktop.case import reasons
from limbo_desktop.case.kind import Field
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.records import Event
from limbo_desktop.marking import N_

_WEIGHTY = {"threat": ("time_zone", "seen_by", "followed_by", "still_on_device")}
"""Fields beyond the short form that add to what an entry is worth (DOMAIN section 3)."""

_ON_PAPER = {"summons", "decision", "charge", "application", "appeal", "medical"}
"""Kinds that come with a paper as a rule."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line: what it is and why it helps (msgids), and whether it is there.

    `key` is the key of the record, or "fields.NAME" for a field of the kind.
    """

    key: str
    label: str
    reason: str
    present: bool


def checklist(event: Event) -> tuple[Item, ...]:
    """Return the lines for `event`, in the order of its form."""
    return (*_date(event), *_fields(event), *_telling(event))


def lacking(event: Event) -> str:
    """Return the one thing that a row of the timeline says is missing: a msgid, or "".

    Two words at most; the first that counts: a date, words, the paper that belongs to the kind.
    """
    if not event.when:
        return N_("no date")
    if not (event.title or event.account.text):
        return N_("no words yet")
    short = [field.name for field in _kind_fields(event) if field.short]
    if short and not any(_filled(event, name) for name in short):
        return N_("no details")
    if event.kind == "interview" and not (event.documents or event.fields.get("report_received")):
        return N_("copy of the record")
    if event.kind in _ON_PAPER and not event.documents:
        return N_("no paper")
    return ""


def _date(event: Event) -> Iterator[Item]:
    yield Item("when", N_("When it was"), reasons.WHEN, bool(event.when))
    yield Item(
        "when_source", N_("How the date is known"), reasons.WHEN_SOURCE, bool(event.when_source)
    )


def _fields(event: Event) -> Iterator[Item]:
    more = _WEIGHTY.get(event.kind, ())
    for field in _kind_fields(event):
        reason = reasons.FIELD_REASONS.get(f"{event.kind}.{field.name}")
        if reason and (field.short or field.name in more):
            key = f"fields.{field.name}"
            yield Item(key, field.label, reason, _filled(event, field.name))


def _telling(event: Event) -> Iterator[Item]:
    yield Item("account", N_("Your own words"), reasons.ACCOUNT, bool(event.account.text))
    if event.account.text:
        translated = bool(event.translations)
        yield Item("translations", N_("A translation"), reasons.TRANSLATION, translated)
    if event.knowledge == "told":
        yield Item("told_by", N_("Who told it"), reasons.TOLD_BY, bool(event.told_by))
    paper = N_("The paper itself") if event.kind in _ON_PAPER else N_("A document")
    reason = reasons.RECORDS if event.kind in _ON_PAPER else reasons.DOCUMENT
    yield Item("documents", paper, reason, bool(event.documents))
    yield Item(
        "told_authority",
        N_("When the authority heard of it"),
        reasons.TOLD,
        bool(event.told_authority),
    )


def _kind_fields(event: Event) -> tuple[Field, ...]:
    kind = KINDS.get(event.kind)
    return kind.fields if kind else ()


def _filled(event: Event, name: str) -> bool:
    return event.fields.get(name) not in (None, "", [])
