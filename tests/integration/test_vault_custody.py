"""The log of a paper: readable, only added to, chained with the history, untouched by undo."""

import io
from dataclasses import replace

import pytest
from tests.integration.conftest import Clock

from limbo_desktop.case.records import Document, Obtained
from limbo_desktop.vault.custody import Deed
from limbo_desktop.vault.vault import Vault


@pytest.fixture
def paper(vault: Vault) -> Document:
    blob = vault.blobs.add(io.BytesIO(b"call-up paper"))
    return vault.documents.add(Document(id="", file="paper.jpg", sha256=blob.sha256))


def test_the_log_begins_with_the_name_and_the_sum_with_which_the_file_came(
    vault: Vault, paper: Document
) -> None:
    (entry,) = vault.custody.of(paper.id)
    assert (entry.at, entry.deed) == (Clock.now, Deed.ADDED)
    assert entry.said == {"file": "paper.jpg", "sha256": paper.sha256}


def test_what_was_changed_in_one_go_is_one_line_with_its_fields(
    vault: Vault, paper: Document, clock: Clock
) -> None:
    clock.now += 60
    named = vault.documents.put(replace(paper, title="Call-up paper"))
    clock.now += 60
    told = vault.documents.put(replace(named, obtained=Obtained(how="by post")))
    clock.now += 3600
    vault.documents.put(replace(told, when="2022-10-04"))
    _, first, second = vault.custody.of(paper.id)
    assert (first.deed, first.fields) == (Deed.CHANGED, ("title", "obtained"))
    assert (second.at, second.fields) == (clock.now, ("when",))


def test_whom_it_was_given_to_is_told_as_typed(vault: Vault, paper: Document) -> None:
    vault.custody.note(
        [paper.id], Deed.HANDED_OVER, to="Maria Laine", when="2024-02", what="copy", note=""
    )
    entry = vault.custody.of(paper.id)[-1]
    assert entry.deed is Deed.HANDED_OVER
    assert entry.said == {"to": "Maria Laine", "when": "2024-02", "what": "copy"}


def test_the_chain_holds_with_every_deed_and_an_edited_line_shows(
    vault: Vault, paper: Document
) -> None:
    for deed in Deed:
        if deed not in {Deed.ADDED, Deed.CHANGED, Deed.REMOVED, Deed.RESTORED}:
            vault.custody.note([paper.id], deed, to="somebody")
    assert vault.history.verify() is None
    with vault.store.writing() as connection:
        seq = connection.execute("SELECT max(seq) FROM history").fetchone()[0]
        connection.execute('UPDATE history SET body = \'{"to":"me"}\' WHERE seq = ?', (seq,))
    assert vault.history.verify() == seq


def test_undo_passes_over_the_log_and_leaves_it_as_it_is(vault: Vault, paper: Document) -> None:
    vault.documents.put(replace(paper, title="Call-up paper"))
    vault.custody.note([paper.id], Deed.SAVED_OUT, name="paper.jpg")
    step = vault.undo.undo()
    assert step is not None
    assert step.act == "put"
    assert vault.documents.get(paper.id) == paper
    assert [each.deed for each in vault.custody.of(paper.id)][:3] == [
        Deed.ADDED,
        Deed.CHANGED,
        Deed.SAVED_OUT,
    ]
    vault.undo.redo()
    assert vault.documents.get(paper.id).title == "Call-up paper"
    assert vault.history.verify() is None


def test_to_note_something_takes_no_step_away_that_could_be_done_again(
    vault: Vault, paper: Document
) -> None:
    vault.documents.put(replace(paper, title="Call-up paper"))
    vault.undo.undo()
    vault.custody.note([paper.id], Deed.SAVED_OUT, name="paper.jpg")
    assert vault.undo.can_redo


def test_the_words_of_the_log_go_when_the_paper_is_erased(vault: Vault, paper: Document) -> None:
    vault.custody.note([paper.id], Deed.HANDED_OVER, to="a friend")
    vault.documents.remove(paper.id)
    vault.bin.empty()
    assert [dict(each.said) for each in vault.custody.of(paper.id) if each.said] == []
    assert vault.history.verify() is None


def test_a_vault_that_can_only_be_read_notes_nothing_and_refuses_nothing(
    vault: Vault, paper: Document
) -> None:
    with vault.snapshot() as view:
        view.custody.sent([paper.id], "evidence.pdf", "ab" * 32)
    assert [each.deed for each in vault.custody.of(paper.id)] == [Deed.ADDED]
