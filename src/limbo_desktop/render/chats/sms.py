"""SMS Backup & Restore: XML whose messages are read one by one, each as a document of its own.

So no declaration of the file counts, an entity is a fault of its message alone, and a message that
is no XML costs itself only.  Emoji that stand as references to surrogates are put together.
"""

import re
from collections.abc import Mapping
from typing import Final, NoReturn
from xml.parsers import expat

from limbo_desktop.render.chats.bounds import (
    ALL,
    ATTACHMENTS,
    BODY_CHARACTERS,
    MESSAGES,
    RAW_CHARACTERS,
    name_of,
    utc,
)
from limbo_desktop.render.facts import Attachment
from limbo_desktop.render.messages import Doubt, Message, Reading

_MARK: Final = re.compile(r"<smses[\s>]|<(?:sms|mms)\s[^<]{0,2000}\s(?:address|date)=")
_BEGIN: Final = re.compile(r"<(?=(?:sms|mms)\s)")
_CLOSE: Final = re.compile(r"</smses>\s*$")
_REFERENCES: Final = re.compile(r"(?:&#(?:\d{5}|[xX][dD][89a-fA-F][0-9a-fA-F]{2});)+")
_REFERENCE: Final = re.compile(r"&#[xX]?([0-9a-fA-F]+);")
_SURROGATES: Final = range(0xD800, 0xE000)
_SENT: Final = frozenset({"2", "3", "4", "5", "6"})
_FROM: Final = "137"
"""The type of the address of an MMS that it came from."""

_SHOWN_PARTS: Final = frozenset({"text/plain"})
_HIDDEN_PARTS: Final = frozenset({"application/smil"})

Attributes = Mapping[str, str]


def looks_like(start: str) -> bool:
    """Tell whether the beginning of an XML file is such a backup."""
    return bool(_MARK.search(start))


def read(text: str, wanted: range = ALL) -> Reading:
    """Return the wanted messages of a backup in their order."""
    doubts: set[Doubt] = set()
    pieces = _BEGIN.split(_CLOSE.sub("", text[_first(text) :]))[1:]
    if len(pieces) > MESSAGES:
        doubts.add(Doubt.CUT)
    count = min(len(pieces), MESSAGES)
    some = pieces[wanted.start : min(wanted.stop, count)]
    messages = tuple(_message(f"<{piece}", doubts) for piece in some)
    people = dict.fromkeys(
        message.sender or message.sender_id or message.chat for message in messages
    )
    titles = tuple(name for name in people if name)[:20]
    return Reading(messages, count, titles, frozenset(doubts))


def _first(text: str) -> int:
    found = _BEGIN.search(text)
    return found.start() if found else len(text)


def _message(source: str, doubts: set[Doubt]) -> Message:
    mended = _REFERENCES.sub(_joined, source)
    if mended != source:
        doubts.add(Doubt.REPAIRED)
    try:
        elements = _elements(mended)
    except (expat.ExpatError, ValueError):
        doubts.add(Doubt.UNREAD)
        return Message(body=source.strip()[:RAW_CHARACTERS], unread=True)
    name, attributes = elements[0]
    return _mms(elements) if name == "mms" else _sms(attributes)


def _joined(run: re.Match[str]) -> str:
    """Return references to surrogates as the characters they make up, a lone one as U+FFFD."""
    codes = [int(code[1], 16 if code[0][2] in "xX" else 10) for code in _REFERENCE.finditer(run[0])]
    if not any(code in _SURROGATES for code in codes):
        return run[0]
    units = "".join(map(chr, codes)).encode("utf-16-le", "surrogatepass")
    return units.decode("utf-16-le", "replace")


def _elements(source: str) -> list[tuple[str, dict[str, str]]]:
    """Return the elements of a fragment; ValueError when it declares anything."""
    found: list[tuple[str, dict[str, str]]] = []

    def refuse(*_: object) -> NoReturn:
        raise ValueError("declaration")

    def start(name: str, attributes: dict[str, str]) -> None:
        found.append((name, attributes))

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    parser.Parse(source, True)
    return found


def _date(attributes: Attributes) -> str:
    digits = attributes.get("date", "")
    return utc(digits[:-3] if len(digits) > 11 else digits)


def _sms(attributes: Attributes) -> Message:
    own = attributes.get("type", "") in _SENT
    return _made(attributes, attributes.get("body", ""), (), own=own)


def _mms(elements: list[tuple[str, dict[str, str]]]) -> Message:
    attributes = elements[0][1]
    bodies: list[str] = []
    files: list[Attachment] = []
    sender = ""
    for name, values in elements[1:]:
        kind = values.get("ct", "")
        if name == "addr" and values.get("type") == _FROM:
            sender = values.get("address", "")
        elif name == "part" and kind in _SHOWN_PARTS:
            bodies.append(values.get("text", ""))
        elif name == "part" and kind not in _HIDDEN_PARTS and len(files) < ATTACHMENTS:
            files.append(_part(values, kind))
    own = attributes.get("msg_box", "") in _SENT
    if sender and not own:
        attributes = {**attributes, "address": sender}
    return _made(attributes, "\n".join(bodies), tuple(files), own=own)


def _part(values: Attributes, kind: str) -> Attachment:
    names = (values.get(key, "") for key in ("fn", "name", "cl"))
    name = next((name for name in names if name and name != "null"), "")
    return Attachment(name_of(name), kind[:100], len(values.get("data", "")) * 3 // 4)


def _made(
    attributes: Attributes, body: str, files: tuple[Attachment, ...], *, own: bool
) -> Message:
    contact = attributes.get("contact_name", "")
    contact = "" if contact in ("(Unknown)", "null") else name_of(contact)
    address = name_of(attributes.get("address", ""))
    return Message(
        at=_date(attributes),
        written=name_of(attributes.get("readable_date", "")),
        sender="" if own else contact,
        sender_id="" if own else address,
        body=("" if body == "null" else body)[:BODY_CHARACTERS],
        attachments=files,
        chat=" ".join(part for part in (contact, address) if part),
        own=own,
    )
