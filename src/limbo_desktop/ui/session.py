"""What a screen is given: words, theme, the lane, and the ways to go elsewhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from limbo_desktop.errors import PersonError
from limbo_desktop.text.language import language
from limbo_desktop.text.words import Words
from limbo_desktop.ui.lane import Lane
from limbo_desktop.ui.notices import Kind, Message
from limbo_desktop.ui.preferences import Preferences
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.metrics import Room

if TYPE_CHECKING:
    from limbo_desktop.ui.copies.keeper import Keeper
    from limbo_desktop.ui.day import Day


class Navigator(Protocol):
    """Goes from screen to screen; the shell is one."""

    def go(self, screen: str, argument: str = "") -> None:
        """Show `screen`; `argument` such as an event's id is handed to it."""
        ...

    def back(self) -> None:
        """Go back to the screen before."""
        ...

    def stay(self, argument: str) -> None:
        """Note what the screen is about by now, for the way back to it."""
        ...

    def say(self, message: Message) -> None:
        """Show a message above the screen, at once or when it is its turn."""
        ...


class Session(QObject):
    """The state that all screens share while one window is open.

    `preferences_changed` is sent when language, theme or text size change; the window then makes
    its screens anew from this session, so a screen reads `words` and `theme` once, when it is
    made.  `path` is the vault's file, None before one is chosen.  `changed` is sent with a
    frozenset of (type, id) when records changed other than by the screen that shows them: after
    an undo, a redo, a former wording taken back, the bin.  `damage_met` with the words for it when
    a part of the file is not what was written, `capture_changed` with whether the window
    should stay out of screenshots.
    """

    preferences_changed = Signal()
    minutes_changed = Signal(int)
    lock_requested = Signal(str)
    changed = Signal(object)
    undo_requested = Signal()
    redo_requested = Signal()
    undo_offered = Signal(str)
    damage_met = Signal(str)
    capture_changed = Signal(bool)

    def __init__(
        self,
        lane: Lane,
        preferences: Preferences,
        path: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._lane = lane
        self.path = path
        self._navigator: Navigator | None = None
        self._keeper: Keeper | None = None
        self._day: Day | None = None
        self._apply(preferences)

    def _apply(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self._words = Words(
            language(preferences.language, preferences.months, hijri=preferences.hijri)
        )
        self._theme = Theme.of(
            preferences.theme, preferences.scale / 100, rtl=self._words.language.rtl
        )

    @property
    def lane(self) -> Lane:
        """Return the lane that owns the vault."""
        return self._lane

    @property
    def keeper(self) -> Keeper:
        """Return who makes copies of the case; it waits until the window lets it begin."""
        if self._keeper is None:
            from limbo_desktop.ui.copies.keeper import Keeper

            self._keeper = Keeper(self, self)
        return self._keeper

    @property
    def day(self) -> Day:
        """Return the local day that counts as now; it tells when another has begun."""
        if self._day is None:
            from limbo_desktop.ui.day import Day

            self._day = Day(self)
        return self._day

    @property
    def words(self) -> Words:
        """Return what can be said in the language in force."""
        return self._words

    @property
    def theme(self) -> Theme:
        """Return the theme in force."""
        return self._theme

    @property
    def preferences(self) -> Preferences:
        """Return what the person set."""
        return self._preferences

    def set_preferences(self, preferences: Preferences) -> None:
        """Put `preferences` into force; the window makes its screens anew if the look changed."""
        look = (self._words.language, self._theme)
        minutes = self._preferences.lock_minutes
        self._apply(preferences)
        if (self._words.language, self._theme) != look:
            self.preferences_changed.emit()
        if preferences.lock_minutes != minutes:
            self.minutes_changed.emit(preferences.lock_minutes)

    def set_language(self, code: str) -> None:
        """Put the language `code` (ru, ar or en) into force."""
        self.set_preferences(replace(self._preferences, language=code))

    def set_navigator(self, navigator: Navigator | None) -> None:
        """Say who goes from screen to screen: the shell, once it stands."""
        self._navigator = navigator

    def go(self, screen: str, argument: str = "") -> None:
        """Show `screen` of the table in shell/screens.py, with what it is about."""
        if self._navigator is not None:
            self._navigator.go(screen, argument)

    def back(self) -> None:
        """Go back to the screen before."""
        if self._navigator is not None:
            self._navigator.back()

    def stay(self, argument: str) -> None:
        """Note what the screen that is shown is about by now, for the way back to it."""
        if self._navigator is not None:
            self._navigator.stay(argument)

    def say(self, message: Message) -> None:
        """Say something above the screens: at once, or when it is its turn."""
        if self._navigator is not None:
            self._navigator.say(message)

    def show_notice(self, text: str, tone: str = "notice") -> None:
        """Say what came of what the person did; tone `notice`, `good` or `danger`."""
        self.say(Message(Kind.ANSWER, lambda _: text, tone))

    def show_error(self, error: PersonError) -> None:
        """Show what the person's world refused, in their language, above the screen."""
        from limbo_desktop.vault.errors import VaultDamagedError

        text = self.error_text(error)
        if isinstance(error, VaultDamagedError):
            self.damage_met.emit(text)
        else:
            self.say(Message(Kind.REFUSED, lambda words: words.t(error.message, **error.params)))

    def error_text(self, error: PersonError) -> str:
        """Return the sentence for `error` in the language in force."""
        return self._words.t(error.message, **error.params)

    def undo(self) -> None:
        """Take the last change of the case back, wherever it was made."""
        self.undo_requested.emit()

    def redo(self) -> None:
        """Do the change again that was taken back last."""
        self.redo_requested.emit()

    def offer_undo(self, text: str) -> None:
        """Say above the screen what was done last, with the way back."""
        self.undo_offered.emit(text)

    def lock(self, reason: str = "") -> None:
        """Lock now; `reason` is one of `ui.lock.REASONS`, empty for the person's own wish."""
        self.lock_requested.emit(reason)


class Screen(QWidget):
    """A screen of the shell.

    A subclass builds itself in `__init__` from the session and is thrown away when language,
    theme or text size change: what must survive goes through `state` and `restore`.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.words = session.words
        self.theme = session.theme
        # The screen itself may hold the focus until something in it does; no ring is due then.
        self.setProperty("ownFocus", True)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's signature
        """Lead Tab through the screen as it is read, also through what was made later."""
        from limbo_desktop.ui.widgets.tab_order import in_reading_order, lead_tab_through

        lead_tab_through(in_reading_order(self))
        return super().focusNextPrevChild(next)

    def apply_room(self, room: Room) -> None:
        """Fold and unfold parts for what fits into the window; called after every resize."""

    def flush(self) -> None:
        """Hand what is typed and not yet saved to the lane; called before a lock and a rebuild."""

    def state(self) -> dict[str, object]:
        """Return what should survive a rebuild: selection, scroll position, open entry."""
        return {}

    def restore(self, state: dict[str, object]) -> None:
        """Take up what `state` of the former screen returned."""

    def start_search(self) -> None:
        """Put the focus into the search field (Ctrl+F); without one go to that of the case."""
        self.session.go("search")

    def new_record(self) -> None:
        """Begin a new record (Ctrl+N)."""

    def save_now(self) -> None:
        """Save now what is typed (Ctrl+S)."""
        self.flush()

    def close_inner(self) -> bool:
        """Close a panel that is open inside the screen (Esc); return whether there was one."""
        return False
