"""A case into a vault and out again: equal, all or nothing, nothing twice."""

import dataclasses
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cheap import CHEAP

from limbo_desktop.case.reading import read_case
from limbo_desktop.case.records import (
    Account,
    Case,
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
    Translation,
)
from limbo_desktop.vault.blobs import Blob
from limbo_desktop.vault.errors import DiskFullError, FileChangedError
from limbo_desktop.vault.interchange import ImportSummary
from limbo_desktop.vault.references import references
from limbo_desktop.vault.vault import Vault


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with Vault.create(tmp_path / "case.limbo", "phrase", CHEAP)[0] as vault:
        yield vault


def sample(cases: Path, name: str) -> tuple[Case, Callable[[Document], BinaryIO]]:
    folder = cases / name
    case = read_case((folder / "case.json").read_bytes())
    return case, lambda document: (folder / document.file).open("rb")


def no_files(_document: Document) -> BinaryIO:
    raise AssertionError("no file should be asked for")


def without_hashes(case: Case) -> Case:
    documents = tuple(dataclasses.replace(each, sha256="") for each in case.documents)
    return dataclasses.replace(case, documents=documents)


@pytest.mark.parametrize("name", ["family-ru", "border-ar"])
def test_export_gives_the_case_that_was_imported(cases: Path, vault: Vault, name: str) -> None:
    case, files = sample(cases, name)
    total = len(case.people) + len(case.events) + len(case.documents) + len(case.tasks)
    assert vault.import_case(case, files) == ImportSummary(added=total)
    exported = vault.export_case()
    assert without_hashes(exported) == without_hashes(case)
    for document, given_before in zip(exported.documents, case.documents, strict=True):
        with files(given_before) as stream, vault.blobs.open(document.sha256) as reader:
            assert reader.read() == stream.read()
        assert given_before.sha256 in {"", document.sha256}


@pytest.mark.parametrize("name", ["family-ru", "border-ar"])
def test_the_same_case_a_second_time_adds_nothing(cases: Path, vault: Vault, name: str) -> None:
    case, files = sample(cases, name)
    first = vault.import_case(case, files)
    history = list(vault.history.all())
    again = vault.import_case(case, files)
    assert again == ImportSummary(already=first.added)
    assert list(vault.history.all()) == history


def test_what_left_this_vault_comes_back_as_the_same(cases: Path, vault: Vault) -> None:
    vault.people.add(Person(id="", name="made here"))
    case, files = sample(cases, "family-ru")
    vault.import_case(case, files)
    exported = vault.export_case()
    summary = vault.import_case(exported, no_files)
    assert (summary.added, summary.differing) == (0, 0)
    assert vault.export_case() == exported


def test_inside_the_vault_every_id_is_one_of_its_own(cases: Path, vault: Vault) -> None:
    case, files = sample(cases, "family-ru")
    vault.import_case(case, files)
    inside: list[Record] = [
        *vault.people.all(),
        *vault.events.all(),
        *vault.documents.all(),
        *vault.tasks.all(),
    ]
    ids = {each.id for each in inside}
    assert all(len(identity) == 36 for identity in ids)
    assert {ref.id for each in inside for ref in references(each)} <= ids


def test_two_cases_with_the_same_ids_stay_apart(cases: Path, vault: Vault) -> None:
    first, second = sample(cases, "family-ru"), sample(cases, "border-ar")
    one, two = vault.import_case(*first), vault.import_case(*second)
    assert (one.already, two.already) == (0, 0)
    assert vault.people.count() == len(first[0].people) + len(second[0].people)
    exported = vault.export_case()
    assert len({each.id for each in exported.people}) == len(exported.people)
    assert vault.info == first[0].info
    assert vault.import_case(*second).added == 0


def test_a_shared_reference_makes_it_the_same_case_whatever_its_title(vault: Vault) -> None:
    reference = Reference("Migri", "7718-A/2022")
    people = (Person(id="p1", name="Света"),)
    other = Reference("Court", "5")
    vault.import_case(Case(CaseInfo("One", references=(reference,)), people), no_files)
    again = Case(CaseInfo("Two", references=(other, Reference(" migri ", "7718-a/2022"))), people)
    assert vault.import_case(again, no_files) == ImportSummary(already=1)
    later = Case(CaseInfo("Three", references=(other,)), people)
    assert vault.import_case(later, no_files) == ImportSummary(already=1)


def test_without_references_the_title_tells(vault: Vault) -> None:
    people = (Person(id="p1", name="Света"),)
    vault.import_case(Case(CaseInfo("Наше дело"), people), no_files)
    assert vault.import_case(Case(CaseInfo("наше  дело"), people), no_files).already == 1
    assert vault.import_case(Case(CaseInfo("Другое"), people), no_files).added == 1


def test_what_differs_stays_as_the_vault_has_it_and_is_counted(vault: Vault) -> None:
    case = Case(CaseInfo("x"), (Person(id="p1", name="Света"), Person(id="p2", name="Кирилл")))
    vault.import_case(case, no_files)
    changed = dataclasses.replace(
        case, people=(Person(id="p1", name="Other"), case.people[1], Person(id="p3", name="New"))
    )
    assert vault.import_case(changed, no_files) == ImportSummary(1, 1, 1)
    assert [each.name for each in vault.people.all()] == ["Света", "Кирилл", "New"]


def test_what_was_removed_does_not_come_back(vault: Vault) -> None:
    case = Case(CaseInfo("x"), (Person(id="p1", name="Света"),))
    vault.import_case(case, no_files)
    vault.people.remove(next(vault.people.all()).id)
    assert vault.import_case(case, no_files) == ImportSummary(binned=1)
    assert vault.people.count() == 0


def test_what_points_to_the_bin_leaves_without_it(vault: Vault) -> None:
    vault.import_case(
        Case(
            CaseInfo("x"),
            (Person(id="p1"), Person(id="p2")),
            (Event(id="e1", told_by="p1", people=(Participant("p1", "a"), Participant("p2"))),),
        ),
        no_files,
    )
    vault.people.remove(next(vault.people.all()).id)
    (event,) = vault.export_case().events
    assert (event.told_by, event.people) == ("", (Participant("p2"),))


def test_a_wrong_hash_imports_nothing(vault: Vault) -> None:
    good = Document(id="d1", file="documents/a")
    bad = Document(id="d2", file="documents/b", sha256="0" * 64)
    case = Case(CaseInfo("x"), (Person(id="p1"),), (), (good, bad))
    with pytest.raises(FileChangedError) as caught:
        vault.import_case(case, lambda document: io.BytesIO(document.file.encode()))
    assert caught.value.params == {"file": "documents/b"}
    assert_untouched(vault)


def test_a_file_that_is_gone_imports_nothing(vault: Vault) -> None:
    def files(document: Document) -> BinaryIO:
        if document.id == "d2":
            raise FileNotFoundError(document.file)
        return io.BytesIO(b"here")

    case = Case(CaseInfo("x"), (), (), (Document("d1", "a"), Document("d2", "b")))
    with pytest.raises(FileChangedError):
        vault.import_case(case, files)
    assert_untouched(vault)


def test_a_disk_that_fills_up_imports_nothing(cases: Path, vault: Vault) -> None:
    used = vault.store.connection.execute("PRAGMA page_count").fetchone()[0]
    vault.store.connection.execute(f"PRAGMA max_page_count = {used + 50}")
    with pytest.raises(DiskFullError):
        vault.import_case(*sample(cases, "family-ru"))
    assert_untouched(vault)
    vault.store.connection.execute("PRAGMA max_page_count = 100000")
    assert vault.import_case(*sample(cases, "family-ru")).already == 0


def assert_untouched(vault: Vault) -> None:
    assert vault.timeline.count() == vault.people.count() == vault.tasks.count() == 0
    assert list(vault.blobs.all()) == []
    assert list(vault.history.all()) == []
    assert vault.info == CaseInfo()


def test_names_from_outside_are_never_trusted_on_the_way_out(vault: Vault) -> None:
    blobs: list[Blob] = [vault.blobs.add(io.BytesIO(bytes([n]) * 10)) for n in range(4)]
    names = ["../../.bashrc", "/etc/passwd", "a\u202efdp.exe", "A\u202eFDP.exe"]
    for blob, name in zip(blobs, names, strict=True):
        vault.documents.add(Document(id="", file=name, sha256=blob.sha256))
    assert [each.file for each in vault.export_case().documents] == [
        "documents/_bashrc",
        "documents/etc/passwd",
        "documents/afdp.exe",
        "documents/AFDP (2).exe",
    ]


def test_a_document_without_a_file_leaves_without_one(vault: Vault) -> None:
    vault.documents.add(Document(id="", title="with my aunt"))
    (document,) = vault.export_case().documents
    assert (document.file, document.sha256) == ("", "")


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@st.composite
def case_of(draw: st.DrawFn) -> Case:
    people = tuple(
        Person(f"p{number}", draw(TEXTS), conceal=draw(st.booleans()))
        for number in range(draw(st.integers(1, 4)))
    )
    documents = tuple(
        Document(f"d{number}", f"documents/{number}.txt", title=draw(TEXTS))
        for number in range(draw(st.integers(1, 4)))
    )
    person = st.sampled_from([each.id for each in people])
    document = st.sampled_from([each.id for each in documents])
    events = tuple(
        Event(
            f"e{number}",
            draw(st.sampled_from(["note", "threat"])),
            draw(st.sampled_from(["", "2022", "2022-10~"])),
            account=Account("ru", draw(TEXTS)),
            told_by=draw(st.just("") | person),
            people=tuple(Participant(each, draw(TEXTS)) for each in draw(st.lists(person))),
            documents=tuple(Citation(each) for each in draw(st.lists(document))),
            translations=(Translation("en", by=f"person:{draw(person)}"),),
        )
        for number in range(draw(st.integers(1, 4)))
    )
    tasks = (Task("t1", title=draw(TEXTS), source=Source(draw(document)), event=events[0].id),)
    return Case(CaseInfo(draw(TEXTS) or "x"), people, events, documents, tasks)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25
)
@given(case=case_of())
def test_any_case_comes_out_as_it_went_in(
    tmp_path_factory: pytest.TempPathFactory, case: Case
) -> None:
    path = tmp_path_factory.mktemp("vault") / "case.limbo"
    with Vault.create(path, "phrase", CHEAP)[0] as vault:
        vault.import_case(case, lambda document: io.BytesIO(document.id.encode()))
        assert without_hashes(vault.export_case()) == case
        again = vault.import_case(case, lambda document: io.BytesIO(document.id.encode()))
        assert (again.added, again.differing) == (0, 0)
        assert vault.check().sound
