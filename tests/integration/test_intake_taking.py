"""Folders, phones and archives taken in: every file once, nothing on the disk, bombs left alone."""

import hashlib
import io
import os
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cheap import CHEAP

from limbo_desktop.intake.taking import (
    Fate,
    NothingPackedError,
    PackedProtectedError,
    PackedTooLargeError,
    PackedUnreadableError,
    Taken,
    files_of,
    take_in,
)
from limbo_desktop.render.client import Renderer
from limbo_desktop.vault.custody import Deed
from limbo_desktop.vault.vault import Vault


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    folder = tmp_path / "vault"
    folder.mkdir()
    opened, _ = Vault.create(folder / "case.limbo", "a passphrase", profile=CHEAP)
    with opened:
        yield opened


def took(vault: Vault, renderer: Renderer, path: Path) -> list[Taken]:
    return list(take_in(vault, path, renderer, lambda: None))


def fates(taken: list[Taken]) -> list[tuple[str, Fate]]:
    return [(each.name, each.fate) for each in taken]


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def test_a_telephone_has_the_same_names_in_every_folder_and_all_come_in(
    vault: Vault, renderer: Renderer, tmp_path: Path, cases: Path
) -> None:
    photos = (
        (cases / "family-ru" / "documents", "kvartira_posle.heic"),
        (
            cases / "border-ar" / "documents",
            "darraja.heic",
        ),
    )
    for number, (folder, name) in enumerate(photos):
        target = tmp_path / "DCIM" / f"10{number}APPLE" / "IMG_0001.HEIC"
        target.parent.mkdir(parents=True)
        target.write_bytes((folder / name).read_bytes())
    (tmp_path / "DCIM" / ".thumbnails").mkdir()
    (tmp_path / "DCIM" / ".thumbnails" / "1.jpg").write_bytes(b"small")
    taken = [each for path in files_of([tmp_path / "DCIM"]) for each in took(vault, renderer, path)]
    assert fates(taken) == [("IMG_0001.HEIC", Fate.NEW)] * 2
    assert [each.type for each in vault.documents.all()] == ["photo", "photo"]
    assert len({each.sha256 for each in vault.documents.all()}) == 2
    exported = [each.file for each in vault.export_case().documents]
    assert len(set(exported)) == 2


@pytest.mark.parametrize("mode", ["zip", "w", "w:gz", "w:bz2", "w:xz"])
def test_an_archive_gives_its_files_byte_for_byte_and_is_not_kept_itself(
    vault: Vault, renderer: Renderer, tmp_path: Path, mode: str
) -> None:
    files = {f"папка/письмо {number}.txt": os.urandom(1_500_000) for number in range(3)}
    path = tmp_path / "letters"
    if mode == "zip":
        zipped(path, files)
    else:
        with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]  # a plain str
            for name, data in files.items():
                member = tarfile.TarInfo(name)
                member.size = len(data)
                archive.addfile(member, io.BytesIO(data))
    taken = took(vault, renderer, path)
    assert [each.fate for each in taken] == [Fate.NEW] * 3
    sums = {hashlib.sha256(data).hexdigest() for data in files.values()}
    assert {each.sha256 for each in vault.blobs.all()} == sums
    assert {each.file for each in vault.documents.all()} == {f"письмо {n}.txt" for n in range(3)}
    first = taken[0].document
    assert first is not None
    (log,) = vault.custody.of(first.id)
    assert log.deed is Deed.ADDED
    assert log.said["archive"] == "letters"
    assert log.said["archive_sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_names_that_are_paths_lead_nowhere_and_nothing_is_written_beside_the_vault(
    vault: Vault, renderer: Renderer, tmp_path: Path
) -> None:
    names = ("../../escaped.txt", "/absolute.txt", "C:\\windows.txt", "povestka_\u202efdp.exe")
    path = zipped(tmp_path / "slip.zip", {name: name.encode() for name in names})
    before = {each for each in tmp_path.rglob("*") if "vault" not in each.parts[-2:]}
    taken = took(vault, renderer, path)
    assert [each.name for each in taken] == [
        "escaped.txt",
        "absolute.txt",
        "windows.txt",
        "povestka_[U+202E]fdp.exe",
    ]
    assert [each.file for each in vault.documents.all()] == [
        "escaped.txt",
        "absolute.txt",
        "windows.txt",
        "povestka_fdp.exe",
    ]
    assert not Path("/absolute.txt").exists()
    assert {each for each in tmp_path.rglob("*") if "vault" not in each.parts[-2:]} == before


def test_what_is_here_already_is_linked_also_out_of_an_archive(
    vault: Vault, renderer: Renderer, tmp_path: Path
) -> None:
    (tmp_path / "one.txt").write_bytes(b"the same words")
    took(vault, renderer, tmp_path / "one.txt")
    path = zipped(tmp_path / "a.zip", {"two.txt": b"the same words", "three.txt": b"others"})
    taken = took(vault, renderer, path)
    assert fates(taken) == [("two.txt", Fate.ALREADY), ("three.txt", Fate.NEW)]
    assert vault.documents.count() == 2
    assert taken[0].document is not None
    assert vault.custody.of(taken[0].document.id)[-1].deed is Deed.CAME_AGAIN


def test_a_chat_that_came_as_an_archive_stays_one_document(
    vault: Vault, renderer: Renderer, cases: Path, tmp_path: Path
) -> None:
    chat = cases / "family-ru" / "documents" / "whatsapp" / "_chat.txt"
    path = zipped(
        tmp_path / "WhatsApp Chat.zip", {"_chat.txt": chat.read_bytes(), "photo.jpg": b"1"}
    )
    (taken,) = took(vault, renderer, path)
    assert taken.fate is Fate.NEW
    assert taken.document is not None
    assert taken.document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_names_of_dos_times_are_read_as_they_were_meant(
    vault: Vault, renderer: Renderer, tmp_path: Path
) -> None:
    path = zipped(tmp_path / "old.zip", {"XXXXXXXX.txt": b"1", "__MACOSX/._x.txt": b"2"})
    meant = "Повестка".encode("cp866")
    path.write_bytes(path.read_bytes().replace(b"XXXXXXXX", meant))
    assert [each.name for each in took(vault, renderer, path)] == ["Повестка.txt"]


def test_a_bomb_is_not_taken_apart_and_leaves_nothing_but_itself(
    vault: Vault, renderer: Renderer, tmp_path: Path
) -> None:
    zeros = bytes(200 << 20)
    path = zipped(tmp_path / "bomb.zip", {"harmless.txt": b"1", "zeros.bin": zeros})
    tarred = tmp_path / "bomb.tar.gz"
    with tarfile.open(tarred, "w:gz") as archive:
        member = tarfile.TarInfo("zeros.bin")
        member.size = len(zeros)
        archive.addfile(member, io.BytesIO(zeros))
    for each in (path, tarred):
        (taken,) = took(vault, renderer, each)
        assert taken.fate is Fate.WHOLE
        assert isinstance(taken.why, PackedTooLargeError)
    assert {each.size for each in vault.blobs.all()} == {
        path.stat().st_size,
        tarred.stat().st_size,
    }


def test_a_lying_zip_is_stopped_at_the_bytes_that_come(
    vault: Vault, renderer: Renderer, tmp_path: Path
) -> None:
    path = zipped(tmp_path / "liar.zip", {"zeros.bin": bytes(200 << 20)})
    data = bytearray(path.read_bytes())
    size = (200 << 20).to_bytes(4, "little")
    path.write_bytes(bytes(data).replace(size, (10).to_bytes(4, "little")))
    (taken,) = took(vault, renderer, path)
    assert taken.fate is Fate.WHOLE
    assert [each.size for each in vault.blobs.all()] == [path.stat().st_size]


def test_an_archive_that_cannot_be_read_is_kept_whole_and_says_why(
    vault: Vault, renderer: Renderer, tmp_path: Path
) -> None:
    cut = zipped(tmp_path / "cut.zip", {"a.bin": os.urandom(5000)})
    cut.write_bytes(cut.read_bytes()[:3000])
    closed = zipped(tmp_path / "closed.zip", {"a.txt": b"secret"})
    data = bytearray(closed.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    closed.write_bytes(bytes(data))
    empty = zipped(tmp_path / "empty.zip", {})
    whys = []
    for each in (cut, closed, empty):
        (taken,) = took(vault, renderer, each)
        assert taken.fate is Fate.WHOLE
        whys.append(type(taken.why))
    assert whys == [PackedUnreadableError, PackedProtectedError, NothingPackedError]
    assert vault.documents.count() == 3


def test_a_damaged_file_in_an_archive_stops_no_other(
    vault: Vault, renderer: Renderer, tmp_path: Path
) -> None:
    path = zipped(
        tmp_path / "a.zip", {"good.txt": b"1" * 99, "bad.txt": b"2" * 99, "end.txt": b"3"}
    )
    data = bytearray(path.read_bytes())
    data[data.index(b"bad.txt") + 9] ^= 0xFF
    path.write_bytes(bytes(data))
    assert fates(took(vault, renderer, path)) == [
        ("good.txt", Fate.NEW),
        ("end.txt", Fate.NEW),
        ("bad.txt", Fate.REFUSED),
    ]


def test_stopping_in_the_middle_of_an_archive_leaves_nothing_of_it(
    vault: Vault, renderer: Renderer, tmp_path: Path
) -> None:
    path = zipped(tmp_path / "a.zip", {f"{n}.bin": os.urandom(100) for n in range(5)})
    asked = iter(range(10))

    def check() -> None:
        if next(asked) == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        list(take_in(vault, path, renderer, check))
    assert vault.documents.count() == 0
    assert list(vault.blobs.all()) == []
    assert len(took(vault, renderer, path)) == 5


def test_an_archive_larger_than_one_message_comes_in_by_ranges(
    vault: Vault, renderer: Renderer, tmp_path: Path
) -> None:
    data = os.urandom(9_000_000)
    path = zipped(tmp_path / "large.zip", {"film.bin": data})
    (taken,) = took(vault, renderer, path)
    assert taken.document is not None
    assert taken.document.sha256 == hashlib.sha256(data).hexdigest()
