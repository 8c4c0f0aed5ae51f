"""Telling a vault from other files before a key is tried: to its owner alone all of it is noise."""

import math
from collections import Counter
from typing import Final

from limbo_desktop.vault.errors import NotAVaultError, VaultEmptyError, VaultTruncatedError
from limbo_desktop.vault.pages import PAGE_BYTES, Pages

_KNOWN: Final = (
    b"SQLite format 3\0",
    b"%PDF-",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\xff\xd8\xff",
    b"\x89PNG\r\n",
    b"GIF8",
    b"RIFF",
    b"II*\0",
    b"MM\0*",
    b"\x1f\x8b\x08",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\x03\xd9\xa2\x9a",  # KeePass
    b"\x1aE\xdf\xa3",  # Matroska
    b"OggS",
    b"ID3",
    b"\x7fELF",
    b"MZ",
    b"\xef\xbb\xbf",
)
"""How files begin that a person could choose instead; a salt does by chance once in 65,536 for
the two letters, which is why new salts avoid all of these (`salt_is_plain_noise`)."""

_BOX: Final = b"ftyp"  # MP4, HEIC: from the fifth byte
_SAMPLE: Final = 4096
_NOISE: Final = 0.85
"""Share of the highest possible entropy: 4,096 random bytes reach 0.994, 300 of them 0.9, texts
0.4 to 0.7."""


def refuse_what_is_no_vault(pages: Pages, *, unfinished: bool) -> None:
    """Raise VaultEmptyError, NotAVaultError or VaultTruncatedError for what no key can open.

    With a journal beside it (`unfinished`) the file's last page may be written in part.
    """
    if pages.size == 0:
        raise VaultEmptyError
    start = pages.read_at(0, _SAMPLE)
    if not salt_is_plain_noise(start) or not looks_random(start):
        raise NotAVaultError
    if pages.size < PAGE_BYTES or (pages.size % PAGE_BYTES and not unfinished):
        raise VaultTruncatedError


def salt_is_plain_noise(start: bytes) -> bool:
    """Whether a file that begins so is of no known type."""
    return not start.startswith(_KNOWN) and start[4:8] != _BOX


def looks_random(sample: bytes) -> bool:
    """Whether the bytes could be encrypted: their entropy is close to the highest possible."""
    if len(sample) < 2:
        return False
    counts = Counter(sample).values()
    entropy = -sum(count / len(sample) * math.log2(count / len(sample)) for count in counts)
    return entropy >= _NOISE * min(8.0, math.log2(len(sample)))
