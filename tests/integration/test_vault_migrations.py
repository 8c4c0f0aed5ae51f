"""Nobody's case is lost to an upgrade: a real file of every schema still opens, whole."""

import shutil
from pathlib import Path

import pytest

from limbo_desktop.vault import migrations
from limbo_desktop.vault.connection import Connection
from limbo_desktop.vault.errors import UnfinishedOnReadOnlyMediumError
from limbo_desktop.vault.key import Profile
from limbo_desktop.vault.vault import Vault

CHEAP = Profile(number=0, memory_kib=64, passes=1, lanes=1)
VAULTS = Path(__file__).parents[1] / "data" / "vaults"
OLD_FILES = sorted(VAULTS.glob("schema-*.limbo"))
PASSPHRASE = "старая фраза ٣"


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
