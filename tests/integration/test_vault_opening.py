"""Creating and opening a vault: every way in which the world can say no, each with its answer."""

import contextlib
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher
from tests.cheap import CHEAP

from limbo_desktop.case.records import Document, Person
from limbo_desktop.vault import errors
from limbo_desktop.vault.file import ASIDE
from limbo_desktop.vault.key import Key, Profile
from limbo_desktop.vault.pages import PAGE_BYTES
from limbo_desktop.vault.vault import Vault

OLDER = Profile(number=0, memory_kib=32, passes=1, lanes=1)
NOBODY = 65534

HOLDER = """
import sys
from pathlib import Path
from limbo_desktop.case.records import Person
from limbo_desktop.vault.key import Profile
from limbo_desktop.vault.vault import Vault
vault = Vault.open(Path(sys.argv[1]), "phrase", (Profile(0, 64, 1, 1),))
vault.people.add(Person(id="", name="written before the crash"))
print("open", flush=True)
sys.stdin.read()
"""


def opened(path: Path, passphrase: str = "phrase") -> Vault:
    return Vault.open(path, passphrase, (CHEAP,))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed vault with a person and a file of 300 KB in it."""
    path = tmp_path / "Наше дело قضيتنا.limbo"
    with Vault.create(path, "phrase", CHEAP)[0] as vault:
        vault.people.add(Person(id="", name="Светлана"))
        source = tmp_path / "file"
        source.write_bytes(os.urandom(300_000))
        with source.open("rb") as stream:
            blob = vault.blobs.add(stream)
        vault.documents.add(Document(id="", file="file", sha256=blob.sha256))
        source.unlink()
    return path


@pytest.fixture
def open_to_all(path: Path) -> Iterator[Path]:
    """A copy of the vault in a folder that every account may enter, for `as_nobody`."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    copy = Path(shutil.copy(path, folder / "case.limbo"))
    copy.chmod(0o444)
    yield copy
    shutil.rmtree(folder)


def as_nobody(work: Callable[[], None]) -> None:
    """Run `work` in a child without root's rights: root may write what is read-only."""
    if not hasattr(os, "fork"):
        pytest.skip("needs another account")
    child = os.fork()
    if child == 0:
        code = 1
        with contextlib.suppress(BaseException):
            if os.geteuid() == 0:
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            work()
            code = 0
        os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_new_vault_opens_with_its_passphrase_and_is_one_file(path: Path) -> None:
    with opened(path) as vault:
        assert [each.name for each in vault.people.all()] == ["Светлана"]
        assert not vault.read_only
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_only_its_owner_may_read_it(path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_journals_beside_an_open_vault_are_the_owners_too(path: Path) -> None:
    with opened(path) as vault:
        vault.people.add(Person(id="", name="x"))
        for beside in path.parent.iterdir():
            assert stat.S_IMODE(beside.stat().st_mode) == 0o600


def test_a_new_vault_never_takes_the_place_of_a_file(tmp_path: Path) -> None:
    taken = tmp_path / "case.limbo"
    taken.write_bytes(b"mine")
    with pytest.raises(errors.AlreadyExistsError):
        Vault.create(taken, "phrase", CHEAP)
    assert taken.read_bytes() == b"mine"
    assert [each.name for each in tmp_path.iterdir()] == ["case.limbo"]


def test_a_link_to_nowhere_is_not_followed_by_a_new_vault(tmp_path: Path) -> None:
    link = tmp_path / "case.limbo"
    link.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(errors.AlreadyExistsError):
        Vault.create(link, "phrase", CHEAP)
    assert not (tmp_path / "elsewhere").exists()


def test_what_a_crash_left_of_an_earlier_creation_is_replaced(tmp_path: Path) -> None:
    (tmp_path / f"case.limbo{ASIDE}").write_bytes(b"half a vault")
    with Vault.create(tmp_path / "case.limbo", "phrase", CHEAP)[0] as vault:
        assert vault.people.count() == 0
    assert [each.name for each in tmp_path.iterdir()] == ["case.limbo"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(errors.FolderMissingError):
        Vault.create(tmp_path / "gone" / "case.limbo", "phrase", CHEAP)


def test_a_folder_that_cannot_be_written_is_named() -> None:
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o555)

    def create() -> None:
        with pytest.raises(errors.ReadOnlyMediumError):
            Vault.create(folder / "case.limbo", "phrase", CHEAP)

    as_nobody(create)
    folder.rmdir()


@pytest.mark.parametrize("typed", ["", "phrasе", "Phrase", "phrase ", "совсем другое" * 50])
def test_a_wrong_passphrase_is_told_from_everything_else(path: Path, typed: str) -> None:
    before = path.read_bytes()
    with pytest.raises(errors.WrongPassphraseError):
        opened(path, typed)
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_every_wrong_passphrase_costs_the_same_derivations(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    derived: list[Profile] = []
    real = Key.from_passphrase

    def counting(passphrase: str, salt: bytes, profile: Profile) -> Key:
        derived.append(profile)
        return real(passphrase, salt, profile)

    monkeypatch.setattr(Key, "from_passphrase", staticmethod(counting))
    for wrong in ("", "phras", "x" * 10_000):
        derived.clear()
        with pytest.raises(errors.WrongPassphraseError):
            Vault.open(path, wrong, (OLDER, CHEAP))
        assert derived == [OLDER, CHEAP]


def test_an_older_profile_still_opens(tmp_path: Path) -> None:
    path = tmp_path / "old.limbo"
    Vault.create(path, "phrase", OLDER)[0].close()
    with Vault.open(path, "phrase", (CHEAP, OLDER)) as vault:
        assert vault.people.count() == 0


def test_the_recovery_digits_open_it_too(tmp_path: Path) -> None:
    path = tmp_path / "case.limbo"
    vault, recovery = Vault.create(path, "phrase", CHEAP)
    vault.close()
    with Vault.recover(path, str(recovery).replace(" ", "-")) as again:
        assert again.people.count() == 0


def test_digits_of_another_vault_do_not_open_it(path: Path, tmp_path: Path) -> None:
    other, recovery = Vault.create(tmp_path / "other.limbo", "phrase", CHEAP)
    other.close()
    with pytest.raises(errors.WrongRecoveryKeyError):
        Vault.recover(path, str(recovery))


def test_a_second_opening_in_the_same_program_is_refused_and_harms_nothing(path: Path) -> None:
    with opened(path) as vault:
        with pytest.raises(errors.VaultInUseError):
            opened(path)
        vault.people.add(Person(id="", name="after"))
    with opened(path) as vault:
        assert vault.people.count() == 2


def test_another_window_has_it_until_it_closes_or_crashes(path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(errors.VaultInUseError):
            opened(path)
        with pytest.raises(errors.VaultInUseError):
            opened(path, "wrong")
        other.send_signal(signal.SIGKILL)
    with opened(path) as vault:
        assert "written before the crash" in [each.name for each in vault.people.all()]
        assert vault.check().sound
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("name", ["nothing.limbo", "no folder/nothing.limbo"])
def test_a_vault_that_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(errors.VaultMissingError):
        opened(tmp_path / name)


def test_a_folder_is_no_vault(tmp_path: Path) -> None:
    with pytest.raises(errors.NotAVaultError):
        opened(tmp_path)


def test_zero_bytes(tmp_path: Path) -> None:
    path = tmp_path / "case.limbo"
    path.touch()
    with pytest.raises(errors.VaultEmptyError):
        opened(path)


def test_a_plain_database_is_no_vault(tmp_path: Path) -> None:
    path = tmp_path / "case.limbo"
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE t (a)")
    plain.close()
    with pytest.raises(errors.NotAVaultError):
        opened(path)


def test_an_encrypted_database_of_another_program_is_no_vault(tmp_path: Path) -> None:
    path = tmp_path / "case.limbo"
    salt = b"\0\xff" + os.urandom(14)
    key = Key.from_passphrase("phrase", salt, CHEAP)
    other = sqlcipher.connect(path)
    other.set_key(key.spec(salt))
    other.execute(f"PRAGMA cipher_page_size = {PAGE_BYTES}")
    other.execute("CREATE TABLE t (a)")
    other.close()
    with pytest.raises(errors.NotAVaultError):
        opened(path)


@pytest.mark.parametrize("kept", [20, 1000, PAGE_BYTES - 1, PAGE_BYTES + 1, 3 * PAGE_BYTES + 17])
def test_a_copy_that_stopped_in_the_middle(path: Path, kept: int) -> None:
    os.truncate(path, kept)
    with pytest.raises(errors.VaultTruncatedError):
        opened(path)


@pytest.mark.parametrize("pages", [1, 2, 20])
def test_a_copy_that_stopped_between_two_pages(path: Path, pages: int) -> None:
    os.truncate(path, pages * PAGE_BYTES)
    with pytest.raises(errors.VaultTruncatedError):
        opened(path)


def damage(path: Path, offset: int) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        byte = file.read(1)[0]
        file.seek(offset)
        file.write(bytes([byte ^ 1]))


def test_a_damaged_first_page_is_no_wrong_passphrase(path: Path) -> None:
    damage(path, 100)
    before = path.read_bytes()
    with pytest.raises(errors.VaultDamagedError):
        opened(path)
    assert path.read_bytes() == before
    with pytest.raises(errors.WrongPassphraseError):
        opened(path, "wrong")


def test_damage_further_in_shows_when_it_is_read(path: Path) -> None:
    with opened(path) as vault:
        root = vault.store.connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'record'"
        ).fetchone()[0]
    damage(path, (root - 1) * PAGE_BYTES + 500)
    with opened(path) as vault, pytest.raises(errors.VaultDamagedError):
        list(vault.people.all())


def test_a_file_of_a_newer_version_is_not_touched(path: Path) -> None:
    with opened(path) as vault:
        vault.store.connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(errors.VaultTooNewError):
        opened(path)
    assert path.read_bytes() == before


def test_a_read_only_medium_can_be_read_and_says_no_to_writing(open_to_all: Path) -> None:
    open_to_all.parent.chmod(0o555)

    def read() -> None:
        with opened(open_to_all) as vault:
            assert vault.read_only
            assert vault.people.count() == 1
            with vault.snapshot() as view:
                assert view.people.count() == 1
            assert vault.check().sound
            with pytest.raises(errors.ReadOnlyMediumError):
                vault.people.add(Person(id="", name="x"))
            with pytest.raises(errors.ReadOnlyMediumError):
                vault.change_passphrase("new", CHEAP)
        assert [each.name for each in open_to_all.parent.iterdir()] == [open_to_all.name]

    as_nobody(read)


def test_a_writable_file_in_a_folder_that_is_not_can_be_read(open_to_all: Path) -> None:
    open_to_all.chmod(0o666)
    open_to_all.parent.chmod(0o555)

    def read() -> None:
        with opened(open_to_all) as vault:
            assert vault.read_only
            assert vault.people.count() == 1

    as_nobody(read)


def test_two_windows_may_read_the_same_read_only_file(open_to_all: Path) -> None:
    open_to_all.parent.chmod(0o555)

    def hold() -> None:
        with opened(open_to_all):
            as_nobody(read)

    def read() -> None:
        from limbo_desktop.vault import lock

        lock._OPEN_HERE.clear()  # a child of fork is another window
        with opened(open_to_all) as vault:
            assert vault.people.count() == 1

    as_nobody(hold)


def test_a_file_that_may_not_be_read_says_so(open_to_all: Path) -> None:
    open_to_all.chmod(0o000)

    def read() -> None:
        with pytest.raises(errors.VaultNotReadableError):
            opened(open_to_all)

    as_nobody(read)


def test_a_vault_that_was_not_closed_needs_a_place_to_write(path: Path, open_to_all: Path) -> None:
    folder = open_to_all.parent
    with opened(path) as vault:
        vault.people.add(Person(id="", name="in the journal"))
        for each in path.parent.glob(f"{path.name}*"):
            beside = folder / each.name.replace(path.name, open_to_all.name)
            beside.unlink(missing_ok=True)
            Path(shutil.copy(each, beside)).chmod(0o444)
    folder.chmod(0o555)

    def read() -> None:
        with pytest.raises(errors.UnfinishedOnReadOnlyMediumError):
            opened(open_to_all)

    as_nobody(read)


def test_a_full_disk_keeps_what_was_saved(path: Path) -> None:
    with opened(path) as vault:
        used = vault.store.connection.execute("PRAGMA page_count").fetchone()[0]
        vault.store.connection.execute(f"PRAGMA max_page_count = {used + 2}")
        with pytest.raises(errors.DiskFullError):
            vault.people.add(Person(id="", note="x" * 500_000))
        assert vault.people.count() == 1
        vault.store.connection.execute("PRAGMA max_page_count = 100000")
        vault.people.add(Person(id="", note="x" * 500_000))
    with opened(path) as vault:
        assert vault.people.count() == 2
        assert vault.check().sound


LIMITED = """
import io, os, resource, sys
from pathlib import Path
from limbo_desktop.case.records import Person
from limbo_desktop.vault.errors import StorageLostError
from limbo_desktop.vault.key import Profile
from limbo_desktop.vault.vault import Vault
with Vault.open(Path(sys.argv[1]), "phrase", (Profile(0, 64, 1, 1),)) as vault:
    resource.setrlimit(resource.RLIMIT_FSIZE, (3 << 20, resource.RLIM_INFINITY))
    try:
        vault.blobs.add(io.BytesIO(os.urandom(8 << 20)))
    except StorageLostError:
        print("refused")
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    vault.people.add(Person(id="", name="after"))
    print(vault.people.count(), vault.check().sound)
"""


def test_a_file_that_may_not_grow_keeps_what_was_saved(path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path)], capture_output=True, text=True, check=False
    )
    assert result.stdout.split() == ["refused", "2", "True"], result.stderr
    assert result.stderr == ""


def test_every_answer_is_a_sentence_with_its_placeholders() -> None:
    def all_of(cls: type[errors.VaultError]) -> Iterator[type[errors.VaultError]]:
        yield cls
        for each in cls.__subclasses__():
            yield from all_of(each)

    messages = [cls.message for cls in all_of(errors.VaultError)]
    assert len(messages) == len(set(messages)) >= 20
    assert all(message.endswith(".") for message in messages)
