"""Files in a vault: streamed in and out, stored once, in constant memory."""

import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cheap import CHEAP

from limbo_desktop.case.records import Document, Person
from limbo_desktop.vault import blobs as blobs_module
from limbo_desktop.vault import filesystem
from limbo_desktop.vault.blobs import CHUNK_BYTES
from limbo_desktop.vault.errors import DiskFullError, FileTooLargeError
from limbo_desktop.vault.filesystem import Room
from limbo_desktop.vault.vault import Vault

SIZES = [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, 1_000_003]


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with Vault.create(tmp_path / "case.limbo", "phrase", CHEAP)[0] as vault:
        yield vault


class Pipe(io.RawIOBase):
    """A stream that cannot seek and gives what it likes; fails after `fail_after` bytes."""

    def __init__(self, data: bytes, step: int = 1000, fail_after: int | None = None) -> None:
        self.data, self.step, self.fail_after, self.place = data, step, fail_after, 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if self.fail_after is not None and self.place >= self.fail_after:
            raise OSError("the stick was pulled out")
        part = self.data[self.place : self.place + min(self.step, size)]
        self.place += len(part)
        return part


def used(vault: Vault) -> int:
    count: int = vault.store.connection.execute("SELECT count(*) FROM chunk").fetchone()[0]
    return count


@pytest.mark.parametrize("size", SIZES)
def test_bytes_come_out_as_they_went_in(vault: Vault, size: int) -> None:
    data = os.urandom(size)
    blob = vault.blobs.add(io.BytesIO(data))
    assert blob.sha256 == hashlib.sha256(data).hexdigest()
    assert blob.size == size
    with vault.blobs.open(blob.sha256) as reader:
        assert reader.read() == data


def test_a_stream_that_cannot_seek_will_do(vault: Vault) -> None:
    data = os.urandom(700_001)
    blob = vault.blobs.add(Pipe(data))  # type: ignore[arg-type]  # RawIOBase is no BinaryIO
    with vault.blobs.open(blob.sha256) as reader:
        assert reader.read() == data


def test_the_stream_is_taken_from_where_it_stands(vault: Vault) -> None:
    stream = io.BytesIO(b"head" + b"body")
    stream.seek(4)
    assert vault.blobs.add(stream).sha256 == hashlib.sha256(b"body").hexdigest()


@pytest.mark.parametrize("seekable", [True, False])
def test_the_same_bytes_are_stored_once(vault: Vault, seekable: bool) -> None:
    data = os.urandom(600_000)
    first = vault.blobs.add(io.BytesIO(data))
    before = used(vault)
    again = vault.blobs.add(io.BytesIO(data) if seekable else Pipe(data))  # type: ignore[arg-type]
    assert again == first
    assert used(vault) == before
    assert list(vault.blobs.all()) == [first]


def test_the_same_length_with_other_bytes_is_another_file(vault: Vault) -> None:
    first = vault.blobs.add(io.BytesIO(b"a" * 1000))
    second = vault.blobs.add(io.BytesIO(b"b" * 1000))
    assert first.sha256 != second.sha256


DATA = os.urandom(CHUNK_BYTES * 2 + 777)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(moves=st.lists(st.tuples(st.integers(0, len(DATA) + 50), st.integers(0, 300_000))))
def test_a_reader_is_a_file(vault: Vault, moves: list[tuple[int, int]]) -> None:
    blob = vault.blobs.add(io.BytesIO(DATA))
    plain = io.BytesIO(DATA)
    with vault.blobs.open(blob.sha256) as reader:
        for offset, length in moves:
            assert reader.seek(offset) == plain.seek(offset)
            assert reader.read(length) == plain.read(length)
            assert reader.tell() == plain.tell()
        assert reader.seek(-10, io.SEEK_END) == plain.seek(-10, io.SEEK_END)
        assert reader.read() == plain.read()


def test_a_reader_cannot_be_written_and_knows_no_place_before_the_start(vault: Vault) -> None:
    blob = vault.blobs.add(io.BytesIO(b"abc"))
    reader = vault.blobs.open(blob.sha256)
    assert reader.seekable()
    assert not reader.writable()
    with pytest.raises((ValueError, OSError)):
        reader.seek(-1)


def test_an_unknown_file_is_a_key_error(vault: Vault) -> None:
    with pytest.raises(KeyError):
        vault.blobs.open("0" * 64)
    assert vault.blobs.find("0" * 64) is None


def test_a_stream_that_fails_leaves_nothing(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blobs_module, "_COMMIT_BYTES", CHUNK_BYTES)
    stream = Pipe(os.urandom(1_000_000), step=CHUNK_BYTES, fail_after=700_000)
    with pytest.raises(OSError, match="pulled out"):
        vault.blobs.add(stream)  # type: ignore[arg-type]
    assert used(vault) == 0
    assert list(vault.blobs.all()) == []


def test_inside_a_transaction_a_file_goes_with_it(vault: Vault) -> None:
    def add_and_fail() -> None:
        vault.blobs.add(io.BytesIO(b"x" * 1_000_000))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), vault.transaction():
        add_and_fail()
    assert used(vault) == 0


def test_what_no_document_came_to_use_is_gone_at_the_next_opening(tmp_path: Path) -> None:
    path = tmp_path / "case.limbo"
    with Vault.create(path, "phrase", CHEAP)[0] as vault:
        kept = vault.blobs.add(io.BytesIO(b"kept"))
        vault.documents.add(Document(id="", file="a", sha256=kept.sha256))
        vault.blobs.add(io.BytesIO(b"loose" * 100_000))
    with Vault.open(path, "phrase", (CHEAP,)) as vault:
        assert list(vault.blobs.all()) == [kept]
        assert used(vault) == 1
        assert vault.check().sound


def test_no_room_is_told_before_anything_is_written(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filesystem, "room", lambda path: Room(free=1000, largest_file=None))
    with pytest.raises(DiskFullError):
        vault.blobs.add(io.BytesIO(b"x" * 2000))
    size = vault.path.stat().st_size
    monkeypatch.setattr(filesystem, "room", lambda path: Room(free=10**9, largest_file=size + 1000))
    with pytest.raises(FileTooLargeError):
        vault.blobs.add(io.BytesIO(b"x" * 2000))
    assert vault.blobs.growth() == 1000
    assert used(vault) == 0


def test_a_snapshot_reads_files_while_others_come_in(vault: Vault) -> None:
    first = vault.blobs.add(io.BytesIO(DATA))
    vault.documents.add(Document(id="", file="a", sha256=first.sha256))
    with vault.snapshot() as view:
        with view.blobs.open(first.sha256) as reader:
            assert reader.read(1000) == DATA[:1000]
            second = vault.blobs.add(io.BytesIO(DATA[::-1]))
            vault.people.add(Person(id=""))
            assert reader.read() == DATA[1000:]
        assert second.sha256 not in view.blobs


STREAMED = """
import io, sys
from pathlib import Path
from limbo_desktop.vault.key import Profile
from limbo_desktop.vault.vault import Vault

MIB = 1 << 20
BLOCK = bytes(range(256)) * 4096

class Endless(io.RawIOBase):
    left = 800
    def readable(self):
        return True
    def read(self, size=-1):
        self.left -= 1
        return BLOCK[:size] if self.left >= 0 and size >= 0 else b""

def peak():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024

with Vault.create(Path(sys.argv[1]), "phrase", Profile(0, 64, 1, 1))[0] as vault:
    vault.blobs.add(io.BytesIO(b"warm" * 200_000))
    before = peak()
    blob = vault.blobs.add(Endless())
    with vault.blobs.open(blob.sha256) as reader:
        while reader.read(MIB):
            pass
    journal = Path(sys.argv[1] + "-wal").stat().st_size // MIB
    print(blob.size // MIB, peak() - before, journal)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads Linux's /proc")
def test_a_large_file_needs_no_more_memory_and_no_long_journal(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-c", STREAMED, tmp_path / "case.limbo"],
        capture_output=True,
        text=True,
        check=True,
    )
    mib, grown, journal = map(int, result.stdout.split())
    assert mib == 200
    assert grown < 40
    assert journal < 100
