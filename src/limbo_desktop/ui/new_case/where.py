"""Step 1: where the file of the case lies, and what it is called."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from limbo_desktop.ui.files import ask_folder
from limbo_desktop.ui.places import places, sticks
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.icons import draw_icon
from limbo_desktop.ui.theme.metrics import RADIUS
from limbo_desktop.ui.widgets import Button, ButtonKind, Field, Label, LineEdit
from limbo_desktop.ui.widgets.paragraph import Paragraph

SUFFIX: Final = ".limbo"
NAMES: Final = {"ru": "delo", "ar": "qadiyya", "en": "case"}
"""File names in Latin letters: some old sticks spoil any others."""


class PlaceCard(QAbstractButton):
    """One place to choose: icon, name, and the folder under it in small letters."""

    def __init__(self, theme: Theme, name: str, folder: Path, icon: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = icon
        self.folder = folder
        self.setText(name)
        self.setAccessibleName(name)
        self.setAccessibleDescription(str(folder))
        self.setCheckable(True)
        self.setProperty("radius", theme.u(RADIUS))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of two lines."""
        theme = self._theme
        height = theme.line("title") + theme.line("small") + theme.u(20)
        return QSize(theme.u(280), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card; the chosen one has an accent border and a tick."""
        theme = self._theme
        u = theme.u
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        painter.setPen(QPen(theme.color("accent" if chosen else "edge"), 2 if chosen else 1))
        ground = "accent_soft" if chosen else "sunken" if self.underMouse() else "surface"
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), u(RADIUS), u(RADIUS))
        side = u(22)
        middle = (self.height() - side) / 2
        token = "accent" if chosen else "ink2"
        self._icon(painter, self._icon_name, QRectF(u(16), middle, side, side), token)
        left, room = u(52), self.width() - u(52 + 48)
        top = u(10)
        name = QRectF(left, top, room, theme.line("title"))
        self._text(painter, self.text(), "title", "ink", name)
        folder = QRectF(left, top + theme.line("title"), room, theme.line("small"))
        self._text(painter, str(self.folder), "small", "ink2", folder)
        if chosen:
            end = QRectF(self.width() - u(16) - side, middle, side, side)
            self._icon(painter, "check", end, "accent")

    def _icon(self, painter: QPainter, icon: str, box: QRectF, token: str) -> None:
        draw_icon(painter, self._theme, icon, self._mirrored(box), token)

    def _text(self, painter: QPainter, text: str, style: str, token: str, box: QRectF) -> None:
        theme = self._theme
        paragraph = Paragraph(text, theme.font(style), theme.line(style), theme.rtl, lines=1)
        paragraph.draw(painter, self._mirrored(box), theme.color(token))

    def _mirrored(self, box: QRectF) -> QRectF:
        if self._theme.rtl:
            box.moveLeft(self.width() - box.right())
        return box


class WhereStep(QWidget):
    """`changed` when place or name change; `path` is the file to be made."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        theme, words = session.theme, session.words
        u = theme.u
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(u(10))
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(lambda _: self.look())
        self._cards = QVBoxLayout()
        self._cards.setSpacing(u(10))
        self._column.addLayout(self._cards)
        self._offer(words.t("This computer"), places()[0], "laptop", chosen=True)
        for stick in sticks():
            self._offer(words.t("USB stick"), stick, "usb")
        other = Button(theme, words.t("Another folder…"), ButtonKind.LINK, icon="folder-open")
        other.clicked.connect(self._ask_folder)
        self._column.addWidget(other)
        self._column.addSpacing(u(8))
        self.name = LineEdit(theme, words.t("Name of the file"), ltr=True)
        self.name.setText(NAMES[words.language.code])
        self.name.textChanged.connect(self.look)
        hint = words.t("A name that says nothing about you is safer.")
        self._field = Field(theme, words.t("Name of the file"), self.name, hint=hint)
        self._field.setMaximumWidth(u(360))
        self._column.addWidget(self._field)
        self._column.addWidget(
            Label(
                theme,
                words.t("Everything is in this one file. It can be copied and moved at any time."),
                "label",
                "ink2",
                wrap=True,
            )
        )
        self._column.addStretch(1)
        self.look()

    def _offer(self, name: str, folder: Path, icon: str, *, chosen: bool = False) -> None:
        card = PlaceCard(self._session.theme, name, folder, icon)
        self._group.addButton(card)
        self._cards.addWidget(card)
        if chosen:
            card.setChecked(True)

    def _ask_folder(self) -> None:
        words = self._session.words
        ask_folder(self._session, self, words.t("Another folder"), self.take_folder)

    def take_folder(self, folders: list[Path]) -> None:
        """Offer the chosen folder as one more place, and choose it."""
        self._offer(self._session.words.t("Another folder"), folders[0], "folder", chosen=True)
        self.look()

    @property
    def path(self) -> Path | None:
        """Return the file to be made, None while the name is no good."""
        card = self._group.checkedButton()
        name = self.name.text().strip().removesuffix(SUFFIX)
        if not isinstance(card, PlaceCard) or not name or set(name) & set('/\\:*?"<>|'):
            return None
        return card.folder / f"{name}{SUFFIX}"

    @property
    def usable(self) -> bool:
        """Return whether the file can be made: a name, and none of that name there."""
        return self.path is not None and not self.path.exists()

    def look(self) -> None:
        """Say what is wrong with the name, if anything is."""
        words = self._session.words
        path = self.path
        if path is not None and path.exists():
            self._field.set_notice(
                words.t("There is already a file with this name. Choose another name.")
            )
        elif path is None and self.name.text():
            self._field.set_notice(words.t("These characters cannot be in a file's name."))
        else:
            self._field.clear_message()
        self.changed.emit()
