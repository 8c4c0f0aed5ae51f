"""`make screenshots`: every screen and what opens in it, in three languages, light and dark, at
100 % and 200 %, as pictures from the sample cases.

`python packaging/screenshots.py FOLDER [CASE_FOLDER …]` writes FOLDER/<pose>-<language>….png; the
cases are taken by turns for Russian, Arabic and English.  Without one: the case that is shipped,
and for Arabic the Arabic one of the tests.  ONLY=people,entry-ar in the environment makes those
whose name begins so.  Needs no display.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from limbo_desktop.bundle.options import Layout
from limbo_desktop.case.records import Document
from limbo_desktop.intake.case_folder import CaseFolder, read_folder
from limbo_desktop.resources import resource_path
from limbo_desktop.ui.bundle.screen import BundleScreen
from limbo_desktop.ui.environment import make_application
from limbo_desktop.ui.lane import Lane
from limbo_desktop.ui.operations import op, open_op
from limbo_desktop.ui.preferences import Preferences
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.shell.shell import Shell
from limbo_desktop.ui.theme import ThemeChoice
from limbo_desktop.ui.viewer.screen import ViewerScreen
from limbo_desktop.ui.window import Window
from limbo_desktop.vault.vault import Vault

T = TypeVar("T")
PASSPHRASE = "five sparrows over the oak"
SEARCHED = "Migri"
QUIET = 0.15
ONLY = tuple(filter(None, os.environ.get("ONLY", "").split(",")))

Act = Callable[[Shell], object]


@dataclass(frozen=True, slots=True)
class Pose:
    """One picture of a look: the screen, what it is about, and what is done in it first.

    `about` is the key of a record of `About`, or an argument as it is.
    """

    name: str
    screen: str
    about: str = ""
    act: Act = lambda _shell: None


@dataclass(frozen=True, slots=True)
class About:
    """The records that screens of one record show: their ids."""

    threat: str
    paper: str
    person: str


def _press(name: str) -> Act:
    """Press the first button whose attribute has this dotted name in the screen."""

    def act(shell: Shell) -> None:
        thing: object = shell.screen_shown
        for part in name.split("."):
            thing = getattr(thing, part)
        thing.click()  # type: ignore[attr-defined]  # a button, by the table below

    return act


def _calendar(shell: Shell) -> None:
    form = shell.screen_shown.form  # type: ignore[union-attr]  # the entry's
    form.inputs["when"].turn_calendar()


def _bundle_choice(shell: Shell) -> None:
    """Open what goes in, one entry left out."""
    screen = shell.screen_shown
    if isinstance(screen, BundleScreen):
        screen.open_panel()
        rows = screen.panel.list
        rows.setCurrentIndex(rows.model().index(1, 0))


def _second_language(shell: Shell) -> None:
    """Pick a second language, its texts one after the other."""
    screen = shell.screen_shown
    if isinstance(screen, BundleScreen):
        code = "en" if screen.picks.language.value != "en" else "ru"
        screen.picks.second.choose(code, Layout.TURN)
        screen.renew()


def _to_the_end(shell: Shell) -> None:
    bar = shell.screen_shown.panel.area.verticalScrollBar()  # type: ignore[union-attr]  # people's
    bar.setValue(bar.maximum())


def _black_box(shell: Shell) -> None:
    """Draw two boxes on the page, one of them chosen."""
    screen = shell.screen_shown
    if isinstance(screen, ViewerScreen):
        for _ in range(2):
            screen.blacking.layer.draw_new()
        screen.blacking.layer.model.change(move=(0, -0.15))
        screen.blacking.layer.renew()


POSES = (
    Pose("today", "today"),
    Pose("today-step", "today", act=_press("tasks.add")),
    Pose("timeline", "timeline"),
    Pose("search", "search", SEARCHED),
    Pose("search-nothing", "search", "qqqq"),
    Pose("kinds", "entry"),
    Pose("entry", "entry", "threat"),
    Pose("entry-more", "entry", "threat", _press("foot.more")),
    Pose("entry-calendar", "entry", "threat", _calendar),
    Pose("entry-history", "entry-history", "threat"),
    Pose("documents", "documents"),
    Pose("viewer", "documents", "paper#1"),
    Pose("viewer-black", "documents", "paper#!@1", _black_box),
    Pose("document-form", "documents", "paper", _press("panel.edit")),
    Pose("document-history", "document-history", "paper"),
    Pose("people", "people"),
    Pose("person", "people", "person"),
    Pose("person-places", "people", "person", _to_the_end),
    Pose("person-history", "person-history", "person"),
    Pose("bundle", "bundle"),
    Pose("bundle-choice", "bundle", act=_bundle_choice),
    Pose("bundle-second", "bundle", act=_second_language),
    Pose("bundle-concealed", "bundle", act=_press("concealed.look")),
    Pose("help", "help"),
    Pose("settings", "settings"),
    Pose("case", "case"),
    Pose("bin", "bin"),
    Pose("passphrase", "passphrase"),
    Pose("lock-soon", "today", act=lambda shell: shell.show_time_left(45)),
)
"""What is taken of a case that is open; the other screens are those of EMPTY and BEFORE."""

EMPTY = ("today", "timeline", "documents", "people", "search")
"""Screens of a case in which nothing is yet."""

BEFORE: tuple[tuple[str, Callable[[Window, Path], object]], ...] = (
    ("start", lambda window, _: window.show_start()),
    ("help-before", lambda window, _: window.show_help()),
    ("check", lambda window, _: window.show_check()),
    ("new-case", lambda window, _: window.show_new_case()),
    ("recovery", lambda window, path: window.show_recovery(path)),
    ("unlock", lambda window, path: window.show_unlock(path)),
)
"""Pages that need no open case; the last one is the way in."""


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
    *(
        Look(language, dark=dark, scale=scale)
        for scale in (100, 200)
        for dark in (False, True)
        for language in ("ru", "ar", "en")
    ),
    Look("en", width=900, height=600),
    Look("ar", width=900, height=600),
)


def wanted(name: str, look: Look) -> bool:
    """Whether this picture is asked for."""
    return not ONLY or f"{name}-{look.suffix}".startswith(ONLY)


def settle(app: QApplication, seconds: float = QUIET) -> None:
    """Let the window draw."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        app.processEvents()
        time.sleep(0.005)


def until(app: QApplication, ready: Callable[[], bool]) -> None:
    """Wait for something that must come."""
    end = time.monotonic() + 60
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError("the window was not ready")
        app.processEvents()
        time.sleep(0.005)


def asked(app: QApplication, session: Session, work: Callable[[Vault], T]) -> T:
    """What `work` finds in the vault, after everything that was asked before."""
    found: list[T] = []
    op(session, work, owner=session).success(found.append).start()
    until(app, lambda: bool(found))
    return found[0]


def quiet(app: QApplication, session: Session, shell: Shell) -> None:
    """Wait until the screen has what it asked for, thumbnails and pages too.

    One answer asks for the next, or for it after a pause: all has come once nothing was under way
    for a few looks on end.
    """
    still = 0
    while still < 3:
        settle(app)
        asked(app, session, lambda vault: vault.info)
        still = still + 1 if not session.lane._long and not _pausing(shell) else 0


def _pausing(shell: Shell) -> bool:
    """Whether the screen waits for the end of a pause before it reads or draws."""
    screen = shell.screen_shown
    timers = screen.findChildren(QTimer) if screen is not None else []
    return any(each.isActive() and each.isSingleShot() for each in timers)


def opened(app: QApplication, session: Session, window: Window, path: Path) -> Shell:
    """Open the case at `path` from the unlock page that `window` shows."""
    done: list[bool] = []
    open_op(session, lambda: (Vault.open(path, PASSPHRASE), None), owner=window).success(
        lambda _none: done.append(True)
    ).start()
    until(app, lambda: bool(done))
    now = session.preferences
    window.page.opened.emit()  # type: ignore[union-attr]  # the page of the unlock window
    until(app, lambda: isinstance(window.page, Shell))
    session.set_preferences(now)
    window.resize(now.width, now.height)
    settle(app)
    shell = window.page
    if not isinstance(shell, Shell):
        raise TypeError("no shell")
    return shell


def pictures(app: QApplication, vault: Path, empty: Path, look: Look, folder: Path) -> None:
    """All screens of one look."""
    looks = Preferences(
        language=look.language,
        theme=ThemeChoice.DARK if look.dark else ThemeChoice.LIGHT,
        scale=look.scale,
        width=look.width,
        height=look.height,
    )

    def take(window: Window, name: str) -> None:
        if wanted(name, look):
            window.grab().save(str(folder / f"{name}-{look.suffix}.png"))

    session = Session(Lane(), looks, vault)
    window = Window(app, session, lambda _path, _after: None)
    window.show()
    for name, show in BEFORE:
        show(window, vault)
        settle(app)
        take(window, name)
    shell = opened(app, session, window, vault)
    about = asked(app, session, about_of)
    for pose in POSES:
        if not wanted(pose.name, look):
            continue
        key, _, page = pose.about.partition("#")
        argument = getattr(about, key, key) + (f"#{page}" if page else "")
        session.go(pose.screen, argument)
        quiet(app, session, shell)
        pose.act(shell)
        quiet(app, session, shell)
        take(window, pose.name)
    window.close()
    session = Session(Lane(), looks, empty)
    window = Window(app, session, lambda _path, _after: None)
    window.show_unlock(empty)
    window.show()
    shell = opened(app, session, window, empty)
    for screen in EMPTY:
        if wanted(f"empty-{screen}", look):
            session.go(screen)
            quiet(app, session, shell)
            take(window, f"empty-{screen}")
    window.close()


def about_of(case: Vault) -> About:
    """The records whose screens are taken."""
    threat = next(each.id for each in case.events.all() if each.kind == "threat")
    people = [each.id for each in case.people.all() if each.conceal]
    return About(threat, longest_paper(case), people[0])


def longest_paper(case: Vault) -> str:
    """Return the id of the largest file that is a decision, of any file where there is none."""
    papers = list(case.documents.all())
    decisions = [each for each in papers if each.type == "decision"]
    sizes = {each.sha256: each.size for each in case.blobs.all()}
    return max(decisions or papers, key=lambda each: sizes.get(each.sha256, 0)).id


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
    with tempfile.TemporaryDirectory() as place:
        vaults = []
        for number, each in enumerate(cases):
            path = Path(place) / f"case-{number}.limbo"
            vault, _ = Vault.create(path, PASSPHRASE)
            case, files = read_folder(each)
            vault.import_case(case, opener(files))
            vault.close()
            vaults.append(path)
        empty = Path(place) / "empty.limbo"
        Vault.create(empty, PASSPHRASE)[0].close()
        names = [*(name for name, _ in BEFORE), *(pose.name for pose in POSES)]
        names += [f"empty-{screen}" for screen in EMPTY]
        for look in LOOKS:
            if not any(wanted(name, look) for name in names):
                continue
            number = ("ru", "ar", "en").index(look.language) % len(vaults)
            pictures(app, vaults[number], empty, look, folder)
    print(folder)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
