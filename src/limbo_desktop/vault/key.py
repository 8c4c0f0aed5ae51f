"""From a passphrase to the 256-bit key of a vault: Argon2id with the file's own salt."""

import unicodedata
from dataclasses import dataclass
from typing import Final

from argon2.low_level import ARGON2_VERSION, Type, hash_secret_raw

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Profile:
    """Numbered parameters of Argon2id (RFC 9106); a number never changes its meaning."""

    number: int
    memory_kib: int
    passes: int
    lanes: int


PROFILES: Final = (Profile(number=1, memory_kib=256 * 1024, passes=3, lanes=4),)
"""Newest first: the first makes new keys, opening tries them in this order.

Profile 1 took 0.5 to 0.7 s on two cores of 2026, above the second choice of RFC 9106 (64 MiB, 3
passes, 4 lanes) and still possible on a laptop with 2 GB.
"""


class Key:
    """The raw key of a vault, overwritten by `wipe` as far as Python allows; never printed."""

    __slots__ = ("_raw",)

    def __init__(self, raw: bytes | bytearray) -> None:
        if len(raw) != KEY_BYTES:
            raise ValueError("a key has 32 bytes")
        self._raw = bytearray(raw)

    @staticmethod
    def from_passphrase(passphrase: str, salt: bytes, profile: Profile = PROFILES[0]) -> "Key":
        """The key that a passphrase gives with a file's salt (16 bytes); slow on purpose."""
        raw = hash_secret_raw(
            normalised(passphrase).encode("utf-8"),
            salt,
            time_cost=profile.passes,
            memory_cost=profile.memory_kib,
            parallelism=profile.lanes,
            hash_len=KEY_BYTES,
            type=Type.ID,
            version=ARGON2_VERSION,
        )
        return Key(raw)

    @property
    def raw(self) -> bytearray:
        """The 32 bytes themselves, not a copy: do not keep them."""
        return self._raw

    def copy(self) -> "Key":
        """The same key for another owner, who wipes it."""
        return Key(self._raw)

    def spec(self, salt: bytes) -> bytearray:
        """SQLCipher's raw key with salt, `x'<64 hex><32 hex>'`; wipe it after use."""
        return bytearray(b"x'") + self._raw.hex().encode() + salt.hex().encode() + b"'"

    def wipe(self) -> None:
        """Overwrite the key."""
        wipe(self._raw)

    def __repr__(self) -> str:
        return "Key(…)"


def wipe(secret: bytearray) -> None:
    """Overwrite a buffer in place; copies that Python made elsewhere are out of reach."""
    secret[:] = bytes(len(secret))


def normalised(passphrase: str) -> str:
    """The passphrase as every keyboard gives it: NFKC, and decimal digits of any script as ASCII.

    So ٣, ３ and 3 are one key; nothing else is changed, also no space and no letter case.
    """
    return ascii_digits(unicodedata.normalize("NFKC", passphrase))


def ascii_digits(text: str) -> str:
    """`text` with every decimal digit of Unicode (category Nd) replaced by its ASCII one."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
