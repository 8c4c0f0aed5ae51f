"""The recovery sheet with its check: copy by hand, then type three covered groups back."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from limbo_desktop.text.words import Words
from limbo_desktop.ui.new_case.printing import PrintOffer
from limbo_desktop.ui.new_case.sheet import Sheet
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import (
    Button,
    ButtonKind,
    Field,
    IconLabel,
    Label,
    LineEdit,
    Rule,
)
from limbo_desktop.ui.widgets.reflow import Reflow
from limbo_desktop.vault import settings

if TYPE_CHECKING:
    from limbo_desktop.vault.vault import Vault

ASKED: Final = 3
DIGITS: Final = 6

Draw = Callable[[int, frozenset[int]], tuple[int, ...]]


def draw_groups(total: int, avoid: frozenset[int]) -> tuple[int, ...]:
    """Return three different group numbers of `total`, none of `avoid`, in rising order."""
    left = [number for number in range(1, total + 1) if number not in avoid]
    return tuple(sorted(secrets.SystemRandom().sample(left, ASKED)))


def plain_digits(typed: str) -> str:
    """Return the digits of `typed` as 0–9, whatever script they are in, without anything else."""
    return "".join(
        str(unicodedata.decimal(character)) for character in typed if character.isdecimal()
    )


def note_unchecked(vault: Vault) -> None:
    """New digits were made: until they are typed back every opening says so.  On the lane."""
    vault.settings.set(settings.SHEET_UNCHECKED, True)


def note_checked(vault: Vault) -> None:
    """The digits were typed back.  On the lane."""
    vault.settings.set(settings.SHEET_UNCHECKED, False)


class SheetCheck(QWidget):
    """Shows the groups, then asks three of them back; `passed` tells when all three fit.

    `draw` chooses the groups, so that a test can say which.
    """

    passed = Signal(bool)

    def __init__(
        self, theme: Theme, words: Words, groups: Sequence[str], draw: Draw = draw_groups
    ) -> None:
        super().__init__()
        self._theme = theme
        self._tr = words
        self.groups = tuple(groups)
        self._draw = draw
        self._asked: tuple[int, ...] = ()
        u = theme.u
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(u(8))
        self.sheet = Sheet(theme, words, groups)
        column.addWidget(self.sheet)
        column.addSpacing(u(8))
        column.addWidget(Rule(theme))
        column.addSpacing(u(8))
        self.copied = Button(theme, words.t("Copied. Check three groups"), icon="pencil")
        self.copied.clicked.connect(self.ask)
        column.addWidget(self.copied)
        self.printing = PrintOffer(theme, words, groups)
        column.addWidget(self.printing)
        self._check = QWidget()
        self._inner = QVBoxLayout(self._check)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._inner.setSpacing(u(4))
        self._check.hide()
        column.addWidget(self._check)
        self.fields: list[LineEdit] = []
        self._labels: list[Field] = []
        self._build_check()

    def _build_check(self) -> None:
        theme, words = self._theme, self._tr
        u = theme.u
        self._inner.addWidget(Label(theme, words.t("Check of three groups"), "title"))
        hint = words.t(
            "They are covered on the screen now: type them from the paper. "
            "Any keyboard will do, ٣ and 3 are the same."
        )
        self._inner.addWidget(Label(theme, hint, "label", "ink2", wrap=True))
        self._inner.addSpacing(u(4))
        for _ in range(ASKED):
            field = LineEdit(theme, "", ltr=True, style="mono_field")
            field.textChanged.connect(self._look)
            holder = Field(theme, "", field)
            self.fields.append(field)
            self._labels.append(holder)
        fields = Reflow(theme, self._labels, 140, (3, 1), gaps=(18, 8))
        fields.setMaximumWidth(u(490))
        self._inner.addWidget(fields)
        foot = QHBoxLayout()
        self._message = IconLabel(theme, "", "notice", text="", style="small", wrap=True)
        foot.addWidget(self._message, 1, Qt.AlignmentFlag.AlignTop)
        self.again = Button(
            theme, words.t("Show the digits again"), ButtonKind.LINK, height="small_button"
        )
        self.again.clicked.connect(self.show_again)
        foot.addWidget(self.again, 0, Qt.AlignmentFlag.AlignTop)
        self._inner.addLayout(foot)

    def ask(self) -> None:
        """Cover three groups and ask for them; after a second look they are other groups."""
        self._asked = self._draw(len(self.groups), frozenset(self._asked))
        self.sheet.cover(self._asked)
        for number, field, holder in zip(self._asked, self.fields, self._labels, strict=True):
            name = self._tr.t("Group {number}", number=number)
            holder.label.setText(name)
            field.set_name(name)
            field.forget()
        self.copied.hide()
        self.printing.hide()
        self._check.show()
        self.fields[0].setFocus()
        self._look()

    def show_again(self) -> None:
        """Show every group once more; what was typed is dropped."""
        self.sheet.cover(())
        for field in self.fields:
            field.forget()
        self._check.hide()
        self.printing.rest()
        self.printing.show()
        self.copied.show()
        self.copied.setFocus()
        self.passed.emit(False)

    @property
    def asked(self) -> tuple[int, ...]:
        """Return the numbers of the groups that are asked for."""
        return self._asked

    @property
    def message(self) -> str:
        """Return the line under the fields."""
        return self._message.text

    def _look(self) -> None:
        """Mark what fits with a tick, what is complete and does not fit with a notice."""
        right = 0
        wrong: list[int] = []
        for number, field in zip(self._asked, self.fields, strict=False):
            typed = plain_digits(field.text())
            fits = typed == self.groups[number - 1]
            complete = len(typed) >= DIGITS
            right += fits
            if complete and not fits:
                wrong.append(number)
            field.set_mark(
                "check" if fits else "rotate-ccw" if complete else "",
                "good" if fits else "notice",
            )
            self._border(field, notice=complete and not fits)
        if wrong:
            text = self._tr.t(
                "Group {number}: looks like a slip, compare it with the paper.", number=wrong[0]
            )
            self._message.set(text, "info", "notice")
        else:
            self._message.set("", "", "notice")
        self.passed.emit(right == ASKED)

    @staticmethod
    def _border(field: LineEdit, *, notice: bool) -> None:
        if bool(field.property("notice")) != notice:
            field.setProperty("notice", notice)
            field.style().unpolish(field)
            field.style().polish(field)
