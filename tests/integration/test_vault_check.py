"""Checking a vault finds every kind of damage; changing its passphrase loses nothing."""

import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cheap import CHEAP

from limbo_desktop.case.records import Document, Person
from limbo_desktop.vault import errors, rekey
from limbo_desktop.vault.file import ASIDE
from limbo_desktop.vault.filesystem import Room
from limbo_desktop.vault.key import SALT_BYTES
from limbo_desktop.vault.pages import PAGE_BYTES
from limbo_desktop.vault.vault import Vault


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "case.limbo"
    with Vault.create(path, "phrase", CHEAP)[0] as vault:
        blob = vault.blobs.add(io.BytesIO(os.urandom(600_000)))
        vault.documents.add(Document(id="", file="a", sha256=blob.sha256))
        vault.people.add(Person(id="", name="Света"))
    return path


@pytest.fixture
def vault(path: Path) -> Iterator[Vault]:
    with opened(path) as vault:
        yield vault


def opened(path: Path, passphrase: str = "phrase") -> Vault:
    return Vault.open(path, passphrase, (CHEAP,))


def test_a_whole_vault_is_sound_and_every_page_was_looked_at(path: Path, vault: Vault) -> None:
    report = vault.check()
    assert report.sound
    assert report.pages == path.stat().st_size // PAGE_BYTES
    assert report.blobs == 1


def test_every_damaged_page_is_named(path: Path) -> None:
    pages = path.stat().st_size // PAGE_BYTES
    found: set[int] = set()
    for number in range(2, pages + 1):
        copy = path.with_name("copy.limbo")
        shutil.copy(path, copy)
        with copy.open("r+b") as file:
            file.seek((number - 1) * PAGE_BYTES + 77)
            file.write(bytes(3))
        try:
            with opened(copy) as vault:
                report = vault.check()
                assert not report.sound
                found.update(report.damaged_pages)
        except errors.VaultDamagedError:
            found.add(number)
    assert found == set(range(2, pages + 1))


def test_a_blob_whose_bytes_changed_is_named(vault: Vault) -> None:
    blob = next(vault.blobs.all())
    vault.store.connection.execute("UPDATE chunk SET data = zeroblob(length(data)) WHERE number=1")
    report = vault.check()
    assert report.damaged_blobs == (blob.sha256,)
    assert report.damaged_pages == ()


def test_a_blob_that_lost_a_chunk_is_named(vault: Vault) -> None:
    vault.store.connection.execute("DELETE FROM chunk WHERE number = 1")
    assert len(vault.check().damaged_blobs) == 1


def test_pages_that_a_snapshot_holds_back_are_not_called_damaged(vault: Vault) -> None:
    with vault.snapshot():
        for number in range(30):
            vault.people.add(Person(id="", name=f"{number}", note="x" * 3000))
        vault.blobs.add(io.BytesIO(os.urandom(100_000)))
        assert vault.check().sound


def test_freed_pages_are_sound_too(vault: Vault) -> None:
    document = next(vault.documents.all())
    vault.documents.remove(document.id)
    vault.bin.empty()
    assert vault.check().sound


def test_checking_tells_how_far_it_is_and_can_be_stopped(vault: Vault) -> None:
    steps: list[tuple[int, int]] = []
    vault.check(lambda done, total: steps.append((done, total)))
    assert steps == sorted(steps)
    assert {total for _, total in steps} == {steps[-1][1]}

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        vault.check(stop)
    assert vault.check().sound


def test_a_new_passphrase_opens_and_the_old_one_does_not(path: Path) -> None:
    before = path.read_bytes()[:SALT_BYTES]
    with opened(path) as vault:
        first = vault.change_passphrase("нова", CHEAP)
        vault.people.add(Person(id="", name="after"))
        assert vault.check().sound
    assert path.read_bytes()[:SALT_BYTES] != before
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    with pytest.raises(errors.WrongPassphraseError):
        opened(path)
    with opened(path, "нова") as vault:
        assert vault.people.count() == 2
        assert len(list(vault.blobs.all())) == 1
        second = vault.change_passphrase("третья", CHEAP)
    with pytest.raises(errors.WrongRecoveryKeyError):
        Vault.recover(path, str(first))
    with Vault.recover(path, str(second)) as vault:
        assert vault.people.count() == 2
        assert vault.history.verify() is None


def test_a_forgotten_passphrase_is_replaced_through_the_digits(tmp_path: Path) -> None:
    path = tmp_path / "case.limbo"
    vault, recovery = Vault.create(path, "forgotten", CHEAP)
    vault.close()
    with Vault.recover(path, str(recovery)) as vault:
        vault.change_passphrase("new", CHEAP)
    with opened(path, "new") as vault:
        assert vault.check().sound


def test_another_window_is_still_refused_after_the_change(vault: Vault, path: Path) -> None:
    vault.change_passphrase("new", CHEAP)
    with pytest.raises(errors.VaultInUseError):
        opened(path, "new")


def test_a_change_that_is_stopped_leaves_everything_as_it_was(vault: Vault, path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        vault.change_passphrase("new", CHEAP, stop)
    assert not path.with_name(path.name + ASIDE).exists()
    assert vault.people.count() == 1
    vault.close()
    with opened(path) as again:
        assert again.check().sound


def test_a_crash_before_the_rename_leaves_the_old_vault(path: Path) -> None:
    aside = path.with_name(path.name + ASIDE)
    aside.write_bytes(os.urandom(50_000))
    with opened(path) as vault:
        vault.change_passphrase("new", CHEAP)
    assert not aside.exists()


def test_no_room_for_the_change_is_told_before(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rekey, "room", lambda path: Room(free=1000, largest_file=None))
    with pytest.raises(errors.DiskFullError):
        vault.change_passphrase("new", CHEAP)
    assert vault.people.count() == 1
