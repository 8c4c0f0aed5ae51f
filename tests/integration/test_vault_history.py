"""The history: every change is in it, and a later change of an old row shows."""

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cheap import CHEAP

from limbo_desktop.case.records import CaseInfo, Event, Person
from limbo_desktop.vault.vault import Vault


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    ticks = iter(range(100, 10_000))
    with Vault.create(tmp_path / "case.limbo", "phrase", CHEAP, lambda: next(ticks))[0] as vault:
        person = vault.people.add(Person(id="", name="Светлана"))
        vault.people.put(dataclasses.replace(person, name="Светлана Игоревна"))
        vault.put_info(CaseInfo(title="Наше дело"))
        event = vault.events.add(Event(id="", title="Повестка"))
        vault.events.remove(event.id)
        vault.bin.restore(event.id)
        yield vault


def test_every_change_is_a_row_with_its_time_and_body(vault: Vault) -> None:
    changes = list(vault.history.all())
    assert [(each.type, each.action) for each in changes] == [
        ("person", "add"),
        ("person", "put"),
        ("case", "put"),
        ("event", "add"),
        ("event", "remove"),
        ("event", "restore"),
    ]
    assert [each.at for each in changes] == sorted({each.at for each in changes})
    assert json.loads(changes[1].body or "")["name"] == "Светлана Игоревна"
    assert changes[4].body is None
    person = next(vault.people.all())
    assert [each.seq for each in vault.history.of(person.id)] == [1, 2]


def test_a_change_without_a_difference_is_none(vault: Vault) -> None:
    before = list(vault.history.all())
    vault.people.put(next(vault.people.all()))
    vault.put_info(vault.info)
    assert list(vault.history.all()) == before


def test_an_untouched_history_verifies(vault: Vault) -> None:
    assert vault.history.verify() is None


@pytest.mark.parametrize(
    ("forgery", "shows_at"),
    [
        ("UPDATE history SET body = replace(body, 'Светлана', 'Ирина') WHERE seq = 1", 1),
        ("UPDATE history SET body = NULL WHERE seq = 1", 1),
        ("UPDATE history SET at = at - 1 WHERE seq = 2", 2),
        ("UPDATE history SET record = 'other' WHERE seq = 2", 2),
        ("UPDATE history SET action = 'put' WHERE seq = 5", 5),
        ("UPDATE history SET digest = zeroblob(32) WHERE seq = 3", 3),
        ("UPDATE history SET chain = zeroblob(32) WHERE seq = 6", 6),
        ("DELETE FROM history WHERE seq = 3", 3),
        ("DELETE FROM history WHERE seq = 6", 6),
        ("DELETE FROM history", 1),
        ("UPDATE record SET body = json_set(body, '$.name', 'X') WHERE type = 'person'", 2),
        ("DELETE FROM record WHERE type = 'event'", 4),
        ("UPDATE info SET body = '{}'", 3),
    ],
)
def test_a_later_change_shows(vault: Vault, forgery: str, shows_at: int) -> None:
    vault.store.connection.execute(forgery)
    assert vault.history.verify() == shows_at
    assert not vault.check().sound


def test_a_row_put_between_two_others_shows(vault: Vault) -> None:
    connection = vault.store.connection
    connection.execute("UPDATE history SET seq = seq + 100 WHERE seq > 3")
    connection.execute("UPDATE history SET seq = seq - 99 WHERE seq > 100")
    connection.execute(
        "INSERT INTO history SELECT 4, at, type, record, action, body, digest, chain"
        " FROM history WHERE seq = 2"
    )
    assert vault.history.verify() == 4


def test_times_come_from_the_clock_that_was_given(vault: Vault) -> None:
    assert next(vault.history.all()).at == 100
