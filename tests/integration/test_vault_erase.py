"""Erasing a case: what makes the key goes first, then every byte; copies stay unless named."""

import io
import os
import shutil
from pathlib import Path

import pytest
from tests.cheap import CHEAP

from limbo_desktop.case.records import Document, Person
from limbo_desktop.cli.main import main
from limbo_desktop.vault import errors
from limbo_desktop.vault.erase import copies_of, erase
from limbo_desktop.vault.key import SALT_BYTES
from limbo_desktop.vault.pages import PAGE_BYTES
from limbo_desktop.vault.vault import Vault


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "case.limbo"
    with Vault.create(path, "phrase", CHEAP)[0] as vault:
        vault.people.add(Person(id="", name="Света"))
        blob = vault.blobs.add(io.BytesIO(os.urandom(2_500_000)))
        vault.documents.add(Document(id="", file="a", sha256=blob.sha256))
    return path


def silent(_done: int, _total: int) -> None:
    """Nobody watches."""


def test_the_salt_goes_first_then_every_page_then_the_file(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    inode = tmp_path / "another name of the same file"
    inode.hardlink_to(path)
    seen: list[bytes] = []
    erase(path, lambda _done, _total: seen.append(inode.read_bytes()))
    assert before[:SALT_BYTES] not in seen[0]
    assert seen[0][:PAGE_BYTES] != before[:PAGE_BYTES]
    assert seen[0][-PAGE_BYTES:] == before[-PAGE_BYTES:]
    last = seen[-1]
    assert len(last) == len(before)
    kept = [at for at in range(0, len(before), 512) if last[at : at + 512] == before[at : at + 512]]
    assert kept == []
    assert inode.read_bytes() == b""
    assert not path.exists()


def test_once_the_first_page_is_gone_the_passphrase_opens_nothing(path: Path) -> None:
    class Pulled(Exception):  # noqa: N818 - somebody pulls the stick
        pass

    def pull(_done: int, _total: int) -> None:
        raise Pulled

    with pytest.raises(Pulled):
        erase(path, pull)
    with pytest.raises((errors.WrongPassphraseError, errors.NotAVaultError)):
        Vault.open(path, "phrase", (CHEAP,))
    erase(path, silent)
    assert not path.exists()


def test_an_open_case_is_closed_and_leaves_nothing_beside(path: Path) -> None:
    vault = Vault.open(path, "phrase", (CHEAP,))
    vault.people.add(Person(id="", name="in the journal"))
    journal = path.with_name("case.limbo-wal")
    left = path.with_name("the journal's other name")
    left.hardlink_to(journal)
    words = left.read_bytes()
    (path.with_name("case.limbo.new")).write_bytes(b"what a crash left")
    vault.erase()
    left_now = left.read_bytes()
    left.unlink()
    assert list(path.parent.iterdir()) == []
    assert left_now in {b"", words} or words[:64] not in left_now


def test_copies_stay_unless_they_are_named(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    with Vault.open(path, "phrase", (CHEAP,)) as vault:
        vault.backups.choose(folder)
        with vault.snapshot() as view:
            first = view.backups.keep(silent, always=True)
        assert first is not None
        second = Path(shutil.copy(first.path, tmp_path / "case 2020-01-01 00.00.00.limbo"))
        foreign = folder / "case 2021-01-01 00.00.00.limbo"
        foreign.write_bytes(os.urandom(PAGE_BYTES))
        assert {each.path for each in vault.copies()} == {first.path, second}
        assert {each.path for each in copies_of(path, ())} == {second}
        vault.erase([second])
    assert not path.exists()
    assert not second.exists()
    assert foreign.exists()
    Vault.open(first.path, "phrase", (CHEAP,)).close()


def test_a_copy_that_cannot_be_erased_keeps_the_case(path: Path, tmp_path: Path) -> None:
    with Vault.open(path, "phrase", (CHEAP,)) as vault:
        with pytest.raises(errors.VaultMissingError):
            vault.erase([tmp_path / "gone.limbo"])
        assert vault.people.count() == 1
    Vault.open(path, "phrase", (CHEAP,)).close()


def test_nothing_but_a_case_is_erased(tmp_path: Path) -> None:
    letter = tmp_path / "letter.limbo"
    letter.write_text("Dear Sir or Madam, " * 4_000)
    before = letter.read_bytes()
    with pytest.raises(errors.NotAVaultError):
        erase(letter, silent)
    assert letter.read_bytes() == before


def test_a_case_that_is_open_elsewhere_is_not_erased(path: Path) -> None:
    with Vault.open(path, "phrase", (CHEAP,)) as vault:
        with pytest.raises(errors.VaultInUseError):
            erase(path, silent)
        assert vault.people.count() == 1


@pytest.mark.parametrize("kept", [0, 100, PAGE_BYTES + 7])
def test_a_damaged_case_can_be_erased_too(path: Path, kept: int) -> None:
    os.truncate(path, kept)
    erase(path, silent)
    assert not path.exists()


def test_the_command_erases_only_what_was_named_twice(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["erase", str(path), "--confirm", "another"]) == 1
    assert path.exists()
    assert main(["erase", str(path)]) == 1  # nobody is there to be asked
    assert path.exists()
    copy = Path(shutil.copy(path, path.with_name("case 2020-01-01 00.00.00.limbo")))
    capsys.readouterr()
    assert main(["erase", str(path), "--confirm", "case"]) == 0
    told = capsys.readouterr().out
    assert str(copy) in told
    assert copy.exists()
    assert not path.exists()
