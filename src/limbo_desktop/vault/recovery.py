"""The recovery key: the raw key as sixteen groups of six digits, to be copied by hand.

The scheme is that of BitLocker's recovery password: each little-endian 16-bit word of the key
times eleven, so that a group shows its own typing error (every wrong digit, and two neighbours
exchanged).
"""

import re
import unicodedata
from typing import Final

from limbo_desktop.marking import N_
from limbo_desktop.vault.errors import VaultError
from limbo_desktop.vault.key import KEY_BYTES, Key, ascii_digits

GROUPS: Final = KEY_BYTES // 2
GROUP_DIGITS: Final = 6
_CHECK: Final = 11
_BIGGEST: Final = 0xFFFF * _CHECK


class RecoveryDigitsError(VaultError):
    """Some groups hold a typing error; `groups` are their numbers from 1."""

    message = N_(
        "These groups of digits hold a mistake: {groups}. Nothing is lost. "
        "Compare them with the sheet, digit by digit."
    )

    def __init__(self, groups: tuple[int, ...]) -> None:
        super().__init__(groups=", ".join(map(str, groups)))
        self.groups = groups


class RecoveryLengthError(VaultError):
    """There are too few or too many digits; `found` of 96."""

    message = N_(
        "The recovery key has {expected} digits, {found} were typed. Nothing is lost. "
        "Compare them with the sheet, group by group."
    )

    def __init__(self, found: int) -> None:
        super().__init__(found=found, expected=GROUPS * GROUP_DIGITS)
        self.found = found


class RecoveryKey:
    """Sixteen groups of six ASCII digits; only `str()` and `groups` show them."""

    __slots__ = ("groups",)

    def __init__(self, groups: tuple[str, ...]) -> None:
        wrong = tuple(number for number, group in enumerate(groups, 1) if not group_fits(group))
        if wrong:
            raise RecoveryDigitsError(wrong)
        if len(groups) != GROUPS:
            raise RecoveryLengthError(sum(map(len, groups)))
        self.groups = groups

    @staticmethod
    def of(key: Key) -> "RecoveryKey":
        """The digits of a key."""
        words = (int.from_bytes(key.raw[at : at + 2], "little") for at in range(0, KEY_BYTES, 2))
        return RecoveryKey(tuple(f"{word * _CHECK:0{GROUP_DIGITS}}" for word in words))

    @staticmethod
    def parse(typed: str) -> "RecoveryKey":
        """Read typed digits: of any script, with any separators or none.

        Raises RecoveryDigitsError, or RecoveryLengthError when the groups cannot be told apart.
        """
        plain = ascii_digits(unicodedata.normalize("NFKC", typed))
        groups = tuple(re.findall("[0-9]+", plain))
        if len(groups) != GROUPS:
            digits = "".join(groups)
            if len(digits) != GROUPS * GROUP_DIGITS:
                raise RecoveryLengthError(len(digits))
            starts = range(0, len(digits), GROUP_DIGITS)
            groups = tuple(digits[at : at + GROUP_DIGITS] for at in starts)
        return RecoveryKey(groups)

    def key(self) -> Key:
        """The key that these digits are."""
        words = (int(group) // _CHECK for group in self.groups)
        return Key(b"".join(word.to_bytes(2, "little") for word in words))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RecoveryKey) and self.groups == other.groups

    def __hash__(self) -> int:
        return hash(self.groups)

    def __str__(self) -> str:
        return " ".join(self.groups)

    def __repr__(self) -> str:
        return "RecoveryKey(…)"


def group_fits(typed: str) -> bool:
    """Whether one typed group can be right: six digits of any script, a multiple of eleven."""
    group = ascii_digits(unicodedata.normalize("NFKC", typed.strip()))
    if re.fullmatch(f"[0-9]{{{GROUP_DIGITS}}}", group) is None:
        return False
    return int(group) % _CHECK == 0 and int(group) <= _BIGGEST
