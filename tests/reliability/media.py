"""Real media for the tests: a small one in memory, and a disk in a file that can be pulled out.

They are mounted in a mount namespace of this process alone, so nothing stays mounted when it ends.
Only root may; `may_mount` tells.
"""

import ctypes
import fcntl
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_CLONE_NEWNS: Final = 0x00020000
_SHUTDOWN: Final = 0x8004587D
"""FS_IOC_SHUTDOWN of ext4 and xfs: _IOR('X', 125, __u32)."""
_NO_FLUSH: Final = 2
"""Not even the journal of the file system is written out: as when the plug is pulled."""
BLOCK: Final = 4096


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=60)


@cache
def _own_namespace() -> None:
    """What this process mounts from now on is nobody else's."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_CLONE_NEWNS) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    _run("mount", "--make-rprivate", "/")


@cache
def may_mount() -> bool:
    """Whether this process may mount media of its own."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    try:
        _own_namespace()
    except (OSError, subprocess.SubprocessError):
        return False
    return True


@dataclass
class Small:
    """A medium in memory on which little is free."""

    folder: Path

    @property
    def _filler(self) -> Path:
        return self.folder / "other-files"

    def leave(self, blocks: int) -> None:
        """Fill it until only so many blocks of 4096 bytes are free."""
        self._filler.unlink(missing_ok=True)
        free = os.statvfs(self.folder).f_bavail
        descriptor = os.open(self._filler, os.O_CREAT | os.O_WRONLY)
        try:
            if free > blocks:
                os.posix_fallocate(descriptor, 0, (free - blocks) * BLOCK)
        finally:
            os.close(descriptor)

    def clear(self) -> None:
        """Give the room back."""
        self._filler.unlink(missing_ok=True)


@contextmanager
def small(folder: Path, megabytes: int) -> Iterator[Small]:
    """A medium of that size, mounted on a folder."""
    folder.mkdir(exist_ok=True)
    _run("mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "limbo-test", str(folder))
    try:
        yield Small(folder)
    finally:
        _run("umount", "-l", str(folder))


@dataclass
class Stick:
    """A disk in a file, with ext4 on it."""

    image: Path
    folder: Path

    def plug_in(self, *, read_only: bool = False) -> None:
        """Mount it; the file system puts itself in order as after a power cut."""
        self.folder.mkdir(exist_ok=True)
        options = "loop,ro" if read_only else "loop,errors=remount-ro"
        _run("mount", "-o", options, str(self.image), str(self.folder))

    def pull_out(self) -> None:
        """From now on nothing is read and nothing is written; what was not flushed is lost."""
        descriptor = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, _SHUTDOWN, _NO_FLUSH.to_bytes(4, "little"))
        finally:
            os.close(descriptor)

    def eject(self) -> None:
        """Unmount it, whoever still has files of it open."""
        _run("umount", "-l", str(self.folder))


@contextmanager
def stick(folder: Path, megabytes: int) -> Iterator[Stick]:
    """A new disk, plugged in; `folder` gets its image and the folder "stick"."""
    image = folder / "image"
    with image.open("wb") as file:
        file.truncate(megabytes * 1024 * 1024)
    _run("mkfs.ext4", "-q", "-F", "-b", str(BLOCK), str(image))
    made = Stick(image, folder / "stick")
    made.plug_in()
    try:
        yield made
    finally:
        subprocess.run(["umount", "-l", str(made.folder)], check=False, capture_output=True)


@cache
def may_plug_in() -> bool:
    """Whether a disk in a file can be mounted here."""
    if not may_mount():
        return False
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        try:
            with stick(Path(folder), 16) as made:
                made.pull_out()
        except (OSError, subprocess.SubprocessError):
            return False
    return True
