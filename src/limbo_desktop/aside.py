"""Files and folders that appear whole or not at all: made aside, then put in their place.

What has a name before it is whole carries that of its target with ".unfinished-" behind it: when
the program was killed it is seen, and the next attempt takes it away.
"""

import errno
import os
import re
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

_UNFINISHED = ".unfinished-"
_DESCRIPTORS = Path("/proc/self/fd")


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """A folder to fill, which becomes `target` when the block ends well and vanishes otherwise.

    Raises FileExistsError when `target` holds something, and OSError as the system gives it.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise FileExistsError(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    _take_away_unfinished(target)
    aside = Path(tempfile.mkdtemp(prefix=_beginning(target), dir=target.parent))
    held = _held(aside)
    try:
        yield aside
        for folder, _, _ in os.walk(aside):
            _folder_to_disk(Path(folder))
        if target.exists():
            target.rmdir()
        aside.rename(target)
        _folder_to_disk(target.parent)
    finally:
        _let_go(held)
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
    _take_away_unfinished(target)
    descriptor, name = tempfile.mkstemp(prefix=_beginning(target), dir=target.parent)
    aside = Path(name)
    try:
        with os.fdopen(descriptor, "w+b") as stream:
            _lock(stream.fileno())  # let go when it is closed
            yield stream
            to_disk(stream)
        aside.replace(target)
        _folder_to_disk(target.parent)
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
        name = f"{_beginning(target)}{secrets.token_hex(4)}"
        os.link(source, name, dst_dir_fd=folder, follow_symlinks=True)
        try:
            os.replace(name, target.name, src_dir_fd=folder, dst_dir_fd=folder)
        except OSError:
            os.unlink(name, dir_fd=folder)
            raise
        os.fsync(folder)
    finally:
        os.close(folder)


def _beginning(target: Path) -> str:
    """How the name begins of what will be `target`; short enough for every file system."""
    kept = target.name.encode("utf-8")[:200].decode("utf-8", "ignore")
    return f"{kept}{_UNFINISHED}"


def _take_away_unfinished(target: Path) -> None:
    """Remove what a killed program left of an earlier attempt; what another one holds stays."""
    named = re.compile(re.escape(_beginning(target)) + "[a-z0-9_]{8}")
    for left in [each for each in target.parent.iterdir() if named.fullmatch(each.name)]:
        if left.is_symlink() or not (left.is_dir() or left.is_file()):
            continue
        with suppress(OSError):
            held = _held(left)
            if held is None:
                continue
            try:
                if left.is_dir():
                    shutil.rmtree(left)
                else:
                    left.unlink()
            finally:
                os.close(held)


def _held(path: Path) -> int | None:
    """A lock on a file or folder that ends with the process; None where there is no such thing.

    Raises OSError when another process has it.
    """
    if sys.platform == "win32":
        return None
    descriptor = os.open(path, os.O_RDONLY)
    try:
        if _lock(descriptor):
            return descriptor
    except OSError:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None


def _let_go(held: int | None) -> None:
    if held is not None:
        os.close(held)


if sys.platform == "win32":

    def _lock(_descriptor: int) -> bool:
        return False

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            # Some network file systems know no locks.
            if error.errno not in {errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL}:
                raise
            return False
        return True


def _folder_to_disk(folder: Path) -> None:
    """Let the names in a folder outlast a power cut, where the system can."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def to_disk(stream: BinaryIO) -> None:
    """Let the system write out what was written."""
    stream.flush()
    os.fsync(stream.fileno())
