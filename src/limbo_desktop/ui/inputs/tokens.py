"""People or documents by typing: what is chosen stands as chips in the field."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from limbo_desktop.case.records import Person
from limbo_desktop.marking import N_
from limbo_desktop.text.words import Words
from limbo_desktop.ui.inputs.around import Around
from limbo_desktop.ui.inputs.base import Input
from limbo_desktop.ui.inputs.name_edit import NameEdit
from limbo_desktop.ui.inputs.sheet import Content
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.icons import draw_icon
from limbo_desktop.ui.theme.metrics import RADIUS
from limbo_desktop.ui.widgets import Paragraph
from limbo_desktop.ui.widgets.flow import FlowLayout


class Token(QAbstractButton):
    """A chosen name in a chip; pressing it takes it out."""

    def __init__(self, theme: Theme, words: Words, text: str, icon: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = icon
        self.setText(text)
        self.setAccessibleName(words.t("Take out: {name}", name=text))
        self.setToolTip(self.accessibleName())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("radius", theme.u(13))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _paragraph(self) -> Paragraph:
        theme = self._theme
        return Paragraph(self.text(), theme.font("label"), theme.line("label"), theme.rtl, lines=1)

    def sizeHint(self) -> QSize:
        """Return the size that shows icon, name and cross."""
        u = self._theme.u
        return QSize(self._paragraph().natural_width() + u(10 + 14 + 6 + 6 + 12 + 8), u(26))

    def minimumSizeHint(self) -> QSize:
        """Return the size at which the name is shortened."""
        return QSize(min(self.sizeHint().width(), self._theme.u(96)), self._theme.u(26))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the name out with Backspace and Delete too."""
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip."""
        theme = self._theme
        u = theme.u
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("press" if self.underMouse() else "sunken"))
        painter.drawRoundedRect(QRectF(self.rect()), self.height() / 2, self.height() / 2)
        middle = self.height() / 2
        side = u(14)
        draw_icon(painter, theme, self._icon_name, self._at(u(10), middle - side / 2, side), "ink2")
        cross = u(12)
        draw_icon(
            painter, theme, "x", self._at(self.width() - u(8) - cross, middle - cross / 2, cross)
        )
        paragraph = self._paragraph()
        room = self.width() - u(10 + 14 + 6 + 6 + 12 + 8)
        x = u(8 + 12 + 6) if theme.rtl else u(10 + 14 + 6)
        box = QRectF(x, middle - paragraph.line / 2, room, paragraph.line)
        paragraph.draw(painter, box, theme.color("ink"))

    def _at(self, x: float, y: float, side: float) -> QRectF:
        left = self.width() - x - side if self._theme.rtl else x
        return QRectF(left, y, side, side)


class TokenBox(QWidget):
    """The field's frame with its chips and the line in which names are typed."""

    def __init__(self, theme: Theme, edit: NameEdit) -> None:
        super().__init__()
        self._theme = theme
        self.edit = edit
        u = theme.u
        self.flow = FlowLayout(self, gap=u(6), line=u(26), rtl=theme.rtl, last_fills=True)
        space = (theme.height("control") - u(26)) // 2
        self.flow.setContentsMargins(u(12), space, u(8), space)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.flow.addWidget(edit)
        edit.focused.connect(self.update)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to type wherever the field is clicked."""
        self.edit.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame of a control, thicker while a name is typed."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self.edit.hasFocus()
        width = theme.u(2) if focus else 1
        painter.setPen(QPen(theme.color("accent" if focus else "edge"), width))
        painter.setBrush(theme.color("surface"))
        inset = width / 2
        radius = theme.u(RADIUS)
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, radius, radius)


class TokenInput(Input):
    """Chosen records as chips: `several` or one.  A subclass says what can be chosen."""

    icon = "user"
    placeholder = ""
    add = ""

    def __init__(
        self, theme: Theme, words: Words, label: str, around: Around, *, several: bool
    ) -> None:
        super().__init__(theme, words, label)
        self.around = around
        self._several = several
        self._chosen: list[str] = []
        placeholder = words.t(self.placeholder)
        self.edit = NameEdit(theme, words, label, self._left, placeholder=placeholder, add=self.add)
        self.box = TokenBox(theme, self.edit)
        self.edit.chosen.connect(self.choose)
        self.edit.unknown.connect(self.make)
        self.edit.back_at_start.connect(self._take_last_out)
        self.edit.textEdited.connect(lambda _: self.changed.emit())
        self.column.addWidget(self.box)

    @abstractmethod
    def known(self) -> Mapping[str, Sequence[str]]:
        """Return what can be chosen: the names of each by its id."""

    def _left(self) -> Mapping[str, Sequence[str]]:
        return {key: names for key, names in self.known().items() if key not in self._chosen}

    def icon_of(self, key: str) -> str:
        """Return the icon that stands before the chip of `key`."""
        return self.icon

    def make(self, name: str) -> None:
        """Make a record for a name that nothing has."""

    def choose(self, key: str) -> None:
        """Choose the record with this id."""
        if key not in self._chosen:
            self._chosen = [*self._chosen, key] if self._several else [key]
            self._show()
            self.changed.emit()

    def _remove(self, key: str) -> None:
        self._chosen = [each for each in self._chosen if each != key]
        self._show()
        self.edit.setFocus()
        self.changed.emit()

    def _take_last_out(self) -> None:
        if self._chosen:
            self._remove(self._chosen[-1])

    def _show(self) -> None:
        flow = self.box.flow
        while flow.count() > 1:
            item = flow.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        known = self.known()
        unknown = [self.words.t("not in the case any more")]
        for index, key in enumerate(self._chosen):
            token = Token(self.theme, self.words, known.get(key, unknown)[0], self.icon_of(key))
            token.clicked.connect(lambda _=False, key=key: self._remove(key))
            flow.insert(index, token)
            self.setTabOrder(token, self.edit)
        self.edit.setVisible(self._several or not self._chosen or self.edit.hasFocus())
        self.box.updateGeometry()
        self.updateGeometry()

    def content(self) -> Content:
        """Return the ids: a list, or one id and "" for none."""
        if self._several:
            return list(self._chosen) or None
        return self._chosen[0] if self._chosen else ""

    def typed(self) -> str:
        """Return a name that was begun and not taken yet."""
        return self.edit.text().strip()

    def show_content(self, content: Content, typed: str = "") -> None:
        """Show what is chosen."""
        each = content if isinstance(content, list | tuple) else [content]
        chosen = [key for key in each if isinstance(key, str) and key]
        if chosen != self._chosen:
            self._chosen = chosen
            self._show()
        if typed != self.typed():
            self.edit.setText(typed)

    def target(self) -> QWidget:
        """Return the line in which names are typed."""
        return self.edit


class PeopleInput(TokenInput):
    """People by any of their names; a name that nobody has adds somebody new."""

    placeholder = N_("Name, then Enter")
    add = N_("Add {name} to the people")

    def known(self) -> Mapping[str, Sequence[str]]:
        """Return everybody in the case."""
        return {
            key: (each.name or each.name_latin, each.name_latin, *each.also_known_as)
            for key, each in self.around.people.items()
        }

    def icon_of(self, key: str) -> str:
        """Return another icon for somebody whose name bundles conceal."""
        person = self.around.people.get(key)
        return "user-round-x" if person is not None and person.conceal else "user"

    def make(self, name: str) -> None:
        """Add somebody new with this name."""

        def made(person: Person) -> None:
            self.around.people[person.id] = person
            self.choose(person.id)

        self.around.add_person(name, made)


class DocumentInput(TokenInput):
    """Documents by their titles."""

    icon = "file-text"
    placeholder = N_("Title of a document")

    def known(self) -> Mapping[str, Sequence[str]]:
        """Return the documents of the case."""
        return {key: (title,) for key, title in self.around.titles.items()}
