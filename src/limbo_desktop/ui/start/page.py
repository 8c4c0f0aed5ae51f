"""Three columns, one a language, each with the same two buttons and a promise."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from limbo_desktop.text.language import LANGUAGES, Language
from limbo_desktop.text.words import Words
from limbo_desktop.ui.lock import REASONS, AfterLock
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.start.dropping import dropped_path
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Button, ButtonKind, KeyCap, Label, Notice, Rule
from limbo_desktop.ui.widgets.icon_label import IconPicture
from limbo_desktop.ui.widgets.logo import Logo
from limbo_desktop.ui.widgets.page import Page

NARROW = 780


class LanguageColumn(QWidget):
    """One language's column, in its own direction whatever the others are."""

    def __init__(self, theme: Theme, spoken: Language) -> None:
        super().__init__()
        words = Words(spoken)
        own = Theme(theme.dark, theme.scale, spoken.rtl)
        self.setLayoutDirection(own.direction)
        u = own.u
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(u(12))
        name = Label(own, spoken.own_name, "h1")
        name.setFixedHeight(u(46))
        column.addWidget(name)
        column.addSpacing(u(4))
        self.open = Button(
            own,
            words.t("Open my case"),
            ButtonKind.PRIMARY,
            icon="lock-open",
            height="start",
            wide=True,
            at_start=True,
        )
        column.addWidget(self.open)
        self.new = Button(
            own, words.t("New case"), icon="plus", height="start", wide=True, at_start=True
        )
        column.addWidget(self.new)
        promise = words.t(
            "Everything stays on this computer or on your USB stick. No internet is needed."
        )
        column.addSpacing(u(4))
        column.addWidget(Label(own, promise, "label", "ink2", wrap=True))
        self.check = Button(
            own,
            words.t("Check a bundle"),
            ButtonKind.LINK,
            icon="shield-check",
            height="small_button",
        )
        column.addWidget(self.check, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)


class StartPage(Page):
    """Nothing to understand before choosing a language: the button chooses it too.

    `check_asked` with a language when a bundle is to be checked, `dropped` with one that was
    dropped on the page.
    """

    open_asked = Signal(str)
    new_asked = Signal(str)
    help_asked = Signal()
    check_asked = Signal(str)
    dropped = Signal(Path)

    def __init__(self, session: Session, after: AfterLock | None = None) -> None:
        super().__init__(session.theme)
        theme = session.theme
        u = theme.u
        column = self.column
        column.addStretch(3)
        column.addWidget(Logo(theme, 52), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(u(12))
        column.addWidget(Label(theme, "Limbo", "h2"), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(u(48))
        if after is not None:
            words = session.words
            text = words.t(REASONS[after.reason], time=words.time(after.time))
            self.told = Notice(theme, text, tone="good", icon="circle-check")
            column.addWidget(self.told, 0, Qt.AlignmentFlag.AlignHCenter)
            column.addSpacing(u(24))
        column.addLayout(self._columns(theme))
        column.addSpacing(u(48))
        column.addLayout(self._help(theme))
        column.addStretch(3)
        QShortcut(QKeySequence("F1"), self).activated.connect(self.help_asked)
        self.setAcceptDrops(True)

    def _columns(self, theme: Theme) -> QHBoxLayout:
        u = theme.u
        row = self._row = QHBoxLayout()
        row.setSpacing(u(34))
        self._rules: list[Rule] = []
        row.addStretch(1)
        self.columns: dict[str, LanguageColumn] = {}
        for index, spoken in enumerate(LANGUAGES):
            if index:
                rule = Rule(theme, vertical=True)
                self._rules.append(rule)
                row.addWidget(rule)
            column = LanguageColumn(theme, spoken)
            column.setMaximumWidth(u(308))
            column.setMinimumWidth(u(200))
            column.open.clicked.connect(lambda _=False, c=spoken.code: self.open_asked.emit(c))
            column.new.clicked.connect(lambda _=False, c=spoken.code: self.new_asked.emit(c))
            column.check.clicked.connect(lambda _=False, c=spoken.code: self.check_asked.emit(c))
            row.addWidget(column, 8)
            self.columns[spoken.code] = column
        row.addStretch(1)
        return row

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a bundle to be checked, anywhere on the page."""
        if dropped_path(event) is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Check what was dropped; it stays where it is."""
        path = dropped_path(event)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if path is not None:
            self.dropped.emit(path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns under each other when they do not fit side by side."""
        super().resizeEvent(event)
        narrow = self.width() / self._theme.scale < NARROW
        direction = QBoxLayout.Direction
        # The three stand in the same order whatever the system's language is.
        across = direction.RightToLeft if self._theme.rtl else direction.LeftToRight
        self._row.setDirection(direction.TopToBottom if narrow else across)
        edge = self._theme.u(16 if narrow else 40)
        self._row.setContentsMargins(edge, 0, edge, 0)
        for rule in self._rules:
            rule.setVisible(not narrow)

    def _help(self, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.u(12))
        row.addStretch(1)
        row.addWidget(IconPicture(theme, "life-buoy", "ink2"))
        names = " · ".join(Words(spoken).t("Help") for spoken in LANGUAGES)
        link = Button(theme, names, ButtonKind.QUIET, height="small_button")
        link.clicked.connect(self.help_asked)
        row.addWidget(link)
        row.addWidget(KeyCap(theme, "F1"))
        row.addStretch(1)
        return row
