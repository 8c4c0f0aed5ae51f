"""A file that another program changes while it is open: noticed before a word is written, and
both states are kept."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.cheap import CHEAP

from limbo_desktop.case.records import Document, Person
from limbo_desktop.vault import errors
from limbo_desktop.vault.underneath import CHECKPOINT_BYTES, Change, Moved
from limbo_desktop.vault.vault import Vault

HOLDER = """
import sys
from pathlib import Path
from limbo_desktop.vault.key import Profile
from limbo_desktop.vault.vault import Vault
with Vault.open(Path(sys.argv[1]), "phrase", (Profile(0, 64, 1, 1),)):
    print("open", flush=True)
    sys.stdin.read()
"""
LOCKER = """
import fcntl, sys
with open(sys.argv[1], "rb") as file:
    fcntl.flock(file, fcntl.LOCK_EX)
    print("open", flush=True)
    sys.stdin.read()
"""


def opened(path: Path) -> Vault:
    return Vault.open(path, "phrase", (CHEAP,))


def names(path: Path) -> list[str]:
    """Who is in a vault that must be sound."""
    with opened(path) as vault:
        assert vault.check().sound
        return [each.name for each in vault.people.all()]


READER = """
import sys
from pathlib import Path
from limbo_desktop.vault.key import Profile
from limbo_desktop.vault.vault import Vault
with Vault.open(Path(sys.argv[1]), "phrase", (Profile(0, 64, 1, 1),)) as vault:
    assert vault.check().sound
    print(*(each.name for each in vault.people.all()), sep="\\n")
"""


def names_elsewhere(path: Path) -> list[str]:
    """The same from another process."""
    line = [sys.executable, "-c", READER, str(path)]
    done = subprocess.run(line, capture_output=True, check=True, text=True)
    return done.stdout.splitlines()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed vault with one person and a file."""
    path = tmp_path / "case.limbo"
    with Vault.create(path, "phrase", CHEAP)[0] as vault:
        vault.people.add(Person(id="", name="both"))
        blob = vault.blobs.add(io.BytesIO(os.urandom(400_000)))
        vault.documents.add(Document(id="", file="a", sha256=blob.sha256))
    return path


@pytest.fixture
def others(path: Path, tmp_path: Path) -> Path:
    """The same case as another computer has it: with other people, and a larger file."""
    folder = tmp_path / "cloud"
    folder.mkdir()
    other = Path(shutil.copy(path, folder / "case.limbo"))
    with opened(other) as vault:
        vault.people.add(Person(id="", name="theirs"))
        vault.blobs.add(io.BytesIO(os.urandom(900_000)))
    return other


@pytest.fixture
def ours(path: Path) -> Iterator[Vault]:
    with opened(path) as vault:
        vault.people.add(Person(id="", name="ours"))
        yield vault


def replace(other: Path, path: Path) -> None:
    """As a cloud client and a file manager do it: written aside, then renamed."""
    aside = path.with_name(".sync")
    shutil.copy(other, aside)
    aside.replace(path)


def move_away(_other: Path, path: Path) -> None:
    path.rename(path.with_name("moved.limbo"))


def beside(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir() if each.is_file())


def test_a_replaced_file_is_noticed_before_writing_and_both_states_are_kept(
    ours: Vault, others: Path, path: Path
) -> None:
    told: list[Moved] = []
    ours.on_moved = told.append
    replace(others, path)
    foreign = path.read_bytes()
    ours.people.add(Person(id="", name="typed after"))
    (moved,) = told
    assert moved == ours.moved
    assert (moved.path, moved.change, moved.whole) == (path, Change.REPLACED, True)
    assert ours.path == moved.to
    assert moved.to.name.startswith("case 2")
    assert path.read_bytes() == foreign
    assert names(path) == ["both", "theirs"]  # open on both sides at once
    ours.people.add(Person(id="", name="and again"))
    assert told == [moved]
    ours.close()
    assert beside(path) == sorted(["case.limbo", moved.to.name])
    assert names(moved.to) == ["both", "ours", "typed after", "and again"]
    assert names(path) == ["both", "theirs"]


def test_it_is_noticed_without_a_change_too(ours: Vault, others: Path, path: Path) -> None:
    ours.look()
    assert ours.moved is None
    replace(others, path)
    ours.look()
    assert ours.moved is not None


def test_a_file_that_was_moved_away_leaves_nothing_unsaved(
    ours: Vault, others: Path, path: Path
) -> None:
    move_away(others, path)
    ours.people.add(Person(id="", name="typed after"))
    moved = ours.moved
    assert moved is not None
    assert moved.change is Change.GONE
    ours.close()
    assert names(moved.to) == ["both", "ours", "typed after"]
    assert names(path.with_name("moved.limbo")) == ["both", "ours"]
    assert beside(path) == sorted(["moved.limbo", moved.to.name])


def test_a_folder_that_is_gone_is_the_mediums_loss(ours: Vault, path: Path, tmp_path: Path) -> None:
    path.parent.rename(tmp_path.with_name(f"{tmp_path.name}-away"))
    with pytest.raises(errors.StorageLostError):
        ours.people.add(Person(id="", name="x"))
    tmp_path.with_name(f"{tmp_path.name}-away").rename(path.parent)
    ours.people.add(Person(id="", name="y"))
    assert ours.moved is None


def test_a_file_written_over_in_place_is_left_as_it_is_and_ours_goes_on_beside(
    ours: Vault, others: Path, path: Path
) -> None:
    shutil.copyfile(others, path)
    foreign = path.read_bytes()
    ours.people.add(Person(id="", name="typed after"))
    moved = ours.moved
    assert moved is not None
    assert moved.change is Change.OVERWRITTEN
    ours.close()
    assert path.read_bytes() == foreign
    assert beside(path) == sorted(["case.limbo", moved.to.name])
    with pytest.raises(errors.VaultInUseHereError):
        opened(path)
    assert names_elsewhere(path) == ["both", "theirs"]
    kept = names(moved.to)
    assert {"both", "ours", "typed after"} <= set(kept)


def test_an_older_state_copied_over_a_large_case_mixes_nothing(path: Path, tmp_path: Path) -> None:
    with opened(path) as vault:
        for number in range(300):
            vault.people.add(Person(id="", name=f"early {number}", note="x" * 2_000))
    older = Path(shutil.copy(path, tmp_path / "older.limbo"))
    with opened(path) as vault:
        for number in range(300):
            vault.people.add(Person(id="", name=f"later {number}", note="y" * 2_000))
    with opened(path) as vault:
        last = vault.people.add(Person(id="", name="today"))
        shutil.copyfile(older, path)
        foreign = path.read_bytes()
        vault.people.add(Person(id="", name="typed after"))
        moved = vault.moved
        assert moved is not None
        assert vault.people.get(last.id).name == "today"
    assert path.read_bytes() == foreign
    assert len(names_elsewhere(path)) == 301
    kept = names(moved.to)
    assert {"both", "today", "typed after"} <= set(kept)


def test_another_case_copied_over_is_not_touched(ours: Vault, path: Path, tmp_path: Path) -> None:
    stranger = tmp_path / "stranger.limbo"
    with Vault.create(stranger, "phrase", CHEAP)[0] as vault:
        vault.people.add(Person(id="", name="of another case"))
    shutil.copyfile(stranger, path)
    ours.people.add(Person(id="", name="typed after"))
    moved = ours.moved
    assert moved is not None
    ours.close()
    assert names_elsewhere(path) == ["of another case"]
    assert {"ours", "typed after"} <= set(names(moved.to))


@pytest.mark.parametrize("how", [replace, shutil.copyfile], ids=["replaced", "written over"])
def test_closing_without_another_word_leaves_the_others_file_alone_too(
    ours: Vault, others: Path, path: Path, how: Callable[[Path, Path], object]
) -> None:
    how(others, path)
    foreign = path.read_bytes()
    ours.close()
    assert path.read_bytes() == foreign
    moved = ours.moved
    assert moved is not None
    assert beside(path) == sorted(["case.limbo", moved.to.name])
    assert names_elsewhere(path) == ["both", "theirs"]
    assert {"both", "ours"} <= set(names(moved.to))


def test_closing_without_room_for_both_leaves_the_others_file_alone(
    ours: Vault, others: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copyfile(others, path)
    foreign = path.read_bytes()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 10, 0))
    ours.close()
    monkeypatch.undo()
    assert path.read_bytes() == foreign
    assert beside(path) == ["case.limbo"]
    assert names_elsewhere(path) == ["both", "theirs"]


def test_our_own_writing_is_nobody_elses(path: Path) -> None:
    with opened(path) as vault:
        for _ in range(3):
            vault.blobs.add(io.BytesIO(os.urandom(CHECKPOINT_BYTES)))
            vault.people.add(Person(id="", name="x"))
        vault.check()
        vault.people.add(Person(id="", name="y"))
        vault.change_passphrase("phrase", CHEAP)
        with vault.snapshot() as view:
            vault.people.add(Person(id="", name="z"))
            assert view.people.count() == 5
        vault.look()
        assert vault.moved is None
        journal = path.with_name("case.limbo-wal").stat().st_size
        assert journal < 3 * CHECKPOINT_BYTES
    assert len(names(path)) == 6


def test_without_room_for_both_nothing_is_written(
    ours: Vault, others: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace(others, path)
    with monkeypatch.context() as world:
        world.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 10, 0))
        with pytest.raises(errors.DiskFullError):
            ours.people.add(Person(id="", name="x"))
    assert path.read_bytes() == others.read_bytes()
    assert beside(path) == ["case.limbo", "case.limbo-shm", "case.limbo-wal"]
    ours.people.add(Person(id="", name="y"))
    assert ours.moved is not None
    assert [each.name for each in ours.people.all()] == ["both", "ours", "y"]


def held(code: str, path: Path, *command: str) -> subprocess.Popen[bytes]:
    line = [*(command or (sys.executable,)), "-c", code, str(path)]
    other = subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert other.stdout is not None
    assert other.stdout.readline() == b"open\n"
    return other


@pytest.mark.skipif(sys.platform != "linux", reason="/proc/locks is Linux's")
def test_a_second_window_is_told_that_the_first_has_it(path: Path) -> None:
    with held(HOLDER, path) as other:
        with pytest.raises(errors.VaultInUseHereError):
            opened(path)
        other.communicate()


@pytest.mark.skipif(sys.platform != "linux", reason="/proc/locks is Linux's")
def test_another_program_is_named(path: Path, tmp_path: Path) -> None:
    backup = tmp_path / "tidyup"
    backup.symlink_to(sys.executable)
    plain = Path(shutil.copy(path, tmp_path / "file"))
    # What runs is known by its name, not by what it has open.
    with held(LOCKER, plain, str(backup)) as other:
        with pytest.raises(errors.VaultInUseByError) as refused:
            opened(plain)
        other.communicate()
    assert refused.value.params["program"]


@pytest.mark.skipif(sys.platform != "linux", reason="/proc/locks is Linux's")
def test_what_nobody_here_holds_is_held_elsewhere(path: Path, tmp_path: Path) -> None:
    from limbo_desktop.vault.in_use import in_use

    (tmp_path / "locks").write_text("1: FLOCK  ADVISORY  WRITE 811 fe:00:1 0 EOF\n")
    with path.open("rb") as file:
        answer = in_use(file.fileno(), tmp_path)
    assert isinstance(answer, errors.VaultInUseElsewhereError)


EDITOR = """
import sys
from pathlib import Path
from limbo_desktop.case.records import Person
from limbo_desktop.vault.key import Profile
from limbo_desktop.vault.vault import Vault
with Vault.open(Path(sys.argv[1]), "phrase", (Profile(0, 64, 1, 1),)) as vault:
    vault.people.add(Person(id="", name="ours"))
    print("open", flush=True)
    sys.stdin.readline()
    vault.people.add(Person(id="", name="typed after"))
    print(vault.path.name, flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be replaced there")
def test_in_another_process_the_replaced_file_does_not_open_with_the_others_journal(
    path: Path, others: Path
) -> None:
    with held(EDITOR, path) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        replace(others, path)
        with pytest.raises(errors.VaultInUseHereError):
            opened(path)
        other.stdin.write(b"go on\n")
        other.stdin.flush()
        kept = path.with_name(other.stdout.readline().decode().strip())
        assert names(path) == ["both", "theirs"]
        other.communicate()
    assert names(kept) == ["both", "ours", "typed after"]


def test_who_has_it_is_written_nowhere(ours: Vault, path: Path) -> None:
    assert beside(path) == ["case.limbo", "case.limbo-shm", "case.limbo-wal"]
    name = os.uname().nodename.encode() if hasattr(os, "uname") else b"never"
    if len(name) > 3:
        assert all(name not in each.read_bytes() for each in path.parent.glob("case.limbo*"))
