"""Every screen in three languages, at 100 % and 200 %, light and dark: named, whole, translated,
mirrored and readable.  What is looked at is what the window really paints.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.gui import faults
from tests.gui.case_vault import ask, open_session, vault_of
from tests.gui.painted import Painting, paint
from tests.gui.support import MakeSession, placed, shown
from tests.reliability.effort import LONG

from limbo_desktop.case.json_form import to_json
from limbo_desktop.case.records import Event
from limbo_desktop.intake.case_folder import read_folder
from limbo_desktop.text.language import language
from limbo_desktop.text.words import Words
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.shell.screens import SCREENS
from limbo_desktop.ui.theme.tokens import DARK, LIGHT
from limbo_desktop.ui.widgets import Label, LineEdit
from limbo_desktop.ui.widgets.scrolling import ScrollingColumn
from limbo_desktop.ui.window import Window
from limbo_desktop.vault.vault import Vault

LEFT_TO_RIGHT = ("LanguageColumn", "SHA-256")
"""What runs from left to right in an Arabic window too: columns of the other languages, hashes."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look of the window."""

    language: str
    scale: int = 100
    dark: bool = False

    def __str__(self) -> str:
        return f"{self.language}-{self.scale}{'-dark' if self.dark else ''}"


LOOKS = [Look("ru"), Look("en"), Look("ru", 200), Look("ar", 200), Look("ar", dark=True)]
"""Each language, size and theme; the long form has the others as well."""
if LONG:
    LOOKS += [Look("ar"), Look("en", 200), Look("ru", dark=True)]
PAUSES = 60
CASE_OF = {"ru": "family-ru", "ar": "border-ar", "en": "family-ru"}


ARGUMENTS: dict[str, Callable[[Vault], str]] = {
    "entry": lambda vault: _threat(vault).id,
    "entry-history": lambda vault: _threat(vault).id,
    "search": lambda _vault: "Migri",
    "document-history": lambda vault: next(iter(vault.documents.all())).id,
    "person-history": lambda vault: next(iter(vault.people.all())).id,
}
"""What a screen is about that shows one record."""

VIEWED: dict[str, Callable[[Vault], str]] = {
    "viewer of pages": lambda vault: f"{_paper(vault, '.pdf')}#1",
    "viewer of words": lambda vault: f"{_paper(vault, '_chat.txt')}#",
}
"""Documents that are opened over the whole screen."""


def _paper(vault: Vault, name: str) -> str:
    return next(each.id for each in vault.documents.all() if each.file.endswith(name))


def _threat(vault: Vault) -> Event:
    return next(each for each in vault.events.all() if each.kind == "threat")


@pytest.fixture(scope="module")
def vaults(cases: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("cases")
    return {
        case: vault_of(cases / case, folder / f"{case}.limbo").read_bytes()
        for case in set(CASE_OF.values())
    }


@pytest.fixture(scope="module")
def contents(cases: Path) -> dict[str, tuple[str, ...]]:
    """Every text of the cases and their files: words in them may be of any language."""
    return {
        name: (
            name,
            str(to_json(read_folder(cases / name)[0])),
            *(path.read_text("utf-8") for path in (cases / name).rglob("_chat.txt")),
        )
        for name in set(CASE_OF.values())
    }


@dataclass(frozen=True, slots=True)
class Walk:
    """A window with a case open."""

    window: Window
    session: Session
    look: Look
    content: tuple[str, ...]

    def faults(self) -> list[str]:
        """Everything wrong with what is shown now."""
        window, words = self.window, self.session.words
        painting = paint(window)
        palette = DARK if self.look.dark else LIGHT
        return [
            *(f"no name: {each}" for each in faults.nameless(window)),
            *(f"clipped: {each}" for each in faults.outside(window, painting)),
            *(f"cut off: {each}" for each in faults.cut_off(window)),
            *(f"shortened: {each}" for each in faults.shortened(painting, words)),
            *(f"not translated: {e}" for e in faults.untranslated(painting, words, self.content)),
            *(f"faint: {each}" for each in faults.faint(painting)),
            *(f"not of the theme: {each}" for each in faults.foreign_colours(painting, palette)),
            *self._mirrored(painting),
        ]

    def _mirrored(self, painting: Painting) -> Iterator[str]:
        if self.session.words.language.rtl:
            found = faults.left_to_right(self.window, painting, LEFT_TO_RIGHT)
            yield from (f"not mirrored: {each}" for each in found)


@pytest.fixture(params=LOOKS, ids=str)
def look(request: pytest.FixtureRequest) -> Look:
    chosen = request.param
    assert isinstance(chosen, Look)
    return chosen


@pytest.fixture
def walk(
    qtbot: QtBot,
    qapp: QApplication,
    make_session: MakeSession,
    vaults: dict[str, bytes],
    contents: dict[str, tuple[str, ...]],
    look: Look,
    tmp_path: Path,
) -> Walk:
    case = CASE_OF[look.language]
    path = tmp_path / "case.limbo"
    path.write_bytes(vaults[case])
    session = open_session(qtbot, make_session, path, look.language, look.scale, dark=look.dark)
    window = Window(qapp, session, lambda *_: None)
    content = (*contents[case], str(path), str(Path.home()))
    return Walk(window, session, look, content)


def quiet(qtbot: QtBot, session: Session) -> None:
    """Wait until the screen has what it asked the vault for."""
    for _ in range(3):
        ask(qtbot, session, lambda vault: vault.info)
        QApplication.processEvents()
    # pages are drawn meanwhile: what stands there until they are is looked at as well
    for _ in range(PAUSES):
        if not session.lane._long:
            break
        qtbot.wait(50)
    for window in QApplication.topLevelWidgets():
        placed(qtbot, window)


def report(found: dict[str, list[str]]) -> None:
    """Fail with every fault on a line of its own."""
    if found:
        lines = [f"{name}: {each}" for name, wrong in found.items() for each in wrong]
        pytest.fail("\n".join(lines), pytrace=False)


def test_every_screen_is_named_whole_translated_mirrored_and_readable(
    qtbot: QtBot, walk: Walk
) -> None:
    window, session = walk.window, walk.session
    shell = window._show_shell()
    shown(qtbot, window)
    shell.start()
    found = {}
    walked = [(row.name, row.name, ARGUMENTS.get(row.name)) for row in SCREENS]
    walked += [(name, "documents", argument) for name, argument in VIEWED.items()]
    for name, screen, argument in walked:
        session.go(screen, ask(qtbot, session, argument) if argument else "")
        quiet(qtbot, session)
        wrong = walk.faults()
        if session.words.language.rtl and shell.rail.geometry().center().x() < window.width() / 2:
            wrong.append("the rail stands at the left")
        if wrong:
            found[name] = wrong
    report(found)


PAGES: dict[str, Callable[[Window, Path], object]] = {
    "start": lambda window, _: window.show_start(),
    "help": lambda window, _: window.show_help(),
    "new case": lambda window, _: window.show_new_case(),
    "unlock": lambda window, path: window.show_unlock(path),
    "recovery": lambda window, path: window.show_recovery(path),
}


def test_what_is_shown_before_a_case_is_open_is_so_too(
    qtbot: QtBot, walk: Walk, tmp_path: Path
) -> None:
    window = walk.window
    shown(qtbot, window)
    found = {}
    for name, show in PAGES.items():
        show(window, tmp_path / "case.limbo")
        quiet(qtbot, walk.session)
        wrong = walk.faults()
        if name == "start":
            wrong = [each for each in wrong if not each.startswith("not translated")]
        if wrong:
            found[name] = wrong
    report(found)


# ------------------------------------------------- each of these checks can fail


@dataclass(frozen=True, slots=True)
class Bad:
    """A widget with a fault in it."""

    widget: QWidget
    painting: Painting


class OwnText(QWidget):
    """Paints a text of its own."""

    def __init__(self, text: str, colour: Qt.GlobalColor, left: int = 4) -> None:
        super().__init__()
        self._text, self._colour, self._left = text, colour, left
        self.setFixedSize(120, 30)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint it on white."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.setPen(self._colour)
        painter.drawText(QRect(self._left, 0, 400, 30), Qt.AlignmentFlag.AlignVCenter, self._text)


def window_with(qtbot: QtBot, *inner: QWidget, rtl: bool = False) -> Bad:
    """A small window with a widget in it, shown."""
    window = QWidget()
    if rtl:
        window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    column = QVBoxLayout(window)
    for each in inner:
        column.addWidget(each)
    shown(qtbot, window, 400, 200)
    return Bad(window, paint(window))


def test_a_control_without_a_name_is_seen(qtbot: QtBot, session: Session) -> None:
    bad = window_with(qtbot, QPushButton("x"))
    assert faults.nameless(bad.widget) == ["QPushButton in QWidget"]


def test_a_text_that_reaches_out_of_its_widget_is_seen(qtbot: QtBot, session: Session) -> None:
    wide = window_with(
        qtbot, OwnText("some words that need more room than this", Qt.GlobalColor.black)
    )
    assert len(faults.outside(wide.widget, wide.painting)) == 1
    fits = window_with(qtbot, OwnText("some words", Qt.GlobalColor.black))
    assert faults.outside(fits.widget, fits.painting) == []


def test_a_column_that_is_cut_off_is_seen(qtbot: QtBot, session: Session) -> None:
    for text, faulty in (("some words that need more room " * 4, True), ("some words", False)):
        column = ScrollingColumn(session.theme)
        column.column.addWidget(QPushButton(text))
        assert bool(faults.cut_off(window_with(qtbot, column).widget)) is faulty


def test_a_placeholder_that_is_cut_is_seen(qtbot: QtBot, session: Session) -> None:
    field = LineEdit(session.theme, "Name", placeholder="a long example of what could be written")
    field.setFixedWidth(80)
    bad = window_with(qtbot, field)
    assert "placeholder" in faults.outside(bad.widget, bad.painting)[0]


def test_words_of_the_program_that_are_shortened_are_seen(qtbot: QtBot, session: Session) -> None:
    words = Words(language("ru"))
    label = Label(
        session.theme, words.t("The entry is saved as it is. The list only helps to remember.")
    )
    label.setFixedWidth(120)
    bad = window_with(qtbot, label)
    assert len(faults.shortened(bad.painting, words)) == 1
    label.setToolTip(label.text())
    assert faults.shortened(bad.painting, words) == []


@pytest.mark.parametrize("text", ["Timeline", "Хроника of words"])
def test_words_that_nobody_translated_are_seen(qtbot: QtBot, session: Session, text: str) -> None:
    bad = window_with(qtbot, OwnText(text, Qt.GlobalColor.black))
    words = Words(language("ru"))
    assert len(faults.untranslated(bad.painting, words, ())) == 1
    assert faults.untranslated(bad.painting, words, ("of words",)) == (
        ["'Timeline'"] if text == "Timeline" else []
    )


def test_what_is_not_mirrored_is_seen(qtbot: QtBot, make_session: MakeSession) -> None:
    session = make_session("ar")
    inner = QWidget()
    inner.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    left = Label(make_session("en").theme, "نصّ عربيّ قصير")
    row = QHBoxLayout(inner)
    row.addWidget(left)
    bad = window_with(qtbot, inner, rtl=True)
    found = faults.left_to_right(bad.widget, bad.painting, ())
    assert any("runs from left to right" in each for each in found)
    assert any("stands at the left" in each for each in found)
    good = window_with(qtbot, Label(session.theme, "نصّ عربيّ قصير"), rtl=True)
    assert faults.left_to_right(good.widget, good.painting, ()) == []


def test_a_faint_text_and_a_colour_of_nobody_are_seen(qtbot: QtBot, session: Session) -> None:
    bad = window_with(qtbot, OwnText("faint", Qt.GlobalColor.lightGray))
    assert len(faults.faint(bad.painting)) == 1
    assert "#c0c0c0" in faults.foreign_colours(bad.painting, LIGHT)
    good = window_with(qtbot, OwnText("plain", Qt.GlobalColor.black))
    assert faults.faint(good.painting) == []
