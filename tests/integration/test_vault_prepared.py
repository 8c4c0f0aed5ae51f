"""What was prepared of files is a cache in the vault: bounded, gone with its file, never needed."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher
from tests.cheap import CHEAP

from limbo_desktop.case.records import Document
from limbo_desktop.vault import filesystem, prepared
from limbo_desktop.vault.filesystem import Room
from limbo_desktop.vault.prepared import Answer
from limbo_desktop.vault.vault import Vault

DAY = 24 * 3600


class Clock:
    """A clock that is set by hand."""

    now = 1_000_000

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def vault(tmp_path: Path, clock: Clock) -> Iterator[Vault]:
    with Vault.create(tmp_path / "case.limbo", "phrase", CHEAP, clock)[0] as vault:
        yield vault


def paper(vault: Vault, data: bytes) -> Document:
    blob = vault.blobs.add(io.BytesIO(data))
    return vault.documents.add(Document("", "paper.pdf", sha256=blob.sha256))


def rows(vault: Vault) -> list[str]:
    found = vault.store.connection.execute("SELECT what FROM prepared ORDER BY id")
    return [what for (what,) in found]


def test_what_was_put_is_there_after_a_flush_and_in_the_next_session(
    vault: Vault, tmp_path: Path
) -> None:
    sha256 = paper(vault, b"one").sha256
    vault.prepared.put(sha256, "facts", b"three pages")
    assert vault.prepared.get(sha256, "facts") is None
    vault.prepared.flush()
    assert vault.prepared.get(sha256, "facts") == b"three pages"
    assert vault.prepared.get(sha256, "words") is None
    vault.close()
    with Vault.open(tmp_path / "case.limbo", "phrase", (CHEAP,)) as again:
        assert again.prepared.get(sha256, "facts") == b"three pages"


def test_it_leaves_with_its_file(vault: Vault, tmp_path: Path) -> None:
    document = paper(vault, b"one")
    vault.prepared.keep([Answer(document.sha256, "facts", b"data")])
    vault.documents.remove(document.id)
    assert rows(vault) == ["facts"], "the document lies in the bin, its file with it"
    vault.bin.empty()
    vault.blobs.sweep()
    assert rows(vault) == []


def test_a_file_that_left_meanwhile_leaves_nothing_behind(vault: Vault) -> None:
    vault.prepared.keep([Answer("ab" * 32, "facts", b"data")])
    assert rows(vault) == []


def test_beyond_the_limit_goes_what_was_not_needed_for_longest(
    vault: Vault, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepared, "LIMIT_BYTES", 30)
    sha256 = paper(vault, b"one").sha256
    for what in ("first", "second", "third"):
        vault.prepared.keep([Answer(sha256, what, bytes(10))])
        clock.now += DAY
    assert vault.prepared.get(sha256, "first") == bytes(10)
    vault.prepared.flush()
    clock.now += DAY
    vault.prepared.keep([Answer(sha256, "fourth", bytes(10))])
    assert rows(vault) == ["first", "third", "fourth"]
    assert vault.prepared.size() == 30


def test_of_a_case_larger_than_the_limit_a_part_stays(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepared, "LIMIT_BYTES", 30)
    sha256 = paper(vault, b"one").sha256
    for number in range(6):
        vault.prepared.keep([Answer(sha256, f"page {number}", bytes(10))])
    assert rows(vault) == ["page 0", "page 1", "page 2"]


def test_an_answer_that_is_too_large_is_not_kept(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepared, "ENTRY_BYTES", 10)
    sha256 = paper(vault, b"one").sha256
    vault.prepared.put(sha256, "large", bytes(11))
    vault.prepared.put(sha256, "small", bytes(10))
    vault.prepared.flush()
    assert rows(vault) == ["small"]


def test_a_snapshot_hands_on_what_it_cannot_write(vault: Vault) -> None:
    sha256 = paper(vault, b"one").sha256
    handed: list[Sequence[Answer]] = []
    with vault.snapshot() as view:
        view.prepared.put(sha256, "before", b"nobody takes it")
        view.prepared.hand_on = handed.append
        view.prepared.put(sha256, "facts", b"data")
        view.prepared.flush(full=True)
        assert handed == [], "there is no batch of it yet"
        view.prepared.flush()
    assert handed == [(Answer(sha256, "facts", b"data"),)]
    vault.prepared.keep(handed[0])
    assert rows(vault) == ["facts"]


def test_a_vault_that_cannot_be_written_is_not_written(vault: Vault, tmp_path: Path) -> None:
    sha256 = paper(vault, b"one").sha256
    vault.prepared.keep([Answer(sha256, "facts", b"data")])
    with vault.snapshot() as view:
        view.prepared.put(sha256, "words", b"data")
        view.prepared.flush()
        assert view.prepared.get(sha256, "facts") == b"data"
    assert rows(vault) == ["facts"]


def test_a_full_medium_is_left_to_the_person(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    sha256 = paper(vault, b"one").sha256
    monkeypatch.setattr(filesystem, "room", lambda _path: Room(100 << 20, None))
    vault.prepared.keep([Answer(sha256, "facts", b"data")])
    assert rows(vault) == []


def test_a_disk_that_fills_up_meanwhile_costs_the_cache_only(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256 = paper(vault, b"one").sha256
    pages = vault.store.connection.execute("PRAGMA page_count").fetchone()[0]
    vault.store.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(sqlcipher.OperationalError):
        vault.store.connection.execute("CREATE TABLE more AS SELECT randomblob(100000)")
    vault.prepared.keep([Answer(sha256, "facts", bytes(1 << 20))])
    assert rows(vault) == []


def test_undo_knows_nothing_of_it(vault: Vault) -> None:
    document = paper(vault, b"one")
    vault.prepared.keep([Answer(document.sha256, "facts", b"data")])
    vault.undo.undo()
    assert list(vault.documents.all()) == []
    assert rows(vault) == ["facts"]


def test_no_word_of_it_leaves_with_the_case(vault: Vault) -> None:
    sha256 = paper(vault, b"one").sha256
    before = vault.export_case()
    vault.prepared.keep([Answer(sha256, "facts", b"data")])
    assert vault.export_case() == before
    assert vault.check().sound
