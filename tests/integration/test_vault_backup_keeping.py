"""Backups by themselves: made when something was changed, where the person said, and no others."""

import datetime as dt
import io
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from tests.cheap import CHEAP
from tests.copies import Usage, kept, silent

from limbo_desktop.case.records import Document, Event, Person
from limbo_desktop.vault import settings
from limbo_desktop.vault.backup.folder import SHARE, backups, name_of, share_left, sweep
from limbo_desktop.vault.backup.mark import is_marked
from limbo_desktop.vault.errors import (
    BackupFailedError,
    CopiesFullError,
    CopiesReadOnlyError,
    NoShareForBackupError,
)
from limbo_desktop.vault.file import ASIDE
from limbo_desktop.vault.key import SALT_BYTES, Key
from limbo_desktop.vault.redactions import Box
from limbo_desktop.vault.store import EndedError
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


def opened(path: Path, phrase: str = "phrase") -> Vault:
    return Vault.open(path, phrase, (CHEAP,))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def vault(tmp_path: Path, folder: Path) -> Iterator[Vault]:
    with Vault.create(tmp_path / "case.limbo", "phrase", CHEAP)[0] as vault:
        vault.people.add(Person(id="", name="Света"))
        vault.backups.choose(folder)
        yield vault


def test_without_a_folder_no_copy_is_made(tmp_path: Path) -> None:
    with Vault.create(tmp_path / "case.limbo", "phrase", CHEAP)[0] as vault:
        assert kept(vault) is None
        standing = vault.backups.standing()
        assert (standing.folder, standing.asked) == (None, False)
        vault.backups.put_off()
        assert vault.backups.standing().asked


def test_a_copy_opens_with_everything_and_the_next_waits_for_a_change(
    vault: Vault, folder: Path
) -> None:
    assert vault.backups.standing().due
    made = kept(vault)
    assert made is not None
    assert made.path.parent == folder
    standing = vault.backups.standing()
    assert (standing.last, standing.due, standing.there) == (made.at, False, True)
    assert kept(vault) is None
    with opened(made.path) as copy:
        assert [each.name for each in copy.people.all()] == ["Света"]
        assert copy.check().sound
        assert copy.copy_made == made.at
    assert [each.name for each in folder.iterdir()] == [made.path.name]


def test_what_a_person_would_miss_makes_the_next_copy_due(vault: Vault) -> None:
    kept(vault, always=True)
    event = vault.events.add(Event(id="", kind="note", title="a"))
    paper = vault.documents.add(Document(id="", file="a.txt"))
    changes: list[Callable[[], object]] = [
        lambda: vault.people.add(Person(id="", name="x")),
        lambda: vault.events.remove(event.id),
        lambda: vault.bin.restore(event.id),
        lambda: vault.typed.put(event, {"when": "осенью"}),
        lambda: vault.silenced.add(event.id, "told_authority"),
        lambda: vault.redactions.put(paper.id, {1: [Box(0.1, 0.1, 0.1, 0.1)]}),
        lambda: vault.drafts.save("new entry", {"title": "half a"}),
    ]
    states = [vault.backups.state()]
    for change in changes:
        change()
        states.append(vault.backups.state())
    assert len(set(states)) == len(states)


def test_the_windows_own_notes_make_none_due(vault: Vault) -> None:
    kept(vault, always=True)
    vault.settings.set(settings.WINDOW, "900x600")
    vault.previews.put("0" * 64, 1, 100, b"pixels")
    assert not vault.backups.standing().due


def test_a_new_passphrase_makes_one_due_and_leaves_the_older_ones(
    vault: Vault, folder: Path
) -> None:
    first = kept(vault)
    assert first is not None
    vault.change_passphrase("new", CHEAP)
    assert vault.backups.standing().due
    with vault.snapshot() as view:
        first.path.rename(folder / name_of(vault.path, dt.datetime(2020, 1, 1)))  # noqa: DTZ001
        second = view.backups.keep(silent)
    assert second is not None
    opened(second.path, "new").close()
    assert len(list(folder.iterdir())) == 2


def test_while_the_stick_is_away_it_is_waited_for(vault: Vault, folder: Path) -> None:
    away = folder.rename(folder.with_name("in a drawer"))
    assert kept(vault) is None
    assert not vault.backups.standing().there
    away.rename(folder)
    assert kept(vault) is not None


def test_the_empty_place_of_a_stick_is_no_folder_for_copies(vault: Vault, folder: Path) -> None:
    vault.settings.set(settings.BACKUP_MEDIUM, str(folder))  # mounted here when it was chosen
    assert not os.path.ismount(folder)
    assert kept(vault) is None
    assert list(folder.iterdir()) == []


def test_a_copy_on_the_same_disk_is_known_as_such(vault: Vault) -> None:
    assert vault.backups.standing().same_disk


def dated(folder: Path, vault: Vault, days: Sequence[int]) -> list[Path]:
    """Copies of `vault` made so many days ago."""
    made = kept(vault, always=True)
    assert made is not None
    found = []
    for number in days:
        when = dt.datetime.fromtimestamp(made.at) - dt.timedelta(days=number)  # noqa: DTZ006
        found.append(Path(shutil.copy(made.path, folder / name_of(vault.path, when))))
    made.path.unlink()
    return found


def test_old_copies_are_thinned_out_by_the_way(vault: Vault, folder: Path) -> None:
    copies = dated(folder, vault, [400, 401])
    made = kept(vault, always=True)
    assert made is not None
    assert set(made.removed) == set(copies)
    assert list(folder.iterdir()) == [made.path]


def test_a_copy_that_somebody_works_in_is_never_thinned_out(vault: Vault, folder: Path) -> None:
    worked_in, _ = dated(folder, vault, [400, 401])
    with opened(worked_in) as restored:
        restored.people.add(Person(id="", name="added in the copy"))
    made = kept(vault, always=True)
    assert made is not None
    assert worked_in not in made.removed
    with opened(worked_in) as restored:
        assert restored.people.count() == 2
        assert restored.copy_made is None


def test_a_copy_that_is_open_elsewhere_is_not_removed(vault: Vault, folder: Path) -> None:
    (copy,) = dated(folder, vault, [400])
    command = [sys.executable, "-c", HOLDER, str(copy)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        made = kept(vault, always=True)
        assert made is not None
        assert made.removed == ()
        other.communicate()


def test_the_case_itself_is_no_copy_even_in_the_folder_of_its_copies(
    vault: Vault, folder: Path
) -> None:
    made = kept(vault)
    assert made is not None
    salt = made.path.read_bytes()[:SALT_BYTES]
    key = Key.from_passphrase("phrase", salt, CHEAP)
    assert is_marked(made.path, key, salt)
    vault.close()
    assert not is_marked(vault.path, key, salt)


def test_what_is_restored_keeps_its_copies_apart_from_those_of_the_first(
    vault: Vault, folder: Path, tmp_path: Path
) -> None:
    made = kept(vault)
    assert made is not None
    restored = tmp_path / "restored.limbo"
    made.path.rename(restored)
    first = kept(vault, always=True)
    with opened(restored) as other:
        second = kept(other, always=True)
    third = kept(vault, always=True) if first is None else first
    assert second is not None
    assert third is not None
    assert second.path.exists()
    assert third.path.exists()


def test_what_a_crash_left_of_a_copy_goes_with_the_next(vault: Vault, folder: Path) -> None:
    left = folder / f"{name_of(vault.path, dt.datetime(2026, 1, 1))}{ASIDE}"  # noqa: DTZ001
    left.write_bytes(b"half")
    foreign = folder / f"letter.txt{ASIDE}"
    foreign.write_bytes(b"mine")
    kept(vault)
    assert not left.exists()
    assert foreign.exists()
    sweep(folder, "another case")
    assert foreign.exists()


def test_a_copy_that_would_take_more_than_its_share_is_not_made(
    vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = vault.path.stat().st_size
    free = int(size / SHARE) - 1
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(10 * free, 9 * free, free))
    with pytest.raises(NoShareForBackupError):
        kept(vault)
    assert list(folder.iterdir()) == []
    salt = vault.path.read_bytes()[:SALT_BYTES]
    assert share_left(folder, salt) < size


def test_what_older_copies_take_counts_as_free_for_the_share(vault: Vault, folder: Path) -> None:
    made = kept(vault)
    assert made is not None
    salt = made.path.read_bytes()[:SALT_BYTES]
    (copy,) = backups(folder, salt)
    free = shutil.disk_usage(folder).free
    assert share_left(folder, salt, 1.0) >= free
    assert share_left(folder, salt, 1.0) - share_left(folder, bytes(SALT_BYTES), 1.0) >= copy.size


@pytest.mark.skipif(os.geteuid() != 0 or sys.platform != "linux", reason="mounts a small disk")
def test_a_full_medium_is_said_and_leaves_nothing_half_done(vault: Vault, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(small)], check=False
    )
    if mounted.returncode:
        pytest.skip("may not mount")
    try:
        vault.backups.choose(small)
        assert kept(vault) is not None
        others = {each.name for each in small.iterdir()}
        filler = small / "letters"
        filler.write_bytes(bytes(shutil.disk_usage(small).free - 100_000))
        blob = vault.blobs.add(io.BytesIO(os.urandom(500_000)))
        vault.documents.add(Document(id="", file="a", sha256=blob.sha256))
        with pytest.raises((CopiesFullError, NoShareForBackupError)):
            kept(vault)
        assert {each.name for each in small.iterdir()} == {*others, "letters"}
        assert vault.backups.standing().due
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_a_folder_that_cannot_be_written_is_said(vault: Vault, folder: Path) -> None:
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            if os.geteuid() == 0:
                folder.parent.chmod(0o711)
                for above in folder.parent.parents:
                    if above.stat().st_uid == 0 and above.name.startswith(("pytest", "popen")):
                        above.chmod(0o711)
                folder.chmod(0o555)
                os.chown(vault.path, 65534, 65534)
                for beside in vault.path.parent.glob("case.limbo-*"):
                    os.chown(beside, 65534, 65534)
                os.setuid(65534)
            try:
                kept(vault)
            except CopiesReadOnlyError:
                code = 0
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def test_stopping_leaves_nothing_at_any_step(vault: Vault, folder: Path) -> None:
    class Stop(Exception):  # noqa: N818 - the way out of the work
        pass

    steps = 0

    def count(_done: int, _total: int) -> None:
        nonlocal steps
        steps += 1

    with vault.snapshot() as view:
        assert view.backups.keep(count) is not None
    for each in folder.iterdir():
        each.unlink()
    for stop in range(1, steps + 1):
        asked = 0

        def maybe(_done: int, _total: int, stop: int = stop) -> None:
            nonlocal asked
            asked += 1
            if asked == stop:
                raise Stop

        with vault.snapshot() as view, pytest.raises(Stop):
            view.backups.keep(maybe, always=True)
        assert list(folder.iterdir()) == []


def test_closing_the_vault_ends_the_copy_that_is_being_made(vault: Vault, folder: Path) -> None:
    vault.blobs.add(io.BytesIO(os.urandom(6_000_000)))
    view = vault.snapshot()
    reached, go_on = threading.Event(), threading.Event()
    raised: list[BaseException] = []

    def hold(_done: int, _total: int) -> None:
        reached.set()
        go_on.wait()

    def work() -> None:
        try:
            view.backups.keep(hold, always=True)
        except EndedError as error:
            raised.append(error)

    copying = threading.Thread(target=work)
    copying.start()
    reached.wait()
    closing = threading.Thread(target=vault.close)
    closing.start()
    while not view.store._ended:
        closing.join(0.01)
    go_on.set()
    closing.join()
    copying.join()
    assert len(raised) == 1
    assert list(folder.iterdir()) == []
    assert [each.name for each in folder.parent.iterdir() if each.is_file()] == ["case.limbo"]


@pytest.mark.skipif(sys.platform != "linux", reason="finds the file by its descriptor")
def test_a_medium_that_returns_other_bytes_gives_no_copy(
    vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def flipping(descriptor: int) -> None:
        real(descriptor)
        name = Path(f"/proc/self/fd/{descriptor}").readlink()
        if name.name.endswith(ASIDE):
            with name.open("r+b") as stream:
                stream.seek(20_000)
                byte = stream.read(1)[0]
                stream.seek(20_000)
                stream.write(bytes([byte ^ 1]))

    monkeypatch.setattr(os, "fsync", flipping)
    with pytest.raises(BackupFailedError):
        kept(vault)
    assert list(folder.iterdir()) == []
