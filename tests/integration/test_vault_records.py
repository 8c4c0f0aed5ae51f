"""Records in a vault: added, changed, removed, restored, erased; drafts, settings, previews."""

import dataclasses
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cheap import CHEAP

from limbo_desktop.case.records import (
    Account,
    CaseInfo,
    Citation,
    Document,
    Event,
    Participant,
    Person,
    Record,
    Reference,
    Source,
    Task,
)
from limbo_desktop.vault.errors import ReadOnlyMediumError
from limbo_desktop.vault.records import NoSuchRecordError
from limbo_desktop.vault.settings import COVER_THREATS, LANGUAGE, LOCK_AFTER_MINUTES, THEME
from limbo_desktop.vault.store import EndedError
from limbo_desktop.vault.vault import Vault


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    ticks = iter(range(1_700_000_000, 1_800_000_000))
    with Vault.create(tmp_path / "case.limbo", "phrase", CHEAP, lambda: next(ticks))[0] as vault:
        yield vault


def blob_of(vault: Vault, data: bytes, folder: Path) -> str:
    source = folder / "source"
    source.write_bytes(data)
    with source.open("rb") as stream:
        return vault.blobs.add(stream).sha256


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
RECORDS = st.one_of(
    st.builds(Person, id=st.just(""), name=TEXTS, also_known_as=st.tuples(TEXTS), conceal=...),
    st.builds(Event, id=st.just(""), title=TEXTS, account=st.builds(Account, text=TEXTS)),
    st.builds(Document, id=st.just(""), file=TEXTS, title=TEXTS, note=TEXTS),
    st.builds(Task, id=st.just(""), title=TEXTS, source=st.builds(Source, text=TEXTS)),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(record=RECORDS)
def test_what_goes_in_comes_out(vault: Vault, record: Record) -> None:
    repository = vault.repository(record)
    added = repository.add(record)
    assert dataclasses.replace(added, id="") == record
    assert repository.get(added.id) == added


def test_every_record_gets_an_id_of_its_own(vault: Vault) -> None:
    first, second = (vault.people.add(Person(id="p1", name="Света")) for _ in range(2))
    assert len({first.id, second.id, "p1"}) == 3
    assert [each.id for each in vault.people.all()] == [first.id, second.id]
    assert vault.people.count() == 2


def test_a_record_is_found_only_among_its_own_type(vault: Vault) -> None:
    person = vault.people.add(Person(id=""))
    with pytest.raises(NoSuchRecordError):
        vault.events.get(person.id)
    with pytest.raises(NoSuchRecordError):
        vault.people.put(Person(id="nobody"))
    with pytest.raises(NoSuchRecordError):
        vault.people.remove("nobody")


def test_links_are_found_from_both_ends(vault: Vault) -> None:
    person = vault.people.add(Person(id="", name="Вадим"))
    document = vault.documents.add(Document(id="", file="a", shows=(person.id,)))
    event = vault.events.add(
        Event(
            id="",
            kind="interview",
            people=(Participant(person.id),),
            fields={"officer": person.id},
            documents=(Citation(document.id, "1-2"),),
        )
    )
    assert list(vault.events.linked_to(person.id)) == [event]
    assert list(vault.events.linked_to(document.id)) == [event]
    assert list(vault.documents.linked_to(person.id)) == [document]
    vault.events.put(dataclasses.replace(event, people=(), fields={}))
    assert list(vault.events.linked_to(person.id)) == []


def test_a_removed_record_waits_in_the_bin_and_comes_back_unchanged(vault: Vault) -> None:
    person = vault.people.add(Person(id="", name="Вадим"))
    event = vault.events.add(Event(id="", title="Разговор", people=(Participant(person.id),)))
    vault.people.remove(person.id)
    assert vault.people.count() == 0
    assert vault.events.get(event.id) == event
    assert [(each.type, each.record) for each in vault.bin.all()] == [("person", person)]
    vault.bin.restore(person.id)
    assert vault.people.get(person.id) == person
    assert vault.bin.all() == ()
    with pytest.raises(NoSuchRecordError):
        vault.bin.restore(person.id)


def test_emptying_the_bin_erases_words_links_and_files(vault: Vault, tmp_path: Path) -> None:
    shared, own = blob_of(vault, b"shared", tmp_path), blob_of(vault, b"own", tmp_path)
    person = vault.people.add(Person(id="", name="Вадим"))
    kept = vault.documents.add(Document(id="", file="a", sha256=shared, shows=(person.id,)))
    gone = vault.documents.add(Document(id="", file="b", sha256=own))
    also_gone = vault.documents.add(Document(id="", file="c", sha256=shared))
    event = vault.events.add(
        Event(
            id="",
            title="Разговор",
            people=(Participant(person.id), Participant("")),
            documents=(Citation(gone.id), Citation(kept.id, "1")),
        )
    )
    for document in (gone, also_gone):
        vault.documents.remove(document.id)
    vault.people.remove(person.id)
    assert vault.bin.empty() == 3
    assert vault.events.get(event.id).documents == (Citation(kept.id, "1"),)
    assert vault.events.get(event.id).people == (Participant(""),)
    assert vault.documents.get(kept.id).shows == ()
    assert shared in vault.blobs
    assert own not in vault.blobs
    changes = [each for each in vault.history.all() if each.record in {person.id, gone.id}]
    assert not [each.body for each in changes if each.body]
    assert vault.history.verify() is None
    assert vault.bin.empty() == 0


def test_the_case_itself_is_kept(vault: Vault) -> None:
    assert vault.info == CaseInfo()
    info = CaseInfo("Наше дело", "FI", "Migri", (Reference("Migri", "1/2"),), ("ru", "en"))
    vault.put_info(info)
    assert vault.info == info


def test_a_transaction_is_all_or_nothing(vault: Vault) -> None:
    def add_and_fail(name: str) -> None:
        vault.people.add(Person(id="", name=name))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), vault.transaction():
        add_and_fail("one")
    assert vault.people.count() == 0
    with vault.transaction():
        vault.people.add(Person(id="", name="one"))
        with pytest.raises(ZeroDivisionError), vault.transaction():
            add_and_fail("two")
        vault.people.add(Person(id="", name="three"))
    assert [each.name for each in vault.people.all()] == ["one", "three"]
    assert vault.history.verify() is None


def test_a_snapshot_stays_at_its_moment_while_the_person_goes_on(vault: Vault) -> None:
    person = vault.people.add(Person(id="", name="before"))
    view = vault.snapshot()
    vault.people.put(dataclasses.replace(person, name="after"))
    vault.people.add(Person(id="", name="new"))
    assert [each.name for each in view.people.all()] == ["before"]
    assert view.read_only
    with pytest.raises(ReadOnlyMediumError):
        view.people.add(Person(id=""))
    view.close()
    with vault.snapshot() as later:
        assert later.people.count() == 2


def test_closing_the_vault_ends_its_snapshots_and_leaves_one_file(tmp_path: Path) -> None:
    path = tmp_path / "case.limbo"
    vault = Vault.create(path, "phrase", CHEAP)[0]
    view = vault.snapshot()
    vault.people.add(Person(id=""))
    vault.close()
    vault.close()
    view.close()
    with pytest.raises(EndedError):
        view.people.count()
    assert list(tmp_path.iterdir()) == [path]


def test_a_snapshot_makes_no_snapshots_and_no_new_passphrase(vault: Vault) -> None:
    with vault.snapshot() as view:
        with pytest.raises(RuntimeError):
            view.snapshot()
        with pytest.raises(RuntimeError):
            view.change_passphrase("new", CHEAP)


def test_a_snapshot_can_be_read_in_another_thread_while_this_one_writes(vault: Vault) -> None:
    for number in range(50):
        vault.people.add(Person(id="", name=str(number)))
    with vault.snapshot() as view, ThreadPoolExecutor(1) as worker:
        names = worker.submit(lambda: [each.name for each in view.people.all() for _ in range(20)])
        for number in range(50):
            vault.people.add(Person(id="", name=f"later {number}"))
        assert len(names.result()) == 1000
    assert vault.people.count() == 100


def test_drafts_outlast_a_closing_and_are_given_up(tmp_path: Path) -> None:
    path = tmp_path / "case.limbo"
    with Vault.create(path, "phrase", CHEAP, lambda: 7)[0] as vault:
        vault.drafts.save("bundle", {"title": "Пов"})
        vault.drafts.save("bundle", {"title": "Повестка", "people": ["p"]})
    with Vault.open(path, "phrase", (CHEAP,)) as vault:
        draft = vault.drafts.get("bundle")
        assert draft is not None
        assert (draft.at, draft.body) == (7, {"title": "Повестка", "people": ["p"]})
        assert vault.drafts.get("other") is None
        vault.drafts.discard("bundle")
        assert vault.drafts.all() == ()
        assert list(vault.history.all()) == []


def test_settings_have_types_and_defaults(vault: Vault) -> None:
    assert vault.settings.get(THEME) == "system"
    vault.settings.set(THEME, "dark")
    vault.settings.set(LOCK_AFTER_MINUTES, 3)
    vault.settings.set(COVER_THREATS, value=False)
    vault.settings.set(LANGUAGE, "ar")
    assert vault.settings.get(THEME) == "dark"
    assert vault.settings.get(LOCK_AFTER_MINUTES) == 3
    assert vault.settings.get(COVER_THREATS) is False
    assert vault.settings.get(LANGUAGE) == "ar"
    with pytest.raises(ValueError, match="theme"):
        vault.settings.set(THEME, "pink")
    with pytest.raises(ValueError, match="lock_after"):
        vault.settings.set(LOCK_AFTER_MINUTES, True)


def test_a_kept_value_that_is_no_longer_allowed_counts_as_never_set(vault: Vault) -> None:
    vault.store.connection.execute("""INSERT INTO setting VALUES ('theme', '"sepia"')""")
    assert vault.settings.get(THEME) == "system"


def test_previews_are_kept_and_cleared(vault: Vault) -> None:
    assert vault.previews.get("a" * 64, 0, 256) is None
    vault.previews.put("a" * 64, 0, 256, b"one")
    vault.previews.put("a" * 64, 0, 256, b"two")
    assert vault.previews.get("a" * 64, 0, 256) == b"two"
    vault.previews.clear()
    assert vault.previews.get("a" * 64, 0, 256) is None
