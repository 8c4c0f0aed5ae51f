"""What the file system allows: told from Linux's table of mounts."""

from pathlib import Path

import pytest

from limbo_desktop.vault.filesystem import FAT_LARGEST_FILE, Room, kind_in_mountinfo, room

TABLE = r"""
24 30 0:22 / /proc rw,nosuid shared:13 - proc proc rw
30 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
91 30 8:17 / /media/me/USB\040STICK rw,nosuid shared:52 - vfat /dev/sdb1 rw,fmask=0022
92 30 8:18 / /media/me/USB rw - exfat /dev/sdc1 rw
broken line
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/case.limbo", "ext4"),
        ("/media/me/USB STICK/case.limbo", "vfat"),
        ("/media/me/USB/case.limbo", "exfat"),
        ("/media/me/USB STICKER/case.limbo", "ext4"),
        ("/", "ext4"),
    ],
)
def test_the_longest_mount_that_holds_the_path_counts(path: str, kind: str) -> None:
    assert kind_in_mountinfo(TABLE, Path(path)) == kind


def test_without_a_table_nothing_is_known() -> None:
    assert kind_in_mountinfo("", Path("/home")) == ""


def test_a_file_may_grow_as_far_as_the_disk_or_the_file_system_lets_it() -> None:
    assert Room(free=100, largest_file=None).growth(50) == 100
    assert Room(free=10**12, largest_file=FAT_LARGEST_FILE).growth(FAT_LARGEST_FILE - 7) == 7
    assert Room(free=5, largest_file=FAT_LARGEST_FILE).growth(0) == 5
    assert Room(free=5, largest_file=FAT_LARGEST_FILE).growth(FAT_LARGEST_FILE + 1) == 0


def test_a_real_folder_has_its_room(tmp_path: Path) -> None:
    assert room(tmp_path).free > 0
