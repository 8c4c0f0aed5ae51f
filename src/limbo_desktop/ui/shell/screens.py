"""The table of screens: a row each, and the function that imports and makes it when first shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from limbo_desktop.marking import N_
from limbo_desktop.ui.session import Screen, Session

Factory = Callable[[Session, str], Screen]


@dataclass(frozen=True, slots=True)
class ScreenRow:
    """One screen: its name, icon and title (a msgid), how it is made, where the rail shows it.

    `place` is `top` or `foot` of the rail, or the name of the screen whose button stays marked
    while this one is shown, such as `timeline` for an entry.  `make` gets the session and the
    argument of `session.go`.  Screens named in the rail are kept while others are shown; others
    are made anew each time.
    """

    name: str
    icon: str
    title: str
    place: str
    make: Factory


def _settings(session: Session, _argument: str) -> Screen:
    from limbo_desktop.ui.settings.screen import SettingsScreen

    return SettingsScreen(session)


def _passphrase(session: Session, _argument: str) -> Screen:
    from limbo_desktop.ui.new_case.renew import PassphraseScreen

    return PassphraseScreen(session)


def _timeline(session: Session, _argument: str) -> Screen:
    from limbo_desktop.ui.timeline.screen import TimelineScreen

    return TimelineScreen(session)


def _entry(session: Session, argument: str) -> Screen:
    from limbo_desktop.ui.entry.screen import EntryScreen

    return EntryScreen(session, argument)


def _documents(session: Session, argument: str) -> Screen:
    if "#" in argument:
        from limbo_desktop.ui.viewer.screen import ViewerScreen

        return ViewerScreen(session, argument)
    from limbo_desktop.ui.documents.screen import DocumentsScreen

    return DocumentsScreen(session, argument)


def _bundle(session: Session, _argument: str) -> Screen:
    from limbo_desktop.ui.bundle.screen import BundleScreen

    return BundleScreen(session)


def _case(session: Session, _argument: str) -> Screen:
    from limbo_desktop.ui.case_info.screen import CaseScreen

    return CaseScreen(session)


def _people(session: Session, argument: str) -> Screen:
    from limbo_desktop.ui.people.screen import PeopleScreen

    return PeopleScreen(session, argument)


def _search(session: Session, argument: str) -> Screen:
    from limbo_desktop.ui.search.screen import SearchScreen

    return SearchScreen(session, argument)


def _today(session: Session, argument: str) -> Screen:
    from limbo_desktop.ui.today.screen import TodayScreen

    return TodayScreen(session, task=argument)


def _help(session: Session, argument: str) -> Screen:
    from limbo_desktop.ui.help.screen import HelpScreen

    return HelpScreen(session, argument)


def _history(type_: str) -> Factory:
    def make(session: Session, argument: str) -> Screen:
        from limbo_desktop.ui.history.screen import HistoryScreen

        return HistoryScreen(session, type_, argument)

    return make


def _bin(session: Session, _argument: str) -> Screen:
    from limbo_desktop.ui.bin.screen import BinScreen

    return BinScreen(session)


def _erase(session: Session, _argument: str) -> Screen:
    from limbo_desktop.ui.settings.erasing import EraseScreen

    return EraseScreen(session)


SCREENS: Final[tuple[ScreenRow, ...]] = (
    ScreenRow("today", "sun", N_("Today"), "top", _today),
    ScreenRow("timeline", "chart-gantt", N_("Timeline"), "top", _timeline),
    ScreenRow("entry", "pencil", N_("Entry"), "timeline", _entry),
    ScreenRow("entry-history", "history", N_("History"), "timeline", _history("event")),
    ScreenRow("search", "search", N_("Search"), "timeline", _search),
    ScreenRow("documents", "files", N_("Documents"), "top", _documents),
    ScreenRow("document-history", "history", N_("History"), "documents", _history("document")),
    ScreenRow("people", "users", N_("People"), "top", _people),
    ScreenRow("person-history", "history", N_("History"), "people", _history("person")),
    ScreenRow("bundle", "package-check", N_("For the lawyer"), "top", _bundle),
    ScreenRow("help", "life-buoy", N_("Help"), "foot", _help),
    ScreenRow("settings", "settings", N_("Settings"), "foot", _settings),
    ScreenRow("case", "folder", N_("The case"), "settings", _case),
    ScreenRow("bin", "trash-2", N_("Bin"), "settings", _bin),
    ScreenRow("erase", "trash-2", N_("Erase the case"), "settings", _erase),
    ScreenRow("passphrase", "key-round", N_("New passphrase"), "settings", _passphrase),
)

FIRST: Final = "timeline"
"""The screen that is shown when the vault is open."""


def row_of(name: str) -> ScreenRow:
    """Return the row of the screen `name`; raises KeyError when there is none."""
    for row in SCREENS:
        if row.name == name:
            return row
    raise KeyError(name)
