"""Signal's plain export: `main.jsonl`, a frame a line: recipients, conversations, messages.

A line that is no JSON costs itself only.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from limbo_desktop.render.chats.bounds import (
    ALL,
    ATTACHMENTS,
    BODY_CHARACTERS,
    MESSAGES,
    RAW_CHARACTERS,
    TITLES,
    name_of,
    utc,
)
from limbo_desktop.render.facts import Attachment
from limbo_desktop.render.messages import Doubt, Message, Reading

_OF_SIGNAL: Final = re.compile(r'"(?:chatItem|backupTimeMs|mediaRootBackupKey)"\s{0,5}:')
_NAMES: Final = ("nickname", "systemGivenName", "profileGivenName", "username", "e164")

Frame = Mapping[str, object]


def looks_like(start: str) -> bool:
    """Tell whether the beginning of a file of JSON lines is such an export."""
    return start.lstrip().startswith("{") and bool(_OF_SIGNAL.search(start))


@dataclass
class _Known:
    """What earlier lines said: names and numbers of people, whose conversation is whose."""

    names: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)
    chats: dict[str, str] = field(default_factory=dict)


def read(text: str, wanted: range = ALL) -> Reading:
    """Return the wanted messages of an export in their order."""
    known = _Known()
    messages: list[Message] = []
    doubts: set[Doubt] = set()
    count = 0
    for line in text.split("\n"):
        if not line.strip():
            continue
        if count >= MESSAGES:
            doubts.add(Doubt.CUT)
            break
        try:
            frame = json.loads(line, strict=False)
        except (ValueError, RecursionError):
            doubts.add(Doubt.UNREAD)
            if count in wanted:
                messages.append(Message(body=line[:RAW_CHARACTERS], unread=True))
            count += 1
            continue
        item = _part(frame, "chatItem")
        if not item:
            _learn(frame, known)
            continue
        if count in wanted:
            messages.append(_message(item, known))
        count += 1
    titles = tuple(dict.fromkeys(known.names.get(each, "") for each in known.chats.values()))
    return Reading(tuple(messages), count, tuple(filter(None, titles))[:TITLES], frozenset(doubts))


def _part(value: object, key: str) -> Frame:
    """Return an object inside another; an empty one when it is not there."""
    found = value.get(key) if isinstance(value, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _learn(frame: object, known: _Known) -> None:
    recipient, chat = _part(frame, "recipient"), _part(frame, "chat")
    identity = name_of(recipient.get("id"))
    if "self" in recipient:
        known.own.add(identity)
    contact = _part(recipient, "contact")
    title = _part(_part(_part(recipient, "group"), "snapshot"), "title")
    names = (name_of(contact.get(key)) for key in _NAMES)
    name = name_of(title.get("title")) or next(filter(None, names), "")
    if identity:
        family = name_of(contact.get("profileFamilyName")) if contact else ""
        known.names[identity] = " ".join(part for part in (name, family) if part)
        known.numbers[identity] = name_of(contact.get("e164")) or name_of(contact.get("aci"))
    if chat:
        known.chats[name_of(chat.get("id"))] = name_of(chat.get("recipientId"))


def _message(item: Frame, known: _Known) -> Message:
    author = name_of(item.get("authorId"))
    standard = _part(item, "standardMessage")
    body = _part(standard, "text").get("body")
    own = author in known.own or "outgoing" in item
    sent = name_of(item.get("dateSent"))
    hung = standard.get("attachments")
    chat = known.chats.get(name_of(item.get("chatId")), "")
    return Message(
        at=utc(sent[:-3]),
        written=sent,
        sender="" if own else known.names.get(author, ""),
        sender_id="" if own else known.numbers.get(author, ""),
        body=body[:BODY_CHARACTERS] if isinstance(body, str) else "",
        attachments=tuple(_file(each) for each in (hung if isinstance(hung, list) else ()))[
            :ATTACHMENTS
        ],
        number=sent,
        chat=known.names.get(chat, ""),
        own=own,
        service=not standard,
    )


def _file(value: object) -> Attachment:
    pointer = _part(value, "pointer")
    return Attachment(
        name_of(pointer.get("fileName")), name_of(pointer.get("contentType"))[:100], 0
    )
