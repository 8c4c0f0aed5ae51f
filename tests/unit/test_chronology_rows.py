"""The chronology as rows: the rules of a bundle, in the words of its language."""

from dataclasses import replace

import pytest

from limbo_desktop.bundle.chronology_rows import Rows, chronology_rows
from limbo_desktop.bundle.options import Choice, Options, Reader
from limbo_desktop.case.records import (
    Account,
    Case,
    Citation,
    Document,
    Event,
    Obtained,
    Participant,
    Person,
    Translation,
)
from limbo_desktop.text.language import language
from limbo_desktop.text.words import Words

AUNT = Person(
    "p2", name="Тамара Жилкина", name_latin="Tamara Zhilkina", role="witness", conceal=True
)
CASE = Case(
    people=(Person("p1", name="Юлия", role="applicant"), AUNT),
    events=(
        Event(
            "e1",
            kind="summons",
            when="2022-10~",
            time="14:30",
            title="Повестка",
            place="Казань",
            country="RU",
            account=Account("ru", "Тамара Жилкина взяла её."),
            translations=(
                Translation("ar", "استدعاء", "أخذته [الشاهد].", "self"),
                Translation("en", "Call-up paper", "She took it.", "certified"),
            ),
            knowledge="told",
            told_by="p2",
            people=(Participant("p1", "адресат"), Participant("p2")),
            fields={"issuer": "военкомат", "addressee": "p1", "received_by": "p2"},
            documents=(Citation("d1", "1-2"), Citation("d1", "4"), Citation("d2")),
        ),
        Event("e2", kind="note", when="2023", title="Тайное", share="private"),
        Event("e3", kind="note", title="Для адвоката"),
        Event("e4", kind="note", when="2021/2022", title="Для всех", share="all"),
    ),
    documents=(
        Document("d1", "paper.jpg", "ab" * 32, "Повестка", when="2022-10-03",
                 obtained=Obtained("от Тамары Жилкиной")),
        Document("d2", title="Тайное письмо", share="private"),
        Document("d3", "tamara zhilkina.jpg", "cd" * 32, "Снимок", shows=("p2",)),
    ),
)  # fmt: skip


def made(lang: str = "en", case: Case = CASE, **options: object) -> tuple[Rows, Rows]:
    chosen = replace(Options(lang), **options)  # type: ignore[arg-type]  # options by name
    return chronology_rows(case, chosen, Words(language(lang)))


def column(rows: Rows, name: str) -> list[str | int]:
    heads = [head for head, _ in rows.columns]
    return [row[heads.index(name)] for row in rows.rows]


def row_of(rows: Rows, title: str) -> dict[str, str | int]:
    heads = [head for head, _ in rows.columns]
    cells = next(row for row in rows.rows if title in row)
    return dict(zip(heads, cells, strict=True))


def test_an_entry_is_a_row_with_its_days_and_its_date_as_it_was_said() -> None:
    row = row_of(made()[0], "Call-up paper")
    assert (row["First day"], row["Last day"]) == ("2022-10-01", "2022-10-31")
    assert row["When, as it was said"] == "about October 2022"
    assert (row["Time of day"], row["Kind"], row["Where"]) == ("14:30", "Summons", "Казань")
    assert row["Country"] == "Russia"
    assert row["Details"].split("\n")[0].endswith("военкомат")  # type: ignore[union-attr]


def test_a_span_and_a_date_that_is_not_known_are_days_or_nothing() -> None:
    rows = made()[0]
    span, none = row_of(rows, "Для всех"), row_of(rows, "Для адвоката")
    assert (span["First day"], span["Last day"]) == ("2021-01-01", "2022-12-31")
    assert (none["First day"], none["Last day"], none["When, as it was said"]) == ("", "", "")


def test_exhibits_are_named_by_number_with_the_pages_relied_on() -> None:
    entries, exhibits = made()
    number = row_of(exhibits, "Повестка")["No."]
    assert row_of(entries, "Call-up paper")["Exhibits and pages"] == f"{number} (1-2, 4)"
    assert row_of(exhibits, "Повестка")["Entries that cite it"] == str(
        row_of(entries, "Call-up paper")["No."]
    )


@pytest.mark.parametrize("lang", ["ru", "ar", "en"])
@pytest.mark.parametrize("share", [each for each in Reader if each is not Reader.OWN])
def test_nothing_private_and_no_concealed_name_is_in_any_cell(lang: str, share: Reader) -> None:
    text = "\n".join(
        str(cell) for rows in made(lang, reader=share) for row in rows.rows for cell in row
    ).lower()
    assert "тайное" not in text
    assert "жилкин" not in text
    assert "zhilkina" not in text
    assert "cd" * 32 not in text  # the digest of what shows her would find the file
    assert "p2" not in text


def test_a_concealed_person_has_the_pseudonym_of_the_bundle() -> None:
    row = row_of(made("ru")[0], "Повестка")
    assert row["Люди"] == "Юлия, адресат\n[Свидетель 1]"
    assert str(row["Своими словами"]).startswith("[Свидетель 1]")


def test_only_what_is_shared_with_all_goes_to_all_and_only_what_was_chosen() -> None:
    assert column(made(reader=Reader.AUTHORITY)[0], "Title") == ["Для всех"]
    assert column(made(choice=Choice(events=frozenset({"e3"})))[0], "Title") == ["Для адвоката"]
    assert "Для всех" not in column(made(choice=Choice(since="2022-10-01"))[0], "Kind")


def test_the_translation_is_the_one_into_the_language_of_the_file() -> None:
    assert row_of(made("en")[0], "Call-up paper")["Translation"] == "She took it."
    arabic = made("ar")[0]
    heads = [head for head, _ in arabic.columns]
    assert all(any("\u0600" <= letter <= "\u06ff" for letter in head) for head in heads)
    assert any("استدعاء" in row for row in arabic.rows)
