"""The open format: what is read, what is refused and with which words, what comes back."""

import dataclasses
import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from limbo_desktop.case.json_form import case_from_json, case_to_json
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.reading import CaseFormatError, read_case
from limbo_desktop.case.records import (
    Account,
    Case,
    CaseInfo,
    Citation,
    Document,
    Event,
    Obtained,
    Participant,
    Person,
    Reference,
    Source,
    Task,
    Translation,
)
from limbo_desktop.case.schema import case_schema
from limbo_desktop.case.values import WORDS, FieldValue, Value
from limbo_desktop.intake.case_folder import NoCaseFolderError, read_folder, write_folder
from limbo_desktop.resources import resource_path

CASES = Path(__file__).parents[1] / "data" / "cases"


@pytest.mark.parametrize("name", ["family-ru", "border-ar"])
def test_the_sample_cases_are_read_whole(name: str) -> None:
    raw = json.loads((CASES / name / "case.json").read_text("utf-8"))
    case, _ = read_folder(CASES / name)
    assert [event.id for event in case.events] == [event["id"] for event in raw["events"]]
    assert [each.file for each in case.documents] == [each["file"] for each in raw["documents"]]
    assert case.events[0].account.text == raw["events"][0]["account"]["text"]


def test_every_fault_of_a_bad_case_is_named_at_once() -> None:
    with pytest.raises(CaseFormatError) as refused:
        read_folder(CASES / "hostile" / "bad_case")
    assert sorted(fault.path for fault in refused.value.faults) == sorted(
        [
            "case.colour",
            "people[1].id",
            "people[2].role",
            "events[0].when",
            "events[0].fields.isuer",
            "events[0].fields.addressee",
            "events[1].kind",
            "events[2].when",
            "events[2].time",
            "events[2].share",
            "events[3].documents[0].document",
            "events[3].documents[0].pages",
            "events[3].told_by",
            "documents[0].file",
            "documents[1].file",
            "documents[2].file",
            "documents[3].sha256",
            "documents[4].file",
        ]
    )


def test_objects_ten_thousand_deep_are_refused_not_followed() -> None:
    with pytest.raises(CaseFormatError):
        read_folder(CASES / "hostile" / "deep_case")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{",
        b'\xef\xbb\xbf{"format": "limbo-case/1"}',
        b'{"format": "limbo-case/1", "case": {"title": "\xff"}}',
        b'{"format": "limbo-case/1", "case": {"title": "\\ud800"}}',
        b'{"format": "limbo-case/2"}',
        b'{"format": "limbo-case/1", "events": [{"id": "e1", "kind": "note", "when": NaN}]}',
        b'{"format": "limbo-case/1", "events": {"id": "e1"}}',
        b'{"format": "limbo-case/1", "people": [7]}',
        b'{"format": "limbo-case/1", "people": [{"id": "a b"}]}',
        b'{"format": "limbo-case/1", "events": [{"kind": "note"}]}',
        b'{"format": "limbo-case/1", "events": [{"id": "e", "translations": [{"by": "machine"}]}]}',
        b'{"format":"limbo-case/1","events":[{"id":"e","kind":"note","translations":[{"by":"x"}]}]}',
        b'{"format":"limbo-case/1","events":[{"id":"e","kind":"interview","fields":{"minutes":-1}}]}',
    ],
)
def test_what_is_no_case_is_refused(data: bytes) -> None:
    with pytest.raises(CaseFormatError) as refused:
        read_case(data)
    assert refused.value.faults


def test_a_folder_without_case_json_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoCaseFolderError):
        read_folder(tmp_path)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "inner.txt").symlink_to(tmp_path / "secret.txt")
    written = {"format": "limbo-case/1", "documents": [{"id": "d1", "file": "inner.txt"}]}
    (folder / "case.json").write_text(json.dumps(written))
    with pytest.raises(CaseFormatError) as refused:
        read_folder(folder)
    assert [fault.path for fault in refused.value.faults] == ["documents[0].file"]


def test_the_published_schema_is_the_one_in_use() -> None:
    shipped = json.loads(resource_path("schema", "limbo-case-1.schema.json").read_text("utf-8"))
    assert shipped == case_schema()
    Draft202012Validator.check_schema(shipped)


def test_every_kind_of_the_domain_has_its_fields() -> None:
    assert len(KINDS) == 16
    for kind in KINDS.values():
        names = [field.name for field in kind.fields]
        assert len(names) == len(set(names))
        for field in kind.fields:
            assert bool(field.choices) == (field.type is Value.CHOICE)
            assert bool(field.parts) == (field.type is Value.LIST)
    assert sum(len(kind.fields) for kind in KINDS.values()) == 146


# --- the round trip: any case, written and read, is the same case

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
DATES = st.sampled_from(["", "2022-10-04", "2022-10~", "2022/..", "../2023-12", "2016-24", "201X"])
LANG = st.sampled_from(["", "ru", "ar", "en", "fa-AF"])
PERSON_ROLE = Value.PERSON_ROLE
CLOCK = st.sampled_from(["", "00:00", "23:59"])
PAGES = st.sampled_from(["", "1", "1-2, 4"])


def words(value: Value) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *WORDS[value]])


def field_values(
    value: Value, people: list[str], documents: list[str]
) -> st.SearchStrategy[FieldValue]:
    person, document = st.sampled_from(people), st.sampled_from(documents)
    citation = st.fixed_dictionaries({"document": document, "pages": PAGES})
    table: dict[Value, st.SearchStrategy[FieldValue]] = {
        Value.DATE: DATES,
        Value.TIME: CLOCK,
        Value.MINUTES: st.integers(0, 600),
        Value.NUMBER: st.integers(0, 90),
        Value.MONEY: st.just("300 EUR"),
        Value.YES_NO: st.booleans(),
        Value.PERSON: person,
        Value.PEOPLE: st.lists(person, max_size=2),
        Value.DOCUMENT: document,
        Value.DOCUMENTS: st.lists(document, max_size=2),
        Value.CITATIONS: st.lists(citation, max_size=2),  # type: ignore[dict-item]  # invariance
    }
    return table.get(value, TEXT)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    people = [f"p{n}" for n in range(draw(st.integers(1, 3)))]
    documents = [f"d{n}" for n in range(draw(st.integers(1, 3)))]
    person, document = st.sampled_from(["", *people]), st.sampled_from(["", *documents])

    def fields(kind: str) -> dict[str, FieldValue]:
        chosen: dict[str, FieldValue] = {}
        for field in draw(st.lists(st.sampled_from(KINDS[kind].fields or (None,)), max_size=3)):
            if field is None:
                continue
            if field.type is Value.CHOICE:
                chosen[field.name] = draw(st.sampled_from([c.value for c in field.choices]))
            elif field.type is Value.LIST:
                part = {p.name: field_values(p.type, people, documents) for p in field.parts}
                rows = st.lists(st.fixed_dictionaries(part), max_size=2)
                chosen[field.name] = draw(rows)  # type: ignore[assignment]  # rows of str and lists
            else:
                chosen[field.name] = draw(field_values(field.type, people, documents))
        return chosen

    def event(number: int) -> Event:
        kind = draw(st.sampled_from(sorted(KINDS)))
        return Event(
            f"e{number}",
            kind,
            draw(DATES),
            draw(CLOCK),
            title=draw(TEXT),
            account=Account(draw(LANG), draw(TEXT)),
            translations=(Translation(draw(LANG), draw(TEXT), draw(TEXT), "self", True),),
            knowledge=draw(words(Value.KNOWLEDGE)),
            told_by=draw(person),
            people=(Participant(draw(person), draw(TEXT)),),
            fields=fields(kind),
            grounds=tuple(draw(st.lists(st.sampled_from(WORDS[Value.GROUND]), max_size=2))),
            documents=(Citation(draw(document), draw(PAGES)),),
            share=draw(words(Value.SHARE)),
        )

    return Case(
        CaseInfo(draw(TEXT), "FI", draw(TEXT), (Reference(draw(TEXT), draw(TEXT)),), ("ru", "ar")),
        tuple(
            Person(
                each, draw(TEXT), also_known_as=(draw(TEXT),), role=draw(words(Value.PERSON_ROLE))
            )
            for each in people
        ),
        tuple(event(number) for number in range(draw(st.integers(0, 3)))),
        tuple(
            Document(
                each,
                f"documents/{each}.bin",
                obtained=Obtained(draw(TEXT), draw(DATES), draw(person), draw(TEXT)),
                translation_of=draw(document),
                shows=(draw(st.sampled_from(people)),),
                type=draw(words(Value.DOCUMENT_TYPE)),
            )
            for each in documents
        ),
        (Task("t1", "deadline", draw(DATES), source=Source(draw(document), draw(PAGES), "")),),
    )


@given(cases())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_a_case_written_and_read_is_the_same(case: Case) -> None:
    written = json.dumps(case_to_json(case), ensure_ascii=False).encode("utf-8")
    assert read_case(written) == case


def test_every_key_may_be_absent() -> None:
    bare = {"format": "limbo-case/1", "events": [{"id": "e1", "kind": "note"}]}
    assert case_from_json(bare).events == (Event("e1"),)


def test_a_written_folder_is_read_back_the_same(tmp_path: Path) -> None:
    case, folder = read_folder(CASES / "border-ar")
    by_digest = {folder.sha256(each.file): each.file for each in case.documents}
    hashed = dataclasses.replace(
        case,
        documents=tuple(
            dataclasses.replace(each, sha256=folder.sha256(each.file)) for each in case.documents
        ),
    )
    write_folder(hashed, lambda sha256: folder.open(by_digest[sha256]), tmp_path / "out")
    again, copied = read_folder(tmp_path / "out")
    assert again == hashed
    for each in again.documents:
        with copied.open(each.file) as stream:
            assert hashlib.sha256(stream.read()).hexdigest() == each.sha256
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
