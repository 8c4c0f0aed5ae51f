"""What a bundle asks of a file is asked when the file comes in: counted in requests and in rows."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from tests.cheap import CHEAP
from tests.integration.bundle_support import drawn_pdf
from tests.integration.prepared_support import Counting, bundle, files

from limbo_desktop.bundle.beforehand import prepare_file, prepare_waiting
from limbo_desktop.case.records import Document, Person
from limbo_desktop.intake.look import look_through_waiting
from limbo_desktop.render.client import Renderer
from limbo_desktop.vault import filesystem, prepared
from limbo_desktop.vault.filesystem import Room
from limbo_desktop.vault.vault import Vault

DRAWN = ("photo.jpg", "fax.tiff", "threat.eml")
"""What has pictures, or is a mail on which something hangs."""


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with Vault.create(tmp_path / "case.limbo", "phrase", CHEAP)[0] as vault:
        yield vault


@pytest.fixture
def renderer() -> Iterator[Counting]:
    with Counting() as renderer:
        yield renderer


def add(vault: Vault, name: str, data: bytes, password: str = "", share: str = "all") -> Document:
    blob = vault.blobs.add(io.BytesIO(data))
    new = Document("", name, sha256=blob.sha256, title=name, password=password, share=share)
    return vault.documents.add(new)


def added(vault: Vault, *without: str) -> None:
    for name, data in files().items():
        if name not in without:
            add(vault, name, data)


def conceal(vault: Vault) -> None:
    vault.people.add(Person("", name="Anna Sidorova", conceal=True, pseudonym="Witness A"))


def came_in(vault: Vault, renderer: Counting) -> list[str]:
    """Do what is done with files that came in; what the render process was asked for a bundle."""
    look_through_waiting(vault, renderer, lambda _done, _total: None)
    renderer.asked.clear()
    prepare_waiting(vault, renderer, lambda _done, _total: None)
    asked = renderer.asked.copy()
    renderer.asked.clear()
    return asked


def kept(vault: Vault) -> list[tuple[str, str]]:
    """What is kept, by the file."""
    rows = vault.store.connection.execute("SELECT sha256, what FROM prepared ORDER BY id")
    return [(sha256, what.partition(" ")[0]) for sha256, what in rows]


def names(documents: tuple[Document, ...]) -> list[str]:
    return [each.file for each in documents]


@pytest.mark.parametrize("concealing", [False, True])
def test_the_first_bundle_asks_nothing_and_takes_no_pdf_apart(
    vault: Vault, renderer: Counting, concealing: bool
) -> None:
    if concealing:
        conceal(vault)
    added(vault, *DRAWN)
    asked = came_in(vault, renderer)
    assert {"survey", "structure", "conversation", "page_image"} <= set(asked)
    assert ("words" in asked) is concealing
    before = kept(vault)
    assert {"taken", "forms", "picture"} <= {what for _, what in before}
    with Counting() as idle:
        idle.close()  # whoever asks it now is refused
        bundle(vault, idle)
    assert kept(vault) == before


def test_it_is_the_bundle_that_it_would_be_without(vault: Vault, renderer: Counting) -> None:
    conceal(vault)
    added(vault)
    without = bundle(vault, renderer)
    vault.prepared.clear()
    came_in(vault, renderer)
    assert bundle(vault, renderer) == without


def test_pictures_are_drawn_and_mails_opened_when_a_bundle_shows_them(
    vault: Vault, renderer: Counting
) -> None:
    added(vault)
    came_in(vault, renderer)
    before = kept(vault)
    assert "attachment" not in {what for _, what in before}
    bundle(vault, renderer)
    # a photo, three pages of a fax, and a photo on a mail
    assert sorted(renderer.asked) == ["attachments", *["page_image"] * 5]
    assert {what for _, what in kept(vault)[len(before) :]} == {"attachment", "picture"}


def test_what_is_kept_of_a_photo_and_of_a_mail_is_small(vault: Vault, renderer: Counting) -> None:
    for name in DRAWN:
        add(vault, name, files()[name])
    came_in(vault, renderer)
    assert {sha256 for sha256, _ in kept(vault)} == {each.sha256 for each in vault.documents.all()}
    assert vault.prepared.size() < 4000


def test_a_file_is_prepared_once(vault: Vault, renderer: Counting) -> None:
    added(vault)
    assert came_in(vault, renderer)
    assert vault.prepared.waiting() == ()
    assert came_in(vault, renderer) == []
    add(vault, "new.pdf", drawn_pdf("new"))
    assert came_in(vault, renderer) == ["survey"]


def test_a_protected_file_is_prepared_once_it_opens(vault: Vault, renderer: Counting) -> None:
    conceal(vault)
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn_pdf("one", "two"))) as paper:
        paper.save(locked, encryption=pikepdf.Encryption(owner="secret", user="secret"))
    document = add(vault, "locked.pdf", locked.getvalue())
    assert came_in(vault, renderer) == []
    assert kept(vault) == []
    wrong = vault.documents.put(replace(document, password="guess"))
    assert came_in(vault, renderer) == []
    vault.documents.put(replace(wrong, password="secret"))
    assert came_in(vault, renderer) == ["survey", "words"]
    bundle(vault, renderer)
    assert renderer.asked == []


def test_nothing_is_prepared_of_what_was_not_read_or_goes_nowhere(
    vault: Vault, renderer: Counting
) -> None:
    add(vault, "paper.pdf", drawn_pdf("one"))
    prepare_waiting(vault, renderer, lambda _done, _total: None)
    assert renderer.asked == []
    add(vault, "own.pdf", drawn_pdf("own"), share="private")
    gone = add(vault, "gone.pdf", drawn_pdf("gone"))
    vault.documents.remove(gone.id)
    assert came_in(vault, renderer) == ["survey"]


def test_a_hostile_file_costs_itself(vault: Vault, renderer: Counting, cases: Path) -> None:
    for path in sorted((cases / "hostile").rglob("*.*")):
        if path.is_file():
            add(vault, path.name, path.read_bytes())
    last = add(vault, "paper.pdf", drawn_pdf("the last one"))
    came_in(vault, renderer)
    assert vault.prepared.waiting() == ()
    assert {what for sha256, what in kept(vault) if sha256 == last.sha256} == {
        "survey",
        "taken",
        "forms",
    }
    assert vault.check().sound


def test_where_nothing_is_kept_nothing_is_asked(
    vault: Vault, renderer: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(vault, "paper.pdf", drawn_pdf("one"))
    look_through_waiting(vault, renderer, lambda _done, _total: None)
    (document,) = vault.prepared.waiting()
    renderer.asked.clear()

    def nothing(place: Vault) -> bool:
        prepare_file(place, renderer, document)
        return place.prepared.waiting() == () and renderer.asked == []

    with vault.snapshot() as view:
        assert nothing(view)
    with monkeypatch.context() as full:
        full.setattr(filesystem, "room", lambda _path: Room(100 << 20, None))
        assert nothing(vault)
    with monkeypatch.context() as full:
        full.setattr(prepared, "LIMIT_BYTES", prepared.ENTRY_BYTES - 1)
        assert nothing(vault)
    assert not nothing(vault)


def test_stopped_between_two_files_it_leaves_what_was_prepared(
    vault: Vault, renderer: Renderer
) -> None:
    for number in range(3):
        add(vault, f"{number}.pdf", drawn_pdf(str(number)))
    look_through_waiting(vault, renderer, lambda _done, _total: None)

    def stop(done: int, _total: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        prepare_waiting(vault, renderer, stop)
    assert names(vault.prepared.waiting()) == ["1.pdf", "2.pdf"]
    told: list[tuple[int, int]] = []
    prepare_waiting(vault, renderer, lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (1, 2), (2, 2)]
    assert vault.prepared.waiting() == ()


def test_stopped_within_a_file_it_leaves_nothing_of_that(vault: Vault, renderer: Counting) -> None:
    document = add(vault, "paper.pdf", drawn_pdf("one"))
    look_through_waiting(vault, renderer, lambda _done, _total: None)
    renderer.asked.clear()

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        prepare_file(vault, renderer, document, stop)
    assert renderer.asked == ["survey"]
    assert kept(vault) == []
    renderer.close()
    prepare_file(vault, renderer, document)
    assert kept(vault) == []
    assert names(vault.prepared.waiting()) == ["paper.pdf"]


def test_nothing_of_it_outlives_a_file_that_leaves_meanwhile(
    vault: Vault, renderer: Renderer
) -> None:
    document = add(vault, "paper.pdf", drawn_pdf("one"))
    look_through_waiting(vault, renderer, lambda _done, _total: None)
    with vault.snapshot() as view:
        view.prepared.hand_on = vault.prepared.keep
        prepare_file(view, renderer, document)
        assert kept(vault)
        vault.prepared.clear()
        vault.documents.remove(document.id)
        vault.bin.empty()
        prepare_file(view, renderer, document)
    prepare_file(vault, renderer, document)
    assert kept(vault) == []
