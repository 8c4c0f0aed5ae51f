"""Messages where their cause is: a notice banner and a field with its label and message."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.metrics import RADIUS
from limbo_desktop.ui.widgets.aloud import say_aloud
from limbo_desktop.ui.widgets.buttons import Button, ButtonKind
from limbo_desktop.ui.widgets.icon_label import IconLabel
from limbo_desktop.ui.widgets.label import Label


class Notice(QWidget):
    """A banner that says what happened, what is safe and what to do.

    `tone` is `notice`, `good` or `danger`; danger only for irreversible loss or a name about to
    leak.  With `action` a link follows, told by `acted`.  Screen readers read it as its name.
    """

    acted = Signal()

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        tone: str = "notice",
        icon: str = "info",
        action: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone = tone
        u = theme.u
        row = QHBoxLayout(self)
        row.setContentsMargins(u(12), u(8), u(12), u(8))
        row.setSpacing(u(8))
        self._icon = IconLabel(theme, icon, tone)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._label = Label(theme, text, "label", tone, wrap=True)
        row.addWidget(self._label, 1)
        if action:
            link = Button(theme, action, ButtonKind.LINK, height="small_button")
            link.clicked.connect(self.acted)
            row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def text(self) -> str:
        """Return the words of the banner."""
        return self._label.text()

    def set_text(self, text: str, *, aloud: bool = True) -> None:
        """Show other words; the banner keeps its place.

        Not `aloud`: they are not read out, since the next ones follow in a moment.
        """
        new = text != self.text
        self._label.setText(text)
        self._label.updateGeometry()
        self.setAccessibleName(text)
        if aloud and new and self.isVisible():
            say_aloud(self, text)

    def showEvent(self, event: QShowEvent) -> None:
        """Have the words read out: nobody's focus is on them."""
        super().showEvent(event)
        if not event.spontaneous():
            say_aloud(self, self.text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the soft ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(f"{self._tone}_soft"))
        radius = self._theme.u(RADIUS)
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)


class Field(QWidget):
    """A label, a control and under it a hint or a notice; the control is named by the label."""

    def __init__(
        self,
        theme: Theme,
        label: str,
        control: QWidget,
        *,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.control = control
        self._hint = hint
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(4))
        self.label = Label(theme, label, "label", "ink2")
        self.label.setBuddy(control)
        column.addWidget(self.label)
        column.addWidget(control)
        self._message = IconLabel(theme, "", "ink3", text=hint, style="small", wrap=True)
        self._message.setVisible(bool(hint))
        column.addWidget(self._message)
        control.setAccessibleName(label)
        if hint:
            control.setAccessibleDescription(hint)

    def set_notice(self, text: str, icon: str = "info") -> None:
        """Show `text` under the control in the colour of a caution, with a thicker border."""
        self._show(text, icon, "notice")
        self._border(notice=True)

    def set_hint(self, text: str, icon: str = "") -> None:
        """Show `text` under the control in the colour of a hint; empty hides the line."""
        self._show(text, icon, "ink3")
        self._border(notice=False)

    def clear_message(self) -> None:
        """Show the first hint again, or nothing."""
        self.set_hint(self._hint)

    @property
    def message(self) -> str:
        """Return the words under the control."""
        return self._message.text if not self._message.isHidden() else ""

    def _show(self, text: str, icon: str, token: str) -> None:
        self._message.set(text, icon, token)
        self._message.setVisible(bool(text))
        self.control.setAccessibleDescription(text)

    def _border(self, *, notice: bool) -> None:
        if bool(self.control.property("notice")) != notice:
            self.control.setProperty("notice", notice)
            self.control.style().unpolish(self.control)
            self.control.style().polish(self.control)
