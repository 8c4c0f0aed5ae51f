"""Each way to choose what goes in, and each reader: made, and read back from the PDF.

Every record has words of its own, so that the pages show which of them are in the file.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from tests.cheap import CHEAP
from tests.e2e.support import Bundle, words_of

from limbo_desktop.bundle.make import make_bundle
from limbo_desktop.bundle.options import Choice, Options, Reader
from limbo_desktop.case.records import (
    Account,
    CaseInfo,
    Citation,
    Document,
    Event,
    Participant,
    Person,
)
from limbo_desktop.vault.vault import Vault

MARKS = ("alderwood", "birchbark", "cedarcone", "dogwoodleaf", "elmseed", "figbranch")
"""A word that stands in one entry only, and with -paper in the one document it cites."""


@dataclass
class Chosen:
    """A case of six entries with a paper each, and what a bundle of it holds."""

    vault: Vault
    folder: Path
    ids: dict[str, str] = field(default_factory=dict)

    def make(self, options: Options) -> Bundle:
        path = self.folder / "out.pdf"
        made = make_bundle(self.vault, options, path)
        bundle = Bundle(path, options.lang)
        assert made.pages == len(bundle.numbers)
        return bundle


def told(bundle: Bundle) -> set[str]:
    """The marks of the entries on the pages, as both readers read them."""
    text = {word for page in (*bundle.poppler, *bundle.pdfium) for word in words_of(page)}
    return {mark for mark in MARKS if mark in text}


def papers(bundle: Bundle) -> set[str]:
    """The marks of the originals inside, and of the slips that stand for them."""
    inside = b"\n".join(bundle.attachments.values())
    found = {mark for mark in MARKS if f"{mark}-paper".encode() in inside}
    titles = {mark.title for mark in bundle.bookmarks if mark.level == 1}
    assert found == {mark for mark in MARKS if any(f"{mark}-paper" in each for each in titles)}
    return found


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chosen]:
    folder = tmp_path_factory.mktemp("chosen")
    vault, _ = Vault.create(folder / "case.limbo", "a b c d", CHEAP, lambda: 1_710_201_600)
    case = Chosen(vault, folder)
    vault.put_info(CaseInfo(title="Case", authority="Migri"))
    vault.people.add(Person("", name="Anna Lind", role="applicant"))
    case.ids["olga"] = vault.people.add(Person("", name="Olga Strand")).id
    rows = (
        ("summons", "2021-03-01", "all", ()),
        ("search", "2022-03-01", "", ()),
        ("threat", "2023-03-01", "lawyer", (Participant(case.ids["olga"]),)),
        ("contact", "2024-03-01", "", ()),
        ("decision", "2024-06-01", "", ()),
        ("note", "2024-09-01", "private", ()),
    )
    for mark, (kind, when, share, people) in zip(MARKS, rows, strict=True):
        blob = vault.blobs.add(BytesIO(f"This is {mark}-paper.\n".encode()))
        paper = Document("", "a.txt", blob.sha256, f"{mark}-paper", when=when, share=share)
        case.ids[f"{mark}-paper"] = vault.documents.add(paper).id
        points = {"points": [{"said": "The ground of refusal", "answer": "Secretanswer it is."}]}
        event = Event(
            "",
            kind=kind,
            when=when,
            share=share,
            title=f"About {mark}",
            account=Account("en", f"It was {mark} that day."),
            people=people,
            documents=(Citation(case.ids[f"{mark}-paper"]),),
            fields=points if kind == "decision" else {},  # type: ignore[arg-type]
        )
        case.ids[mark] = vault.events.add(event).id
    yield case
    vault.close()


ALDER, BIRCH, CEDAR, DOGWOOD, ELM, FIG = MARKS


@pytest.mark.parametrize(
    ("choice", "marks"),
    [
        (Choice(), {ALDER, BIRCH, CEDAR, DOGWOOD, ELM}),
        (Choice(kinds=frozenset({"search", "threat"})), {BIRCH, CEDAR}),
        (Choice(since="2022-01-01", until="2023-12-31"), {BIRCH, CEDAR}),
        (Choice(since="2024-05-01"), {ELM}),
        (Choice(until="2021-12-31"), {ALDER}),
        (Choice(people=frozenset({"olga"})), {CEDAR}),
        (Choice(lanes=frozenset({"procedure"})), {DOGWOOD, ELM}),
        (Choice(events=frozenset({ALDER, ELM})), {ALDER, ELM}),
        (Choice(without=frozenset({BIRCH, ELM})), {ALDER, CEDAR, DOGWOOD}),
        (Choice(kinds=frozenset({"note"})), set()),
    ],
    ids=[
        "all",
        "kinds",
        "period",
        "since",
        "until",
        "people",
        "theme",
        "single",
        "without",
        "none",
    ],
)
def test_a_choice_leaves_in_the_pdf_just_what_was_chosen_with_its_papers(
    case: Chosen, choice: Choice, marks: set[str]
) -> None:
    ids = case.ids
    chosen = Choice(
        choice.since,
        choice.until,
        choice.kinds,
        choice.lanes,
        frozenset(ids[each] for each in choice.people),
        frozenset(ids[each] for each in choice.events) if choice.events is not None else None,
        frozenset(ids[each] for each in choice.without),
    )
    bundle = case.make(Options("en", choice=chosen))
    assert told(bundle) == marks
    assert papers(bundle) == marks


def test_a_paper_is_left_out_alone_and_its_entry_stays(case: Chosen) -> None:
    without = frozenset({case.ids[f"{CEDAR}-paper"]})
    bundle = case.make(Options("en", choice=Choice(without=without)))
    assert CEDAR not in papers(bundle)
    assert any(CEDAR in mark.title for mark in bundle.bookmarks)


@pytest.mark.parametrize(
    ("reader", "entries", "exhibits", "answers"),
    [
        (Reader.LAWYER, set(MARKS) - {FIG}, set(MARKS) - {FIG}, True),
        (Reader.AUTHORITY, {ALDER}, {ALDER}, False),
        (Reader.TRANSLATOR, set(MARKS) - {FIG}, set(), False),
        (Reader.OWN, set(MARKS), set(MARKS), True),
    ],
)
def test_each_reader_finds_in_the_pdf_what_is_for_them_and_nothing_else(
    case: Chosen, reader: Reader, entries: set[str], exhibits: set[str], answers: bool
) -> None:
    bundle = case.make(Options("en", reader))
    assert told(bundle) == entries
    assert papers(bundle) == exhibits
    text = "\n".join((*bundle.poppler, *bundle.pdfium))
    assert ("Secretanswer" in text) == answers
    if reader is Reader.TRANSLATOR:
        assert "The ground of refusal" in text
        assert set(bundle.attachments) == {"integrity.json"}
    with pikepdf.open(bundle.path) as pdf:
        said = b"\n".join(
            each.read_bytes() if isinstance(each, pikepdf.Stream) else each.unparse()
            for each in pdf.objects
            if each is not None
        )
    for mark in set(MARKS) - entries:
        assert mark.encode() not in said
