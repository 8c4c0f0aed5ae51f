"""After an update words are indexed anew in pieces: nothing waits for it, nothing gets lost."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.cheap import CHEAP

from limbo_desktop.case.records import Citation, Document, Event, Participant, Person
from limbo_desktop.vault import derived
from limbo_desktop.vault.timeline import Filters
from limbo_desktop.vault.vault import Vault

Open = Callable[[], Vault]


@pytest.fixture
def reopened(tmp_path: Path) -> Iterator[Open]:
    """Opens the same vault again as the window does, words later; closed at the end."""
    vaults: list[Vault] = []

    def again() -> Vault:
        if vaults:
            vaults[-1].close()
        path = tmp_path / "case.limbo"
        if path.exists():
            vaults.append(Vault.open(path, "phrase", (CHEAP,), words_later=True))
        else:
            vaults.append(Vault.create(path, "phrase", CHEAP)[0])
        return vaults[-1]

    yield again
    for vault in vaults:
        vault.close()


@pytest.fixture
def old(reopened: Open) -> Vault:
    """A case whose words and columns are of another recipe: useless ones."""
    vault = reopened()
    person = vault.people.add(Person(id="", name="Вера"))
    for number in range(7):
        paper = vault.documents.add(Document(id="", title=f"Решение {number}"))
        vault.events.add(
            Event(
                id="",
                kind="search",
                title=f"Обыск {number}",
                when=f"201{number}",
                people=(Participant(person.id),),
                documents=(Citation(paper.id),),
            )
        )
    removed = vault.events.add(Event(id="", title="Обыск в гараже"))
    vault.events.remove(removed.id)
    with vault.store.writing() as connection:
        connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
        connection.execute("UPDATE record SET lane = '', certainty = '', position = ''")
        connection.execute("DELETE FROM link")
        connection.execute("UPDATE derived SET version = 0")
    return vault


def renewal(vault: Vault) -> derived.Renewal:
    assert vault.renewal is not None
    return vault.renewal


def hits(vault: Vault, text: str) -> int:
    return len(vault.search.find(text))


def test_lists_and_links_are_right_at_once_and_words_come_piece_by_piece(
    old: Vault, reopened: Open
) -> None:
    vault = reopened()
    rows = vault.timeline.rows(filters=Filters(kinds=frozenset({"search"})))
    assert [row.record.title for row in rows] == [f"Обыск {number}" for number in range(7)]
    assert [row.documents for row in rows] == [1] * 7
    assert {spot.lane for each in vault.timeline.story() for spot in each} >= {"force", "documents"}
    assert hits(vault, "обыск") == 0
    told = []
    while renewal(vault).waiting:
        told.append(renewal(vault).step(3))
    assert told[0] == (3, 15)
    assert told[-1] == (15, 15)
    assert told == sorted(told)
    assert (hits(vault, "обыск"), hits(vault, "решение"), hits(vault, "вера")) == (7, 7, 8)


def test_a_program_that_ends_in_between_goes_on_where_it_was(old: Vault, reopened: Open) -> None:
    vault, told = reopened(), list[int]()
    while renewal(vault).waiting:
        told.append(renewal(vault).step(2)[0])
        assert told == sorted(told), "it began anew"
        assert len(told) < 15
        vault = reopened()  # as after a lock, or a kill between two pieces
    assert (hits(vault, "обыск"), hits(vault, "решение"), hits(vault, "вера")) == (7, 7, 8)
    assert hits(vault, "гараже") == 0


def test_a_piece_that_fails_is_made_again(
    old: Vault, reopened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = reopened()
    renewal(vault).step(3)
    with monkeypatch.context() as patch:
        patch.setattr(derived, "decoded", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            renewal(vault).step(3)
    renewal(vault).finish()
    assert hits(vault, "обыск") == 7


def test_what_is_written_meanwhile_is_found_and_what_is_removed_is_not(
    old: Vault, reopened: Open
) -> None:
    vault = reopened()
    first, *_, last = vault.events.all()
    renewal(vault).step(4)
    vault.events.remove(first.id)
    vault.events.remove(last.id)
    added = vault.events.add(Event(id="", title="Обыск вчера"))
    (person,) = vault.people.all()
    vault.people.put(Person(id=person.id, name="Зоя"))
    while renewal(vault).waiting:
        renewal(vault).step(4)
    assert hits(vault, "обыск") == 6
    assert [hit.id for hit in vault.search.find("вчера")] == [added.id]
    assert (hits(vault, "вера"), hits(vault, "зоя")) == (0, 6)
    vault.undo.undo()
    vault.bin.restore(first.id)
    assert hits(vault, "обыск") == 7


def test_columns_are_left_alone_where_only_words_are_told_otherwise(
    reopened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    reopened().events.add(Event(id="", title="Обыск"))
    monkeypatch.setattr(derived, "VERSION", derived.VERSION + 1)
    monkeypatch.setattr(derived, "columns_of", lambda *_: 1 / 0)
    vault = reopened()
    renewal(vault).finish()
    assert hits(vault, "обыск") == 1
    assert not renewal(reopened()).waiting


def test_an_earlier_program_that_comes_in_between_begins_anew(
    old: Vault, reopened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    renewal(reopened()).step(9)
    with monkeypatch.context() as patch:
        patch.setattr(derived, "VERSION", derived.VERSION + 7)
        vault = reopened()
        renewal(vault).finish()
        assert hits(vault, "обыск") == 7
    vault = reopened()
    assert renewal(vault).waiting
    renewal(vault).finish()
    assert (hits(vault, "обыск"), hits(vault, "решение"), hits(vault, "вера")) == (7, 7, 8)
