"""Does this computer write its memory to a disk in the clear?  Told from what the system shows.

While a case is open its words are in memory.  What a computer swaps out, or writes when it
hibernates, stays on its disk; where that is not encrypted, somebody who takes the disk can read
it.  Linux shows both in /proc and /sys (proc(5), kernel docs: power/interface, block/dm); Windows
and macOS tell it to no program without rights or a network of their own, so there it is unknown.
"""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

_ENCRYPTED = "CRYPT-"
"""How the identity of a device that dm-crypt keeps begins (/sys/block/dm-0/dm/uuid)."""


class Written(Enum):
    """Whether memory is written to a disk."""

    NEVER = "never"
    ENCRYPTED = "encrypted"
    PLAIN = "plain"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class MemoryOnDisk:
    """What holds of swap space, and of hibernation."""

    swap: Written
    hibernation: Written

    @property
    def plain(self) -> bool:
        """Whether something of an open case may lie on the disk in the clear."""
        return Written.PLAIN in {self.swap, self.hibernation}


def memory_on_disk(root: Path = Path("/"), platform: str = sys.platform) -> MemoryOnDisk:
    """What the system under `root` shows; unknown where it shows nothing."""
    if not platform.startswith("linux"):
        return MemoryOnDisk(Written.UNKNOWN, Written.UNKNOWN)
    try:
        lines = (root / "proc/swaps").read_text("utf-8", "replace").splitlines()[1:]
    except OSError:
        return MemoryOnDisk(Written.UNKNOWN, Written.UNKNOWN)
    areas = [_unescaped(line.split()[0]) for line in lines if line.split()]
    kinds = [_kind(root, Path(area)) for area in areas]
    return MemoryOnDisk(_worst(kinds), _hibernation(root, kinds))


def _worst(kinds: Sequence[Written]) -> Written:
    for each in (Written.PLAIN, Written.UNKNOWN, Written.ENCRYPTED):
        if each in kinds:
            return each
    return Written.NEVER


def _hibernation(root: Path, kinds: list[Written]) -> Written:
    """Memory goes to swap space on a disk; without any, or with it locked down, to nowhere."""
    try:
        possible = "disk" in (root / "sys/power/state").read_text("ascii", "replace").split()
        how = (root / "sys/power/disk").read_text("ascii", "replace")
    except OSError:
        return Written.NEVER  # the kernel has no such thing
    on_disk = [each for each in kinds if each is not Written.NEVER]
    if not possible or "[disabled]" in how or not on_disk:
        return Written.NEVER
    return _worst(on_disk)


def _kind(root: Path, area: Path) -> Written:
    """Whether a swap area keeps what it gets in memory, encrypted or plain on a disk."""
    name = area.name
    if re.fullmatch(r"zram\d+", name):
        return Written.NEVER  # compressed memory
    if area.is_relative_to("/dev"):
        return _device(root, name)
    return _file(root, area)


def _device(root: Path, name: str) -> Written:
    device = root / "sys/class/block" / name
    if not device.exists():
        return Written.UNKNOWN
    return _layers(device)


def _layers(device: Path) -> Written:
    """A device is as safe as one of the layers below it: a volume on an encrypted partition is."""
    try:
        identity = (device / "dm/uuid").read_text("ascii", "replace")
    except OSError:
        identity = ""
    if identity.startswith(_ENCRYPTED):
        return Written.ENCRYPTED
    try:
        below = sorted((device / "slaves").iterdir())
    except OSError:
        below = []
    if not below:
        return Written.PLAIN
    kinds = [_layers(each) for each in below]
    return Written.ENCRYPTED if set(kinds) == {Written.ENCRYPTED} else Written.PLAIN


def _file(root: Path, area: Path) -> Written:
    """A swap file lies on the device of the mount that holds it."""
    try:
        table = (root / "proc/self/mountinfo").read_text("utf-8", "replace")
    except OSError:
        return Written.UNKNOWN
    best, source = -1, ""
    for line in table.splitlines():
        mount, _, rest = line.partition(" - ")
        if len(mount.split()) < 5 or len(rest.split()) < 2:
            continue
        point = _unescaped(mount.split()[4])
        if (area == Path(point) or area.is_relative_to(point)) and len(point) >= best:
            best, source = len(point), rest.split()[1]
    if not source.startswith("/dev/"):
        return Written.UNKNOWN
    return _device(root, _real_name(root, source))


def _real_name(root: Path, source: str) -> str:
    """The kernel's name of a device: /dev/mapper/home is dm-0 by its name in /sys."""
    name = Path(source).name
    if (root / "sys/class/block" / name).exists():
        return name
    for device in sorted((root / "sys/class/block").glob("dm-*")):
        try:
            if (device / "dm/name").read_text("utf-8", "replace").strip() == name:
                return device.name
        except OSError:
            continue
    return name


def _unescaped(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), text)
