"""Many files at once: what is found under a path is taken in, and told one by one.

A folder gives its files, an archive the files inside; what cannot be taken apart is kept whole.
"""

import hashlib
import io
import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from limbo_desktop.case.records import Document
from limbo_desktop.errors import PersonError
from limbo_desktop.intake.attach import Attached, attach, document_of
from limbo_desktop.intake.names import kept_name, shown_name
from limbo_desktop.marking import N_
from limbo_desktop.render.client import Renderer
from limbo_desktop.render.facts import Kind
from limbo_desktop.render.failures import Reason, RenderFailure
from limbo_desktop.vault.blobs import Blob
from limbo_desktop.vault.custody import Deed
from limbo_desktop.vault.vault import Vault

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MOST_FILES: Final = 20_000
"""How many files one drop takes; a whole disk dropped by mistake is not walked to its end."""

_LEFT_OUT: Final = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db"})
_BESIDE: Final = "__macosx"

_PACKED: Final = re.compile(rb"PK|\x1f\x8b|BZh|\xfd7zXZ|.{257}ustar", re.DOTALL)

Check = Callable[[], object]
"""Called between two steps; what it raises ends the taking, and what is in stays."""


class Fate(StrEnum):
    """What became of a file."""

    NEW = "new"
    ALREADY = "already"
    WHOLE = "whole"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Taken:
    """A file as it came, what became of it, and as which document.

    `why` says why it was refused, or why an archive was kept whole.
    """

    name: str
    fate: Fate
    document: Document | None = None
    why: PersonError | None = None


class FileNotReadableError(PersonError):
    """A chosen file is gone, locked, a folder, or on a medium that fails."""

    message = N_(
        "The file {name} could not be read. Nothing was added and the case is safe."
        " Check that the file is still there and try again."
    )


class PackedProtectedError(PersonError):
    """The files in an archive are encrypted."""

    message = N_(
        "The files in this archive are protected by a password. Unpack it yourself and drop its"
        " files here."
    )


class PackedTooLargeError(PersonError):
    """An archive holds too many files, or unpacks to far more than it has."""

    message = N_(
        "This archive unpacks to far more than it has bytes, as harmful ones do. It was not"
        " taken apart."
    )


class PackedUnreadableError(PersonError):
    """An archive, or a file in it, is damaged or packed in an unknown way."""

    message = N_("It is damaged, or packed in a way that is not known here.")


class NothingPackedError(PersonError):
    """An archive holds no file."""

    message = N_("There is no file in this archive.")


def files_of(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files of `paths` and of the folders among them, in the order of their names.

    Hidden files, and links inside folders, are left out: nobody chose them.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(each for each in folders if not each.startswith("."))
            for name in sorted(names):
                found = Path(folder) / name
                if not _is_left_out(name) and not found.is_symlink():
                    yield found


def take_in(
    vault: Vault, path: Path, renderer: Renderer, check: Check, *, apart: bool = True
) -> Iterator[Taken]:
    """Take in a file, or the files of an archive, and tell what became of each.

    Not `apart` keeps archives as they are.  The same bytes are kept once: what is here already
    gives the document that has them.

    Raises:
        VaultError: there is no room, or the vault cannot be written; of an archive nothing is in.
    """
    name = shown_name(path.name)
    try:
        with _opened(path) as stream:
            if apart and _is_archive(stream, path.name, renderer):
                yield from _taken_apart(vault, stream, path.name, renderer, check)
            else:
                stream.seek(0)
                attached = attach(vault, stream, path.name, renderer)
                if attached.already:
                    file = kept_name(path.name)
                    vault.custody.note([attached.document.id], Deed.CAME_AGAIN, file=file)
                yield _told(name, attached)
    except FileNotReadableError as error:
        yield Taken(name, Fate.REFUSED, why=error)


def _is_archive(stream: io.BufferedReader, name: str, renderer: Renderer) -> bool:
    """Ask what the file is if it begins as an archive does; most files need not be asked twice."""
    if not _PACKED.match(stream.peek(512)):
        return False
    return renderer.glance(stream, kept_name(name)).kind is Kind.ARCHIVE


def _told(name: str, attached: Attached) -> Taken:
    return Taken(name, Fate.ALREADY if attached.already else Fate.NEW, attached.document)


def _taken_apart(
    vault: Vault, stream: io.BufferedReader, name: str, renderer: Renderer, check: Check
) -> Iterator[Taken]:
    try:
        came, refused = _unpacked(vault, stream, renderer, check)
    except RenderFailure as failure:
        if failure.reason is Reason.STOPPED:
            raise
        came, refused, why = [], [], _why(failure)
    else:
        why = NothingPackedError()
        if not came and refused:
            why = refused[0].why or why
    if not came:
        stream.seek(0)
        attached = attach(vault, stream, name, renderer)
        yield Taken(shown_name(name), Fate.WHOLE, attached.document, why)
        return
    stream.seek(0)
    archive, archive_sha256 = kept_name(name), hashlib.file_digest(stream, "sha256").hexdigest()
    for inside, blob in came:
        check()
        attached = document_of(vault, blob, inside, renderer)
        deed = Deed.CAME_AGAIN if attached.already else Deed.ADDED
        vault.custody.note(
            [attached.document.id],
            deed,
            file=kept_name(inside),
            archive=archive,
            archive_sha256=archive_sha256,
        )
        yield _told(shown_name(inside), attached)
    yield from refused


def _unpacked(
    vault: Vault, stream: io.BufferedReader, renderer: Renderer, check: Check
) -> tuple[list[tuple[str, Blob]], list[Taken]]:
    """The files of an archive as blobs with their names, and those that could not be read.

    Raises RenderFailure when the archive itself cannot be read; nothing of it is in then.
    """
    came: list[tuple[str, Blob]] = []
    refused: list[Taken] = []
    with vault.blobs.all_or_none() as noted, closing(renderer.unpack(stream)) as files:
        for file in files:
            check()
            if _is_left_out(*file.name.replace("\\", "/").split("/")):
                continue
            try:
                # Reads as a binary stream does, but is none by its declared bases.
                blob = vault.blobs.add(cast("BinaryIO", file))
            except RenderFailure as failure:
                if file.broken is None:
                    refused.append(Taken(shown_name(file.name), Fate.REFUSED, why=_why(failure)))
                continue
            noted.append(blob)
            came.append((file.name, blob))
    return came, refused


def _why(failure: RenderFailure) -> PersonError:
    if failure.reason is Reason.PASSWORD:
        return PackedProtectedError()
    if failure.reason in {Reason.TOO_LARGE, Reason.TOO_SLOW}:
        return PackedTooLargeError()
    return PackedUnreadableError()


def _is_left_out(*parts: str) -> bool:
    """Whether a part of a path is hidden, or the name is of what systems put beside files."""
    beside = any(part.lower() == _BESIDE for part in parts[:-1])
    hidden = any(part.startswith(".") and part not in {".", ".."} for part in parts)
    return hidden or beside or parts[-1].lower() in _LEFT_OUT


def _opened(path: Path) -> io.BufferedReader:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise FileNotReadableError(name=shown_name(path.name))
        return io.BufferedReader(_Disk(path), buffer_size=1 << 18)
    except OSError as error:
        raise FileNotReadableError(name=shown_name(path.name)) from error


class _Disk(io.RawIOBase):
    """A file of a disk or stick, which may fail or be pulled out at any byte."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._name = shown_name(path.name)
        self._file = path.open("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def readinto(self, buffer: "WriteableBuffer") -> int:
        try:
            return self._file.readinto(buffer) or 0
        except OSError as error:
            raise FileNotReadableError(name=self._name) from error

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()
