"""The lock of a protected bundle: AES-256 as PDF 2.0 has it, while the file is being written.

ISO 32000-2, 7.6: security handler of revision 6, `AESV3`.  Every string and every stream is
encrypted, metadata too, each with an initialisation vector of chance; so no two protected files
are the same, while the fingerprint inside is that of the same bundle without a password.  Opening
and owner's password are one: who opens it may do everything.
"""

import hashlib
import os
import re
import stringprep
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import pikepdf
from Cryptodome.Cipher import AES

from limbo_desktop.errors import PersonError
from limbo_desktop.marking import N_

BLOCK: Final = 16
LONGEST: Final = 127
"""Bytes of a password: more are cut off by readers (ISO 32000-2, 7.6.4.3.3)."""

HEX: Final = re.compile(rb"\((?:[^\\()]|\\.)*\)|<<|>>|<([0-9a-f]*)>", re.DOTALL)
"""Strings in an object as qpdf spells them, and the brackets that are none."""

_KEY: Final = 32
_SALT: Final = 8
_ROUNDS: Final = 64
_ALL_ALLOWED: Final = -4
_PERMISSIONS: Final = _ALL_ALLOWED.to_bytes(4, "little", signed=True) + b"\xff\xff\xff\xffTadb"
_FORBIDDEN: Final = (
    stringprep.in_table_c12,
    stringprep.in_table_c21_c22,
    stringprep.in_table_c3,
    stringprep.in_table_c4,
    stringprep.in_table_c5,
    stringprep.in_table_c6,
    stringprep.in_table_c7,
    stringprep.in_table_c8,
    stringprep.in_table_c9,
)
_ENTRIES: Final = re.compile(
    rb"<< /CF << /StdCF << /AuthEvent /DocOpen /CFM /AESV3 /Length 32 >> >> /Filter /Standard "
    rb"/Length 256 /O <([0-9a-f]{96})> /OE <([0-9a-f]{64})> /P -4 /Perms <([0-9a-f]{32})> /R 6 "
    rb"/StmF /StdCF /StrF /StdCF /U <([0-9a-f]{96})> /UE <([0-9a-f]{64})> /V 5 >>"
)


class PasswordRefusedError(PersonError):
    """The password is empty, too long or has a character that cannot be typed everywhere."""

    message = N_(
        "This password cannot be used: it is empty, longer than 127 bytes, or has a character that "
        "not every program takes. Nothing was written."
    )


@dataclass(frozen=True, slots=True)
class Lock:
    """The key of one file, and the dictionary that gives it to who knows the password."""

    key: bytes = field(repr=False)
    entries: bytes = field(repr=False)

    def data(self, plain: bytes) -> bytes:
        """Encrypt a string or the data of a stream."""
        return b"".join(self.pieces(iter([plain])))

    def pieces(self, plain: Iterator[bytes]) -> Iterator[bytes]:
        """Encrypt data piece by piece: the vector of chance first, the filling last."""
        vector = os.urandom(BLOCK)
        cipher = AES.new(self.key, AES.MODE_CBC, iv=vector)
        yield vector
        rest = b""
        for piece in plain:
            rest += piece
            whole = len(rest) - len(rest) % BLOCK
            yield cipher.encrypt(rest[:whole])
            rest = rest[whole:]
        filling = BLOCK - len(rest)
        yield cipher.encrypt(rest + bytes([filling]) * filling)

    def size(self, plain: int) -> int:
        """How many bytes `plain` bytes have when encrypted."""
        return BLOCK + (plain // BLOCK + 1) * BLOCK

    def text(self, plain: bytes) -> bytes:
        """An object with its strings encrypted."""
        return HEX.sub(self._string, plain)

    def identity(self, plain: bytes) -> bytes:
        """What stands in the trailer: nobody without the key learns which bundle it is."""
        return AES.new(self.key, AES.MODE_ECB).encrypt(plain)

    def _string(self, match: re.Match[bytes]) -> bytes:
        token = match[0]
        if token in {b"<<", b">>"}:
            return token
        return b"<" + self.data(bytes(pikepdf.Object.parse(token))).hex().encode() + b">"


def prepared(password: str) -> bytes:
    """A password as PDF 2.0 hashes it: SASLprep (RFC 4013), then UTF-8.

    The rule against mixed directions is left out: readers do not ask for it, and it would refuse
    an Arabic word with a digit behind it.

    Raises:
        PasswordRefusedError: it is empty, too long or has forbidden characters.
    """
    mapped = "".join(
        " " if stringprep.in_table_c12(each) else each
        for each in password
        if not stringprep.in_table_b1(each)
    )
    text = unicodedata.normalize("NFKC", mapped)
    data = b"" if any(table(each) for each in text for table in _FORBIDDEN) else text.encode()
    if not 0 < len(data) <= LONGEST:
        raise PasswordRefusedError
    return data


def make_lock(password: str) -> Lock:
    """A new key by chance, and what opens it.  Raises PasswordRefusedError."""
    word, key = prepared(password), os.urandom(_KEY)
    user, user_key = _wrapped(word, key, b"")
    owner, owner_key = _wrapped(word, key, user)
    block = AES.new(key, AES.MODE_ECB).encrypt(_PERMISSIONS + os.urandom(4))
    values = tuple(each.hex().encode() for each in (owner, owner_key, block, user, user_key))
    entries = (
        b"<< /CF << /StdCF << /AuthEvent /DocOpen /CFM /AESV3 /Length 32 >> >> /Filter /Standard "
        b"/Length 256 /O <%b> /OE <%b> /P -4 /Perms <%b> /R 6 "
        b"/StmF /StdCF /StrF /StdCF /U <%b> /UE <%b> /V 5 >>" % values
    )
    return Lock(key, entries)


def open_lock(entries: bytes, password: str) -> Lock | None:
    """The lock of a file that this program wrote; None for another one or a wrong password."""
    found = _ENTRIES.fullmatch(entries)
    if found is None:
        return None
    owner, owner_key, block, user, user_key = (
        bytes.fromhex(each.decode()) for each in found.groups()
    )
    try:
        word = prepared(password)
    except PasswordRefusedError:
        return None
    key = _unwrapped(word, user, user_key, b"")
    if key is None or key != _unwrapped(word, owner, owner_key, user):
        return None
    allowed = AES.new(key, AES.MODE_ECB).decrypt(block)
    return Lock(key, entries) if allowed.startswith(_PERMISSIONS) else None


def _wrapped(password: bytes, key: bytes, user: bytes) -> tuple[bytes, bytes]:
    """What a password is known by, and the file's key under it (algorithms 8 and 9)."""
    check, salt = os.urandom(_SALT), os.urandom(_SALT)
    known = _digest(password, check, user) + check + salt
    cipher = AES.new(_digest(password, salt, user), AES.MODE_CBC, iv=bytes(BLOCK))
    return known, cipher.encrypt(key)


def _unwrapped(password: bytes, known: bytes, wrapped: bytes, user: bytes) -> bytes | None:
    """The file's key; None when it is not the password (algorithm 2.A)."""
    digest, check, salt = known[:_KEY], known[_KEY : _KEY + _SALT], known[_KEY + _SALT :]
    if _digest(password, check, user) != digest:
        return None
    cipher = AES.new(_digest(password, salt, user), AES.MODE_CBC, iv=bytes(BLOCK))
    return cipher.decrypt(wrapped)


def _digest(password: bytes, salt: bytes, user: bytes) -> bytes:
    """The hash of revision 6 (algorithm 2.B)."""
    digest = hashlib.sha256(password + salt + user).digest()
    done, last = 0, 0
    while done < _ROUNDS or last > done - _KEY:
        cipher = AES.new(digest[:BLOCK], AES.MODE_CBC, iv=digest[BLOCK : 2 * BLOCK])
        mixed = cipher.encrypt((password + digest + user) * _ROUNDS)
        # The first 16 bytes as a number, modulo 3: 256 is 1 modulo 3.
        digest = (hashlib.sha256, hashlib.sha384, hashlib.sha512)[sum(mixed[:BLOCK]) % 3](
            mixed
        ).digest()
        done, last = done + 1, mixed[-1]
    return digest[:_KEY]
