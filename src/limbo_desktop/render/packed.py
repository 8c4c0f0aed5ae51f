"""The files inside an archive, told one after the other in pieces.  Runs in the worker only.

Nothing is written and no path is followed: a name is only told.  What an archive unpacks to is
bounded by its own size, and refused before the first byte where the archive says so itself.
"""

# gzip, bz2 and lzma are loaded by tarfile when they are first needed, which is too late here.
import bz2
import gzip
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import IO, BinaryIO, Final

from limbo_desktop.render import plain
from limbo_desktop.render.failures import Reason, RenderFailure
from limbo_desktop.render.limits import MIB

FILES: Final = 10_000
"""Of one archive, that are taken out."""

PIECE_BYTES: Final = MIB
"""One piece of a file, as it is told."""

FREE_BYTES: Final = 64 * MIB
RATIO: Final = 100
"""An archive may unpack to the first, and to so many times its own size more."""

Tell = Callable[[Mapping[str, object], bytes], None]
"""Sends a message to the parent ahead of the answer."""

_BROKEN: Final = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, gzip.BadGzipFile),
    *(EOFError, OSError, ValueError),
)
_ENCRYPTED: Final = 0x1
_UTF_8: Final = 0x800
_LINK: Final = 0o120000
_DOS: Final = ("cp866", "cp720")
"""What ZIPs without Unicode names are named in, by script: MS-DOS of Russia and of Arab lands."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file in an archive; `problem` is known before it is opened."""

    name: str
    open: Callable[[], IO[bytes] | None]
    problem: Reason | None = None


def tell_files(stream: BinaryIO, size: int, tell: Tell) -> None:
    """Tell each file of a ZIP or tar (plain, gzip, bzip2, xz): "file", its "piece"s, "end".

    Raises:
        RenderFailure: DAMAGED, or TOO_LARGE when it holds too many files or unpacks to too much.
    """
    left = FREE_BYTES + RATIO * size
    zipped = stream.read(2) == b"PK"
    stream.seek(0)
    try:
        for count, file in enumerate(_zip(stream, left) if zipped else _tar(stream)):
            if count >= FILES:
                raise RenderFailure(Reason.TOO_LARGE, "files")
            tell({"kind": "file", "name": file.name[-1000:]}, b"")
            problem = file.problem
            if problem is None:
                left, problem = _tell_pieces(file, left, tell)
            tell({"kind": "end", "problem": problem.value if problem else ""}, b"")
    except _BROKEN as error:
        raise RenderFailure(Reason.DAMAGED, type(error).__name__) from error


def tell_attachments(attachments: Iterable[bytes], tell: Tell) -> None:
    """Tell what hangs on an e-mail in the same way, without names."""
    for data in attachments:
        tell({"kind": "file", "name": ""}, b"")
        for at in range(0, len(data), PIECE_BYTES):
            tell({"kind": "piece"}, data[at : at + PIECE_BYTES])
        tell({"kind": "end", "problem": ""}, b"")


def _tell_pieces(file: _File, left: int, tell: Tell) -> tuple[int, Reason | None]:
    try:
        opened = file.open()
        if opened is None:
            return left, Reason.UNSUPPORTED
        with opened:
            while piece := opened.read(PIECE_BYTES):
                left -= len(piece)
                if left < 0:
                    raise RenderFailure(Reason.TOO_LARGE, "bytes")
                tell({"kind": "piece"}, piece)
    except NotImplementedError:
        return left, Reason.UNSUPPORTED
    except _BROKEN:
        return left, Reason.DAMAGED
    return left, None


def _zip(stream: BinaryIO, left: int) -> Iterator[_File]:
    with zipfile.ZipFile(stream) as archive:
        files = [each for each in archive.infolist() if not _is_beside(each)]
        if len(files) > FILES or sum(each.file_size for each in files) > left:
            raise RenderFailure(Reason.TOO_LARGE, "declared")
        for each in files:
            problem = Reason.PASSWORD if each.flag_bits & _ENCRYPTED else None
            yield _File(_zip_name(each), partial(archive.open, each), problem)


def _is_beside(member: zipfile.ZipInfo) -> bool:
    """Tell a folder or a link from a file."""
    return member.is_dir() or (member.external_attr >> 16) & 0o170000 == _LINK


def _zip_name(member: zipfile.ZipInfo) -> str:
    """Return the name as it was meant; a ZIP without the mark of Unicode says not in what."""
    name = member.filename
    if member.flag_bits & _UTF_8 or name.isascii():
        return name
    raw = name.encode("cp437")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for encoding in _DOS:
        guess = raw.decode(encoding, "replace")
        foreign = [sign for sign in guess if sign > "\x7f"]
        if all(sign.isalpha() or sign == "№" for sign in foreign):
            return guess
    return plain.decode(raw)[0]


def _tar(stream: BinaryIO) -> Iterator[_File]:
    with tarfile.open(fileobj=stream, mode="r|*") as archive:
        for member in archive:
            if member.isfile():
                yield _File(member.name, partial(archive.extractfile, member))


def prepare() -> None:
    """Load the readers of packed bytes while files can still be opened."""
    for pack in (gzip.compress, bz2.compress, lzma.compress):
        pack(b"")
