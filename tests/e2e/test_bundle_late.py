"""What a supplement counts as a change, and whom it tells otherwise than before: read back."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from tests.cheap import CHEAP
from tests.e2e.support import PASSPHRASE, Bundle, Program
from tests.e2e.test_bundle_selection import Case, filled

from limbo_desktop.bundle.concealed_places import concealed_in
from limbo_desktop.bundle.make import NothingNewError, make_bundle, note_made, whole_case
from limbo_desktop.bundle.options import Options
from limbo_desktop.bundle.selection import select
from limbo_desktop.bundle.told_names import NOW_HIDDEN, NOW_OPEN, Turned, turned_in
from limbo_desktop.case.records import (
    Account,
    Document,
    Event,
    Participant,
    Person,
    Translation,
)
from limbo_desktop.vault.redactions import Box, How, Release
from limbo_desktop.vault.vault import Vault

HALF = Box(0.1, 0.1, 0.5, 0.2)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """The case of the supplements with somebody who is named openly in two entries."""
    case = filled(tmp_path)
    olga = case.ids["Olga"] = case.vault.people.add(Person("", name="Olga Strand")).id
    case.event(
        "Help", kind="contact", when="2024-01-01", account=Account("en", "Olga Strand came.")
    )
    case.event("Call", kind="contact", when="2024-01-02", people=(Participant(olga),))
    note = case.vault.blobs.add(BytesIO(b"Seen by Berta Falk.\n"))
    paper = Document("", "note.txt", note.sha256, "A note", when="2024-01-03")
    case.ids["A note"] = case.vault.documents.add(paper).id
    yield case
    case.vault.close()


def given(case: Case) -> Options:
    """The choices of a supplement to the last bundle."""
    return Options("en", given=case.last().given)


def told(bundle: Bundle) -> list[str]:
    """The entries and exhibits of a bundle."""
    return [mark.title for mark in bundle.bookmarks if mark.level == 1]


def news(case: Case) -> list[str]:
    """What a supplement would hold, by title."""
    chosen = select(whole_case(case.vault), given(case), case.vault.redactions.all())
    entries = [each.event.title for each in chosen.entries]
    return entries + [each.document.title for each in chosen.exhibits]


def change_person(case: Case, name: str, **more: object) -> None:
    person = case.vault.people.get(case.ids[name])
    case.vault.people.put(replace(person, **more))  # type: ignore[arg-type]


def test_black_boxes_alone_are_a_change(case: Case) -> None:
    case.make("whole", Options("en"))
    case.vault.redactions.put(case.ids["Callup paper"], {2: (HALF,)})
    bundle, _ = case.make("boxes", given(case))
    assert told(bundle) == ["Exhibit 1. Callup paper"]
    text = " ".join(" ".join(bundle.poppler).split())
    assert "Redacted by the applicant with black boxes on these pages: 2." in text
    assert "Replaces exhibit 1 of the bundle of 12 March 2024" in text
    assert set(bundle.attachments) == {"integrity.json"}
    # as they are now, the readers have it
    assert "Callup paper" not in news(case)
    case.vault.redactions.put(case.ids["Callup paper"], {2: (HALF, replace(HALF, y=0.6))})
    assert "Callup paper" in news(case)
    case.vault.redactions.put(case.ids["Callup paper"], {2: ()})
    bundle, _ = case.make("open again", given(case))
    assert set(bundle.attachments) == {"integrity.json", "exhibit-01.pdf"}


def test_what_was_withheld_and_goes_with_names_replaced_is_new_to_the_readers(case: Case) -> None:
    case.make("whole", Options("en"))
    people = frozenset({case.ids["aunt"]})
    case.vault.redactions.say(case.ids["A note"], Release(How.REPLACED, people))
    bundle, _ = case.make("replaced", given(case))
    assert told(bundle) == ["Exhibit 3. A note"]
    assert "Seen by [Witness 1]" in " ".join("\n".join(bundle.poppler).split())


def test_what_readers_have_and_would_not_get_any_more_is_not_given_as_an_empty_slip(
    case: Case,
) -> None:
    people = frozenset({case.ids["aunt"]})
    case.vault.redactions.say(case.ids["A note"], Release(How.REPLACED, people))
    case.make("whole", Options("en"))
    case.vault.redactions.say(case.ids["A note"], None)
    case.event("Later", when="2024-02-01")
    bundle, _ = case.make("late", given(case))
    assert told(bundle) == ["5. Later"]


def test_concealing_somebody_is_a_change_of_what_names_them_and_of_nothing_else(
    case: Case,
) -> None:
    case.make("whole", Options("en"))
    change_person(case, "Olga", conceal=True)
    assert news(case)[:2] == ["Help", "Call"]
    bundle, _ = case.make("concealed", given(case))
    text = "\n".join(bundle.poppler)
    assert "Olga" not in text
    assert "[Witness 2]" in text
    assert not any("Callup" in title or "Search" in title for title in told(bundle))


def test_another_pseudonym_alone_is_a_change_where_it_is_printed(case: Case) -> None:
    change_person(case, "Olga", conceal=True, pseudonym="Neighbour A")
    case.make("whole", Options("en"))
    change_person(case, "Olga", pseudonym="Neighbour B")
    assert news(case)[:2] == ["Help", "Call"]


def test_another_translation_alone_is_a_change(case: Case) -> None:
    search = case.vault.events.get(case.ids["Search"])
    first = (Translation("fi", "Etsintä", "He tulivat."),)
    case.vault.events.put(replace(search, translations=first))
    case.make("whole", Options("en"))
    second = (replace(first[0], text="He tulivat aamulla."),)
    case.vault.events.put(replace(search, translations=second))
    bundle, _ = case.make("translated", given(case))
    assert told(bundle) == ["2. Search"]
    assert "aamulla" in "\n".join(bundle.poppler)
    case.vault.events.put(replace(search, translations=()))
    assert "Search" in news(case)


def test_the_list_of_replaced_names_has_the_numbers_that_the_supplement_prints(
    case: Case,
) -> None:
    case.make("whole", Options("en"))
    # somebody who stands before the aunt is concealed now
    anna = next(each for each in case.vault.people.all() if each.name == "Anna Lind")
    case.ids["Anna"] = anna.id
    change_person(case, "Anna", conceal=True)
    case.event("Both", when="2024-03-01", account=Account("en", "Anna Lind met Berta Falk."))
    found = concealed_in(case.vault, whole_case(case.vault), given(case))
    printed = {each.name: each.printed for each in found.places}
    assert printed["Berta Falk"] == "[Witness 1]"
    assert printed["Anna Lind"] == "[Witness 2]"
    bundle, _ = case.make("late", given(case))
    assert "[Witness 2] met [Witness 1]." in " ".join("\n".join(bundle.poppler).split())


def turned(case: Case) -> list[Turned]:
    return list(turned_in(select(whole_case(case.vault), given(case), case.vault.redactions.all())))


def test_who_was_named_openly_and_has_a_pseudonym_now_is_told_to_the_person(case: Case) -> None:
    case.make("whole", Options("en"))
    assert turned(case) == []
    change_person(case, "Olga", conceal=True)
    (found,) = turned(case)
    assert found == Turned("Olga Strand", "[Witness 2]")
    assert found.message == NOW_HIDDEN
    # a supplement later the readers still have the name from the first
    case.make("second", given(case))
    case.event("Again", when="2024-03-01", account=Account("en", "Olga Strand again."))
    assert turned(case) == [Turned("Olga Strand", "[Witness 2]")]


def test_who_had_a_pseudonym_and_is_named_openly_now_is_told_to_the_person(case: Case) -> None:
    case.make("whole", Options("en"))
    change_person(case, "aunt", conceal=False)
    (found,) = turned(case)
    assert found == Turned("Berta Falk", "")
    assert found.message == NOW_OPEN


def test_who_was_in_no_bundle_for_these_readers_is_no_news(case: Case) -> None:
    ines = case.vault.people.add(Person("", name="Ines Holm")).id
    case.event("Mine", share="private", account=Account("en", "Ines Holm."))
    case.make("whole", Options("en"))
    case.ids["Ines"] = ines
    change_person(case, "Ines", conceal=True)
    case.event("News", when="2024-04-01", account=Account("en", "Ines Holm came."))
    assert turned(case) == []


def test_the_log_knows_who_was_named_by_ids_alone(case: Case) -> None:
    case.make("whole", Options("en"))
    last = case.last().given
    assert case.ids["Olga"] in last.open
    assert last.hidden == (case.ids["aunt"],)
    (body,) = case.vault.store.connection.execute(
        "SELECT body FROM history WHERE action = 'bundle'"
    ).fetchone()
    assert "Strand" not in body


def test_on_the_command_line_it_is_said_before_the_supplement_is_written(
    program: Program, tmp_path: Path
) -> None:
    path = tmp_path / "case.limbo"
    assert program("new", path).returncode == 0
    with Vault.open(path, PASSPHRASE, (CHEAP,)) as vault:
        olga = vault.people.add(Person("", name="Olga Strand"))
        berta = vault.people.add(Person("", name="Berta Falk", conceal=True))
        vault.events.add(
            Event("", title="Help", account=Account("en", "Olga Strand and Berta Falk came."))
        )
        first = make_bundle(vault, Options("en"), tmp_path / "first.pdf")
        note_made(vault, first, "first.pdf")
        vault.people.put(replace(olga, conceal=True))
        vault.people.put(replace(berta, conceal=False))
    late = ("--supplements", "last", "--lang", "en")
    done = program("bundle", path, tmp_path / "late.pdf", *late)
    assert done.returncode == 0, done.stderr
    assert "have the name of Olga Strand openly. This file prints [Witness 2]" in done.stderr
    assert "Until now Berta Falk was concealed from these readers" in done.stderr
    # it is said first: also of a file that then cannot be written
    nowhere = program("bundle", path, tmp_path / "no" / "x.pdf", *late)
    assert nowhere.returncode == 1
    assert "Olga Strand" in nowhere.stderr


def test_a_supplement_of_nothing_is_refused_and_no_file_is_written(case: Case) -> None:
    case.make("whole", Options("en"))
    with pytest.raises(NothingNewError):
        case.make("late", given(case))
    assert not (case.folder / "late.pdf").exists()
    assert len(case.vault.bundles.all()) == 1
