"""The integrity list: what a bundle consists of, as JSON that anybody can read and check.

It is attached to the bundle as `integrity.json`.  Its own SHA-256 is the bundle's fingerprint.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Final

NAME: Final = "integrity.json"
FORMAT: Final = "limbo-bundle/1"

_USUAL: Final = {"beside": (), "first": 1, "part": 1, "count": 1, "others": ()}
"""What is not written where it is so."""

_HEX = re.compile(r"[0-9a-f]{64}")
_FILE = re.compile(r"exhibit-[0-9]{2,6}\.[a-z0-9]{1,5}")


class NotAListError(ValueError):
    """The bytes are no integrity list of a format that this version knows."""


@dataclass(frozen=True, slots=True)
class Original:
    """An attached original: exhibit number, neutral file name, SHA-256 in hex, size in bytes."""

    exhibit: int
    file: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Parts:
    """Digests in hex of what belongs to no page; `structure` is "" in a file without one."""

    attachments: str
    bookmarks: str
    properties: str
    structure: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that a bundle consists of; `pages` are their digests in hex, in order.

    `beside` are originals of its exhibits that are handed on in a folder of their own.  `first` is
    the number that is printed on the first page.  Of a bundle in `count` files this one is `part`;
    the first names the fingerprints of the `others`, from the second on.
    """

    originals: tuple[Original, ...]
    pages: tuple[str, ...]
    document: Parts
    beside: tuple[Original, ...] = ()
    first: int = 1
    part: int = 1
    count: int = 1
    others: tuple[str, ...] = ()

    def to_bytes(self) -> bytes:
        """The one spelling of this list: UTF-8 JSON, sorted keys, one item a line."""
        value = {"format": FORMAT, **asdict(self)}
        for name, usual in _USUAL.items():
            if value[name] == usual:
                del value[name]
        if not self.document.structure:
            del value["document"]["structure"]
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1)
        return text.encode() + b"\n"


def fingerprint(listing: bytes) -> str:
    """The fingerprint of the bundle that has this integrity list: 64 hex digits."""
    return hashlib.sha256(listing).hexdigest()


def read(listing: bytes) -> Manifest:
    """Read an integrity list.

    Raises:
        NotAListError: it is none, or not in its one spelling.
    """
    try:
        value = json.loads(listing)
        manifest = _manifest(value)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise NotAListError from error
    if value.get("format") != FORMAT or manifest.to_bytes() != listing:
        raise NotAListError
    return manifest


def _manifest(value: Mapping[str, object]) -> Manifest:
    originals, pages, document = value["originals"], value["pages"], value["document"]
    beside, others = value.get("beside", []), value.get("others", [])
    if not (isinstance(beside, list) and isinstance(others, list)):
        raise NotAListError
    first, part, count = (_number(value.get(name, 1)) for name in ("first", "part", "count"))
    if not (isinstance(originals, list) and isinstance(pages, list) and isinstance(document, dict)):
        raise NotAListError
    return Manifest(
        tuple(_original(each) for each in originals),
        tuple(_hex(each) for each in pages),
        Parts(**{name: _hex(document[name]) for name in _parts_in(document)}),
        tuple(_original(each) for each in beside),
        first,
        part,
        count,
        tuple(_hex(each) for each in others),
    )


def _parts_in(document: Mapping[str, object]) -> list[str]:
    """The parts that a list has: all but what a file need not have."""
    names = [field.name for field in fields(Parts)]
    return names if "structure" in document else [name for name in names if name != "structure"]


def _original(value: Mapping[str, object]) -> Original:
    exhibit, file, size = value["exhibit"], value["file"], value["bytes"]
    if not (isinstance(exhibit, int) and isinstance(size, int) and isinstance(file, str)):
        raise NotAListError
    if not _FILE.fullmatch(file):
        raise NotAListError
    return Original(exhibit, file, _hex(value["sha256"]), size)


def _number(value: object) -> int:
    if type(value) is not int or value < 1:
        raise NotAListError
    return value


def _hex(value: object) -> str:
    if not isinstance(value, str) or not _HEX.fullmatch(value):
        raise NotAListError
    return value
