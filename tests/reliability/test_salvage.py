"""Whatever does not lie on a damaged page of a vault comes out of it again."""

import hashlib
import io
import json
import os
import random
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from tests.cheap import CHEAP
from tests.reliability.table import trial

from limbo_desktop.case.records import CaseInfo, Document, Event, Person
from limbo_desktop.vault.connection import Access, connect
from limbo_desktop.vault.errors import WrongPassphraseError
from limbo_desktop.vault.key import SALT_BYTES, Key
from limbo_desktop.vault.lock import LockedFile
from limbo_desktop.vault.pages import PAGE_BYTES
from limbo_desktop.vault.salvage.plain_pages import PlainPages
from limbo_desktop.vault.salvage.salvage import Salvaged, salvage
from limbo_desktop.vault.salvage.trees import TABLE_LEAF, leaf
from limbo_desktop.vault.vault import Vault

PASSPHRASE = "старая фраза"


def keys(salt: bytes, passphrase: str = PASSPHRASE) -> Iterable[Key]:
    yield Key.from_passphrase(passphrase, salt, CHEAP)


def silent(_done: int, _total: int) -> None:
    """Nobody watches."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault of about 500 pages: people, entries, files of all lengths, a bin, a history."""
    path = tmp_path_factory.mktemp("whole") / "case.limbo"
    noise = random.Random(20221004)
    with Vault.create(path, PASSPHRASE, CHEAP)[0] as vault:
        vault.put_info(CaseInfo(title="Наше дело", country="FI"))
        for number in range(300):
            person = vault.people.add(Person(id="", name=f"Света {number}"))
            entry = Event(id="", kind="note", title=f"سجلّ {number}", told_by=person.id)
            entry = vault.events.add(entry)
            if number % 3 == 0:
                vault.events.put(Event(id=entry.id, kind="note", title=f"изменено {number}"))
            if number % 50 == 0:
                vault.people.remove(person.id)
        for number, size in enumerate((0, 10, 5_000, 262_144, 262_145, 900_000, 3_000_000)):
            blob = vault.blobs.add(io.BytesIO(noise.randbytes(size)))
            vault.documents.add(Document(id="", file=f"{number}.pdf", sha256=blob.sha256))
    return path


def salvaged(path: Path, to: Path) -> Salvaged:
    with Vault.create(to, PASSPHRASE, CHEAP)[0] as fresh:
        return salvage(path, keys, fresh, silent)


def damage(path: Path, numbers: Iterable[int]) -> None:
    with path.open("r+b") as file:
        for number in numbers:
            file.seek((number - 1) * PAGE_BYTES + 1_000)
            byte = file.read(1)[0]
            file.seek(-1, os.SEEK_CUR)
            file.write(bytes([byte ^ 1]))


def bodies(path: Path) -> dict[str, str]:
    """What SQLite itself reads from a whole vault: every record's body by id."""
    salt = path.read_bytes()[:SALT_BYTES]
    connection = connect(path, next(iter(keys(salt))), salt, Access.IMMUTABLE)
    try:
        return dict(connection.execute("SELECT id, body FROM record").fetchall())
    finally:
        connection.close()


class Touched:
    """Pages, with a note of those that were asked for."""

    def __init__(self, pages: PlainPages) -> None:
        self._pages = pages
        self.numbers: set[int] = set()

    def page(self, number: int) -> bytes | None:
        self.numbers.add(number)
        return self._pages.page(number)


@pytest.fixture(scope="module")
def places(whole: Path) -> dict[str, set[int]]:
    """On which pages each record (by id) and each file (by SHA-256) of the whole vault lies."""
    return homes(whole)


def homes(path: Path) -> dict[str, set[int]]:
    """On which pages lies each record (by id) and each file (by SHA-256)."""
    lock = LockedFile.take(path)
    try:
        salt = lock.read_at(0, SALT_BYTES)
        plain = PlainPages(lock, path, next(iter(keys(salt))))
        found, blobs, chunks = dict[str, set[int]](), dict[int, str](), dict[int, set[int]]()
        for number in plain.numbers():
            if plain.kind(number) != TABLE_LEAF:
                continue
            for identity in [row.number for row in leaf(plain, number)]:
                touched = Touched(plain)
                (row,) = leaf(touched, number, only=identity)
                match row.cells:
                    case (None, str(key), "person" | "event" | "document", str(), *_):
                        found[key] = touched.numbers
                    case (None, str(sha256), int(), 1):
                        blobs[row.number] = sha256
                        found[sha256] = touched.numbers
                    case (int(blob), int(), bytes()):
                        chunks.setdefault(blob, set()).update(touched.numbers)
        for blob, sha256 in blobs.items():
            found[sha256] |= chunks.get(blob, set())
        return found
    finally:
        lock.release()


def test_a_whole_vault_comes_out_whole(whole: Path, tmp_path: Path) -> None:
    to = tmp_path / "new.limbo"
    result = salvaged(whole, to)
    assert (result.pages_lost, result.from_history, result.files_lost) == (0, 0, ())
    assert bodies(to) == bodies(whole)
    with (
        Vault.open(to, PASSPHRASE, (CHEAP,)) as new,
        Vault.open(whole, PASSPHRASE, (CHEAP,)) as old,
    ):
        assert new.check().sound
        assert new.info == old.info
        assert new.export_case() == old.export_case()
        assert [each.record.id for each in new.bin.all()] == [
            each.record.id for each in old.bin.all()
        ]
        told = [(each.at, each.record, each.action, each.body) for each in old.history.all()]
        assert [
            (each.at, each.record, each.action, each.body) for each in new.history.all()
        ] == told


def test_what_waits_in_the_journal_comes_out_too(tmp_path: Path) -> None:
    path, to = tmp_path / "case.limbo", tmp_path / "new.limbo"
    copy = tmp_path / "copy.limbo"
    with Vault.create(path, PASSPHRASE, CHEAP)[0] as vault:
        for number in range(200):
            vault.people.add(Person(id="", name=f"Света {number}"))
        shutil.copy(path, copy)
        shutil.copy(f"{path}-wal", f"{copy}-wal")
    assert salvaged(copy, to).records == 200


@pytest.mark.parametrize("percent", [1, 5, 10, 20, 30])
@pytest.mark.parametrize("seed", range(4))
def test_every_record_and_file_off_the_damaged_pages_comes_out(
    whole: Path, places: dict[str, set[int]], tmp_path: Path, percent: int, seed: int
) -> None:
    chance = random.Random(seed * 100 + percent)
    copy, to = Path(shutil.copy(whole, tmp_path / "copy.limbo")), tmp_path / "new.limbo"
    copy.chmod(0o600)
    pages = copy.stat().st_size // PAGE_BYTES
    bad = set(chance.sample(range(1, pages + 1), max(1, pages * percent // 100)))
    safe = {key for key, numbers in places.items() if not numbers & bad}
    before = {each: body for each, body in bodies(whole).items() if each in safe}
    damage(copy, bad)

    with trial("damaged pages", len(bad)):
        result = salvaged(copy, to)

        assert result.pages_lost == len(bad)
        assert_all_of(safe, before, to)


def test_without_its_first_page_a_vault_gives_what_is_on_the_others(
    whole: Path, places: dict[str, set[int]], tmp_path: Path
) -> None:
    copy, to = Path(shutil.copy(whole, tmp_path / "copy.limbo")), tmp_path / "new.limbo"
    copy.chmod(0o600)
    damage(copy, [1])
    with trial("damaged pages"):
        assert salvaged(copy, to).pages_lost == 1
        safe = {key for key, numbers in places.items() if 1 not in numbers}
        assert_all_of(safe, bodies(whole), to)


def assert_all_of(safe: set[str], before: dict[str, str], to: Path) -> None:
    """The new vault is sound and has every record of `before`, and every file that is `safe`."""
    after = bodies(to)
    with Vault.open(to, PASSPHRASE, (CHEAP,)) as new:
        assert new.check().sound
        for identity, body in before.items():
            sha256 = json.loads(body).get("sha256")
            if sha256 is None:
                assert after[identity] == body
            elif sha256 in safe:
                assert after[identity] == body
                with new.blobs.open(sha256) as reader:
                    assert hashlib.sha256(reader.read()).hexdigest() == sha256
            else:
                assert identity in after


def test_a_damaged_vault_is_not_touched(whole: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(whole, tmp_path / "copy.limbo"))
    damage(copy, range(2, 40))
    copy.chmod(0o400)
    before = copy.read_bytes()
    salvaged(copy, tmp_path / "new.limbo")
    assert copy.read_bytes() == before
    assert {each.name for each in tmp_path.iterdir()} == {"copy.limbo", "new.limbo"}


def test_a_wrong_passphrase_brings_out_nothing(whole: Path, tmp_path: Path) -> None:
    with (
        Vault.create(tmp_path / "new.limbo", PASSPHRASE, CHEAP)[0] as fresh,
        pytest.raises(WrongPassphraseError),
    ):
        salvage(whole, lambda salt: keys(salt, "falsch"), fresh, silent)
