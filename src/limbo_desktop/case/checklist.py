"""What an entry has already and what would help: computed from the record, never a score."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from limbo_desktop.case import reasons
from limbo_desktop.case.kind import Field
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.records import Document, Event
from limbo_desktop.marking import N_

NOTHING: Final[frozenset[str]] = frozenset()

_WEIGHTY: Final = {
    "threat": (
        "addressed_account",
        "device_owner",
        "time_zone",
        "message_id",
        "seen_by",
        "followed_by",
        "still_on_device",
    ),
    "summons": ("original_where",),
    "search": ("present",),
    "detention": ("medical_seen",),
    "violence": ("medical_seen", "police_told"),
    "activity": ("how_known",),
    "decision": ("points",),
}
"""Fields beyond the short form that add to what an entry is worth (DOMAIN section 3)."""

_ON_PAPER: Final = {"summons", "decision", "charge", "application", "appeal", "medical"}
"""Kinds that come with a paper as a rule."""

_WRITTEN: Final = {"sms", "telegram", "whatsapp", "signal", "vk", "facebook", "instagram", "email"}
"""Channels from which the messages themselves can be saved, not only their picture."""

_PUBLIC: Final = {"vk", "facebook", "instagram", "public_post"}
"""Channels whose posts have an address and can be taken down."""

_CAPTURED: Final = {"screenshot", "web_page", "message_export", "photo"}


@dataclass(frozen=True, slots=True)
class Item:
    """One line: what it is and why it helps (msgids), whether it is there, or put aside.

    `key` names the line; `field` is the key of the record that it leads to, or "fields.NAME" for
    a field of the kind.
    """

    key: str
    label: str
    reason: str
    present: bool
    field: str
    silenced: bool = False


def checklist(
    event: Event, cited: Sequence[Document] = (), silenced: frozenset[str] = NOTHING
) -> tuple[Item, ...]:
    """Return the lines for `event`, in the order of its form.

    `cited` are the documents that it names, `silenced` the keys of lines that the person put
    aside: they are given, and marked.
    """
    lines = (*_date(event), *_fields(event), *_telling(event), *_papers(event, cited))
    return marked(lines, silenced)


def marked(lines: Sequence[Item], silenced: frozenset[str]) -> tuple[Item, ...]:
    """Return the lines with those marked that are put aside."""
    return tuple(replace(line, silenced=line.key in silenced) for line in lines)


def lacking(event: Event, silenced: frozenset[str] = NOTHING) -> str:
    """Return the one thing that a row of the timeline says is missing: a msgid, or "".

    Two words at most; the first that counts and is not put aside: a date, words, the paper that
    belongs to the kind.
    """
    return next((word for key, word in _lacks(event, silenced) if key not in silenced), "")


def _lacks(event: Event, silenced: frozenset[str]) -> Iterator[tuple[str, str]]:
    """What an entry lacks most, first things first: the key of its line and the word for it."""
    if not event.when:
        yield "when", N_("no date")
    if not (event.title or event.account.text):
        yield "account.text", N_("no words yet")
    short = [field.name for field in _kind_fields(event) if field.short]
    lines = [name for name in short if f"{event.kind}.{name}" in reasons.FIELD_REASONS]
    asked = [name for name in lines if f"fields.{name}" not in silenced]
    if asked and not any(_filled(event, name) for name in short):
        yield "fields", N_("no details")
    if event.kind == "interview" and not (event.documents or event.fields.get("report_received")):
        yield "documents", N_("copy of the record")
    if event.kind in _ON_PAPER and not event.documents:
        yield "documents", N_("no paper")


def _date(event: Event) -> Iterator[Item]:
    yield _line("when", N_("When it was"), reasons.WHEN, bool(event.when))
    yield _line(
        "when_source", N_("How the date is known"), reasons.WHEN_SOURCE, bool(event.when_source)
    )
    if event.kind == "threat":
        yield _line("time", N_("The time of day"), reasons.TIME, bool(event.time))


def _fields(event: Event) -> Iterator[Item]:
    more = _WEIGHTY.get(event.kind, ())
    public = event.fields.get("channel") in _PUBLIC or event.kind == "activity"
    for field in _kind_fields(event):
        reason = reasons.FIELD_REASONS.get(f"{event.kind}.{field.name}")
        asked = field.short or field.name in more or (field.name == "url" and public)
        if reason and asked:
            yield _line(f"fields.{field.name}", field.label, reason, _filled(event, field.name))


def _telling(event: Event) -> Iterator[Item]:
    yield _line("account.text", N_("Your own words"), reasons.ACCOUNT, bool(event.account.text))
    if event.account.text:
        translated = bool(event.translations)
        yield _line("translations", N_("A translation"), reasons.TRANSLATION, translated)
    yield _line(
        "knowledge", N_("Seen yourself, or told by others"), reasons.KNOWLEDGE,
        bool(event.knowledge),
    )  # fmt: skip
    if event.knowledge == "told":
        yield _line("told_by", N_("Who told it"), reasons.TOLD_BY, bool(event.told_by))
    yield _line(
        "told_authority",
        N_("When the authority heard of it"),
        reasons.TOLD,
        bool(event.told_authority),
    )


def _papers(event: Event, cited: Sequence[Document]) -> Iterator[Item]:
    paper = N_("The paper itself") if event.kind in _ON_PAPER else N_("A document")
    reason = reasons.RECORDS if event.kind in _ON_PAPER else reasons.DOCUMENT
    yield _line("documents", paper, reason, bool(event.documents))
    if cited:
        known = all(each.obtained.how for each in cited)
        yield _line(
            "obtained", N_("How the papers came to you"), reasons.OBTAINED, known, "documents"
        )
    channel = event.fields.get("channel")
    exported = any(each.type == "message_export" for each in cited)
    if event.kind == "threat" and channel in _WRITTEN:
        yield _line(
            "export", N_("The messages saved as a file"), reasons.EXPORT, exported, "documents"
        )
        whole = exported or len(cited) > 1
        yield _line(
            "conversation", N_("The whole conversation"), reasons.CONVERSATION, whole, "documents"
        )
    if channel in _PUBLIC or event.fields.get("url"):
        dated = any(each.obtained.when for each in cited if each.type in _CAPTURED)
        yield _line(
            "captured", N_("The day when the page was saved"), reasons.CAPTURED, dated, "documents"
        )


def _line(key: str, label: str, reason: str, present: bool, field: str = "") -> Item:
    return Item(key, label, reason, present, field or key)


def _kind_fields(event: Event) -> tuple[Field, ...]:
    kind = KINDS.get(event.kind)
    return kind.fields if kind else ()


def _filled(event: Event, name: str) -> bool:
    return event.fields.get(name) not in (None, "", [])
