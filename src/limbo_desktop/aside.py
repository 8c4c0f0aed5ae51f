"""Files and folders that appear whole or not at all: made aside, then put in their place."""

import errno
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_PREFIX = ".limbo-"
_DESCRIPTORS = Path("/proc/self/fd")


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """A folder to fill, which becomes `target` when the block ends well and vanishes otherwise.

    Raises FileExistsError when `target` holds something, and OSError as the system gives it.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise FileExistsError(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=target.parent))
    try:
        yield aside
        if target.exists():
            target.rmdir()
        aside.rename(target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def new_file(target: Path) -> Iterator[BinaryIO]:
    """A file to write, for its owner only, which takes the place of `target` at the end.

    It is on the disk before it gets its name.  Where the system can, it has no name until then:
    of a program that is killed nothing is left.  Raises OSError as the system gives it.
    """
    nameless = _nameless(target.parent)
    if nameless is not None:
        with os.fdopen(nameless, "w+b") as stream:
            yield stream
            to_disk(stream)
            _name(stream.fileno(), target)
        return
    descriptor, name = tempfile.mkstemp(prefix=_PREFIX, dir=target.parent)
    aside = Path(name)
    try:
        with os.fdopen(descriptor, "w+b") as stream:
            yield stream
            to_disk(stream)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def _nameless(folder: Path) -> int | None:
    """A file without a name in `folder`; None where the system or file system has no such thing.

    Source: open(2), O_TMPFILE.  FAT has none.
    """
    flag = getattr(os, "O_TMPFILE", None)
    if flag is None or not _DESCRIPTORS.is_dir():
        return None
    try:
        return os.open(folder, flag | os.O_RDWR, 0o600)
    except OSError as error:
        if error.errno in {errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL}:
            return None
        raise


def _name(descriptor: int, target: Path) -> None:
    """Give a nameless file the name `target`, in place of what has it."""
    source = _DESCRIPTORS / str(descriptor)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        # Only with a descriptor of the folder does Python call linkat(2), which follows the link.
        name = f"{_PREFIX}{secrets.token_hex(8)}"
        os.link(source, name, dst_dir_fd=folder, follow_symlinks=True)
        os.replace(name, target.name, src_dir_fd=folder, dst_dir_fd=folder)
    finally:
        os.close(folder)


def to_disk(stream: BinaryIO) -> None:
    """Let the system write out what was written."""
    stream.flush()
    os.fsync(stream.fileno())
