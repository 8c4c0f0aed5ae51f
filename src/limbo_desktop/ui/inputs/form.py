"""A form of a record: labelled inputs by the key of what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from limbo_desktop.case.kind import Field
from limbo_desktop.case.records import Record
from limbo_desktop.case.values import Value
from limbo_desktop.text.names import LABELS
from limbo_desktop.ui.inputs.make import make_input
from limbo_desktop.ui.inputs.sheet import Sheet, content_of, tidy, with_content
from limbo_desktop.ui.widgets import IconLabel, Label
from limbo_desktop.ui.widgets.tab_order import in_reading_order, lead_tab_through

if TYPE_CHECKING:
    from limbo_desktop.text.words import Words
    from limbo_desktop.ui.inputs.around import Around
    from limbo_desktop.ui.inputs.base import Input
    from limbo_desktop.ui.theme import Theme

R = TypeVar("R", bound=Record)


class Cell(QWidget):
    """A label, its input, and where there is one a hint under it."""

    def __init__(self, theme: Theme, part: Input, hint: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(3))
        if not part.labelled:
            label = Label(theme, part.label, "label", "ink2")
            label.setBuddy(part.target())
            column.addWidget(label)
        column.addWidget(part)
        if hint:
            part.target().setAccessibleDescription(hint)
            column.addWidget(
                IconLabel(theme, "", text=hint, style="small", words_colour="ink3", wrap=True)
            )
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)


class Form(QWidget):
    """Inputs that show a Sheet and give it back.

    `changed` carries the key of what the person changed.
    """

    changed = Signal(str)

    def __init__(self, theme: Theme, words: Words, around: Around) -> None:
        super().__init__()
        self.theme = theme
        self.words = words
        self.around = around
        self.inputs: dict[str, Input] = {}
        self._buttons = 0
        self._order = QTimer(self)
        self._order.setSingleShot(True)
        self._order.setInterval(0)
        self._order.timeout.connect(lambda: lead_tab_through(in_reading_order(self)))

    def event(self, event: QEvent) -> bool:
        """Let Tab lead through the fields as they are read, whenever they are laid out anew.

        Afterwards: to walk through the layouts in the midst of it keeps the page around from
        learning the new height.
        """
        if event.type() == QEvent.Type.LayoutRequest:
            self._order.start()
        return super().event(event)

    def _on_part(self, key: str) -> None:
        """Lead Tab through what the change added, at once; then tell of the change."""
        buttons = len(self.findChildren(QAbstractButton))
        if buttons != self._buttons:
            self._buttons = buttons
            lead_tab_through(in_reading_order(self))
        self.changed.emit(key)

    def hold(self, key: str, part: Input) -> Input:
        """Let `part` hold what the record has under `key`."""
        part.changed.connect(lambda: self._on_part(key))
        part.widened.connect(lambda wide: self.widen(key, wide=wide))
        self.inputs[key] = part
        return part

    def widen(self, key: str, *, wide: bool) -> None:
        """Give a field the whole width, or its own again."""

    def show_sheet(self, sheet: Sheet[R]) -> None:
        """Show `sheet` in the fields; what is the same already keeps cursor and focus."""
        for key in self.inputs:
            self.fill(key, sheet)

    def fill(self, key: str, sheet: Sheet[R]) -> None:
        """Show what `sheet` has under one key."""
        self.inputs[key].show_content(content_of(sheet.record, key), sheet.typed.get(key, ""))

    def sheet(self, base: Sheet[R]) -> Sheet[R]:
        """Return `base` with what the fields hold now; fields not shown keep what `base` has."""
        record = base.record
        typed = {key: text for key, text in base.typed.items() if key not in self.inputs}
        for key, part in self.inputs.items():
            record = with_content(record, key, part.content())
            if words := part.typed():
                typed[key] = words
        return Sheet(tidy(record), typed)


class ColumnForm(Form):
    """Fields under each other; `type_` is that of the record, whose labels it takes."""

    def __init__(self, theme: Theme, words: Words, around: Around, type_: str) -> None:
        super().__init__(theme, words, around)
        self._type = type_
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.u(12))

    def ask(self, key: str, type_: Value, hint: str = "") -> Input:
        """Add a field for what the record has under `key`."""
        label = LABELS[f"{self._type}.{key}"]
        return self.add(
            key, make_input(self.theme, self.words, Field(key, type_, label), self.around), hint
        )

    def add(self, key: str, part: Input, hint: str = "") -> Input:
        """Add a field that was made already."""
        self.column.addWidget(Cell(self.theme, part, hint))
        return self.hold(key, part)
