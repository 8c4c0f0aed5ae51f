"""Swap and hibernation: told from a tree like /proc and /sys, each arrangement that people have."""

from pathlib import Path

import pytest

from limbo_desktop.memory_on_disk import MemoryOnDisk, Written, memory_on_disk

HEAD = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"
N, E, P, U = Written.NEVER, Written.ENCRYPTED, Written.PLAIN, Written.UNKNOWN


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A computer without swap that cannot hibernate."""
    (tmp_path / "proc/self").mkdir(parents=True)
    (tmp_path / "sys/class/block").mkdir(parents=True)
    (tmp_path / "proc/swaps").write_text(HEAD)
    return tmp_path


def swaps(root: Path, *areas: str) -> None:
    lines = "".join(f"{area}\tpartition\t8388604\t0\t-2\n" for area in areas)
    (root / "proc/swaps").write_text(HEAD + lines)


def device(
    root: Path, name: str, uuid: str = "", below: tuple[str, ...] = (), dm: str = ""
) -> None:
    place = root / "sys/class/block" / name
    (place / "slaves").mkdir(parents=True)
    if uuid:
        (place / "dm").mkdir()
        (place / "dm/uuid").write_text(uuid + "\n")
        (place / "dm/name").write_text(dm + "\n")
    for each in below:
        (place / "slaves" / each).symlink_to(root / "sys/class/block" / each)


def hibernates(root: Path, how: str = "[platform] shutdown reboot suspend") -> None:
    (root / "sys/power").mkdir()
    (root / "sys/power/state").write_text("freeze mem disk\n")
    (root / "sys/power/disk").write_text(how + "\n")


def test_without_swap_nothing_is_written(root: Path) -> None:
    hibernates(root)
    assert memory_on_disk(root, "linux") == MemoryOnDisk(N, N)


def test_a_plain_partition(root: Path) -> None:
    device(root, "sda2")
    swaps(root, "/dev/sda2")
    assert memory_on_disk(root, "linux") == MemoryOnDisk(P, N)
    hibernates(root)
    found = memory_on_disk(root, "linux")
    assert found == MemoryOnDisk(P, P)
    assert found.plain


@pytest.mark.parametrize("how", ["[disabled]", "[disabled] platform"])
def test_where_hibernation_is_locked_down(root: Path, how: str) -> None:
    device(root, "sda2")
    swaps(root, "/dev/sda2")
    hibernates(root, how)
    assert memory_on_disk(root, "linux").hibernation is N


def test_an_encrypted_partition_and_a_volume_on_one(root: Path) -> None:
    device(root, "sda3")
    device(root, "dm-0", "CRYPT-LUKS2-0123-sda3_crypt", ("sda3",), "sda3_crypt")
    device(root, "dm-1", "LVM-abcdef", ("dm-0",), "vg-swap")
    swaps(root, "/dev/dm-0", "/dev/dm-1")
    hibernates(root)
    found = memory_on_disk(root, "linux")
    assert found == MemoryOnDisk(E, E)
    assert not found.plain


def test_a_volume_of_which_one_half_is_plain(root: Path) -> None:
    device(root, "sda3")
    device(root, "sdb1")
    device(root, "dm-0", "CRYPT-LUKS2-0123", ("sda3",))
    device(root, "dm-1", "LVM-abcdef", ("dm-0", "sdb1"))
    swaps(root, "/dev/dm-1")
    assert memory_on_disk(root, "linux").swap is P


def test_compressed_memory_is_on_no_disk(root: Path) -> None:
    swaps(root, "/dev/zram0")
    hibernates(root)
    assert memory_on_disk(root, "linux") == MemoryOnDisk(N, N)


def test_a_swap_file_is_as_safe_as_the_disk_below_it(root: Path) -> None:
    device(root, "nvme0n1p2")
    device(root, "dm-0", "CRYPT-LUKS2-99", ("nvme0n1p2",), "root_crypt")
    mounts = "22 1 254:0 / {0} rw,relatime shared:1 - ext4 {1} rw\n"
    (root / "proc/self/mountinfo").write_text(
        mounts.format("/", "/dev/mapper/root_crypt")
        + mounts.format("/with\\040space", "/dev/nvme0n1p2")
    )
    swaps(root, "/swap.img")
    assert memory_on_disk(root, "linux").swap is E
    swaps(root, "/with\\040space/swap")
    assert memory_on_disk(root, "linux").swap is P
    swaps(root, "/swap.img", "/with\\040space/swap")
    assert memory_on_disk(root, "linux").swap is P


def test_what_the_system_does_not_show_is_unknown(root: Path, tmp_path: Path) -> None:
    swaps(root, "/dev/vda5")
    assert memory_on_disk(root, "linux").swap is U
    assert memory_on_disk(tmp_path / "nothing", "linux") == MemoryOnDisk(U, U)
    for platform in ("win32", "darwin"):
        assert memory_on_disk(root, platform) == MemoryOnDisk(U, U)
    assert not memory_on_disk(root, "darwin").plain


def test_this_computer_answers_something() -> None:
    assert isinstance(memory_on_disk(), MemoryOnDisk)
