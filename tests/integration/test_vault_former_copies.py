"""Copies from before a change of passphrase: known, counted, kept, and erased when asked."""

import shutil
from pathlib import Path

import pytest
from tests import copies
from tests.cheap import CHEAP

from limbo_desktop.case.records import Person
from limbo_desktop.vault.backup.folder import backups, share_left
from limbo_desktop.vault.backup.keeping import Kept
from limbo_desktop.vault.errors import WrongPassphraseError
from limbo_desktop.vault.vault import Vault


def kept(vault: Vault) -> Kept:
    made = copies.kept(vault, always=True)
    assert made is not None
    return made


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def path(tmp_path: Path, stick: Path) -> Path:
    path = tmp_path / "case.limbo"
    with Vault.create(path, "betrayed", CHEAP)[0] as vault:
        vault.people.add(Person(id="", name="Мария"))
        vault.backups.choose(stick)
    return path


def opened(path: Path, phrase: str) -> Vault:
    return Vault.open(path, phrase, (CHEAP,))


def test_those_that_an_earlier_passphrase_opens_are_known_after_two_changes(path: Path) -> None:
    with opened(path, "betrayed") as vault:
        first = kept(vault)
        assert vault.former_copies() == []
        vault.change_passphrase("second", CHEAP)
        second = kept(vault)
        vault.change_passphrase("third", CHEAP)
        third = kept(vault)
    with opened(path, "third") as vault:
        assert {each.path for each in vault.former_copies()} == {first.path, second.path}
        assert {each.path for each in vault.copies()} == {first.path, second.path, third.path}
    opened(first.path, "betrayed").close()


def test_a_case_that_is_erased_takes_them_along_when_they_are_named(path: Path) -> None:
    with opened(path, "betrayed") as vault:
        kept(vault)
        vault.change_passphrase("second", CHEAP)
        vault.erase([each.path for each in vault.copies()])
    assert [each for each in path.parent.rglob("*") if each.is_file()] == []


def test_those_that_are_chosen_are_destroyed_and_no_others(path: Path, stick: Path) -> None:
    with opened(path, "betrayed") as vault:
        first = kept(vault)
        beside = Path(shutil.copy(first.path, path.with_name("case 2020-01-01 00.00.00.limbo")))
        vault.change_passphrase("second", CHEAP)
        new = kept(vault)
        with pytest.raises(ValueError, match="no former copy"):
            vault.erase_former([new.path])
        vault.erase_former([beside])
        assert [each.path for each in vault.former_copies()] == [first.path]
        vault.erase_former([first.path])
        assert vault.former_copies() == []
    assert list(stick.iterdir()) == [new.path]
    opened(new.path, "second").close()


def test_a_change_of_passphrase_that_failed_makes_no_copy_a_former_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(path, "betrayed") as vault:
        kept(vault)

        def stop(_done: int, _total: int) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            vault.change_passphrase("second", CHEAP, stop)
        assert vault.former_copies() == []
        assert len(vault.copies()) == 1


def test_they_stay_when_others_are_thinned_out_and_take_of_the_share(
    path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(path, "betrayed") as vault:
        first = kept(vault)
        old = Path(shutil.copy(first.path, stick / "case 2001-01-01 00.00.00.limbo"))
        former = vault._opened().salt
        vault.change_passphrase("second", CHEAP)
        kept(vault)
        salt = vault._opened().salt
        (new,) = backups(stick, salt)
        assert old.exists()
        staying = sum(each.size for each in backups(stick, former))
        free = 100 * new.size
        monkeypatch.setattr(shutil, "disk_usage", lambda _: copies.Usage(2 * free, free, free))
        assert share_left(stick, salt, 0.5) == (free + new.size) // 2
        both = (free + new.size + staying) // 2
        assert share_left(stick, salt, 0.5, (former,)) == both - staying
    with pytest.raises(WrongPassphraseError):
        opened(old, "second")
