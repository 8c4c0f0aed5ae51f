"""A backup is a whole vault of its own: written beside the work, opened, checked, thinned out."""

import datetime as dt
import io
import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cheap import CHEAP

from limbo_desktop.case.records import Document, Person
from limbo_desktop.vault.backup.copy import check_copy
from limbo_desktop.vault.backup.folder import backups, name_of, thin_out
from limbo_desktop.vault.backup.thinning import DAYS, WEEKS, kept
from limbo_desktop.vault.connection import Access, connect
from limbo_desktop.vault.errors import (
    AlreadyExistsError,
    BackupFailedError,
    FolderMissingError,
)
from limbo_desktop.vault.file import ASIDE
from limbo_desktop.vault.key import SALT_BYTES, Key
from limbo_desktop.vault.lock import LockedFile
from limbo_desktop.vault.pages import PAGE_BYTES
from limbo_desktop.vault.vault import Vault

TODAY = dt.date(2026, 11, 22)
NOW = dt.datetime(2026, 11, 22, 14, 5, 33)  # noqa: DTZ001 (local time, as in the names)


def opened(path: Path) -> Vault:
    return Vault.open(path, "phrase", (CHEAP,))


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with Vault.create(tmp_path / "case.limbo", "phrase", CHEAP)[0] as vault:
        blob = vault.blobs.add(io.BytesIO(os.urandom(2_000_000)))
        vault.documents.add(Document(id="", file="a", sha256=blob.sha256))
        vault.people.add(Person(id="", name="Света"))
        yield vault


def test_a_backup_opens_with_the_same_passphrase_and_has_everything(
    vault: Vault, tmp_path: Path
) -> None:
    target = tmp_path / "copy.limbo"
    vault.back_up(target)
    vault.people.add(Person(id="", name="later"))
    with opened(target) as copy:
        assert copy.check().sound
        assert [each.name for each in copy.people.all()] == ["Света"]
        (document,) = copy.documents.all()
        with copy.blobs.open(document.sha256) as reader, vault.blobs.open(document.sha256) as own:
            assert reader.read() == own.read()
    assert target.stat().st_mode & 0o777 == 0o600
    assert b"SQLite format 3" not in target.read_bytes()
    assert {each.name for each in tmp_path.iterdir() if each.name.startswith("copy")} == {
        "copy.limbo"
    }


def test_nothing_is_overwritten_and_nothing_is_left_half_done(vault: Vault, tmp_path: Path) -> None:
    target = tmp_path / "copy.limbo"
    target.write_bytes(b"mine")
    with pytest.raises(AlreadyExistsError):
        vault.back_up(target)
    assert target.read_bytes() == b"mine"

    def cancel(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        vault.back_up(tmp_path / "other.limbo", cancel)
    assert not list(tmp_path.glob("other*"))
    with pytest.raises(FolderMissingError):
        vault.back_up(tmp_path / "no" / "copy.limbo")


def test_a_copy_that_does_not_read_back_is_no_backup(vault: Vault, tmp_path: Path) -> None:
    target = tmp_path / "copy.limbo"
    vault.back_up(target)
    vault.close()
    salt = target.read_bytes()[:SALT_BYTES]
    key = Key.from_passphrase("phrase", salt, CHEAP)
    source = connect(tmp_path / "case.limbo", key, salt, Access.READ)
    try:
        for number in range(2, target.stat().st_size // PAGE_BYTES + 1, 7):
            broken = Path(shutil.copy(target, tmp_path / f"broken-{number}.limbo"))
            with broken.open("r+b") as file:
                file.seek(number * PAGE_BYTES - 200)
                byte = file.read(1)[0]
                file.seek(-1, os.SEEK_CUR)
                file.write(bytes([byte ^ 4]))
            lock = LockedFile.take(broken)
            with pytest.raises(BackupFailedError):
                check_copy(source, key, salt, lock, lambda _done, _total: None)
            lock.release()
        shorter = Path(shutil.copy(target, tmp_path / f"shorter.limbo{ASIDE}"))
        with closing(connect(shorter, key, salt, Access.WRITE)) as connection:
            connection.execute("DELETE FROM record WHERE type = 'person'")
        lock = LockedFile.take(shorter)
        with pytest.raises(BackupFailedError):
            check_copy(source, key, salt, lock, lambda _done, _total: None)
        lock.release()
    finally:
        source.close()


def dated(folder: Path, source: Path, moments: list[dt.datetime]) -> None:
    for moment in moments:
        shutil.copy(source, folder / name_of(source, moment))


def test_only_the_backups_of_this_key_are_thinned_out(vault: Vault, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    target = tmp_path / "case copy.limbo"
    vault.back_up(target)
    salt = target.read_bytes()[:SALT_BYTES]
    last_week = [NOW - dt.timedelta(days=9, hours=hour) for hour in range(4)]
    dated(folder, target, [NOW, NOW - dt.timedelta(hours=1), *last_week])
    foreign = folder / "case copy 2026-11-13 01.02.03.limbo"
    foreign.write_bytes(bytes(SALT_BYTES) + b"another case")
    letter = folder / "letter.txt"
    letter.write_text("mine")
    thin_out(folder, salt, TODAY, lambda _: True)
    assert [backup.made for backup in backups(folder, salt)] == [
        NOW,
        NOW - dt.timedelta(hours=1),
        last_week[0],
    ]
    assert foreign.exists()
    assert letter.exists()
    thin_out(folder, salt, TODAY, lambda _: True, share=0.0)
    assert [backup.made for backup in backups(folder, salt)] == [NOW]


moments = st.lists(
    st.datetimes(dt.datetime(2025, 1, 1), dt.datetime(2026, 12, 1)),  # noqa: DTZ001
    max_size=60,
    unique=True,
)


@given(moments)
def test_the_rule_keeps_what_it_promises(made: list[dt.datetime]) -> None:
    staying = kept(made, TODAY)
    assert staying <= set(made)
    assert not made or max(made) in staying
    assert {each for each in made if each.date() >= TODAY} <= staying
    for days in range(1, DAYS + 1):
        day = TODAY - dt.timedelta(days=days)
        of_day = sorted(each for each in made if each.date() == day)
        assert [each for each in of_day if each in staying] == of_day[-1:]
    for back in range(2, WEEKS):
        monday = TODAY - dt.timedelta(days=TODAY.weekday() + 7 * back)
        of_week = [each for each in made if 0 <= (each.date() - monday).days < 7]
        assert sum(each in staying for each in of_week) == min(1, len(of_week))
    year_ago = TODAY - dt.timedelta(weeks=WEEKS)
    assert not {each for each in staying if each.date() < year_ago} - {max(made, default=None)}


@given(moments)
def test_thinning_twice_takes_nothing_more(made: list[dt.datetime]) -> None:
    staying = kept(made, TODAY)
    assert kept(staying, TODAY) == staying
