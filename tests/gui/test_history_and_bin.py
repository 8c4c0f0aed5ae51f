"""The history of a record read and brought back, the bin, and lines of a checklist put aside."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import LONG, ask, open_session, settled
from tests.gui.support import PASSPHRASE, QUICK, MakeSession, by_name, press, shown, unnamed

from limbo_desktop.case.records import Account, Document, Event, Obtained, Person, Task
from limbo_desktop.ui.bin.screen import BinScreen
from limbo_desktop.ui.documents.paper_checklist import PaperChecklist
from limbo_desktop.ui.entry.screen import EntryScreen
from limbo_desktop.ui.history.changes import SITTING_SECONDS, field_changes, sittings
from limbo_desktop.ui.history.diff_label import DiffLabel
from limbo_desktop.ui.history.screen import HistoryScreen
from limbo_desktop.ui.session import Session
from limbo_desktop.vault.history import Change
from limbo_desktop.vault.vault import Vault


class Clock:
    """A clock that the test turns."""

    now = 1_700_000_000

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A vault with a threat that was changed on another day, a paper, a person and a step."""
    path, clock = tmp_path / "case.limbo", Clock()
    with Vault.create(path, PASSPHRASE, profile=QUICK, clock=clock)[0] as vault:
        aunt = vault.people.add(Person(id="", name="Aunt Vera"))
        event = vault.events.add(
            Event(
                id="",
                kind="threat",
                title="A comment",
                when="2023-11",
                account=Account("en", "They wrote that they would come on Monday to our door."),
                fields={"channel": "vk", "exact_words": "WE WILL COME"},
            )
        )
        clock.now += 86_400
        changed = replace(
            event,
            when="2023-10~",
            account=Account("en", "They wrote that they would come on Friday to our door."),
            told_by=aunt.id,
            fields={"channel": "vk", "exact_words": "WE KNOW WHERE"},
        )
        vault.events.put(changed)
        vault.documents.add(Document(id="", title="Letter", obtained=Obtained("by post")))
        vault.tasks.add(Task(id="", title="Call"))
    return path


@pytest.fixture
def session(qtbot: QtBot, make_session: MakeSession, path: Path) -> Iterator[Session]:
    session = open_session(qtbot, make_session, path)
    yield session
    settled(qtbot, session)


def threat(vault: Vault) -> Event:
    return next(vault.events.all())


def told(widget: QWidget) -> list[str]:
    return [label.accessibleName() for label in widget.findChildren(DiffLabel)]


@pytest.fixture
def history(qtbot: QtBot, session: Session) -> HistoryScreen:
    event = ask(qtbot, session, threat)
    screen = HistoryScreen(session, "event", event.id)
    shown(qtbot, screen)
    qtbot.waitUntil(lambda: bool(told(screen)), timeout=LONG)
    return screen


def test_each_field_is_told_before_and_after_in_words(history: HistoryScreen) -> None:
    said = told(history)
    assert "Gone: November 2023. New: about October 2023." in said
    assert "Gone: Monday. New: Friday." in said
    assert "Gone: –. New: Aunt Vera." in said
    assert unnamed(history) == []


def test_the_words_of_a_threat_stay_covered_until_they_are_asked_for(
    qtbot: QtBot, history: HistoryScreen
) -> None:
    def open_words() -> bool:
        return any("WE KNOW WHERE" in each for each in told(history))

    assert not open_words()
    press(qtbot, history, "Show")
    assert open_words()


def test_a_field_is_brought_back_and_it_can_be_undone(
    qtbot: QtBot, history: HistoryScreen, session: Session
) -> None:
    with qtbot.waitSignal(session.changed, timeout=LONG):
        press(qtbot, history, "Bring back what stood before: When")
    event = ask(qtbot, session, threat)
    assert event.when == "2023-11"
    assert "Friday" in event.account.text
    step = ask(qtbot, session, lambda vault: vault.undo.undo())
    assert step is not None
    assert (step.act, step.title) == ("wording", "A comment")
    assert ask(qtbot, session, threat).when == "2023-10~"


def test_the_whole_record_is_brought_back(
    qtbot: QtBot, history: HistoryScreen, session: Session
) -> None:
    button = next(
        each
        for each in history.findChildren(QAbstractButton)
        if each.accessibleName().startswith("Bring the whole record back")
    )
    with qtbot.waitSignal(session.changed, timeout=LONG):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    event = ask(qtbot, session, threat)
    assert (event.when, event.fields["exact_words"]) == ("2023-11", "WE WILL COME")
    assert "Monday" in event.account.text
    assert event.told_by == ""


def test_what_was_saved_every_second_is_read_as_one_sitting() -> None:
    def change(seq: int, at: int, action: str, title: str | None) -> Change:
        body = None if title is None else f'{{"id":"a","title":"{title}"}}'
        return Change(seq, at, "event", "a", action, body)

    told_as = sittings(
        [
            change(1, 0, "add", "К"),
            change(2, 5, "put", "Ка"),
            change(3, 5 + SITTING_SECONDS, "put", "Каз"),
            change(4, 6 + 2 * SITTING_SECONDS, "put", "Казань"),
            change(5, 7 + 2 * SITTING_SECONDS, "remove", None),
            change(6, 8 + 2 * SITTING_SECONDS, "restore", None),
        ]
    )
    assert [(each.action, each.seq) for each in told_as] == [
        ("restore", 6), ("remove", 5), ("put", 4), ("add", 3),
    ]  # fmt: skip
    assert told_as[2].old == {"id": "a", "title": "Каз"}
    assert told_as[2].before == 3


def test_every_field_of_every_record_has_a_label_and_words(session: Session) -> None:
    person = {"id": "p", "conceal": True, "also_known_as": ["a", "b"], "role": "witness"}
    paper = {
        "id": "d",
        "password": "secret",
        "obtained": {"from": "p", "when": "2023"},
        "titles": [{"lang": "ru", "text": "Письмо"}],
        "translator": {"name": "A", "certified": True},
    }
    step = {"id": "t", "source": {"document": "d", "pages": "2"}, "done": True}
    names = {"p": "Aunt Vera", "d": "Letter"}.get

    def said(type_: str, body: Mapping[str, object]) -> dict[str, str]:
        changes = field_changes(
            session.words, type_, {}, body, lambda key: names(key) or "", cover=True
        )
        return {each.label: each.after for each in changes}

    assert said("person", person)["Other names"] == "a and b"
    assert said("person", person)["Conceal the name"] == "Yes"
    assert said("document", paper)["From whom"] == "Aunt Vera"
    assert said("document", paper)["Titles in other languages"] == "Russian · Письмо"
    assert "secret" not in str(said("document", paper))
    assert said("task", step)["Document"] == "Letter"


@pytest.fixture
def bin_screen(qtbot: QtBot, session: Session) -> BinScreen:
    def fill(vault: Vault) -> bool:
        for repository in (vault.people, vault.events, vault.documents, vault.tasks):
            repository.remove(next(repository.all()).id)  # type: ignore[attr-defined]  # any of them
        return True

    ask(qtbot, session, fill)
    screen = BinScreen(session)
    shown(qtbot, screen)
    qtbot.waitUntil(lambda: len(screen._removed) == 4, timeout=LONG)
    return screen


def test_the_bin_gives_back_one_thing(
    qtbot: QtBot, bin_screen: BinScreen, session: Session
) -> None:
    assert unnamed(bin_screen) == []
    with qtbot.waitSignal(session.changed, timeout=LONG):
        press(qtbot, bin_screen, "Take out of the bin: Aunt Vera")
    qtbot.waitUntil(lambda: len(bin_screen._removed) == 3, timeout=LONG)
    assert ask(qtbot, session, lambda vault: vault.people.count()) == 1


def test_the_bin_is_emptied_only_after_it_said_what_that_means(
    qtbot: QtBot, bin_screen: BinScreen, session: Session
) -> None:
    press(qtbot, bin_screen, "Empty the bin…")
    assert bin_screen.emptying.isVisible()
    assert "4 things will be erased" in bin_screen.emptying._notice.text
    assert "no earlier change can be undone" in bin_screen.emptying._notice.text
    press(qtbot, bin_screen, "Keep it in the bin")
    assert len(ask(qtbot, session, lambda vault: vault.bin.all())) == 4
    press(qtbot, bin_screen, "Empty the bin…")
    press(qtbot, bin_screen, "Erase for good")
    qtbot.waitUntil(lambda: not bin_screen._removed, timeout=LONG)
    assert ask(qtbot, session, lambda vault: vault.bin.all()) == ()
    assert not by_name(bin_screen, "Empty the bin…").isEnabled()
    assert not bin_screen.emptying.isVisible()


@pytest.fixture
def entry(qtbot: QtBot, session: Session) -> EntryScreen:
    event = ask(qtbot, session, threat)
    screen = EntryScreen(session, event.id)
    shown(qtbot, screen)
    qtbot.waitUntil(lambda: screen.checklist is not None, timeout=LONG)
    return screen


def test_a_line_leads_to_its_field_also_among_the_further_ones(
    qtbot: QtBot, entry: EntryScreen
) -> None:
    assert entry.form is not None
    press(qtbot, entry, "Would help: Name as shown")
    assert entry.form.inputs["fields.sender_shown"].target().hasFocus()
    entry.lead_to("fields.time_zone")
    assert entry.form.inputs["fields.time_zone"].target().hasFocus()


def test_a_line_is_put_aside_and_shown_again(
    qtbot: QtBot, entry: EntryScreen, session: Session
) -> None:
    press(qtbot, entry, "Put aside: Name as shown")

    def silenced() -> frozenset[str]:
        return ask(qtbot, session, lambda vault: vault.silenced.of(threat(vault).id))

    qtbot.waitUntil(lambda: silenced() == {"fields.sender_shown"}, timeout=LONG)
    qtbot.waitUntil(lambda: bool(_named(entry, "1 line put aside")), timeout=LONG)
    assert not _named(entry, "Would help: Name as shown")
    press(qtbot, entry, "1 line put aside")
    press(qtbot, entry, "Show again: Name as shown")
    qtbot.waitUntil(lambda: silenced() == frozenset(), timeout=LONG)


def _named(widget: QWidget, name: str) -> list[QAbstractButton]:
    return [
        each
        for each in widget.findChildren(QAbstractButton)
        if each.accessibleName() == name and each.isVisibleTo(widget)
    ]


def test_a_paper_has_a_list_of_its_own(qtbot: QtBot, session: Session) -> None:
    paper = ask(qtbot, session, lambda vault: next(vault.documents.all()))
    card = PaperChecklist(session)
    shown(qtbot, card, 400, 700)
    card.show_document(paper.id)
    qtbot.waitUntil(lambda: bool(_named(card, "There: How it came to you")), timeout=LONG)
    asked: list[str] = []
    card.asked.connect(asked.append)
    press(qtbot, card, "Would help: When it came to you")
    assert asked == ["obtained.when"]
    press(qtbot, card, "Put aside: The date on it")
    qtbot.waitUntil(lambda: bool(_named(card, "1 line put aside")), timeout=LONG)
    assert unnamed(card) == []
