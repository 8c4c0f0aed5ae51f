"""The checklist: each line of DOMAIN section 3 has its place; none presses, scores, endangers."""

import dataclasses
import re
from collections.abc import Sequence

import pytest

from limbo_desktop.case import reasons
from limbo_desktop.case.checklist import Item, checklist, lacking
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.paper_checklist import paper_checklist, paper_lacks
from limbo_desktop.case.records import (
    Account,
    Citation,
    Document,
    Event,
    Obtained,
    Translation,
    Translator,
)

THREAT = Event("e1", kind="threat", fields={"channel": "vk"}, documents=(Citation("d1"),))
SHOT = Document("d1", type="screenshot")


def keys(items: Sequence[Item]) -> set[str]:
    return {item.key for item in items}


def line(items: Sequence[Item], key: str) -> Item:
    return next(item for item in items if item.key == key)


@pytest.mark.parametrize(
    ("what", "key"),
    [
        ("an honest date", "when"),
        ("how the date is known", "when_source"),
        ("date and time visible", "time"),
        ("number, handle or id rather than the name in the contacts", "fields.sender_id"),
        ("the native export beside the screenshot", "export"),
        ("the whole conversation", "conversation"),
        ("device", "fields.device_owner"),
        ("account holder", "fields.addressed_account"),
        ("time zone", "fields.time_zone"),
        ("message id", "fields.message_id"),
        ("why the sender is believed to be who", "fields.why_believed"),
        ("later acts that match", "fields.followed_by"),
        ("who else saw it", "fields.seen_by"),
        ("the original device kept", "fields.still_on_device"),
        ("address of a public post", "fields.url"),
        ("date of capture", "captured"),
        ("how it was obtained", "obtained"),
        ("first hand or told", "knowledge"),
        ("when the authority heard of it", "told_authority"),
    ],
)
def test_a_threat_asks_for_all_that_gives_it_weight(what: str, key: str) -> None:
    assert key in keys(checklist(THREAT, (SHOT,))), what


@pytest.mark.parametrize(
    ("what", "key"),
    [
        ("how it was obtained", "obtained.how"),
        ("when", "obtained.when"),
        ("from whom", "obtained.from_"),
        ("why not earlier", "obtained.why_not_earlier"),
        ("original or copy", "original"),
        ("where the original is", "original_kept"),
        ("date", "when"),
        ("language", "languages"),
        ("translation", "translation"),
    ],
)
def test_a_paper_asks_where_it_came_from_and_what_it_is(what: str, key: str) -> None:
    assert key in keys(paper_checklist(Document("d1", type="letter"))), what


def test_a_line_is_there_as_soon_as_its_field_says_something() -> None:
    assert not line(checklist(THREAT), "fields.sender_id").present
    told = dataclasses.replace(THREAT, fields={"channel": "vk", "sender_id": "id 700"})
    assert line(checklist(told), "fields.sender_id").present
    assert not line(checklist(THREAT, (SHOT,)), "export").present
    export = Document("d2", type="message_export")
    assert line(checklist(THREAT, (SHOT, export)), "export").present
    assert not line(checklist(THREAT, (SHOT,)), "captured").present
    dated = dataclasses.replace(SHOT, obtained=Obtained("сам", "2023"))
    assert line(checklist(THREAT, (dated,)), "captured").present
    assert line(checklist(THREAT, (dated,)), "obtained").present


def test_an_absent_answer_counts_as_an_answer_too() -> None:
    denied = dataclasses.replace(THREAT, fields={"still_on_device": False})
    assert line(checklist(denied), "fields.still_on_device").present


def test_a_translation_is_asked_for_once_there_is_something_to_translate() -> None:
    event = Event("e1")
    assert "translations" not in keys(checklist(event))
    told = dataclasses.replace(event, account=Account("ru", "Пришли."))
    assert not line(checklist(told), "translations").present
    both = dataclasses.replace(told, translations=(Translation("en", text="They came."),))
    assert line(checklist(both), "translations").present


def test_a_translated_paper_asks_for_its_translator_and_a_file_for_no_original() -> None:
    translation = Document("d2", translation_of="d1", translator=Translator("А. Б."))
    items = paper_checklist(translation)
    assert line(items, "translator").present
    assert "translation" not in keys(items)
    assert line(paper_checklist(Document("d1"), translated=True), "translation").present
    assert "original" not in keys(paper_checklist(SHOT))
    assert "shows" in keys(paper_checklist(SHOT))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_line_leads_to_a_field_that_the_entry_has(kind: str) -> None:
    own = {field.name for field in dataclasses.fields(Event)} | {"account.text"}
    fields = {f"fields.{field.name}" for field in KINDS[kind].fields}
    items = checklist(Event("e1", kind=kind, account=Account("ru", "а")), (SHOT,))
    assert {item.field for item in items} <= own | fields
    assert len(keys(items)) == len(items)


def test_a_line_that_is_put_aside_is_marked_and_the_others_stay() -> None:
    silenced = frozenset({"fields.message_id", "when"})
    items = checklist(THREAT, (), silenced)
    assert keys(items) == keys(checklist(THREAT))
    assert {item.key for item in items if item.silenced} == silenced
    papers = paper_checklist(SHOT, silenced=frozenset({"title"}))
    assert [item.key for item in papers if item.silenced] == ["title"]


def test_what_a_row_says_is_missing_leaves_out_what_is_put_aside() -> None:
    event = Event("e1", kind="summons", when="2022")
    assert lacking(event) == "no words yet"
    named = dataclasses.replace(event, title="Повестка")
    assert lacking(named) == "no details"
    filled = dataclasses.replace(named, fields={"issuer": "военкомат"})
    assert lacking(filled) == "no paper"
    assert lacking(filled, frozenset({"documents"})) == ""
    assert lacking(Event("e1", title="а"), frozenset({"when"})) == ""
    short = frozenset(f"fields.{field.name}" for field in KINDS["summons"].fields if field.short)
    assert lacking(named, short | {"documents"}) == ""
    assert paper_lacks(Document("d1")) == "obtained.how"
    assert paper_lacks(Document("d1"), frozenset({"obtained.how", "when", "type", "title"})) == ""


def _all_words() -> list[str]:
    own = [
        value for name, value in vars(reasons).items() if name.isupper() and isinstance(value, str)
    ]
    return [*own, *reasons.FIELD_REASONS.values()]


@pytest.mark.parametrize(
    "forbidden",
    [
        r"\b(must|have to|should|never|wrong answer|score|points|credib|weak|strong)\b",
        r"\b(film|video of|record (him|her|them)|interview the witness)\b",
        r"\b(write to|call|ask|contact) (the|your) (sender|persecutor|attacker|officer)\b",
        r"[!]",
    ],
)
def test_no_reason_presses_scores_or_sends_anybody_into_danger(forbidden: str) -> None:
    found = [text for text in _all_words() if re.search(forbidden, text, re.IGNORECASE)]
    assert found == []
