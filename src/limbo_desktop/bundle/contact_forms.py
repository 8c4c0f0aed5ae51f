"""Telephone numbers, addresses and accounts of concealed people, as regular expressions."""

import re
from collections.abc import Iterator
from typing import Final

_SHORTEST: Final = 5
_NUMBER: Final = re.compile(r"\+?[\d\s\u00a0().\-‐–/]+")
_SIGNIFICANT: Final = 9
"""Digits at the end of a number that stay the same with any prefix: +7 999…, 8 (999)…"""

_BETWEEN_DIGITS: Final = r"[\s\u00a0().\-‐–/]{0,3}"
_PREFIX: Final = r"(?:\+?\d[\d\s\u00a0().\-]{0,5})?"


def contact_patterns(contact: str) -> Iterator[str]:
    """An expression for each number, address and account in a person's contact, any case."""
    for part in re.split(r"[,;،\n]\s*|\s{2,}", contact.strip()):
        digits = [str(int(character)) for character in part if character.isdecimal()]
        if _NUMBER.fullmatch(part) and len(digits) > _SHORTEST:
            yield _PREFIX + _BETWEEN_DIGITS.join(map(_digit, digits[-_SIGNIFICANT:])) + r"(?!\d)"
            continue
        account = part.rstrip("/").rsplit("/", 1)[-1].lstrip("@")
        for each in dict.fromkeys((part, account)):
            if len(each) >= _SHORTEST:
                yield rf"(?i:{re.escape(each)})"


def _digit(digit: str) -> str:
    """A digit in Latin, Arabic or Persian shape."""
    return f"[{digit}{chr(0x660 + int(digit))}{chr(0x6F0 + int(digit))}]"
