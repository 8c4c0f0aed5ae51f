"""What a conversation is once it is taken apart: the same record for every export.

The file itself is never changed: these are a shadow of it, for reading and for search.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from limbo_desktop.marking import N_
from limbo_desktop.render.facts import Attachment

MESSAGES_PER_PAGE: Final = 50
"""Messages of one reading page; page numbers in search and viewer count these."""


class Form(StrEnum):
    """The exports that are understood; the value is the name of the service."""

    TELEGRAM = "Telegram"
    WHATSAPP = "WhatsApp"
    SMS = "SMS"
    SIGNAL = "Signal"
    MBOX = "mbox"


class Doubt(StrEnum):
    """What cannot be told from an export; `message` is the msgid of the sentence."""

    DAY_OR_MONTH = "day_or_month"
    CLOCK = "clock"
    REPAIRED = "repaired"
    UNREAD = "unread"
    CUT = "cut"

    @property
    def message(self) -> str:
        """The msgid: what is not certain, and what is shown instead."""
        return _DOUBTS[self]


_DOUBTS: Final[Mapping[Doubt, str]] = {
    Doubt.DAY_OR_MONTH: N_(
        "The dates do not tell which number is the day and which the month."
        " They are shown as the file writes them."
    ),
    Doubt.CLOCK: N_(
        "The file does not say in which time zone its times are. They are shown as written."
    ),
    Doubt.REPAIRED: N_(
        "The file breaks the rules of its format in places. Those places were read as they must"
        " have been meant; the original is kept unchanged."
    ),
    Doubt.UNREAD: N_(
        "Some messages could not be taken apart. They are shown as they stand in the file."
    ),
    Doubt.CUT: N_("Only the beginning is shown. The original is kept whole."),
}


@dataclass(frozen=True, slots=True)
class Message:
    """One message as the export has it.

    `at` is ISO 8601 to the second, with its offset from UTC where the file tells it, "" where the
    file does not tell the day for certain; `written` is the date as it stands in the file, or "".
    `edited` is like `at`.  `number` is the service's own number of the message, `sender` the name
    as shown, `sender_id` the number, address or handle behind it, `forwarded` from whom the words
    came before.  `chat` names the conversation where a file holds several.  `own` says that the
    owner of the export wrote it, `service` that nobody did (somebody joined, a number changed).
    The body is never rewritten; of an `unread` message it is the raw text.
    """

    at: str = ""
    written: str = ""
    sender: str = ""
    sender_id: str = ""
    body: str = ""
    attachments: tuple[Attachment, ...] = ()
    edited: str = ""
    forwarded: str = ""
    number: str = ""
    chat: str = ""
    own: bool = False
    service: bool = False
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """Messages of an export in their order in the file: those from `start`, of `count` in all."""

    form: Form
    titles: tuple[str, ...] = ()
    count: int = 0
    start: int = 0
    messages: tuple[Message, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader of an export returns: the messages that were wanted, of `count` in all."""

    messages: tuple[Message, ...]
    count: int
    titles: tuple[str, ...] = ()
    doubts: frozenset[Doubt] = frozenset()

    @property
    def complete(self) -> bool:
        """Whether every message of the file was taken apart."""
        return not {Doubt.CUT, Doubt.UNREAD} & self.doubts


def line_of(message: Message) -> str:
    """Return the head of a message without words of any language: time, sender, what is behind."""
    time = message.at.replace("T", " ") or message.written
    name = " ".join(part for part in (message.sender, message.sender_id) if part)
    number = f"#{message.number}" if message.number else ""
    return " · ".join(part for part in (time, name, number) if part)


def page_text(messages: tuple[Message, ...]) -> str:
    """Return messages as plain text: a head, the body, what hangs on it; a form feed is a line."""
    parts: list[str] = []
    chat = ""
    for message in messages:
        if message.chat != chat:
            chat = message.chat
            parts.append(f"— {chat} —")
        lines = [
            line_of(message),
            message.body,
            *(f"[{a.name or a.media_type}]" for a in message.attachments),
        ]
        parts.append("\n".join(line for line in lines if line))
    return "\n\n".join(parts).replace("\f", "\n")
