"""Concealment: whose names are replaced by what, and what stays as it is."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.bundle.conceal import Concealer
from limbo_desktop.bundle.concealed_records import ConcealedRecords
from limbo_desktop.case.json_form import to_json
from limbo_desktop.case.records import (
    Account,
    CaseInfo,
    Document,
    Event,
    Obtained,
    Participant,
    Person,
    Reference,
    Title,
    Translation,
    Translator,
)

WITNESS = Person(
    "p1",
    name="Вадим Осколецкий",
    name_latin="Vadim Oskoletsky",
    also_known_as=("Вадик",),
    role="witness",
    contact="t.me/vad_example",
    note="боится",
    relation="коллега",
    forms=("наш инженер",),
    conceal=True,
)
AUNT = Person("p2", name="Людмила Чижова", conceal=True, pseudonym="Родственница А")
COUSIN = Person("p3", name="Глеб Чижов", conceal=True)
APPLICANT = Person("p4", name="Анна Чижова", name_latin="Anna Chizhova", role="applicant")
ARAB = Person("p5", name="رنا الصيرفي", name_latin="Rana Sayrafi", conceal=True)
HIDDEN = (WITNESS, AUNT, COUSIN, ARAB)


def test_a_made_pseudonym_has_a_number_and_the_language_of_the_text_around_it() -> None:
    concealer = Concealer([WITNESS])
    assert concealer.text("Я видел Вадима") == "Я видел [Свидетель 1]"
    assert concealer.text("I saw Vadim") == "I saw [Witness 1]"
    assert concealer.text("رأيت Vadim") == "رأيت [الشاهد 1]"
    assert concealer.text("I saw Vadim", "ru") == "I saw [Свидетель 1]"


def test_a_pseudonym_of_another_direction_is_isolated() -> None:
    assert Concealer([AUNT]).text("رأيت Чижова") == "رأيت \u2068[Родственница А]\u2069"


def test_numbers_follow_the_order_of_the_people_and_skip_those_with_a_pseudonym() -> None:
    concealer = Concealer([APPLICANT, WITNESS, AUNT, COUSIN])
    assert [concealer.name(each, "en") for each in ("p1", "p2", "p3")] == [
        "[Witness 1]",
        "[Родственница А]",
        "[Witness 2]",
    ]


def test_a_word_that_two_concealed_people_share_stands_for_both() -> None:
    concealer = Concealer([AUNT, COUSIN])
    assert concealer.text("к Чижовым") == "к [Родственница А / Свидетель 1]"
    assert concealer.text("к Людмиле Чижовой") == "к [Родственница А]"
    assert concealer.text("Глеб Чижов") == "[Свидетель 1]"


def test_a_family_name_of_somebody_named_openly_stays_but_beside_the_concealed_first_name() -> None:
    concealer = Concealer([APPLICANT, COUSIN])
    assert concealer.text("Анна Чижова, семья Чижовых") == "Анна Чижова, семья Чижовых"
    assert concealer.text("Глебу Чижову") == "[Свидетель 1]"
    assert concealer.text("Anna Chizhova and Gleb Chizhov") == "Anna Chizhova and [Witness 1]"


def test_the_forms_that_the_person_added_are_found_in_any_case_of_letters() -> None:
    assert Concealer([WITNESS]).text("Пришёл Наш  инженер") == "Пришёл [Свидетель 1]"


def test_what_somebody_is_called_who_is_not_called_by_a_name_is_no_name() -> None:
    mother = Person("p1", name="Ольга", also_known_as=("мама", "тётя Оля"), conceal=True)
    assert Concealer([mother]).text("Мама и тётя Нина у Оли") == "Мама и тётя Нина у [Свидетель 1]"


def test_a_name_typed_in_small_letters_is_found() -> None:
    small = Person("p1", name="марк", also_known_as=("kirdor_94",), conceal=True)
    assert Concealer([small]).text("Марк пишет") == "[Свидетель 1] пишет"
    assert Concealer([small]).text("тут KirDor_94!") == "тут [Свидетель 1]!"


def test_somebody_without_a_name_conceals_nothing() -> None:
    empty = Person("p1", conceal=True)
    assert Concealer([empty]).text("И вот") == "И вот"
    assert Concealer([replace(empty, name="Я")]).text("Я тут") == "Я тут"


FILLER = st.sampled_from(["вчера", "Потом", "и", ",", "«", "»", "12", "ثم", "then", "\n", "Люди"])
NAMED = st.sampled_from(
    [
        "Вадим",
        "Осколецкого",
        "В. Осколецкий",
        "ВАДИКА",
        "вадиму",
        "Vadim",
        "oskoletsky",
        "Людмилой",
        "Чижовых",
        "Глебу Чижову",
        "رنا",
        "لرنا",
        "للصيرفي",
        "Rana",
        "@vad_example",
        "наш инженер",
    ]
)


@given(st.lists(FILLER | NAMED, max_size=20), st.sampled_from([" ", "-", ", ", "\u00a0", "_"]))
def test_after_concealing_nothing_is_found_any_more(parts: list[str], between: str) -> None:
    concealer = Concealer(HIDDEN)
    left = concealer.text(between.join(parts))
    assert concealer.find(left) == []
    assert concealer.text(left) == left


@given(st.lists(FILLER, max_size=30))
def test_a_text_without_names_is_left_as_it_is(parts: list[str]) -> None:
    text = " ".join(parts)
    assert Concealer(HIDDEN).text(text) == text


@given(st.text(), NAMED, st.text())
def test_a_name_is_found_between_whatever_is_no_letter(before: str, name: str, after: str) -> None:
    left = Concealer(HIDDEN).text(f"{before} {name} {after}")
    assert name not in left or name in before or name in after


@pytest.mark.parametrize("lang", ["ru", "ar", "en", "fi", "fa", "uk"])
def test_a_long_text_without_names_is_left_as_it_is(lang: str, texts: Path) -> None:
    text = (texts / f"udhr_{lang}.txt").read_text("utf-8")
    assert Concealer(HIDDEN).text(text) == text


@given(st.text(max_size=60))
def test_places_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    found = Concealer(HIDDEN).find(text)
    edges = [edge for place in found for edge in (place.start, place.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)


# ---------------------------------------------------------------- records

SAID = "сказал Вадим Осколецкий"
POINTS: list[dict[str, str | list[dict[str, str]]]] = [
    {"said": SAID, "page": "1", "answer": SAID, "exhibits": [{"document": "d1"}]}
]
EVENT = Event(
    "e1",
    kind="decision",
    when_source=SAID,
    place=SAID,
    title=SAID,
    account=Account("ru", SAID),
    translations=(Translation("en", "Vadim", "Oskoletsky said", "person:p1"),),
    told_by="p1",
    people=(Participant("p1", SAID),),
    fields={
        "authority": SAID,
        "points": POINTS,
    },
)
DOCUMENT = Document(
    "d1",
    file="documents/oskoletsky.PDF",
    title=SAID,
    titles=(Title("en", "Vadim's letter"),),
    original_kept=SAID,
    obtained=Obtained(SAID, "2022", "p1", SAID),
    translator=Translator("Vadim Oskoletsky", certified=True),
    password="вадим",
    note=SAID,
)
RECORDS = ConcealedRecords(Concealer([WITNESS]), [WITNESS], "ru")


@pytest.mark.parametrize(
    "record",
    [
        RECORDS.event(EVENT),
        RECORDS.document(DOCUMENT),
        RECORDS.person(WITNESS),
        RECORDS.person(replace(APPLICANT, relation=SAID, also_known_as=(SAID,), note=SAID)),
        RECORDS.info(CaseInfo(SAID, "FI", SAID, (Reference(SAID, SAID),))),
    ],
)
def test_no_field_of_a_record_keeps_the_name(record: Event | Document | Person | CaseInfo) -> None:
    told = str(to_json(record)).lower()
    assert not any(name in told for name in ("вадим", "осколец", "vadim", "oskol"))


def test_of_a_concealed_person_only_role_and_pseudonym_are_left() -> None:
    assert RECORDS.person(WITNESS) == Person(
        "p1", name="[Свидетель 1]", role="witness", conceal=True
    )


def test_references_to_a_concealed_person_stay() -> None:
    event = RECORDS.event(EVENT)
    assert (event.told_by, event.people[0].person) == ("p1", "p1")


@pytest.mark.parametrize(
    ("document", "withheld"),
    [
        (Document("d", file="documents/photo.jpg"), False),
        (Document("d", file="documents/zayavlenie_oskoletsky.docx"), True),
        (Document("d", file="documents/Заявление-Осколецкого.pdf"), True),
        (Document("d", file="documents/photo.jpg", shows=("p1",)), True),
        (Document("d", file="documents/photo.jpg", shows=("p4",)), False),
    ],
)
def test_a_document_is_withheld_when_it_is_known_to_show_a_concealed_person(
    document: Document, withheld: bool
) -> None:
    assert RECORDS.withholds(document) is withheld
