"""Files attached to a case: unchanged, once, and whatever they are."""

import hashlib
import io
import zipfile
from pathlib import Path

from limbo_desktop.intake.attach import Attached, attach
from limbo_desktop.intake.taking import Fate, FileNotReadableError, take_in
from limbo_desktop.render.client import Renderer
from limbo_desktop.render.failures import Reason
from limbo_desktop.vault.vault import Vault


def attach_file(vault: Vault, path: Path, renderer: Renderer) -> Attached:
    with path.open("rb") as stream:
        return attach(vault, stream, path.name, renderer)


def test_a_file_is_in_the_case_byte_for_byte(vault: Vault, renderer: Renderer, cases: Path) -> None:
    path = cases / "family-ru" / "documents" / "povestka_foto.jpg"
    attached = attach_file(vault, path, renderer)
    document = vault.documents.get(attached.document.id)
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (document.file, document.title) == ("povestka_foto.jpg", "povestka foto")
    assert document.type == "summons"
    assert attached.facts.page_count == 1
    with vault.blobs.open(document.sha256) as kept:
        assert kept.read() == path.read_bytes()


def test_the_same_bytes_are_one_document_under_any_name(vault: Vault, renderer: Renderer) -> None:
    first = attach(vault, io.BytesIO(b"same"), "one.txt", renderer)
    second = attach(vault, io.BytesIO(b"same"), "two.txt", renderer)
    assert not first.already
    assert second.already
    assert second.document == first.document
    assert vault.documents.count() == 1


def test_every_hostile_file_is_taken_in_unchanged(
    vault: Vault, renderer: Renderer, cases: Path
) -> None:
    files = [path for path in (cases / "hostile").rglob("*") if path.is_file()]
    for path in files:
        attached = attach_file(vault, path, renderer)
        assert attached.facts.problem not in (Reason.CRASHED, Reason.TOO_SLOW), path.name
        with vault.blobs.open(attached.document.sha256) as kept:
            assert kept.read() == path.read_bytes()
    assert vault.documents.count() == len(files)


def test_odd_names_are_taken_in_under_safe_ones(
    vault: Vault, renderer: Renderer, cases: Path
) -> None:
    with zipfile.ZipFile(cases / "hostile" / "odd_names.zip") as archive:
        for name in archive.namelist():
            attach(vault, io.BytesIO(archive.read(name)), name, renderer)
    long, turned = vault.documents.all()
    assert len(long.file.encode()) <= 200
    assert turned.file == "povestka_fdp.exe"
    assert turned.title == "povestka_[U+202E]fdp.exe"


def test_what_is_no_readable_file_is_refused_and_adds_nothing(
    vault: Vault, renderer: Renderer, tmp_path: Path
) -> None:
    for path in (tmp_path, tmp_path / "missing.pdf"):
        (taken,) = take_in(vault, path, renderer, lambda: None)
        assert taken.fate is Fate.REFUSED
        assert isinstance(taken.why, FileNotReadableError)
    assert vault.documents.count() == 0
    assert list(vault.blobs.all()) == []
