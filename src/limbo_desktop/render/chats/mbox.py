"""A mailbox (`.mbox`): one e-mail after the other, each behind a line that begins with “From ”."""

import io
import re
from typing import Final

from limbo_desktop.render import mail
from limbo_desktop.render.chats.bounds import (
    ALL,
    ATTACHMENTS,
    BODY_CHARACTERS,
    RAW_CHARACTERS,
    name_of,
)
from limbo_desktop.render.facts import Mail
from limbo_desktop.render.messages import Doubt, Message, Reading

MAILS: Final = 5_000
_FROM: Final = re.compile(rb"(?:\A|\n\r?\n)From [^\r\n]{1,500}\r?\n")
_ESCAPED: Final = re.compile(rb"(?m)^>(>*From )")
_ADDRESS: Final = re.compile(r"<([^<>\s]{1,300})>\s*$")


def read(data: bytes, wanted: range = ALL) -> Reading:
    """Return the wanted e-mails of a mailbox as messages, the subject above the body."""
    pieces = _FROM.split(data)[1:]
    doubts = {Doubt.CUT} if len(pieces) > MAILS else set()
    count = min(len(pieces), MAILS)
    some = pieces[wanted.start : min(wanted.stop, count)]
    messages = tuple(_message(piece, doubts) for piece in some)
    return Reading(messages, count, (), frozenset(doubts))


def _message(piece: bytes, doubts: set[Doubt]) -> Message:
    try:
        found = mail.read(io.BytesIO(_ESCAPED.sub(rb"\1", piece)))
    except (ValueError, LookupError, RecursionError):
        doubts.add(Doubt.UNREAD)
        return Message(body=piece[:RAW_CHARACTERS].decode("utf-8", "replace"), unread=True)
    sender = found.header("From")
    address = _ADDRESS.search(sender)
    name = sender[: address.start()].strip(' "') if address else ""
    return Message(
        at=found.at,
        written=name_of(found.header("Date")),
        sender=name_of(name),
        sender_id=name_of(address[1] if address else sender),
        body=_body(found)[:BODY_CHARACTERS],
        attachments=found.attachments[:ATTACHMENTS],
        number=name_of(found.header("Message-ID")),
    )


def _body(found: Mail) -> str:
    return "\n\n".join(part for part in (found.header("Subject"), found.body) if part)
