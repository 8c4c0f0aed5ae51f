"""References inside records: every one is found, exchanged and taken out, whatever holds it."""

from pathlib import Path

import pytest

from limbo_desktop.case.reading import read_case
from limbo_desktop.case.records import (
    Case,
    Citation,
    Document,
    Event,
    Obtained,
    Participant,
    Person,
    Source,
    Task,
    Translation,
)
from limbo_desktop.vault.references import Ref, references, replaced

EVENT = Event(
    id="e1",
    kind="interview",
    told_by="p1",
    people=(Participant("p2", "me"), Participant("p1", "she")),
    fields={"officer": "p3", "authority": "p1", "minutes": 30},
    documents=(Citation("d1", "1-2"), Citation("d2")),
    translations=(Translation("en", by="person:p3"), Translation("fi", by="machine")),
)
EXHIBITS = [{"document": "d1", "pages": "3"}, {"document": "d2", "pages": ""}]
POINTS: list[dict[str, str | list[dict[str, str]]]] = [{"said": "no", "exhibits": EXHIBITS}]
DECISION = Event(id="e2", kind="decision", fields={"points": POINTS})
THREAT = Event(id="e3", kind="threat", fields={"to_whom": ["p1", "p2"], "sender_id": "p1"})
DOCUMENT = Document(
    id="d2",
    file="a",
    obtained=Obtained(how="by post", from_="p1"),
    translation_of="d1",
    shows=("p2", "p3"),
)
TASK = Task(id="t1", source=Source("d1", "2", "said so"), event="e1")


def found(record: object) -> set[tuple[str, str, str]]:
    return {(ref.role, ref.type, ref.id) for ref in references(record)}


def test_every_field_that_can_hold_a_reference_is_read() -> None:
    assert found(EVENT) == {
        ("told_by", "person", "p1"),
        ("people", "person", "p2"),
        ("people", "person", "p1"),
        ("fields.officer", "person", "p3"),
        ("documents", "document", "d1"),
        ("documents", "document", "d2"),
        ("translations", "person", "p3"),
    }
    assert found(DECISION) == {
        ("fields.points.exhibits", "document", "d1"),
        ("fields.points.exhibits", "document", "d2"),
    }
    assert found(THREAT) == {
        ("fields.to_whom", "person", "p1"),
        ("fields.to_whom", "person", "p2"),
    }
    assert found(DOCUMENT) == {
        ("obtained.from_", "person", "p1"),
        ("translation_of", "document", "d1"),
        ("shows", "person", "p2"),
        ("shows", "person", "p3"),
    }
    assert found(TASK) == {("source.document", "document", "d1"), ("event", "event", "e1")}


def test_text_that_looks_like_an_id_is_no_reference() -> None:
    assert not references(Person(id="p1", name="p2", note="d1"))
    assert ("fields.authority", "person", "p1") not in found(EVENT)


def test_citations_keep_their_pages() -> None:
    assert Ref("document", "d1", "documents", "1-2") in references(EVENT)
    assert Ref("document", "d1", "fields.points.exhibits", "3") in references(DECISION)
    assert Ref("document", "d1", "source.document", "2") in references(TASK)


@pytest.mark.parametrize("record", [EVENT, DECISION, THREAT, DOCUMENT, TASK])
def test_exchanging_there_and_back_gives_the_same_record(record: object) -> None:
    there = replaced(record, lambda ref: f"{ref.type}-{ref.id}")
    assert all(ref.id.startswith(f"{ref.type}-") for ref in references(there))
    assert replaced(there, lambda ref: ref.id.removeprefix(f"{ref.type}-")) == record


@pytest.mark.parametrize("record", [EVENT, DECISION, THREAT, DOCUMENT, TASK])
def test_a_record_with_all_references_taken_out_has_none(record: object) -> None:
    assert not references(replaced(record, lambda ref: None))


def test_what_exists_for_a_reference_goes_with_it_and_the_rest_stays() -> None:
    def without_p1_and_d1(ref: Ref) -> str | None:
        return None if ref.id in {"p1", "d1"} else ref.id

    event = replaced(EVENT, without_p1_and_d1)
    assert event.told_by == ""
    assert event.people == (Participant("p2", "me"),)
    assert event.documents == (Citation("d2"),)
    assert event.fields == EVENT.fields
    document = replaced(DOCUMENT, without_p1_and_d1)
    assert document.obtained == Obtained(how="by post")
    assert document.shows == ("p2", "p3")
    task = replaced(TASK, without_p1_and_d1)
    assert task.source == Source("", "2", "said so")
    points = replaced(DECISION, without_p1_and_d1).fields["points"]
    assert points == [{"said": "no", "exhibits": [{"document": "d2", "pages": ""}]}]


def test_a_translator_who_is_taken_out_leaves_the_translation() -> None:
    event = replaced(EVENT, lambda ref: None)
    assert [each.by for each in event.translations] == ["self", "machine"]


@pytest.mark.parametrize("name", ["family-ru", "border-ar"])
def test_every_reference_of_the_sample_cases_has_its_target(cases: Path, name: str) -> None:
    case = read_case((cases / name / "case.json").read_bytes())
    known = {
        *(("person", each.id) for each in case.people),
        *(("event", each.id) for each in case.events),
        *(("document", each.id) for each in case.documents),
    }
    refs = [ref for record in everything(case) for ref in references(record)]
    assert len(refs) > 40
    assert {(ref.type, ref.id) for ref in refs} <= known


def everything(case: Case) -> list[object]:
    return [*case.people, *case.events, *case.documents, *case.tasks]
