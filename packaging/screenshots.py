"""`make screenshots`: every screen in three languages as pictures, from the sample case.

`python packaging/screenshots.py FOLDER [CASE_FOLDER …]` writes FOLDER/<screen>-<language>.png; the
cases are taken by turns for Russian, Arabic and English.  Without one: the case that is shipped,
and for Arabic the Arabic one of the tests.  Needs no display.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from limbo_desktop.case.records import Document
from limbo_desktop.intake.case_folder import CaseFolder, read_folder
from limbo_desktop.resources import resource_path
from limbo_desktop.ui.environment import make_application
from limbo_desktop.ui.lane import Lane
from limbo_desktop.ui.operations import op, open_op
from limbo_desktop.ui.preferences import Preferences
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.theme import ThemeChoice
from limbo_desktop.ui.window import Window
from limbo_desktop.vault.vault import Vault

PASSPHRASE = "five sparrows over the oak"
SCREENS = (
    "today",
    "timeline",
    "search",
    "entry",
    "documents",
    "people",
    "bundle",
    "help",
    "settings",
)
SEARCHED = "Migri"
SECONDS = 1.5


@dataclass(frozen=True, slots=True)
class Look:
    """One series of pictures: a language and how the window looks."""

    language: str
    dark: bool = False
    scale: int = 100
    width: int = 1280
    height: int = 800

    @property
    def suffix(self) -> str:
        """The end of the file names."""
        parts = [self.language]
        if self.dark:
            parts.append("dark")
        if self.scale != 100:
            parts.append(f"{self.scale}")
        if self.width != 1280:
            parts.append(f"{self.width}x{self.height}")
        return "-".join(parts)


LOOKS = (
    Look("ru"),
    Look("ar"),
    Look("en"),
    Look("en", dark=True),
    Look("ar", dark=True),
    Look("ru", scale=200),
    Look("ar", scale=200),
    Look("en", width=900, height=600),
    Look("ar", width=900, height=600),
)


def settle(app: QApplication, seconds: float = SECONDS) -> None:
    """Let the window draw what it asked the vault for."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        app.processEvents()
        time.sleep(0.01)


def until(app: QApplication, ready: Callable[[], bool]) -> None:
    """Wait for something that must come."""
    end = time.monotonic() + 30
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError("the window was not ready")
        app.processEvents()
        time.sleep(0.01)


def pictures(app: QApplication, vault: Path, look: Look, folder: Path) -> None:
    """All screens of one look."""
    theme = ThemeChoice.DARK if look.dark else ThemeChoice.LIGHT
    wanted = Preferences(
        language=look.language,
        theme=theme,
        scale=look.scale,
        width=look.width,
        height=look.height,
    )
    session = Session(Lane(), wanted, vault)
    window = Window(app, session, lambda _path, _after: None)
    window.show_unlock(vault)
    window.show()
    settle(app, 0.3)
    window.grab().save(str(folder / f"unlock-{look.suffix}.png"))
    opened: list[bool] = []
    open_op(session, lambda: (Vault.open(vault, PASSPHRASE), None), owner=window).success(
        lambda _none: opened.append(True)
    ).start()
    until(app, lambda: bool(opened))
    page = window.page
    page.opened.emit()  # type: ignore[union-attr]  # the page of the unlock window
    settle(app)
    session.set_preferences(wanted)
    window.resize(look.width, look.height)
    entries: list[str] = []
    op(
        session,
        lambda case: [each.id for each in case.events.all() if each.kind == "threat"],
        owner=window,
    ).success(entries.extend).start()
    until(app, lambda: bool(entries))
    arguments = {"entry": entries[0], "search": SEARCHED}
    for screen in SCREENS:
        session.go(screen, arguments.get(screen, ""))
        settle(app)
        window.grab().save(str(folder / f"{screen}-{look.suffix}.png"))
    window.close()


def opener(files: CaseFolder) -> Callable[[Document], BinaryIO]:
    """Open the files of a case folder by document."""
    return lambda document: files.open(document.file)


def main(arguments: list[str]) -> int:
    """Make the pictures; prints the folder."""
    folder = Path(arguments[0] if arguments else "build/screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    shipped = resource_path("demo")
    arabic = Path(__file__).parents[1] / "tests" / "data" / "cases" / "border-ar"
    cases = [Path(each) for each in arguments[1:]] or [shipped, arabic, shipped]
    app = make_application([])
    start = Window(app, Session(Lane(), Preferences(), None), lambda _path, _after: None)
    start.show_start()
    start.show()
    settle(app, 0.5)
    start.grab().save(str(folder / "start.png"))
    start.close()
    with tempfile.TemporaryDirectory() as place:
        vaults = []
        for number, each in enumerate(cases):
            path = Path(place) / f"case-{number}.limbo"
            vault, _ = Vault.create(path, PASSPHRASE)
            case, files = read_folder(each)
            vault.import_case(case, opener(files))
            vault.close()
            vaults.append(path)
        for look in LOOKS:
            number = ("ru", "ar", "en").index(look.language) % len(vaults)
            pictures(app, vaults[number], look, folder)
    print(folder)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
