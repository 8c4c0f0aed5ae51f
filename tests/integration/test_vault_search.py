"""Search in a vault: what is found, how it is ranked and grouped, what a hit shows."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cheap import CHEAP

from limbo_desktop.case.records import (
    Account,
    Citation,
    Document,
    Event,
    Participant,
    Person,
    Task,
    Translation,
)
from limbo_desktop.vault.findings import Facts
from limbo_desktop.vault.timeline import Filters
from limbo_desktop.vault.vault import Vault


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with Vault.create(tmp_path / "case.limbo", "phrase", CHEAP)[0] as vault:
        yield vault


def document(vault: Vault, title: str, *pages: str) -> Document:
    """A document whose file has these pages."""
    blob = vault.blobs.add(io.BytesIO("\f".join(pages).encode() or title.encode()))
    added = vault.documents.add(Document(id="", file="a.pdf", sha256=blob.sha256, title=title))
    vault.findings.put(blob.sha256, Facts(pages=len(pages)), pages)
    return added


def found(vault: Vault, typed: str) -> list[tuple[str, int]]:
    return [(hit.title, hit.page) for hit in vault.search.find(typed)]


@pytest.mark.parametrize(
    "typed",
    ["повестк", "ПОВЕСТКА", "ёлка", "елка", "مقابله", "مُقَابَلَة", "Hel", "2022", "٢٠٢٢", "188 лс"],
)
def test_words_are_found_by_their_beginning_however_they_are_written(
    vault: Vault, typed: str
) -> None:
    text = "Повестка, Ёлка; مقابلة في Helsinki 2022, приказ № 188-лс"
    event = vault.events.add(Event(id="", account=Account("ru", text)))
    assert [hit.id for hit in vault.search.find(typed)] == [event.id]


@pytest.mark.parametrize(
    "typed", ["", "  ", '"', "* OR NOT", "title:", "ничего", "a AND", "(", "^"]
)
def test_signs_of_the_query_language_are_only_signs(vault: Vault, typed: str) -> None:
    vault.events.add(Event(id="", title="Повестка"))
    assert vault.search.find(typed) == ()


def test_all_words_have_to_be_there_and_titles_come_first(vault: Vault) -> None:
    in_text = vault.events.add(Event(id="", title="x", account=Account("ru", "обыск в подъезде")))
    in_title = vault.events.add(Event(id="", title="Обыск", account=Account("ru", "квартира")))
    assert [hit.id for hit in vault.search.find("обыск")] == [in_title.id, in_text.id]
    assert [hit.id for hit in vault.search.find("обыск подъезд")] == [in_text.id]
    assert [hit.id for hit in vault.search.find("обыск", limit=1)] == [in_title.id]


def test_an_event_is_found_by_the_names_of_its_people_also_after_a_change(vault: Vault) -> None:
    person = vault.people.add(Person(id="", name="Вадим", name_latin="Vadim"))
    event = vault.events.add(Event(id="", title="x", people=(Participant(person.id),)))
    assert {hit.id for hit in vault.search.find("vadim")} == {person.id, event.id}
    vault.people.put(Person(id=person.id, name="Игорь"))
    assert vault.search.find("вадим") == ()
    assert {hit.id for hit in vault.search.find("игорь")} == {person.id, event.id}


def test_fields_of_the_kind_are_found_too(vault: Vault) -> None:
    points: list[dict[str, str | list[dict[str, str]]]] = [
        {"said": "недостоверно", "answer": "ответ"}
    ]
    event = vault.events.add(Event(id="", kind="decision", fields={"points": points}))
    assert [hit.id for hit in vault.search.find("недостовер")] == [event.id]


def test_a_page_of_a_documents_file_is_found_and_named(vault: Vault) -> None:
    document(vault, "Решение", "Первая страница", "Внутреннее перемещение возможно")
    assert found(vault, "перемещения") == [("Решение", 2)]
    (hit,) = vault.search.find("перемещения")
    assert (hit.place, hit.snippet.text) == ("Page", "Внутреннее перемещение возможно")


def test_a_file_that_two_documents_share_shows_both(vault: Vault) -> None:
    first = document(vault, "Письмо", "Скан с печатью")
    vault.documents.add(Document(id="", file="b.pdf", sha256=first.sha256, title="Копия письма"))
    assert found(vault, "печать") == [("Письмо", 1), ("Копия письма", 1)]


def test_a_document_in_the_bin_is_left_out_with_its_pages(vault: Vault) -> None:
    added = document(vault, "Письмо", "Скан с печатью")
    vault.documents.remove(added.id)
    assert found(vault, "печать") == found(vault, "письмо") == []
    vault.bin.restore(added.id)
    assert found(vault, "печать") == [("Письмо", 1)]


def test_a_document_whose_title_and_pages_have_the_word_is_counted_once(vault: Vault) -> None:
    document(vault, "Решение", "решение", "решение", "решение", "решение")
    (group,) = vault.search.groups("решение")
    assert (group.type, group.total) == ("document", 1)
    assert [hit.page for hit in group.hits] == [0, 1, 2, 3]


def test_text_found_anew_takes_the_place_of_the_old(vault: Vault) -> None:
    added = document(vault, "Скан", "неверно")
    vault.findings.put(added.sha256, Facts(pages=1), ("точно",))
    assert found(vault, "неверно") == []
    assert found(vault, "точно") == [("Скан", 1)]


def test_the_timeline_keeps_documents_by_the_words_of_their_pages(vault: Vault) -> None:
    document(vault, "Решение", "внутреннее перемещение")
    vault.events.add(Event(id="", title="Перемещение в лагерь"))
    vault.people.add(Person(id="", name="Перемещение"))
    assert vault.timeline.count(Filters(text="перемещ")) == 2


def test_hits_come_by_type_and_only_types_with_hits(vault: Vault) -> None:
    vault.tasks.add(Task(id="", title="Позвонить Кириллу"))
    person = vault.people.add(Person(id="", name="Кирилл", name_latin="Kirill"))
    vault.events.add(Event(id="", title="Допрос", people=(Participant(person.id),)))
    groups = vault.search.groups("кирилл")
    assert [(group.type, group.total) for group in groups] == [
        ("event", 1),
        ("person", 1),
        ("task", 1),
    ]


def test_titles_then_the_very_words_then_their_forms_each_by_date(vault: Vault) -> None:
    for title, text, when in [
        ("форма", "ждём суда", "2020"),
        ("слово позже", "был суд", "2022"),
        ("слово", "был суд", "2021"),
        ("Судами", "", "2023"),
        ("Суд", "", "2024"),
    ]:
        vault.events.add(Event(id="", title=title, when=when, account=Account("ru", text)))
    titles = [hit.title for hit in vault.search.find("суд ")]
    assert titles == ["Суд", "Судами", "слово", "слово позже", "форма"]


def test_a_hit_says_where_its_words_stand(vault: Vault) -> None:
    event = Event(
        id="",
        title="Повестка",
        account=Account("ru", "Принёс сосед."),
        translations=(Translation("en", "Summons", "A neighbour brought it."),),
        fields={"number": "188-лс"},
        kind="summons",
    )
    vault.events.add(event)
    places = {
        typed: vault.search.find(typed)[0].place
        for typed in ("повестка", "сосед", "neighbours", "188-лс")
    }
    assert places == {
        "повестка": "",
        "сосед": "In your own words",
        "neighbours": "Translation",
        "188-лс": "Series and number",
    }


def test_a_threats_words_are_found_but_covered(vault: Vault) -> None:
    paper = document(vault, "Письмо", "мы тебя найдём")
    vault.events.add(
        Event(
            id="",
            kind="threat",
            title="Угроза",
            fields={"exact_words": "Мы тебя найдём"},
            documents=(Citation(paper.id),),
        )
    )
    assert [hit.covered for hit in vault.search.find("найдем")] == [True, True]
    assert [hit.covered for hit in vault.search.find("угроза")] == [False]


def test_a_title_that_says_enough_speaks_of_nothing_covered(vault: Vault) -> None:
    fields = {"exact_words": "Угрозы не пустые"}
    vault.events.add(Event(id="", kind="threat", title="Угроза", fields=fields))
    (hit,) = vault.search.find("угроза")
    assert (hit.place, hit.covered, hit.snippet.text) == ("", False, "")


def test_beyond_the_limit_hits_are_counted_and_not_shown(vault: Vault) -> None:
    for number in range(5):
        vault.events.add(Event(id="", title=f"Обыск {number}"))
    (group,) = vault.search.groups("обыск", limit=2)
    assert (len(group.hits), group.total) == (2, 5)


def test_a_file_of_another_recipe_is_indexed_anew_with_its_pages(
    vault: Vault, tmp_path: Path
) -> None:
    document(vault, "Решение", "внутреннее перемещение")
    vault.events.add(Event(id="", title="Обыск"))
    removed = vault.events.add(Event(id="", title="Обыск в гараже"))
    vault.events.remove(removed.id)
    with vault.store.writing() as connection:
        connection.execute("DELETE FROM search")
        connection.execute("UPDATE derived SET version = 0")
    vault.close()
    with Vault.open(tmp_path / "case.limbo", "phrase", (CHEAP,)) as again:
        assert found(again, "перемещение") == [("Решение", 1)]
        assert found(again, "обыск") == [("Обыск", 0)]


def test_many_records_at_once_are_found_as_each_alone(vault: Vault) -> None:
    with vault.transaction(), vault.search.many():
        person = vault.people.add(Person(id="", name="Вера"))
        event = vault.events.add(Event(id="", title="Обыск", people=(Participant(person.id),)))
        removed = vault.events.add(Event(id="", title="Обыск в гараже"))
        vault.events.remove(removed.id)
        vault.people.put(Person(id=person.id, name="Зоя"))
    assert {hit.id for hit in vault.search.find("зоя")} == {person.id, event.id}
    assert [hit.id for hit in vault.search.find("обыск")] == [event.id]
    assert vault.search.find("вера") == ()


def test_what_is_taken_back_leaves_no_words(vault: Vault) -> None:
    def broken() -> None:
        with vault.transaction(), vault.search.many():
            vault.events.add(Event(id="", title="Обыск"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken()
    assert vault.search.find("обыск") == ()
    vault.events.add(Event(id="", title="Допрос"))
    assert len(vault.search.find("допрос")) == 1


def test_the_totals_are_those_of_the_groups(vault: Vault) -> None:
    paper = document(vault, "Решение", "обыск", "обыск")
    vault.events.add(Event(id="", title="Обыск", documents=(Citation(paper.id),)))
    vault.people.add(Person(id="", name="Обысков"))
    groups = {group.type: group.total for group in vault.search.groups("обыск")}
    totals = {type_: total for type_, total in vault.search.totals("обыск").items() if total}
    assert totals == groups == {"event": 1, "document": 1, "person": 1}
    assert vault.search.totals("") == {}


def test_a_page_pasted_into_the_field_is_only_a_long_question(vault: Vault) -> None:
    vault.events.add(Event(id="", title="Обыск"))
    assert vault.search.find("обыск " + " ".join(f"слово{n}" for n in range(2000))) == ()
