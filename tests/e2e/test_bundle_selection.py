"""Late material and the log: a supplement beside the bundle that it supplements, read back."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from tests.cheap import CHEAP
from tests.e2e.support import Bundle, Program

from limbo_desktop.bundle.gone import Gone, gone_since
from limbo_desktop.bundle.make import Made, make_bundle, note_made, whole_case
from limbo_desktop.bundle.options import Choice, Options, Reader
from limbo_desktop.bundle.verify import verify
from limbo_desktop.case.records import (
    Account,
    CaseInfo,
    Citation,
    Document,
    Event,
    Participant,
    Person,
)
from limbo_desktop.vault.bundles import MadeBundle
from limbo_desktop.vault.vault import Vault

DAY = 86_400
TWELFTH_OF_MARCH = 1_710_201_600


@dataclass
class Clock:
    """A clock that is set by hand."""

    at: int = TWELFTH_OF_MARCH

    def __call__(self) -> int:
        return self.at


@dataclass
class Case:
    """A small case in a vault, and the ids of what is in it by title."""

    vault: Vault
    clock: Clock
    folder: Path
    ids: dict[str, str]

    def make(self, name: str, options: Options) -> tuple[Bundle, Made]:
        """Make a bundle and note it."""
        path = self.folder / f"{name}.pdf"
        made = make_bundle(self.vault, options, path)
        note_made(self.vault, made, path.name)
        return Bundle(path, options.lang), made

    def paper(self, title: str, pages: int = 1, **more: object) -> str:
        """Add a PDF of empty pages as a document."""
        book, out = pikepdf.new(), BytesIO()
        for _ in range(pages):
            book.add_blank_page(page_size=(595, 842))
        book.docinfo["/Title"] = title
        book.save(out, deterministic_id=True)
        blob = self.vault.blobs.add(BytesIO(out.getvalue()))
        paper = Document("", "paper.pdf", blob.sha256, title, **more)  # type: ignore[arg-type]
        self.ids[title] = self.vault.documents.add(paper).id
        return self.ids[title]

    def event(self, title: str, **more: object) -> str:
        """Add an entry."""
        told = Event("", title=title, **more)  # type: ignore[arg-type]  # fields by name
        self.ids[title] = self.vault.events.add(told).id
        return self.ids[title]

    def last(self) -> MadeBundle:
        """The last line of the log."""
        return self.vault.bundles.all()[-1]


def filled(folder: Path) -> Case:
    """Three entries, two of them with a paper, one private; somebody is concealed."""
    clock = Clock()
    vault, _ = Vault.create(folder / "case.limbo", "a b c d", CHEAP, clock)
    case = Case(vault, clock, folder, {})
    vault.put_info(CaseInfo(title="Case", authority="Migri"))
    vault.people.add(Person("", name="Anna Lind", role="applicant"))
    aunt = vault.people.add(Person("", name="Berta Falk", conceal=True)).id
    case.ids["aunt"] = aunt
    summons = case.paper("Callup paper", 3, when="2022-10-03")
    letter = case.paper("Letter", when="2023-01-02")
    case.event(
        "Callup",
        kind="summons",
        when="2022-10-04",
        documents=(Citation(summons, "2"),),
        account=Account("en", "Berta Falk brought it."),
    )
    case.event("Search", kind="search", when="2023-06-14", documents=(Citation(letter),))
    case.event("Diary", when="2023-07-01", share="private", account=Account("en", "Secretly."))
    return case


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """The case after its first bundle for the lawyer, and what came and went since."""
    case = filled(tmp_path_factory.mktemp("given"))
    case.make("whole", Options("en"))
    case.clock.at += 30 * DAY
    vault, ids = case.vault, case.ids
    # somebody before the aunt is concealed now: her number must not change
    vault.people.put(replace(next(vault.people.all()), role="applicant", conceal=False))
    uncle = vault.people.add(Person("", name="Karl Falk", conceal=True)).id
    search = vault.events.get(ids["Search"])
    vault.events.put(replace(search, account=Account("en", "They came at dawn, said Karl Falk.")))
    new = case.paper("Receipt", 2, when="2023-06-15")
    case.event(
        "Earlier threat",
        kind="threat",
        when="2022-01-05",
        documents=(Citation(ids["Callup paper"], "3"), Citation(new)),
        people=(Participant(uncle),),
    )
    yield case
    vault.close()


@pytest.fixture(scope="module")
def supplement(given: Case) -> Bundle:
    """What is new or changed since."""
    bundle, _ = given.make("supplement", Options("en", given=given.last().given))
    return bundle


def test_pages_entries_and_exhibits_go_on_where_the_readers_have_them(
    given: Case, supplement: Bundle
) -> None:
    whole = Bundle(given.folder / "whole.pdf", "en")
    first = len(whole.numbers) + 1
    assert supplement.numbers == [
        str(number) for number in range(first, first + len(supplement.numbers))
    ]
    with pikepdf.open(supplement.path) as pdf:
        labels = [str(page.label) for page in pdf.pages]
    assert labels == supplement.numbers
    told = [mark.title for mark in supplement.bookmarks if mark.level == 1]
    assert told == ["3. Earlier threat", "2. Search", "Exhibit 3. Receipt"]


def test_the_cover_says_which_bundle_is_supplemented(given: Case, supplement: Bundle) -> None:
    cover = " ".join(supplement.poppler[0].split())
    digits = given.vault.bundles.all()[0].fingerprint
    pages = len(Bundle(given.folder / "whole.pdf", "en").numbers)
    assert "· supplement Evidence and chronology" in cover
    assert f"Supplements the bundle of 12 March 2024, pages 1–{pages}, fingerprint" in cover
    assert f"{digits[:8]} … {digits[-8:]}" in cover


def test_the_cover_tells_the_months_of_what_is_in_it_and_no_other(tmp_path: Path) -> None:
    case = filled(tmp_path)
    case.make("whole", Options("en"))
    case.event("Late", when="2024-01-20")
    bundle, _ = case.make("late", Options("en", given=case.last().given))
    case.vault.close()
    assert "Entries: January 2024 " in " ".join(bundle.poppler[0].split())


def test_a_changed_entry_keeps_its_number_and_says_what_it_replaces(supplement: Bundle) -> None:
    _, search = supplement.parts("Entries")
    text = " ".join(supplement.poppler[search[0] - 1].split())
    assert "replaces entry 2 of the bundle of 12 March 2024, p. " in text
    assert "They came at dawn" in text


def test_what_readers_have_is_cited_by_its_page_there_and_without_a_link(
    given: Case, supplement: Bundle
) -> None:
    whole = Bundle(given.folder / "whole.pdf", "en")
    slip = next(mark.page for mark in whole.bookmarks if "Callup paper" in mark.title)
    threat, _ = supplement.parts("Entries")
    text = " ".join(supplement.poppler[threat[0] - 1].split())
    assert f"1 Callup paper, in the bundle of 12 March 2024, p. {slip + 3}" in text
    pages = range(1, len(supplement.numbers) + 1)
    first = int(supplement.numbers[0])
    for link in supplement.links:
        assert link.target in pages
        if link.printed.isdecimal() and link.page in threat:
            assert int(link.printed) == first + link.target - 1


def test_nothing_that_readers_have_unchanged_is_given_again(supplement: Bundle) -> None:
    text = "\n".join(supplement.poppler)
    assert "brought it" not in text
    assert set(supplement.attachments) == {"exhibit-03.pdf", "integrity.json"}
    assert not any("Callup paper" in mark.title for mark in supplement.bookmarks)


def test_a_pseudonym_that_readers_know_stands_for_nobody_else(
    given: Case, supplement: Bundle
) -> None:
    assert given.last().given.witnesses[given.ids["aunt"]] == 1
    text = "\n".join(supplement.poppler)
    assert "[Witness 2]" in text
    assert "Karl" not in text


def test_a_supplement_is_verified_like_any_bundle(supplement: Bundle) -> None:
    assert verify(supplement.path).ok


def test_a_supplement_of_a_supplement_knows_both(given: Case, supplement: Bundle) -> None:
    second = given.last()
    options = Options("en", given=second.given)
    given.clock.at += DAY
    callup = given.vault.events.get(given.ids["Callup"])
    given.vault.events.put(replace(callup, place="Home"))
    bundle, _ = given.make("third", options)
    assert int(bundle.numbers[0]) == int(supplement.numbers[-1]) + 1
    (entry,) = bundle.parts("Entries")
    text = " ".join(bundle.poppler[entry[0] - 1].split())
    assert "replaces entry 1 of the bundle of 12 March 2024" in text
    cover = " ".join(bundle.poppler[0].split())
    assert "Supplements the bundle of 11 April 2024" in cover
    assert [(each.number, each.supplements) for each in given.vault.bundles.all()] == [
        (1, 0),
        (2, 1),
        (3, 2),
    ]


def test_what_is_gone_is_told_to_the_person_and_not_to_the_readers(tmp_path: Path) -> None:
    case = filled(tmp_path)
    case.make("whole", Options("en"))
    options = Options("en", given=case.last().given)
    assert gone_since(whole_case(case.vault), options) == ()
    case.vault.events.remove(case.ids["Search"])
    letter = case.vault.documents.get(case.ids["Letter"])
    case.vault.documents.put(replace(letter, share="private"))
    case.event("News", when="2024-01-01")
    gone = gone_since(whole_case(case.vault), options)
    assert gone == (Gone(2), Gone(2, "Letter", exhibit=True))
    bundle, _ = case.make("late", options)
    text = "\n".join(bundle.poppler)
    assert "News" in text
    assert "Search" not in text
    assert "Letter" not in text
    case.vault.close()


@pytest.mark.parametrize(
    ("reader", "titles"),
    [
        (Reader.LAWYER, {"Callup", "Search"}),
        (Reader.AUTHORITY, set()),
        (Reader.TRANSLATOR, {"Callup", "Search"}),
        (Reader.OWN, {"Callup", "Search", "Diary"}),
    ],
)
def test_each_reader_gets_what_is_for_them(
    tmp_path: Path, reader: Reader, titles: set[str]
) -> None:
    case = filled(tmp_path)
    case.event("Public", when="2024-01-01", share="all")
    bundle, _ = case.make("made", Options("en", reader))
    told = {mark.title.partition(". ")[2] for mark in bundle.bookmarks if mark.level == 1}
    papers = (
        set() if reader in (Reader.AUTHORITY, Reader.TRANSLATOR) else {"Callup paper", "Letter"}
    )
    assert told == titles | {"Public"} | papers
    text = "\n".join(bundle.poppler)
    assert ("Secretly" in text) == (reader is Reader.OWN)
    assert "Berta" not in text
    assert ("not to be handed over" in text.replace("\n", " ")) == (reader is Reader.OWN)
    case.vault.close()


def test_the_log_says_when_for_whom_what_and_which_numbers(given: Case, supplement: Bundle) -> None:
    first, second, *_ = given.vault.bundles.all()
    assert (first.at, first.reader, first.lang, first.file) == (
        TWELFTH_OF_MARCH,
        "lawyer",
        "en",
        "whole.pdf",
    )
    assert (first.entries, first.exhibits, first.supplements) == (2, 2, 0)
    assert (second.entries, second.exhibits, second.supplements) == (2, 1, 1)
    assert verify(given.folder / "whole.pdf").fingerprint == first.fingerprint
    assert verify(supplement.path).fingerprint == second.fingerprint
    assert second.given.first_page == first.given.last_page + 1
    assert second.pages == len(supplement.numbers)


def test_the_log_keeps_no_word_of_the_case_and_an_edit_of_it_shows(tmp_path: Path) -> None:
    case = filled(tmp_path)
    case.make("whole", Options("en"))
    connection = case.vault.store.connection
    (body,) = connection.execute("SELECT body FROM history WHERE action = 'bundle'").fetchone()
    for word in ("Callup", "Search", "Berta", "Letter", "dawn"):
        assert word not in body
    assert case.vault.history.verify() is None
    with case.vault.transaction():
        forged = json.dumps({**json.loads(body), "reader": "authority"})
        connection.execute("UPDATE history SET body = ? WHERE action = 'bundle'", (forged,))
    assert case.vault.history.verify() is not None
    case.vault.close()


def test_saved_selections_are_kept_by_name(tmp_path: Path) -> None:
    case = filled(tmp_path)
    bundles = case.vault.bundles
    bundles.keep("Threats only", {"lanes": ["force"]})
    bundles.keep("Для суда", {"since": "2023-01-01"})
    bundles.keep("Threats only", {"lanes": ["force"], "until": "2024-01-01"})
    assert bundles.selections()["Threats only"] == {"lanes": ["force"], "until": "2024-01-01"}
    bundles.keep("Для суда", None)
    assert list(bundles.selections()) == ["Threats only"]
    case.vault.close()


def test_on_the_command_line_a_supplement_follows_the_last_for_the_same_readers(
    program: Program, tmp_path: Path, cases: Path
) -> None:
    vault = tmp_path / "case.limbo"
    assert program("new", vault).returncode == 0
    assert program("import", vault, cases / "border-ar").returncode == 0
    first = tmp_path / "first.pdf"
    chosen = ("--events", "e3,e12", "--for", "authority")
    none = program("bundle", vault, first, *chosen, "--supplements", "last")
    assert none.returncode == 1
    assert not first.exists()
    done = program("bundle", vault, first, "--events", "e3", "--kinds", "threat,note,search")
    assert done.returncode == 0, done.stderr
    second = tmp_path / "second.pdf"
    done = program("bundle", vault, second, "--events", "e12", "--supplements", "last")
    assert done.returncode == 0, done.stderr
    whole, late = Bundle(first, "en"), Bundle(second, "en")
    assert int(late.numbers[0]) == len(whole.numbers) + 1
    listed = json.loads(program("list", vault, "--of", "bundles", "--json").stdout)
    assert [(each["number"], each["supplements"]) for each in listed] == [(1, None), (2, 1)]
    assert listed[1]["fingerprint"] == verify(second).fingerprint
    told = program("list", vault, "--of", "bundles").stdout
    assert listed[0]["fingerprint"] in told


def test_a_choice_that_is_none_is_refused_before_anything_is_written(
    program: Program, vaults: object, tmp_path: Path
) -> None:
    assert callable(vaults)
    for option in (("--kinds", "threats"), ("--lanes", "x"), ("--people", "Nobody"),
                   ("--until", "soon"), ("--supplements", "999")):  # fmt: skip
        out = tmp_path / "out.pdf"
        done = program("bundle", vaults("border-ar"), out, *option)
        assert done.returncode == 1, option
        assert option[1] in done.stderr
        assert not out.exists()


def test_kinds_themes_people_and_period_each_narrow_the_whole(tmp_path: Path) -> None:
    case = filled(tmp_path)
    witness = case.vault.people.add(Person("", name="Olga Strand")).id
    case.event("Met", kind="contact", when="2024-05", people=(Participant(witness),))

    def told(choice: Choice) -> set[str]:
        from limbo_desktop.bundle.selection import select

        chosen = select(whole_case(case.vault), Options("en", choice=choice))
        return {each.event.title for each in chosen.entries}

    assert told(Choice()) == {"Callup", "Search", "Met"}
    assert told(Choice(kinds=frozenset({"summons"}))) == {"Callup"}
    assert told(Choice(lanes=frozenset({"procedure"}))) == {"Met"}
    assert told(Choice(people=frozenset({witness}))) == {"Met"}
    assert told(Choice(since="2023-01-01", until="2023-12-31")) == {"Search"}
    assert told(Choice(without=frozenset({case.ids["Search"]}))) == {"Callup", "Met"}
    case.vault.close()
