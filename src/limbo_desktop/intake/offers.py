"""What a file says that its document does not say yet: offered to the person, never applied."""

import datetime as dt
import re
from dataclasses import dataclass
from email.utils import parseaddr, parsedate_to_datetime
from enum import StrEnum
from typing import Final

from limbo_desktop.case.records import Document
from limbo_desktop.intake.names import kept_name, title_of
from limbo_desktop.vault.findings import Facts


class Says(StrEnum):
    """What says it."""

    PHOTO = "photo"
    MAIL = "mail"
    RECORDING = "recording"
    PDF = "pdf"
    NAME = "name"
    TITLE = "title"
    SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class Offer:
    """A value for the field of a document: an EDTF day with its `time` (HH:MM or ""), or a title.

    `key` is that of the line which is put aside by “Not now”; another value is another line.
    """

    says: Says
    field: str
    value: str
    time: str = ""

    @property
    def key(self) -> str:
        """The line to put aside."""
        return f"offer:{self.field}:{self.value}"


class Trace(StrEnum):
    """What a file reveals to whoever gets the original."""

    PLACE = "place"
    DEVICE = "device"
    SERIAL = "serial"
    AUTHOR = "author"
    PROGRAM = "program"
    ADDRESS = "address"


_EXIF: Final = re.compile(r"(\d{4}):(\d\d):(\d\d)(?: (\d\d):(\d\d))?")
_PDF: Final = re.compile(r"D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d))?")
_ISO: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?")
_NAMED: Final = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])"
    r"(?:(?:[-_ T]|\sat\s)([01]\d|2[0-3])[-_.:h]?([0-5]\d)(?:[-_.:]?[0-5]\d)?)?(?!\d)"
)
_NAMED_DAY_FIRST: Final = re.compile(
    r"(?<!\d)(0[1-9]|[12]\d|3[01])\.(0[1-9]|1[0-2])\.((?:19|20)\d\d)(?!\d)"
)
_UNSET: Final = frozenset({"1970-01-01", "1980-01-01", "1904-01-01", "2000-01-01"})
"""What clocks say that nobody set."""

_SHOWN_IN: Final = {
    Trace.PLACE: ("GPSPosition", "location"),
    Trace.SERIAL: ("BodySerialNumber", "CameraSerialNumber", "LensSerialNumber"),
    Trace.AUTHOR: ("Author", "Artist", "XPAuthor", "Copyright", "OwnerName", "CameraOwnerName"),
    Trace.PROGRAM: ("Producer", "Software", "Creator", "X-Mailer", "User-Agent"),
    Trace.ADDRESS: ("X-Originating-IP",),
}
_LONGEST: Final = 200


def offers(facts: Facts, document: Document) -> tuple[Offer, ...]:
    """Return what the file says and the document does not: at most one offer for each field."""
    found = []
    if not document.when:
        found.append(_date(facts, document))
    if document.title in {"", title_of(document.file)}:
        found.append(_title(facts, document))
    return tuple(each for each in found if each is not None)


def traces(facts: Facts) -> tuple[tuple[Trace, str], ...]:
    """Return what the file reveals of a place, a device and a person, as it stands there."""
    found = {}
    maker, model = facts.value("Make"), facts.value("Model")
    device = model if model.casefold().startswith(maker.casefold()) else f"{maker} {model}"
    if device.strip():
        found[Trace.DEVICE] = device
    for trace, names in _SHOWN_IN.items():
        value = facts.value(*names)
        if value:
            found[trace] = value
    if facts.gps:
        found.setdefault(Trace.PLACE, "")
    return tuple((trace, _short(found[trace])) for trace in Trace if trace in found)


def sender(facts: Facts) -> tuple[str, str]:
    """Return the name and the address that a mail names as its sender, "" where it has none."""
    return parseaddr(facts.value("From")) if facts.kind == "mail" else ("", "")


def _date(facts: Facts, document: Document) -> Offer | None:
    told = (
        (Says.PHOTO, _day(_EXIF, facts.value("DateTimeOriginal", "DateTimeDigitized"))),
        (Says.MAIL, _sent(facts.value("Date")) if facts.kind == "mail" else None),
        (Says.RECORDING, _day(_ISO, facts.recorded)),
        (Says.PDF, _day(_PDF, facts.value("CreationDate")) if facts.kind == "pdf" else None),
        (Says.NAME, _in_name(document.file)),
    )
    for says, found in told:
        if found is not None and found[0] not in _UNSET:
            return Offer(says, "when", *found)
    return None


def _title(facts: Facts, document: Document) -> Offer | None:
    says, value = Says.TITLE, facts.value("Title") if facts.kind == "pdf" else ""
    if facts.kind == "mail":
        says, value = Says.SUBJECT, facts.value("Subject")
    value = " ".join(_short(value).split())
    if not value or value == document.title or _is_of_a_program(value):
        return None
    return Offer(says, "title", value)


def _is_of_a_program(title: str) -> bool:
    """Whether a program has put its file's name where a title belongs."""
    name = title.casefold()
    return name.startswith("microsoft word - ") or name in {"untitled", "document", "scan"}


def _day(pattern: re.Pattern[str], text: str) -> tuple[str, str] | None:
    match = pattern.match(text.strip())
    return _checked(*match.groups()) if match else None


def _in_name(file: str) -> tuple[str, str] | None:
    name = kept_name(file)
    if match := _NAMED.search(name):
        year, _, month, day, hour, minute = match.groups()
        return _checked(year, month, day, hour, minute)
    if match := _NAMED_DAY_FIRST.search(name):
        return _checked(match[3], match[2], match[1], None, None)
    return None


def _sent(header: str) -> tuple[str, str] | None:
    try:
        sent = parsedate_to_datetime(header)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return sent.date().isoformat(), f"{sent:%H:%M}"


def _checked(
    year: str, month: str, day: str, hour: str | None, minute: str | None
) -> tuple[str, str] | None:
    """Return the day and time if there is such a day."""
    try:
        found = dt.date(int(year), int(month), int(day)).isoformat()
        at = dt.time(int(hour), int(minute or 0)).isoformat("minutes") if hour else ""
    except ValueError:
        return None
    return found, at


def _short(text: str) -> str:
    return text.strip()[:_LONGEST]
