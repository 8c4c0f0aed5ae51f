"""Creation and renaming when something goes wrong in between: nothing is left, nothing is lost."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cheap import CHEAP

from limbo_desktop.vault import errors, file, lock, migrations
from limbo_desktop.vault.key import Key
from limbo_desktop.vault.vault import Vault


def no_links(_source: object, _target: object) -> None:
    """What FAT answers."""
    raise PermissionError(errno.EPERM, "Operation not permitted")


def create(path: Path) -> Vault:
    return Vault.create(path, "phrase", CHEAP)[0]


def test_a_creation_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_connection: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(migrations, "STEPS", (failing,))
    with pytest.raises(ZeroDivisionError):
        create(tmp_path / "case.limbo")
    assert list(tmp_path.iterdir()) == []


def test_a_file_system_without_hard_links_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", no_links)
    with create(tmp_path / "case.limbo") as vault:
        assert vault.check().sound
    assert [each.name for each in tmp_path.iterdir()] == ["case.limbo"]


@pytest.mark.parametrize("links", [True, False])
def test_a_name_that_is_taken_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    path = tmp_path / "case.limbo"
    if not links:
        monkeypatch.setattr(os, "link", no_links)

    def taken_while_deriving(salt: bytes) -> Key:
        path.write_bytes(b"mine")
        return Key(bytes(32))

    with pytest.raises(errors.AlreadyExistsError):
        file.create(path, taken_while_deriving)
    assert path.read_bytes() == b"mine"
    assert [each.name for each in tmp_path.iterdir()] == ["case.limbo"]


def test_two_creations_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    path = tmp_path / "case.limbo"
    first = file.reserve_aside(path)
    with pytest.raises(errors.VaultInUseError):
        create(path)
    first.release()
    create(path).close()


def test_a_creation_that_begins_in_the_same_moment_is_not_disturbed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def not_there_yet(_path: Path) -> lock.LockedFile:
        raise errors.VaultMissingError

    path = tmp_path / "case.limbo"
    path.with_name(path.name + file.ASIDE).touch()
    monkeypatch.setattr(lock.LockedFile, "take", staticmethod(not_there_yet))
    with pytest.raises(errors.VaultInUseError):
        create(path)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.EROFS, errors.ReadOnlyMediumError),
        (errno.ENOSPC, errors.DiskFullError),
        (errno.EIO, errors.StorageLostError),
        (errno.ENXIO, errors.StorageLostError),
        (errno.EINVAL, OSError),
    ],
)
def test_each_reason_why_nothing_can_be_created(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, expected: type[Exception]
) -> None:
    real = os.open

    def refusing(path: Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT:
            raise OSError(number, "refused")
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", refusing)
    with pytest.raises(expected):
        create(tmp_path / "case.limbo")


def test_a_new_salt_looks_like_no_known_file(monkeypatch: pytest.MonkeyPatch) -> None:
    salts: Iterator[bytes] = iter([b"PK\x03\x04" + bytes(12), b"%PDF-" + bytes(11), b"\1" * 16])
    monkeypatch.setattr(os, "urandom", lambda _: next(salts))
    assert file.new_salt() == b"\1" * 16


def test_a_file_that_was_renamed_without_its_lock_is_locked_again(tmp_path: Path) -> None:
    path = tmp_path / "case.limbo"
    create(path).close()
    held = lock.LockedFile.take(path)
    salt = held.read_at(0, 16)
    held.release()
    opened = file.reopened(path, held, Key.from_passphrase("phrase", salt, CHEAP), salt)
    with pytest.raises(errors.VaultInUseError):
        lock.LockedFile.take(path)
    opened.close()


def test_a_reopening_that_fails_gives_the_lock_back(tmp_path: Path) -> None:
    path = tmp_path / "case.limbo"
    create(path).close()
    held = lock.LockedFile.take(path)
    with pytest.raises(errors.VaultDamagedError):
        file.reopened(path, held, Key(bytes(32)), held.read_at(0, 16))
    lock.LockedFile.take(path).release()


def test_a_folder_that_cannot_be_flushed_is_no_reason_to_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.flush_folder(tmp_path / "gone" / "case.limbo")
    monkeypatch.setattr("sys.platform", "win32")
    file.flush_folder(tmp_path / "case.limbo")


def test_a_file_system_that_knows_no_locks_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsupported(_descriptor: int, _operation: int) -> None:
        raise OSError(errno.ENOTSUP, "no locks here")

    path = tmp_path / "case.limbo"
    monkeypatch.setattr("fcntl.flock", unsupported)
    create(path).close()
    with Vault.open(path, "phrase", (CHEAP,)) as vault:
        assert vault.check().sound


def test_a_broken_lock_is_no_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_descriptor: int, _operation: int) -> None:
        raise OSError(errno.EIO, "broken")

    path = tmp_path / "case.limbo"
    create(path).close()
    monkeypatch.setattr("fcntl.flock", broken)
    with pytest.raises(OSError, match="broken"):
        lock.LockedFile.take(path)


def test_in_a_folder_that_cannot_be_written_it_opens_for_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "case.limbo"
    create(path).close()
    monkeypatch.setattr(os, "access", lambda *_: False)
    with Vault.open(path, "phrase", (CHEAP,)) as vault:
        assert vault.read_only
        assert [each.name for each in tmp_path.iterdir()] == ["case.limbo"]
