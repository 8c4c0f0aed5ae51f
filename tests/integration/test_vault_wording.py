"""A former wording taken back from the history: one field or all, and nothing that is erased."""

import dataclasses

import pytest

from limbo_desktop.case.records import (
    Account,
    Citation,
    Document,
    Event,
    Obtained,
    Participant,
    Person,
)
from limbo_desktop.vault.records import NoSuchRecordError
from limbo_desktop.vault.vault import Vault
from limbo_desktop.vault.wording import take_back


@pytest.fixture
def event(vault: Vault) -> Event:
    event = vault.events.add(
        Event(id="", kind="summons", when="2022-10", fields={"issuer": "военкомат", "number": "7"})
    )
    return vault.events.put(
        dataclasses.replace(
            event,
            when="2022-11",
            account=Account("ru", "Принесли утром."),
            fields={"issuer": "полиция"},
        )
    )


@pytest.mark.parametrize(
    ("key", "change"),
    [
        ("when", {"when": "2022-10"}),
        ("fields.issuer", {"fields": {"issuer": "военкомат"}}),
        ("fields.number", {"fields": {"issuer": "полиция", "number": "7"}}),
        ("account.text", {"account": Account("ru", "")}),
    ],
)
def test_one_field_is_taken_back_and_the_rest_stays(
    vault: Vault, event: Event, key: str, change: dict[str, object]
) -> None:
    back = take_back(vault, "event", event.id, 1, key)
    assert back == dataclasses.replace(event, **change)  # type: ignore[arg-type]  # fields by name
    assert vault.events.get(event.id) == back


def test_the_whole_record_is_taken_back_and_it_is_a_change_like_any_other(
    vault: Vault, event: Event
) -> None:
    take_back(vault, "event", event.id, 1)
    former = vault.events.get(event.id)
    assert (former.when, former.account, former.fields["number"]) == ("2022-10", Account(), "7")
    assert [each.action for each in vault.history.of(event.id)] == ["add", "put", "put"]
    assert vault.history.verify() is None
    vault.undo.undo()
    assert vault.events.get(event.id) == event


def test_a_part_of_a_document_is_taken_back(vault: Vault) -> None:
    document = vault.documents.add(Document(id="", obtained=Obtained("по почте", "2023")))
    vault.documents.put(dataclasses.replace(document, obtained=Obtained("", "2024")))
    back = take_back(vault, "document", document.id, 1, "obtained.how")
    assert isinstance(back, Document)
    assert back.obtained == Obtained("по почте", "2024")


def test_what_was_erased_since_does_not_come_back(vault: Vault) -> None:
    kept = vault.people.add(Person(id="", name="А"))
    gone = vault.people.add(Person(id="", name="Б"))
    paper = vault.documents.add(Document(id="", title="Письмо"))
    event = vault.events.add(
        Event(
            id="",
            people=(Participant(kept.id), Participant(gone.id)),
            documents=(Citation(paper.id),),
        )
    )
    written = vault.history.last
    vault.people.remove(gone.id)
    vault.documents.remove(paper.id)
    vault.bin.empty()
    back = take_back(vault, "event", event.id, written)
    assert isinstance(back, Event)
    assert back.people == (Participant(kept.id),)
    assert back.documents == ()


def test_what_lies_in_the_bin_is_not_changed(vault: Vault, event: Event) -> None:
    vault.events.remove(event.id)
    with pytest.raises(NoSuchRecordError):
        take_back(vault, "event", event.id, 1)


def test_a_change_that_the_record_never_had_is_refused(vault: Vault, event: Event) -> None:
    with pytest.raises(KeyError):
        take_back(vault, "event", event.id, 0)
