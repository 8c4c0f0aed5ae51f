"""SQLite's answers become the person's at one place; what is our bug stays a bug."""

from pathlib import Path

import pytest

from limbo_desktop.vault import errors, filesystem
from limbo_desktop.vault.filesystem import FAT_LARGEST_FILE, Room
from limbo_desktop.vault.sqlcipher import sqlcipher

IOERR_WRITE = 778
CONSTRAINT_UNIQUE = 2067


def answer(path: Path, code: int) -> Exception:
    """What `mapped` makes of an error of SQLite with this code."""
    raised = sqlcipher.OperationalError("from SQLite")
    raised.sqlite_errorcode = code
    with pytest.raises(Exception) as caught, errors.mapped(path):  # noqa: PT011 - told apart below
        raise raised
    assert caught.value is raised or caught.value.__cause__ is raised
    return caught.value


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "case.limbo"
    path.write_bytes(b"x")
    return path


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (sqlcipher.SQLITE_FULL, errors.DiskFullError),
        (sqlcipher.SQLITE_READONLY, errors.ReadOnlyMediumError),
        (sqlcipher.SQLITE_PERM, errors.ReadOnlyMediumError),
        (sqlcipher.SQLITE_CORRUPT, errors.VaultDamagedError),
        (sqlcipher.SQLITE_NOTADB, errors.VaultDamagedError),
        (sqlcipher.SQLITE_CORRUPT | 1 << 8, errors.VaultDamagedError),
        (sqlcipher.SQLITE_BUSY, errors.VaultInUseError),
        (sqlcipher.SQLITE_CANTOPEN, errors.VaultNotReadableError),
        (IOERR_WRITE, errors.StorageLostError),
    ],
)
def test_what_the_world_refuses_is_a_sentence(
    path: Path, code: int, expected: type[errors.VaultError]
) -> None:
    assert type(answer(path, code)) is expected


@pytest.mark.parametrize("code", [CONSTRAINT_UNIQUE, sqlcipher.SQLITE_ERROR])
def test_our_own_mistakes_stay_what_they_are(path: Path, code: int) -> None:
    assert type(answer(path, code)) is sqlcipher.OperationalError


def test_an_error_without_a_code_is_a_bug(path: Path) -> None:
    with pytest.raises(sqlcipher.ProgrammingError), errors.mapped(path):
        raise sqlcipher.ProgrammingError("closed")


def test_a_stick_that_was_pulled_out_is_told(path: Path) -> None:
    path.unlink()
    assert type(answer(path, IOERR_WRITE)) is errors.StorageLostError
    assert type(answer(path, sqlcipher.SQLITE_CANTOPEN)) is errors.VaultMissingError


def test_the_end_of_fat_is_told_from_a_dying_disk(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with path.open("r+b") as file:
        file.truncate(FAT_LARGEST_FILE)
    monkeypatch.setattr(filesystem, "room", lambda path: Room(1 << 30, FAT_LARGEST_FILE))
    found = answer(path, IOERR_WRITE)
    assert isinstance(found, errors.FileTooLargeError)
    assert found.params == {"limit": 4}


def test_no_room_left_is_a_full_disk_whatever_sqlite_calls_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filesystem, "room", lambda path: Room(0, None))
    assert type(answer(path, IOERR_WRITE)) is errors.DiskFullError


def test_a_full_stick_is_called_a_stick(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filesystem, "removable", lambda path: True)
    assert type(answer(path, sqlcipher.SQLITE_FULL)) is errors.StickFullError
