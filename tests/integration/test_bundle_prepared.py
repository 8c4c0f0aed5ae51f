"""What was prepared of an exhibit is not prepared again: counted in requests, not in seconds."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from tests.cheap import CHEAP
from tests.integration.bundle_support import drawn_pdf
from tests.integration.prepared_support import Counting, bundle, files

from limbo_desktop.bundle import kept
from limbo_desktop.bundle.make import prepare
from limbo_desktop.bundle.options import Options
from limbo_desktop.bundle.presets import SCREEN
from limbo_desktop.case.records import Document, Person
from limbo_desktop.vault.redactions import Box
from limbo_desktop.vault.vault import Vault


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with Vault.create(tmp_path / "case.limbo", "phrase", CHEAP)[0] as vault:
        vault.people.add(Person("", name="Anna Sidorova", conceal=True, pseudonym="Witness A"))
        for name, data in files().items():
            blob = vault.blobs.add(io.BytesIO(data))
            vault.documents.add(Document("", name, sha256=blob.sha256, title=name))
        yield vault


@pytest.fixture
def renderer() -> Iterator[Counting]:
    with Counting() as renderer:
        yield renderer


def images(data: bytes) -> set[str]:
    """The digests of all images in a PDF."""
    with pikepdf.open(io.BytesIO(data)) as book:
        streams = [each for each in book.objects if isinstance(each, pikepdf.Stream)]
        return {
            hashlib.sha256(each.read_raw_bytes()).hexdigest()
            for each in streams
            if each.get("/Subtype") == "/Image"
        }


def test_the_second_bundle_asks_the_render_process_nothing(
    vault: Vault, renderer: Counting
) -> None:
    first = bundle(vault, renderer)
    assert {"survey", "words", "page_image", "structure", "conversation"} <= set(renderer.asked)
    renderer.asked.clear()
    again = bundle(vault, renderer)
    assert renderer.asked == []
    assert again == first


def test_no_process_is_started_for_it(vault: Vault, renderer: Counting) -> None:
    first = bundle(vault, renderer)
    with Counting() as idle:
        idle.close()  # whoever asks it now is refused
        assert bundle(vault, idle) == first


def test_it_is_kept_from_one_session_to_the_next(
    vault: Vault, renderer: Counting, tmp_path: Path
) -> None:
    first = bundle(vault, renderer)
    vault.close()
    renderer.asked.clear()
    with Vault.open(tmp_path / "case.limbo", "phrase", (CHEAP,)) as again:
        assert bundle(again, renderer) == first
    assert renderer.asked == []


def test_only_what_is_new_is_asked_about(vault: Vault, renderer: Counting) -> None:
    bundle(vault, renderer)
    renderer.asked.clear()
    blob = vault.blobs.add(io.BytesIO(drawn_pdf("new", "and new")))
    vault.documents.add(Document("", "new.pdf", sha256=blob.sha256))
    bundle(vault, renderer)
    assert renderer.asked == ["survey", "words"]


def test_a_snapshot_uses_what_the_vault_has(vault: Vault, renderer: Counting) -> None:
    first = bundle(vault, renderer)
    renderer.asked.clear()
    with vault.snapshot() as view:
        assert bundle(view, renderer) == first
    assert renderer.asked == []


def test_what_a_snapshot_prepares_reaches_the_vault_when_it_is_handed_on(
    vault: Vault, renderer: Counting
) -> None:
    with vault.snapshot() as view:
        view.prepared.hand_on = vault.prepared.keep
        first = bundle(view, renderer)
    renderer.asked.clear()
    assert bundle(vault, renderer) == first
    assert renderer.asked == []


def test_another_resolution_is_drawn_anew_and_kept_beside(vault: Vault, renderer: Counting) -> None:
    bundle(vault, renderer)
    for expected in (True, False):
        renderer.asked.clear()
        prepare(vault, Options("en"), renderer, pages=False, quality=SCREEN)
        assert ("page_image" in renderer.asked) is expected
        assert "survey" not in renderer.asked
    renderer.asked.clear()
    bundle(vault, renderer)
    assert renderer.asked == []


def test_a_new_black_box_is_drawn_and_the_picture_without_it_is_not_used(
    vault: Vault, renderer: Counting
) -> None:
    open_ = bundle(vault, renderer)
    photo = next(each for each in vault.documents.all() if each.file == "photo.jpg")
    vault.redactions.put(photo.id, {1: [Box(0.1, 0.1, 0.3, 0.3)]})
    renderer.asked.clear()
    covered = bundle(vault, renderer)
    assert renderer.asked.count("page_image") == 1
    assert images(covered) != images(open_)
    vault.redactions.put(photo.id, {1: []})
    renderer.asked.clear()
    assert images(bundle(vault, renderer)) == images(open_)
    assert renderer.asked == []


def test_another_name_is_another_question(vault: Vault, renderer: Counting) -> None:
    bundle(vault, renderer)
    renderer.asked.clear()
    paper = next(each for each in vault.documents.all() if each.file == "paper.pdf")
    vault.documents.put(replace(paper, file="paper.txt"))
    bundle(vault, renderer)
    assert "survey" in renderer.asked


def test_another_recipe_asks_anew(
    vault: Vault, renderer: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = bundle(vault, renderer)
    renderer.asked.clear()
    monkeypatch.setattr(kept, "_recipe", lambda: "that of the next version")
    assert bundle(vault, renderer) == first
    assert renderer.asked.count("survey") >= len(files())


def test_a_file_that_crashed_the_process_is_tried_again(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Counting() as crashing:
        monkeypatch.setattr("limbo_desktop.render.launch.command", lambda: ["/bin/false"])
        slips = bundle(vault, crashing)
    monkeypatch.undo()
    with Counting() as renderer:
        assert bundle(vault, renderer) != slips
        assert "survey" in renderer.asked


def test_after_an_answer_without_shape_nothing_more_is_kept(vault: Vault) -> None:
    with Counting() as renderer:
        documents = list(vault.documents.all())
        with vault.snapshot() as view, kept.keeping(renderer, vault.prepared):
            with view.blobs.open(documents[0].sha256) as stream:
                renderer.survey(stream, "a.pdf")
            renderer.memory.distrust()
            with view.blobs.open(documents[1].sha256) as stream:
                renderer.survey(stream, "b.pdf")
    assert not any(vault.prepared.knows(each.sha256) for each in documents)
