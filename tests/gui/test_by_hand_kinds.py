"""An entry of every kind, all its fields filled in with the keyboard alone, is the entry meant."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.by_hand import Scribe, differences
from tests.gui.case_vault import ask, open_session
from tests.gui.support import PASSPHRASE, QUICK, MakeSession, shown

from limbo_desktop.case.json_form import to_json
from limbo_desktop.case.kind import Field
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.records import (
    Account,
    CaseInfo,
    Citation,
    Document,
    Event,
    Participant,
    Person,
    Translation,
)
from limbo_desktop.case.values import FieldValue, Value
from limbo_desktop.ui.window import Window
from limbo_desktop.vault.vault import Vault

ANNA = Person("anna", name="Анна Чижова", name_latin="Anna Chizhova")
GLEB = Person("gleb", name="Глеб", relation="брат")
LETTER = Document("letter", file="letter.txt", title="Письмо из военкомата")
PHOTO = Document("photo", file="photo.txt", title="Фото двери")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, dict[str, str]]:
    """A vault with two people and two documents, and their ids in it."""
    path = tmp_path_factory.mktemp("kinds") / "case.limbo"
    vault, _ = Vault.create(path, PASSPHRASE, profile=QUICK)
    with vault:
        vault.put_info(CaseInfo(languages=("ru", "en")))
        ids = {each.id: vault.people.add(each).id for each in (ANNA, GLEB)}
        for each in (LETTER, PHOTO):
            blob = vault.blobs.add(BytesIO(each.title.encode()))
            ids[each.id] = vault.documents.add(replace(each, sha256=blob.sha256)).id
    return path.read_bytes(), ids


@pytest.fixture
def scribe(
    qtbot: QtBot,
    qapp: QApplication,
    make_session: MakeSession,
    prepared: tuple[bytes, dict[str, str]],
    tmp_path: Path,
) -> Scribe:
    path = tmp_path / "case.limbo"
    path.write_bytes(prepared[0])
    session = open_session(qtbot, make_session, path, "ru")
    window = Window(qapp, session, lambda *_: None)
    window._show_shell().start()
    shown(qtbot, window)
    window.activateWindow()
    scribe = Scribe(qtbot, session, window, ids=dict(prepared[1]))
    scribe.people = {each.id: each for each in (ANNA, GLEB)}
    scribe.documents = {each.id: each for each in (LETTER, PHOTO)}
    return scribe


VALUES: dict[Value, FieldValue] = {
    Value.TEXT: "краткие слова",
    Value.LONG: "Первая строка.\nВторая: «так и было».",
    Value.PLACE: "Тверь, вокзал",
    Value.URL: "https://example.org/a?b=1",
    Value.DATE: "2022-10~",
    Value.TIME: "14:30",
    Value.MINUTES: 95,
    Value.NUMBER: 30,
    Value.MONEY: "1200.5 RUB",
    Value.YES_NO: True,
    Value.PERSON: "anna",
    Value.PEOPLE: ["gleb", "anna"],
    Value.DOCUMENT: "letter",
    Value.DOCUMENTS: ["photo", "letter"],
}


def value_of(field: Field, number: int) -> FieldValue:
    """A value for a field: other dates, answers and texts in other fields."""
    match field.type:
        case Value.CHOICE:
            return field.choices[number % len(field.choices)].value
        case Value.YES_NO:
            return number % 2 == 0
        case Value.TEXT | Value.LONG | Value.PLACE:
            return f"{VALUES[field.type]} {number}"
        case Value.DATE:
            return ("2022-10~", "2023-01-05", "2021", "2022-07-28/2022-07-29", "2024-22")[
                number % 5
            ]
        case Value.CITATIONS:
            cited: list[dict[str, str | list[dict[str, str]]]]
            cited = [{"document": "photo", "pages": ""}, {"document": "letter", "pages": "1-2, 4"}]
            return cited
        case Value.LIST:
            return [{each.name: _inner(each, at) for each in field.parts} for at in (1, 2)]
        case _:
            return VALUES[field.type]


def _inner(field: Field, number: int) -> str | list[dict[str, str]]:
    value = value_of(field, number)
    if isinstance(value, str):
        return value
    assert isinstance(value, list)
    return [
        {key: str(inner) for key, inner in each.items()} for each in value if isinstance(each, dict)
    ]


def entry(kind: str) -> Event:
    """An entry of a kind with something in every field that is of this kind alone."""
    fields = {
        field.name: value_of(field, number) for number, field in enumerate(KINDS[kind].fields)
    }
    return Event("e", kind=kind, when="2022-10?", title="Повестка на старый адрес", fields=fields)


def whole_entry(kind: str) -> Event:
    """An entry of a kind with something in every field that there is."""
    return replace(
        entry(kind),
        time="09:05",
        when_source="по штемпелю",
        place="Москва",
        country="RU",
        account=Account("uk", "Я був удома.\n\nПотім прийшли."),
        translations=(
            Translation("en", "Call-up paper", "I was at home.\nThen they came.", "machine"),
            Translation("fi", "", "Olin kotona.", "person:gleb", certified=True),
        ),
        knowledge="told",
        told_by="gleb",
        people=(Participant("anna", "адресат"), Participant("gleb", "")),
        grounds=("political_opinion", "social_group"),
        documents=(Citation("photo", ""), Citation("letter", "2")),
        told_authority="2023-05-04",
        share="all",
    )


FIRST, *OTHERS = KINDS


@pytest.mark.parametrize(
    "meant", [whole_entry(FIRST), *map(entry, OTHERS)], ids=lambda event: event.kind
)
def test_a_whole_entry_typed_with_the_keyboard_is_the_entry_meant(
    qtbot: QtBot, scribe: Scribe, meant: Event
) -> None:
    scribe.event(meant)
    entered = ask(qtbot, scribe.session, lambda vault: vault.events.get(scribe.ids["e"]))
    wanted = scribe.as_entered(to_json(meant))
    assert list(differences(wanted, to_json(entered))) == []


def test_every_type_of_value_is_in_some_kind() -> None:
    asked = {field.type for kind in KINDS.values() for field in kind.fields}
    assert asked <= {*VALUES, Value.CHOICE, Value.CITATIONS, Value.LIST}
