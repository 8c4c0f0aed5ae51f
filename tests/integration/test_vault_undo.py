"""Undo and redo: whole transactions back and again, whatever they changed, as ordinary changes."""

import dataclasses
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cheap import CHEAP
from tests.integration.conftest import Clock

from limbo_desktop.case.records import (
    Account,
    Case,
    CaseInfo,
    Citation,
    Document,
    Event,
    Participant,
    Person,
    Task,
)
from limbo_desktop.vault.errors import VaultError
from limbo_desktop.vault.timeline import Filters
from limbo_desktop.vault.undo import PAUSE_SECONDS
from limbo_desktop.vault.vault import Vault

BOTH = Filters(types=frozenset({"event", "document"}))


@pytest.fixture
def vault(tmp_path: Path, clock: Clock) -> Iterator[Vault]:
    with Vault.create(tmp_path / "case.limbo", "phrase", CHEAP, clock)[0] as vault:
        yield vault


def everything(vault: Vault) -> object:
    """All that a person can see of a vault: records, bin, the case, what search and lists find."""
    return (
        vault.info,
        *(
            sorted((each.id, json.dumps(dataclasses.asdict(each), default=str)) for each in kept)
            for kept in (
                vault.people.all(),
                vault.events.all(),
                vault.documents.all(),
                vault.tasks.all(),
            )
        ),
        [row.id for row in vault.timeline.rows(filters=BOTH)],
        [hit.id for hit in vault.search.find("повестка")],
    )


def test_a_new_vault_has_nothing_to_take_back(vault: Vault) -> None:
    assert not vault.undo.can_undo
    assert not vault.undo.can_redo
    assert vault.undo.undo() is None
    assert vault.undo.redo() is None


def test_a_change_is_taken_back_and_done_again(vault: Vault) -> None:
    event = vault.events.add(Event(id="", title="Повестка"))
    changed = vault.events.put(dataclasses.replace(event, title="Вторая повестка"))
    step = vault.undo.undo()
    assert step is not None
    assert (step.act, step.type, step.title, step.count) == ("put", "event", "Вторая повестка", 1)
    assert step.touched == {("event", event.id)}
    assert vault.events.get(event.id) == event
    again = vault.undo.redo()
    assert again == step
    assert vault.events.get(event.id) == changed


def test_what_was_added_goes_to_the_bin_and_comes_back(vault: Vault) -> None:
    person = vault.people.add(Person(id="", name="Марина"))
    step = vault.undo.undo()
    assert step is not None
    assert (step.act, step.title) == ("add", "Марина")
    assert vault.people.count() == 0
    assert [each.record for each in vault.bin.all()] == [person]
    vault.undo.redo()
    assert vault.people.get(person.id) == person
    assert vault.bin.all() == ()


def test_what_was_deleted_comes_back_and_what_was_restored_goes_again(vault: Vault) -> None:
    task = vault.tasks.add(Task(id="", title="Позвонить"))
    vault.tasks.remove(task.id)
    vault.bin.restore(task.id)
    first = vault.undo.undo()
    assert first is not None
    assert first.act == "restore"
    assert vault.tasks.count() == 0
    second = vault.undo.undo()
    assert second is not None
    assert second.act == "remove"
    assert vault.tasks.get(task.id) == task


def test_what_the_case_is_can_be_taken_back_too(vault: Vault) -> None:
    vault.put_info(CaseInfo(title="Наше дело"))
    vault.put_info(CaseInfo(title="Другое"))
    step = vault.undo.undo()
    assert step is not None
    assert (step.type, step.touched) == ("case", frozenset({("case", "")}))
    assert vault.info == CaseInfo(title="Наше дело")
    vault.undo.undo()
    assert vault.info == CaseInfo()
    vault.undo.redo()
    assert vault.info.title == "Наше дело"


def test_one_transaction_is_one_step(vault: Vault) -> None:
    with vault.transaction():
        for number in range(300):
            blob = vault.blobs.add(io.BytesIO(b"paper %d" % number))
            vault.documents.add(Document(id="", file=f"{number}.txt", sha256=blob.sha256))
    step = vault.undo.undo()
    assert step is not None
    assert (step.act, step.type, step.count, step.title) == ("add", "document", 300, "")
    assert vault.documents.count() == 0
    assert not vault.undo.can_undo
    vault.undo.redo()
    assert vault.documents.count() == 300
    assert all(vault.blobs.find(each.sha256) for each in vault.documents.all())


def test_an_import_is_one_step_and_is_called_so(vault: Vault) -> None:
    case = Case(
        CaseInfo(title="Дело"),
        (Person(id="p1", name="Юлия"),),
        (Event(id="e1", title="Повестка", people=(Participant("p1"),)),),
    )
    vault.import_case(case, lambda document: io.BytesIO(document.file.encode()))
    after = everything(vault)
    step = vault.undo.undo()
    assert step is not None
    assert (step.act, step.type, step.count) == ("import", "", 2)
    assert vault.info == CaseInfo()
    assert vault.people.count() == vault.events.count() == 0
    vault.undo.redo()
    assert everything(vault) == after


def test_a_step_of_several_is_told_by_what_came_first_in_weight(vault: Vault) -> None:
    event = vault.events.add(Event(id="", title="Угроза"))
    with vault.transaction():
        paper = vault.documents.add(Document(id="", title="Снимок"))
        vault.events.put(dataclasses.replace(event, documents=(Citation(paper.id),)))
    step = vault.undo.undo()
    assert step is not None
    assert (step.act, step.title) == ("add", "Снимок")
    assert step.touched == {("event", event.id), ("document", paper.id)}
    assert vault.events.get(event.id).documents == ()


def test_typing_on_in_one_field_is_one_step(vault: Vault, clock: Clock) -> None:
    event = vault.events.add(Event(id=""))
    for text in ("Они", "Они пришли", "Они пришли утром"):
        clock.now += PAUSE_SECONDS
        event = vault.events.put(dataclasses.replace(event, account=Account("ru", text)))
    vault.undo.undo()
    assert vault.events.get(event.id).account == Account()
    vault.undo.redo()
    assert vault.events.get(event.id).account.text == "Они пришли утром"


def test_typing_that_came_back_to_where_it_began_is_no_step(vault: Vault) -> None:
    event = vault.events.add(Event(id="", place="Казань"))
    vault.events.put(dataclasses.replace(event, place="Каз"))
    vault.events.put(event)
    step = vault.undo.undo()
    assert step is not None
    assert step.act == "add"


@pytest.mark.parametrize(
    "between",
    [
        pytest.param("pause", id="after a longer pause"),
        pytest.param("field", id="in another field"),
        pytest.param("record", id="after a change of another record"),
        pytest.param("undo", id="after something was taken back"),
    ],
)
def test_typing_is_another_step(vault: Vault, clock: Clock, between: str) -> None:
    event = vault.events.add(Event(id=""))
    event = vault.events.put(dataclasses.replace(event, fields={"issuer": "военкомат"}))
    if between == "pause":
        clock.now += PAUSE_SECONDS + 1
    elif between == "field":
        event = vault.events.put(dataclasses.replace(event, place="Казань"))
    elif between == "record":
        vault.people.add(Person(id=""))
    else:
        vault.people.add(Person(id=""))
        vault.undo.undo()
    vault.events.put(dataclasses.replace(event, fields={"issuer": "районный военкомат"}))
    vault.undo.undo()
    assert vault.events.get(event.id).fields == {"issuer": "военкомат"}


def test_a_new_change_ends_what_could_be_done_again(vault: Vault) -> None:
    vault.people.add(Person(id="", name="А"))
    vault.undo.undo()
    vault.people.add(Person(id="", name="Б"))
    assert not vault.undo.can_redo
    assert vault.undo.redo() is None
    assert [each.name for each in vault.people.all()] == ["Б"]


def _fail_after_adding(vault: Vault) -> None:
    with vault.transaction():
        vault.people.add(Person(id="", name="Б"))
        raise ZeroDivisionError


def test_a_transaction_that_failed_is_no_step(vault: Vault) -> None:
    with pytest.raises(ZeroDivisionError):
        _fail_after_adding(vault)
    assert not vault.undo.can_undo


def test_only_what_was_kept_of_a_transaction_is_its_step(vault: Vault) -> None:
    with vault.transaction():
        kept = vault.people.add(Person(id="", name="А"))
        with pytest.raises(ZeroDivisionError):
            _fail_after_adding(vault)
    step = vault.undo.undo()
    assert step is not None
    assert step.touched == {("person", kept.id)}


def test_each_step_back_is_in_the_history(vault: Vault) -> None:
    event = vault.events.add(Event(id="", title="А"))
    vault.events.put(dataclasses.replace(event, title="Б"))
    vault.undo.undo()
    vault.undo.undo()
    assert [each.action for each in vault.history.all()] == ["add", "put", "put", "remove"]
    assert vault.history.verify() is None


def test_an_emptied_bin_ends_all_that_could_be_taken_back(vault: Vault) -> None:
    person = vault.people.add(Person(id="", name="А"))
    event = vault.events.add(Event(id="", people=(Participant(person.id),)))
    vault.people.remove(person.id)
    vault.bin.empty()
    assert not vault.undo.can_undo
    assert vault.events.get(event.id).people == ()


def test_a_line_of_the_checklist_that_was_put_aside_counts_again(vault: Vault) -> None:
    event = vault.events.add(Event(id="", title="Повестка", kind="note"))
    incomplete = Filters(incomplete=True)
    assert vault.timeline.count(incomplete) == 1
    vault.silenced.add(event.id, "when")
    assert vault.timeline.count(incomplete) == 0
    step = vault.undo.undo()
    assert step is not None
    assert (step.act, step.title) == ("silence", "Повестка")
    assert vault.silenced.of(event.id) == frozenset()
    assert vault.timeline.count(incomplete) == 1
    vault.undo.redo()
    assert vault.silenced.of(event.id) == {"when"}


def test_a_step_that_cannot_be_written_stays_to_be_taken_back(vault: Vault) -> None:
    event = vault.events.add(Event(id="", title="А"))
    vault.events.put(dataclasses.replace(event, title="Б"))
    vault.store.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(VaultError):
        vault.undo.undo()
    vault.store.connection.execute("PRAGMA query_only = OFF")
    assert vault.undo.undo() is not None
    assert vault.events.get(event.id).title == "А"


def test_a_vault_opened_again_has_no_steps(vault: Vault, clock: Clock) -> None:
    vault.people.add(Person(id="", name="А"))
    path = vault.path
    vault.close()
    with Vault.open(path, "phrase", (CHEAP,), clock) as again:
        assert not again.undo.can_undo


ACTS = st.lists(
    st.tuples(
        st.sampled_from(("add", "put", "remove", "restore", "info", "pair")), st.integers(0, 5)
    ),
    min_size=1,
    max_size=12,
)


def _do(vault: Vault, act: str, number: int) -> None:
    events = list(vault.events.all())
    match act:
        case "add":
            vault.events.add(Event(id="", title=f"Повестка {number}"))
        case "put" if events:
            event = events[number % len(events)]
            vault.events.put(dataclasses.replace(event, when=f"20{10 + number}"))
        case "remove" if events:
            vault.events.remove(events[number % len(events)].id)
        case "restore" if vault.bin.all():
            vault.bin.restore(vault.bin.all()[0].record.id)
        case "info":
            vault.put_info(CaseInfo(title=str(number)))
        case "pair":
            with vault.transaction():
                person = vault.people.add(Person(id="", name=f"N{number}"))
                vault.events.add(Event(id="", told_by=person.id))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=ACTS)
def test_all_the_way_back_and_all_the_way_again(
    vault: Vault, clock: Clock, acts: list[tuple[str, int]]
) -> None:
    while vault.undo.undo():
        pass
    start = everything(vault)
    vault.people.add(Person(id=""))  # ends what an example before could do again
    for act, number in acts:
        clock.now += PAUSE_SECONDS + 1
        _do(vault, act, number)
    end = everything(vault)
    while vault.undo.undo():
        pass
    assert everything(vault) == start
    while vault.undo.redo():
        pass
    assert everything(vault) == end
    assert vault.history.verify() is None


def test_a_long_step_tells_how_far_it_is_and_stopped_leaves_everything_as_it_was(
    vault: Vault,
) -> None:
    class StoppedError(Exception):
        pass

    people = tuple(Person(id=f"p{number}", name=f"Повестка {number}") for number in range(450))
    case = Case(CaseInfo(title="One"), people, (), (), ())
    vault.import_case(case, lambda _: io.BytesIO())
    whole = everything(vault)
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if done >= 400:
            raise StoppedError

    for turn in (vault.undo.undo, vault.undo.redo):
        before, last = everything(vault), vault.history.last
        with pytest.raises(StoppedError):
            turn(stop)
        assert everything(vault) == before
        assert vault.history.last == last
        told.clear()
        step = turn(lambda done, total: told.append((done, total)))
        assert step is not None
        assert (step.act, step.count) == ("import", 450)
        assert told == [(0, 451), (200, 451), (400, 451), (451, 451)]
    assert everything(vault) == whole
    assert vault.history.verify() is None


def test_words_as_typed_go_back_with_their_record_and_are_no_change_of_their_own(
    vault: Vault,
) -> None:
    event = vault.events.add(Event(id="", title="Повестка"))
    with vault.transaction():
        changed = vault.events.put(dataclasses.replace(event, when="2022-10"))
        vault.typed.put(changed, {"when": "октябрь 2022"})
    step = vault.undo.undo()
    assert step is not None
    assert (step.act, step.title, step.count) == ("put", "Повестка", 1)
    assert vault.typed.get(event.id) == {}
    vault.undo.redo()
    assert vault.typed.get(event.id) == {"when": "октябрь 2022"}
