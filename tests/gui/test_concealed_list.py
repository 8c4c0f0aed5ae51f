"""The list of what is concealed: each place with its words, doubts, documents held back."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.cheap import CHEAP
from tests.gui.case_vault import LONG, ask, open_session, settled, vault_of
from tests.gui.support import MakeSession, by_name, shown, unnamed

from limbo_desktop.bundle.concealed_places import Why, concealed_in
from limbo_desktop.bundle.make import whole_case
from limbo_desktop.bundle.name_forms import Doubt
from limbo_desktop.bundle.options import Options
from limbo_desktop.case.records import Account, Document, Event, Person
from limbo_desktop.ui.bundle.concealed_list import ConcealedList
from limbo_desktop.ui.widgets import Label
from limbo_desktop.vault.redactions import Box, How, Release
from limbo_desktop.vault.vault import Vault

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)

TITLE = "Заявление бывшего коллеги"


@pytest.fixture
def listed(
    qtbot: QtBot, make_session: MakeSession, cases: Path, tmp_path: Path
) -> Iterator[ConcealedList]:
    path = vault_of(cases / "family-ru", tmp_path / "case.limbo")
    session = open_session(qtbot, make_session, path)
    screen = ConcealedList(session, Options("ru"))
    shown(qtbot, screen)
    yield screen
    settled(qtbot, session)


def texts(widget: ConcealedList) -> str:
    return " ".join(each.text() for each in widget.findChildren(Label) if each.isVisible())


def test_it_opens_in_place_with_what_is_replaced_and_what_is_held_back(
    qtbot: QtBot, listed: ConcealedList
) -> None:
    listed.look.click()
    qtbot.waitUntil(lambda: TITLE in texts(listed), timeout=LONG)
    said = texts(listed)
    assert "becomes" in said
    assert "[Родственница А]" in said
    assert "Held back" in said
    assert unnamed(listed) == []


def test_a_document_is_let_go_and_held_back_again(qtbot: QtBot, listed: ConcealedList) -> None:
    listed.look.click()
    qtbot.waitUntil(lambda: TITLE in texts(listed), timeout=LONG)
    with qtbot.waitSignal(listed.decided):
        by_name(listed, f"May go as it is: \u2068{TITLE}\u2069").click()
    qtbot.waitUntil(lambda: "Goes as it is: you said so." in texts(listed), timeout=LONG)
    releases = ask(qtbot, listed._session, lambda vault: vault.redactions.all().releases)
    assert [each.how for each in releases.values()] == [How.AS_IT_IS]
    with qtbot.waitSignal(listed.decided):
        by_name(listed, f"Hold it back again: \u2068{TITLE}\u2069").click()
    qtbot.waitUntil(lambda: "Held back" in texts(listed), timeout=LONG)
    assert ask(qtbot, listed._session, lambda vault: vault.redactions.all().releases) == {}


def test_every_place_is_told_with_the_words_around_and_its_doubt(tmp_path: Path) -> None:
    with Vault.create(tmp_path / "case.limbo", "phrase", profile=CHEAP)[0] as vault:
        anna = vault.people.add(Person("", name="Анна Сидорова", conceal=True))
        vault.people.add(Person("", name="Пётр Сидоров"))
        event = vault.events.add(
            Event(
                "",
                title="Встреча с Анной Сидоровой",
                account=Account("ru", "Я видел Анну у дома. Потом пришёл Сидоров."),
            )
        )
        blob = vault.blobs.add(BytesIO(b"x"))
        document = vault.documents.add(
            Document("", file="a.pdf", sha256=blob.sha256, title="Фото", shows=(anna.id,))
        )
        found = concealed_in(vault, whole_case(vault), Options("ru"))
        replaced = [each for each in found.places if each.doubt is Doubt.NONE]
        assert [each.name for each in replaced] == ["Анной Сидоровой", "Анну"]
        assert (replaced[1].before, replaced[1].after) == (
            "Я видел ",
            " у дома. Потом пришёл Сидоров.",
        )
        assert {each.id for each in replaced} == {event.id}
        (doubt,) = [each for each in found.places if each.doubt is not Doubt.NONE]
        assert (doubt.name, doubt.printed, doubt.doubt) == ("Сидоров", "", Doubt.SHARED)
        assert [each.why for each in found.held] == [Why.KNOWN]
        vault.redactions.put(document.id, {1: (Box(0, 0, 0.5, 0.5),)})
        (held,) = concealed_in(vault, whole_case(vault), Options("ru")).held
        assert (held.why, held.pages) == (Why.REDACTED, (1,))
        vault.redactions.put(document.id, {1: ()})
        vault.redactions.say(document.id, Release(How.AS_IT_IS, frozenset({anna.id})))
        (held,) = concealed_in(vault, whole_case(vault), Options("ru")).held
        assert held.why is Why.LET_GO


def test_with_nobody_concealed_there_is_nothing_to_look_at(tmp_path: Path) -> None:
    with Vault.create(tmp_path / "case.limbo", "phrase", profile=CHEAP)[0] as vault:
        vault.events.add(Event("", title="Встреча"))
        found = concealed_in(vault, whole_case(vault), Options("ru"))
        assert (found.places, found.held) == ((), ())
