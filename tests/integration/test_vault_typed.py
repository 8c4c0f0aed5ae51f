"""Words as typed in a vault: kept beside their record, and what a crash left becomes a change."""

from pathlib import Path

from tests.cheap import CHEAP

from limbo_desktop.case.records import Document, Event
from limbo_desktop.vault.vault import Vault


def opened(path: Path) -> Vault:
    return Vault.open(path, "phrase", profiles=(CHEAP,))


def made(path: Path) -> Vault:
    return Vault.create(path, "phrase", profile=CHEAP)[0]


def test_words_stand_beside_their_record_through_a_new_opening(tmp_path: Path) -> None:
    path = tmp_path / "case.limbo"
    with made(path) as vault:
        event = vault.events.add(Event(id="", when="2022-10"))
        vault.typed.put(event, {"when": "октябрь 2022", "time": ""})
    with opened(path) as vault:
        assert vault.typed.get(event.id) == {"when": "октябрь 2022"}
        vault.typed.put(event, {"fields.issued": "when it snowed"})
        assert vault.typed.get(event.id) == {"fields.issued": "when it snowed"}


def test_words_go_to_the_bin_with_their_record_and_for_good_when_it_is_emptied(
    tmp_path: Path,
) -> None:
    with made(tmp_path / "case.limbo") as vault:
        event = vault.events.add(Event(id=""))
        vault.typed.put(event, {"when": "after the storm"})
        vault.events.remove(event.id)
        vault.bin.restore(event.id)
        assert vault.typed.get(event.id) == {"when": "after the storm"}
        vault.events.remove(event.id)
        vault.bin.empty()
        assert vault.typed.get(event.id) == {}


def test_words_are_taken_back_and_done_again_with_the_change_they_belong_to(
    tmp_path: Path,
) -> None:
    with made(tmp_path / "case.limbo") as vault:
        event = vault.events.add(Event(id=""))
        with vault.transaction():
            changed = vault.events.put(Event(id=event.id, when="2022-10"))
            vault.typed.put(changed, {"when": "October 2022"})
        step = vault.undo.undo()
        assert step is not None
        assert step.count == 1
        assert (vault.events.get(event.id).when, vault.typed.get(event.id)) == ("", {})
        vault.undo.redo()
        assert vault.events.get(event.id).when == "2022-10"
        assert vault.typed.get(event.id) == {"when": "October 2022"}


def test_what_was_typed_before_a_crash_is_a_change_at_the_next_opening(tmp_path: Path) -> None:
    path = tmp_path / "case.limbo"
    with made(path) as vault:
        document = vault.documents.add(Document(id="", file="a.pdf"))
        event = vault.events.add(Event(id=""))
        vault.drafts.keep(Document(id=document.id, file="a.pdf", note="before"), {})
        vault.drafts.keep(Event(id=event.id, when="2022~"), {"when": "about 2022"})
    with opened(path) as vault:
        assert vault.documents.get(document.id).note == "before"
        assert vault.events.get(event.id).when == "2022~"
        assert vault.typed.get(event.id) == {"when": "about 2022"}
        assert [change.action for change in vault.history.of(event.id)] == ["add", "put"]
        assert vault.undo.undo() is None
        assert vault.drafts.all() == ()


def test_what_was_typed_into_a_record_that_was_deleted_stays_deleted(tmp_path: Path) -> None:
    path = tmp_path / "case.limbo"
    with made(path) as vault:
        event = vault.events.add(Event(id=""))
        vault.drafts.keep(Event(id=event.id, title="late"), {})
        vault.events.remove(event.id)
    with opened(path) as vault:
        assert vault.events.count() == 0
        assert vault.drafts.all() == ()
        vault.bin.restore(event.id)
        assert vault.events.get(event.id).title == ""


def test_words_that_an_earlier_program_kept_as_a_draft_come_to_their_record(
    tmp_path: Path,
) -> None:
    path = tmp_path / "case.limbo"
    with made(path) as vault:
        event = vault.events.add(Event(id="", when_source="after the storm"))
        vault.drafts.save(f"entry:{event.id}", {"typed": {"when": "after the storm"}})
        vault.drafts.save("something else", {"title": "kept"})
    with opened(path) as vault:
        assert vault.typed.get(event.id) == {"when": "after the storm"}
        assert [draft.key for draft in vault.drafts.all()] == ["something else"]
