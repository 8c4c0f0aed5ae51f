"""Nobody's case is lost to an upgrade: a real file of every schema still opens, whole."""

import shutil
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.cheap import CHEAP

from limbo_desktop.cli.main import main
from limbo_desktop.vault import migrations
from limbo_desktop.vault.connection import Access, Connection, connect
from limbo_desktop.vault.errors import NoRoomForUpgradeError, UnfinishedOnReadOnlyMediumError
from limbo_desktop.vault.file import ASIDE
from limbo_desktop.vault.key import SALT_BYTES, Key
from limbo_desktop.vault.vault import Vault

VAULTS = Path(__file__).parents[1] / "data" / "vaults"
OLD_FILES = sorted(VAULTS.glob("schema-*.limbo"))
PASSPHRASE = "старая фраза ٣"


class Usage(NamedTuple):
    """What `shutil.disk_usage` answers."""

    total: int
    used: int
    free: int


def schema(vault: Vault) -> set[tuple[str, str]]:
    rows = vault.store.connection.execute("SELECT name, sql FROM sqlite_schema")
    return {(name, " ".join((sql or "").split())) for name, sql in rows}


def test_there_is_a_file_of_every_schema() -> None:
    assert [each.stem for each in OLD_FILES] == [
        f"schema-{number}" for number in range(1, migrations.SCHEMA + 1)
    ]


@pytest.mark.parametrize("old", OLD_FILES, ids=lambda path: path.stem)
def test_an_old_file_becomes_the_same_as_a_new_one(old: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(old, tmp_path / "old.limbo"))
    path.chmod(0o600)
    with (
        Vault.open(path, PASSPHRASE, (CHEAP,)) as migrated,
        Vault.create(tmp_path / "new.limbo", "x", CHEAP)[0] as fresh,
    ):
        assert schema(migrated) == schema(fresh)
        assert [each.name for each in migrated.people.all()] == ["Светлана", "سامر"]
        assert [row.record.title for row in migrated.timeline.rows()] == ["Повестка", "Приказ"]
        assert [hit.title for hit in migrated.search.find("سامر")] == ["Повестка", "Приказ", "سامر"]
        assert migrated.info.title == "Наше дело"
        (document,) = migrated.documents.all()
        with migrated.blobs.open(document.sha256) as reader:
            assert reader.read() == "приказ\n".encode() * 25_000
        assert migrated.check().sound
        version = migrated.store.connection.execute("PRAGMA user_version").fetchone()[0]
        assert version == migrations.SCHEMA


UPGRADED = [each for each in OLD_FILES if each.stem != f"schema-{migrations.SCHEMA}"]


def bodies(path: Path) -> tuple[int, set[tuple[str, str]]]:
    """Schema and records of a vault, read as the file lies there."""
    salt = path.read_bytes()[:SALT_BYTES]
    key = Key.from_passphrase(PASSPHRASE, salt, CHEAP)
    with closing(connect(path, key, salt, Access.IMMUTABLE)) as connection:
        rows = connection.execute("SELECT id, body FROM record").fetchall()
        return migrations.schema_of(connection), set(rows)


def beside(path: Path) -> list[Path]:
    """The other files of the folder."""
    return sorted(each for each in path.parent.iterdir() if each != path)


@pytest.mark.parametrize("old", UPGRADED, ids=lambda path: path.stem)
def test_an_upgrade_keeps_a_copy_of_the_old_file_first(old: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(old, tmp_path / "old.limbo"))
    path.chmod(0o600)
    before = bodies(path)
    with Vault.open(path, PASSPHRASE, (CHEAP,)) as vault:
        kept = vault.older_copy
        assert kept is not None
        assert vault.check().sound
    assert beside(path) == [kept]
    assert kept.name.startswith("old 2")
    assert bodies(kept) == before
    assert bodies(path)[0] == migrations.SCHEMA
    with Vault.open(path, PASSPHRASE, (CHEAP,)) as vault:
        assert vault.older_copy is None
    assert beside(path) == [kept]
    again = tmp_path / "again"
    again.mkdir()
    kept = kept.rename(again / kept.name)
    with Vault.open(kept, PASSPHRASE, (CHEAP,)) as vault:
        assert [each.name for each in vault.people.all()] == ["Светлана", "سامر"]


@pytest.mark.parametrize("old", UPGRADED, ids=lambda path: path.stem)
def test_an_upgrade_without_room_for_the_copy_changes_nothing(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(shutil.copy(old, tmp_path / "old.limbo"))
    path.chmod(0o600)
    before = path.read_bytes()
    free = len(before) - 1
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(10 * free, 9 * free, free))
    with pytest.raises(NoRoomForUpgradeError) as refused:
        Vault.open(path, PASSPHRASE, (CHEAP,))
    assert refused.value.params == {"size": 1}
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert beside(path) == []


def test_an_upgrade_that_was_interrupted_goes_on_with_its_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(shutil.copy(VAULTS / "schema-1.limbo", tmp_path / "old.limbo"))
    path.chmod(0o600)

    def failing(_connection: Connection) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(migrations, "STEPS", (migrations.STEPS[0], failing))
    with pytest.raises(ZeroDivisionError):
        Vault.open(path, PASSPHRASE, (CHEAP,))
    monkeypatch.undo()
    (kept,) = beside(path)
    (tmp_path / f"{kept.name}{ASIDE}").write_bytes(b"half of another")
    with Vault.open(path, PASSPHRASE, (CHEAP,)) as vault:
        assert vault.older_copy == kept
    assert beside(path) == [kept]


def test_the_command_line_says_where_the_copy_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(shutil.copy(VAULTS / "schema-1.limbo", tmp_path / "old.limbo"))
    path.chmod(0o600)
    secret = tmp_path / "secret"
    secret.write_text(PASSPHRASE)
    monkeypatch.setattr(
        Vault.open, "__defaults__", ((CHEAP,), *(Vault.open.__defaults__ or ())[1:])
    )
    assert main(["list", str(path), "--passphrase-file", str(secret)]) == 0
    kept = next(each for each in beside(path) if each != secret)
    assert kept.name in capsys.readouterr().err


def test_a_step_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "case.limbo"
    Vault.create(path, "phrase", CHEAP)[0].close()

    def failing(connection: Connection) -> None:
        connection.execute("CREATE TABLE half (a)")
        raise ZeroDivisionError

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, failing))
    monkeypatch.setattr(migrations, "SCHEMA", migrations.SCHEMA + 1)
    with pytest.raises(ZeroDivisionError):
        Vault.open(path, "phrase", (CHEAP,))
    monkeypatch.undo()
    with Vault.open(path, "phrase", (CHEAP,)) as vault:
        assert "half" not in {name for name, _ in schema(vault)}
        assert vault.check().sound


def test_an_old_file_on_a_read_only_medium_asks_to_be_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "case.limbo"
    Vault.create(path, "phrase", CHEAP)[0].close()
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, lambda connection: None))
    monkeypatch.setattr(migrations, "SCHEMA", migrations.SCHEMA + 1)
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(UnfinishedOnReadOnlyMediumError):
        Vault.open(path, "phrase", (CHEAP,))


@pytest.mark.parametrize("old", UPGRADED, ids=lambda path: path.stem)
def test_the_copy_before_an_upgrade_is_told_of_as_it_grows_and_can_be_stopped(
    old: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(old, tmp_path / "old.limbo"))
    path.chmod(0o600)
    before = path.read_bytes()
    told: list[tuple[int, int]] = []

    class StoppedError(Exception):
        """The person pressed stop."""

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        raise StoppedError

    with pytest.raises(StoppedError):
        Vault.open(path, PASSPHRASE, (CHEAP,), upgrading=stop)
    assert path.read_bytes()[: len(before)] == before
    assert beside(path) == []
    told.clear()
    with Vault.open(
        path, PASSPHRASE, (CHEAP,), upgrading=lambda done, total: told.append((done, total))
    ) as vault:
        assert vault.older_copy is not None
    assert 0 < told[-1][0] <= told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    told.clear()
    Vault.open(
        path, PASSPHRASE, (CHEAP,), upgrading=lambda done, total: told.append((done, total))
    ).close()
    assert told == []
