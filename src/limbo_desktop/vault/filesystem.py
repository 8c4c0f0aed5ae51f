"""What the file system below a vault allows: free space, the largest file, removable or not."""

import ctypes
import os
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FAT_LARGEST_FILE: Final = 4 * 1024**3 - 1
_FAT: Final = frozenset({"vfat", "msdos", "fat", "fat32", "umsdos"})
_REMOVABLE_PLACES: Final = ("/media/", "/run/media/", "/mnt/", "/Volumes/")


@dataclass(frozen=True, slots=True)
class Room:
    """How much can still be written; `largest_file` is None where no practical limit exists."""

    free: int
    largest_file: int | None

    def growth(self, size: int) -> int:
        """By how many bytes a file of `size` bytes may still grow."""
        if self.largest_file is None:
            return self.free
        return max(0, min(self.free, self.largest_file - size))


def room(path: Path) -> Room:
    """The room on the file system that holds `path` (an existing file or folder)."""
    fat = kind(path).lower() in _FAT
    return Room(shutil.disk_usage(path).free, FAT_LARGEST_FILE if fat else None)


def removable(path: Path) -> bool:
    """Whether `path` most likely lies on a stick or card: it only chooses between two words."""
    if sys.platform == "win32":
        drive = path.resolve().drive + "\\"
        return bool(ctypes.windll.kernel32.GetDriveTypeW(drive) == 2)
    return path.resolve().as_posix().startswith(_REMOVABLE_PLACES)


def kind(path: Path) -> str:
    """The file system's name as the system gives it ("ext4", "vfat", "FAT32"); "" if unknown."""
    try:
        if sys.platform == "win32":
            return _kind_windows(path)
        if sys.platform == "darwin":
            return _kind_mac(path)
        return kind_in_mountinfo(Path("/proc/self/mountinfo").read_text("utf-8", "replace"), path)
    except OSError:
        return ""


def kind_in_mountinfo(table: str, path: Path) -> str:
    """The type of the mount that holds `path`, from the text of /proc/self/mountinfo (proc(5))."""
    place = path.resolve().as_posix()
    best, found = -1, ""
    for line in table.splitlines():
        mount, _, source = line.partition(" - ")
        if len(mount.split()) < 5 or not source:
            continue
        point = _unescaped(mount.split()[4])
        inside = place == point or place.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= best:
            best, found = len(point), source.split()[0]
    return found


def _unescaped(point: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), point)


if sys.platform == "win32":

    def _kind_windows(path: Path) -> str:
        name = ctypes.create_unicode_buffer(64)
        root = path.resolve().drive + "\\"
        ctypes.windll.kernel32.GetVolumeInformationW(
            root, None, 0, None, None, None, name, len(name)
        )
        return name.value


if sys.platform == "darwin":

    def _kind_mac(path: Path) -> str:
        """f_fstypename of statfs(2): 16 bytes at offset 72 of the 64-bit struct."""
        buffer = ctypes.create_string_buffer(4096)
        if ctypes.CDLL(None).statfs(os.fsencode(path), buffer) != 0:
            return ""
        return buffer.raw[72:88].partition(b"\0")[0].decode("ascii", "replace")
