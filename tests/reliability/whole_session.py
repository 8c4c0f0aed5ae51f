"""A whole session in the real window, from an empty folder to a locked case.

`python -m tests.reliability.whole_session FOLDER WORDS PAPERS` makes a case in FOLDER, types every
line of the file WORDS (the first is the passphrase), takes in the documents that the file PAPERS
lists and looks at each, goes to every screen, searches, copies, makes a bundle and locks.  With
"again" in place of PAPERS it opens the case that is there, reads it and closes the window.  Each
step that is done is said, and so are the titles of all windows.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit, QTextEdit, QWidget
from tests.reliability.pilot import ACCOUNT, EVERY_MS, keys, say, visible

from limbo_desktop.ui.app import run
from limbo_desktop.ui.bundle.result import ResultCard
from limbo_desktop.ui.bundle.screen import BundleScreen
from limbo_desktop.ui.documents.screen import DocumentsScreen
from limbo_desktop.ui.entry.kinds import KindButton
from limbo_desktop.ui.environment import make_application
from limbo_desktop.ui.new_case.page import NewCasePage
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.search.model import HitRow
from limbo_desktop.ui.search.screen import SearchScreen
from limbo_desktop.ui.session import Screen, Session
from limbo_desktop.ui.shell.screens import SCREENS
from limbo_desktop.ui.unlock.page import UnlockPage
from limbo_desktop.ui.viewer.place import Place
from limbo_desktop.ui.viewer.screen import ViewerScreen
from limbo_desktop.vault.vault import Vault

Steps = Iterator[None]
NAME = "case.limbo"


def until(condition: Callable[[], object]) -> Steps:
    """Let the window live until something is so."""
    while not condition():
        yield


def pause(ticks: int) -> Steps:
    """Let the window live for a while."""
    for _ in range(ticks):
        yield


def button(name: str) -> QAbstractButton | None:
    """The visible button of that name, which can be pressed."""
    found = visible(QAbstractButton, name)
    return found if isinstance(found, QAbstractButton) and found.isEnabled() else None


def press(name: str) -> Steps:
    """Wait for a button and press it."""
    yield from until(lambda: button(name) is not None)
    found = button(name)
    assert found is not None
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)
    yield


def session() -> Session:
    """The session of the screen that is shown."""
    screen = visible(Screen)
    assert isinstance(screen, Screen)
    return screen.session


def new_case(folder: Path, passphrase: str) -> Steps:
    """Make a case step by step, checking the recovery sheet."""
    yield from press("New case")
    yield from until(lambda: visible(NewCasePage))
    page = visible(NewCasePage)
    assert isinstance(page, NewCasePage)
    page.where.take_folder([folder])
    yield from press("Next")
    keys(page.passphrase.first.field, passphrase)
    yield from until(lambda: page.passphrase.strength > 0)
    keys(page.passphrase.second.field, passphrase)
    yield from press("Next")
    yield from until(lambda: page.step == 2)
    yield from press("Copied. Check three groups")
    assert page.check is not None
    for number, field in zip(page.check.asked, page.check.fields, strict=True):
        keys(field, page.check.groups[number - 1])
    yield from press("Next")
    yield from press("Begin")
    yield from until(lambda: visible(Screen))
    say("did", "create")


def unlock(passphrase: str) -> Steps:
    """Open the case that is there."""
    yield from until(lambda: visible(UnlockPage))
    page = visible(UnlockPage)
    assert isinstance(page, UnlockPage)
    keys(page.passphrase.field, passphrase)
    QTest.keyClick(page.passphrase.field, Qt.Key.Key_Return)
    yield from until(lambda: visible(Screen))
    say("did", "unlock")


def type_entry(words: list[str]) -> Steps:
    """Begin an entry of the first kind and type everything into its account."""
    session().go("entry", "")
    yield from until(lambda: visible(KindButton))
    kind = visible(KindButton)
    assert isinstance(kind, QWidget)
    QTest.mouseClick(kind, Qt.MouseButton.LeftButton)

    def account() -> QWidget | None:
        return visible(QPlainTextEdit, ACCOUNT) or visible(QTextEdit, ACCOUNT)

    yield from until(account)
    field = account()
    assert isinstance(field, QPlainTextEdit | QTextEdit)
    field.setFocus()
    for word in words:
        keys(field, f"{word} ")
        yield
    say("did", "type")
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    clipboard = QGuiApplication.clipboard()
    yield from until(lambda: words[0] in clipboard.text())
    say("did", "copy")
    yield from pause(60)


def take_in(documents: list[Path]) -> Steps:
    """Take files in and wait until they are in and read."""
    session().go("documents", "")
    yield from until(lambda: visible(DocumentsScreen))
    screen = visible(DocumentsScreen)
    assert isinstance(screen, DocumentsScreen)
    ended: list[object] = []
    screen.adding.ended.connect(ended.append)
    screen.take(documents)
    yield from until(lambda: ended)
    say("did", "attach")


def view_all() -> Steps:
    """Open every document large."""
    found: list[str] = []
    told: list[bool] = []

    def ids(vault: Vault) -> list[str]:
        return [each.id for each in vault.documents.all()]

    def take(answer: list[str]) -> None:
        found.extend(answer)
        told.append(True)

    screen = visible(Screen)
    assert screen is not None
    op(session(), ids, owner=screen).success(take).start()
    yield from until(lambda: told)
    for identity in found:
        session().go("documents", Place(identity, large=True).argument)
        yield from until(lambda: visible(ViewerScreen))
        yield from pause(50)
    say("did", "view", len(found))


def search(word: str) -> Steps:
    """Find a word that was typed."""
    session().go("search", "")
    yield from until(lambda: visible(SearchScreen))
    screen = visible(SearchScreen)
    assert isinstance(screen, SearchScreen)
    keys(screen.field, word)
    yield from until(lambda: any(isinstance(row, HitRow) for row in screen.model.rows))
    say("did", "search")


def every_screen() -> Steps:
    """Go to each screen that needs nothing to be chosen."""
    for row in SCREENS:
        if "-" not in row.name and row.name != "entry":
            session().go(row.name, "")
            yield from pause(25)
    say("did", "screens")


def bundle(out: Path) -> Steps:
    """Make the bundle."""
    session().go("bundle", "")
    yield from until(lambda: visible(BundleScreen))
    screen = visible(BundleScreen)
    assert isinstance(screen, BundleScreen)
    yield from until(lambda: screen.plan is not None)
    screen.make(out)
    yield from until(lambda: screen.findChildren(ResultCard))
    say("did", "bundle")


def whole(folder: Path, words: list[str], documents: list[Path]) -> Steps:
    """The first session, which ends with a lock."""
    passphrase, *typed = words
    yield from new_case(folder, passphrase)
    yield from type_entry(typed)
    yield from take_in(documents)
    yield from view_all()
    yield from search(typed[0])
    yield from every_screen()
    yield from bundle(folder / "evidence.pdf")
    say("done")
    screen = visible(Screen)
    assert screen is not None
    QTest.keyClick(screen, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    yield from pause(10_000)


def again(words: list[str]) -> Steps:
    """A second session, which ends with the window's close."""
    passphrase, *typed = words
    yield from unlock(passphrase)
    yield from search(typed[0])
    yield from view_all()
    say("done")
    for top in QApplication.topLevelWidgets():
        if top.isVisible():
            top.close()
    yield from pause(10_000)


def listed(papers: Path) -> list[Path]:
    """The documents that a list names, a path a line."""
    return [Path(line) for line in papers.read_text("utf-8").splitlines()]


def main(folder: Path, words: list[str], papers: str) -> int:
    """Run the window until it ends or the process does."""
    app = make_application(["limbo-desktop"])
    repeated = papers == "again"
    doing = again(words) if repeated else whole(folder, words, listed(Path(papers)))
    titles: set[str] = set()

    def step() -> None:
        for window in QGuiApplication.topLevelWindows():
            if window.title() not in titles:
                titles.add(window.title())
                say("title", window.title())
        try:
            next(doing, None)
        except BaseException:
            app.exit(70)
            raise

    timer = QTimer(app)
    timer.timeout.connect(step)
    timer.start(EVERY_MS)
    return run(folder / NAME if repeated else None)


if __name__ == "__main__":
    place, file, documents = sys.argv[1:]
    sys.exit(main(Path(place), Path(file).read_text("utf-8").splitlines(), documents))
