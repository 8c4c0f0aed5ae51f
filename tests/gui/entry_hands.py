"""Hands for the entry's screen: open it, begin one, look into its fields, save, undo."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import LONG, ask
from tests.gui.support import shown

from limbo_desktop.case.records import Event
from limbo_desktop.ui.entry.form import EntryForm
from limbo_desktop.ui.entry.screen import EntryScreen
from limbo_desktop.ui.inputs.date import DateInput
from limbo_desktop.ui.inputs.saver import Saver
from limbo_desktop.ui.inputs.text import TextInput
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.theme.metrics import room
from limbo_desktop.vault.drafts import Draft
from limbo_desktop.vault.vault import Vault


def opened(qtbot: QtBot, session: Session, identity: str, width: int = 1096) -> EntryScreen:
    screen = EntryScreen(session, identity)
    screen.setLayoutDirection(session.theme.direction)
    shown(qtbot, screen, width=width)
    screen.apply_room(room(width + 184, 800, 1.0))

    def stands() -> bool:
        part = screen.form or screen.chooser
        return part is not None and part.isVisible() and part.width() > 200

    qtbot.waitUntil(stands, timeout=LONG)
    qtbot.wait(1)
    return screen


def begun(qtbot: QtBot, session: Session, kind: str) -> EntryScreen:
    screen = opened(qtbot, session, "")
    assert screen.chooser is not None
    QTest.mouseClick(screen.chooser.button(kind), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: form_of(screen).isVisible(), timeout=LONG)
    qtbot.wait(1)
    return screen


def form_of(screen: EntryScreen) -> EntryForm:
    assert screen.form is not None
    return screen.form


def drafts_of(vault: Vault) -> tuple[Draft, ...]:
    return vault.drafts.all()


def is_drafted(qtbot: QtBot, session: Session, words: str) -> bool:
    return any(words in str(draft.body) for draft in ask(qtbot, session, drafts_of))


def saver_of(screen: EntryScreen) -> Saver[Event]:
    assert screen.saver is not None
    return screen.saver


def saved(qtbot: QtBot, screen: EntryScreen) -> Event:
    """Return the record as the vault has it after everything typed was handed over."""
    screen.flush()
    ask(qtbot, screen.session, lambda _vault: True)
    identity = saver_of(screen).identity
    return ask(qtbot, screen.session, lambda vault: vault.events.get(identity))


def entry_id(qtbot: QtBot, session: Session, beginning: str) -> str:
    events = ask(qtbot, session, lambda vault: list(vault.events.all()))
    return next(event.id for event in events if event.title.startswith(beginning))


def text_input(screen: EntryScreen, key: str) -> TextInput:
    part = form_of(screen).inputs[key]
    assert isinstance(part, TextInput)
    return part


def count(qtbot: QtBot, session: Session) -> int:
    return ask(qtbot, session, lambda vault: vault.events.count())


def date_input(screen: EntryScreen, key: str = "when") -> DateInput:
    part = form_of(screen).inputs[key]
    assert isinstance(part, DateInput)
    return part


def undo(qtbot: QtBot, screen: EntryScreen) -> None:
    """Take the last change back, as the shell does."""
    screen.flush()
    step = ask(qtbot, screen.session, lambda vault: vault.undo.undo())
    assert step is not None
    screen.session.changed.emit(step.touched)
    ask(qtbot, screen.session, lambda _vault: True)
    qtbot.wait(1)
