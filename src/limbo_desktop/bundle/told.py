"""What the bundle sets itself, cut to what pages can hold: texts, mails, messages, documents."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from limbo_desktop.bundle import notes
from limbo_desktop.bundle.bodies import TextBody
from limbo_desktop.render.facts import Mail, Text
from limbo_desktop.render.messages import Conversation, Doubt, Message
from limbo_desktop.render.structure import Lack, Part, Structure

TEXT_CHARACTERS: Final = 300_000
"""Longest text that is set as pages, about a hundred of them; the original has the rest."""

_HEAD_CHARACTERS: Final = 60
"""What the head of a message counts for, or the frame of a row."""

_SHOWN_HEADERS: Final = ("From", "To", "Cc", "Bcc", "Date", "Subject")
_Item = TypeVar("_Item", Message, Part)
_LACKS: Final[Mapping[Lack, str]] = {
    Lack.PICTURES: notes.PICTURES,
    Lack.CHANGES: notes.CHANGES,
    Lack.COMMENTS: notes.COMMENTS,
    Lack.HIDDEN: notes.HIDDEN,
    Lack.CUT: notes.BEGINNING,
}


@dataclass(frozen=True, slots=True)
class Told:
    """A body that is set, and what the reader must know of it."""

    body: TextBody
    notes: tuple[str, ...] = ()


def of_text(text: Text) -> Told:
    """Return plain text, its pages under one another."""
    joined = "\n\n".join(text.pages)
    whole = text.complete and len(joined) <= TEXT_CHARACTERS
    return Told(TextBody((), joined[:TEXT_CHARACTERS]), () if whole else (notes.BEGINNING,))


def of_mail(mail: Mail) -> Told:
    """Return an e-mail: who, to whom, when, about what, and its words."""
    headers = [(name, mail.header(name)) for name in _SHOWN_HEADERS if mail.header(name)]
    if mail.at:
        headers.append(("at", mail.at))
    whole = mail.complete and len(mail.body) <= TEXT_CHARACTERS
    body = TextBody(tuple(headers), mail.body[:TEXT_CHARACTERS])
    return Told(body, () if whole else (notes.BEGINNING,))


def of_conversation(conversation: Conversation) -> Told:
    """Return messages with what is not certain of them."""
    kept = tuple(_fitting(conversation.messages))
    cut = len(kept) < conversation.count or Doubt.CUT in conversation.doubts
    doubts = tuple(each.message for each in conversation.doubts if each is not Doubt.CUT)
    headers = (("service", conversation.form.value), ("chats", "\n".join(conversation.titles)))
    body = TextBody(
        tuple((name, value) for name, value in headers if value),
        replace(conversation, messages=kept),
    )
    return Told(body, (*doubts, *((notes.BEGINNING,) if cut else ())))


def of_structure(structure: Structure, *, web: bool) -> Told:
    """Return a written document or a saved web page by its parts."""
    kept = tuple(_fitting(structure.parts))
    lacks = dict.fromkeys(_LACKS[each] for each in structure.lacks)
    if len(kept) < len(structure.parts):
        lacks[notes.BEGINNING] = None
    headers = (
        ("title", structure.title),
        ("address", structure.address),
        ("saved", structure.saved),
    )
    body = TextBody(
        tuple((name, value) for name, value in headers if value), replace(structure, parts=kept)
    )
    return Told(body, (notes.WEB_AS_TEXT if web else notes.AS_TEXT, *lacks))


def _fitting(items: tuple[_Item, ...]) -> Iterator[_Item]:
    """Yield the first of them that pages can hold."""
    left = TEXT_CHARACTERS
    for item in items:
        left -= _HEAD_CHARACTERS + _length(item)
        if left < 0:
            return
        yield item


def _length(item: Message | Part) -> int:
    if isinstance(item, Message):
        return len(item.body) + sum(len(each.name) for each in item.attachments)
    return len(item.text) + sum(map(len, item.cells))
