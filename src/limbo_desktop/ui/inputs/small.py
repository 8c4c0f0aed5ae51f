"""Short values: a clock time, a number, money, yes or no, one of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from limbo_desktop.case.values import FORMS, Value
from limbo_desktop.text.date_lexicon import folded
from limbo_desktop.text.spans import duration
from limbo_desktop.text.words import Words
from limbo_desktop.ui.inputs.base import Input
from limbo_desktop.ui.inputs.sheet import Content
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Choice, IconLabel, LineEdit, SegmentedSwitch

CURRENCIES: Final = (
    "EUR", "USD", "RUB", "UAH", "BYN", "KZT", "GEL", "AMD", "TRY", "SYP", "LBP", "IQD", "JOD",
    "EGP", "IRR", "AFN", "SOS", "PLN", "SEK", "GBP",
)  # fmt: skip

_CLOCK = re.compile(r"(\d{1,2})(?:[:.٫ ](\d{2}))?")
_NUMBER = re.compile(r"\d+(?:[.,٫]\d+)?")


def read_clock(text: str) -> str:
    """Return "HH:MM" from what was typed, such as 9.05 or ٩:٠٥; "" when it is no time."""
    found = _CLOCK.fullmatch(folded(text))
    if found is None:
        return ""
    clock = f"{int(found[1]):02}:{found[2] or '00'}"
    return clock if re.match(FORMS[Value.TIME].pattern, clock) else ""


def read_number(text: str) -> float | None:
    """Return a number that is not negative from digits of any script; None otherwise."""
    said = folded(text).replace("٫", ".").replace(",", ".")
    return float(said) if _NUMBER.fullmatch(said) else None


class ParsedInput(Input):
    """One line that is read; what cannot be read stays as typed, with a quiet remark."""

    def __init__(self, theme: Theme, words: Words, label: str, *, placeholder: str = "") -> None:
        super().__init__(theme, words, label)
        self.edit = LineEdit(theme, label, placeholder=placeholder)
        self.edit.textEdited.connect(self._on_edited)
        self.column.addWidget(self.edit)
        self.message = IconLabel(theme, "", "ink2", style="small", wrap=True)
        self.message.hide()
        self.column.addWidget(self.message)

    def _on_edited(self, _text: str) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        text = self.edit.text().strip()
        remark = self.remark() if text and self.content() is not None else ""
        if text and self.content() is None:
            remark = self.words.t("It stays as it is written.")
        icon = "circle-dashed" if self.content() is None else ""
        self.message.set(remark, icon if remark else "", "ink2")
        self.message.setVisible(bool(remark))
        self.edit.setAccessibleDescription(remark)

    def remark(self) -> str:
        """Return what is said under a value that was understood."""
        return ""

    def typed(self) -> str:
        """Return the text when it could not be read."""
        text = self.edit.text().strip()
        return text if text and self.content() is None else ""

    def _show(self, text: str) -> None:
        if text != self.edit.text().strip():
            self.edit.setText(text)
            self.edit.setCursorPosition(0)
        self._say()

    def target(self) -> QWidget:
        """Return the field."""
        return self.edit


class TimeInput(ParsedInput):
    """A clock time."""

    def content(self) -> Content:
        """Return "HH:MM", None when there is none."""
        return read_clock(self.edit.text().strip()) or None

    def show_content(self, content: Content, typed: str = "") -> None:
        """Show the time."""
        if content is None or content == "":
            self._show(typed)
        elif content != self.content():
            self._show(str(content))


class NumberInput(ParsedInput):
    """A number, or with `minutes` a length, whose hours are said under it."""

    def __init__(self, theme: Theme, words: Words, label: str, *, minutes: bool = False) -> None:
        placeholder = words.t("minutes") if minutes else ""
        super().__init__(theme, words, label, placeholder=placeholder)
        self._minutes = minutes

    def content(self) -> Content:
        """Return the number, whole where it is; None when there is none."""
        value = read_number(self.edit.text().strip())
        if value is None:
            return None
        return int(value) if value.is_integer() else value

    def remark(self) -> str:
        """Return the hours of a long time."""
        value = read_number(self.edit.text().strip())
        return duration(self.words, int(value)) if self._minutes and value and value > 59 else ""

    def show_content(self, content: Content, typed: str = "") -> None:
        """Show the number."""
        if isinstance(content, int | float) and not isinstance(content, bool):
            if content != self.content():
                self._show(f"{content:g}")
            self._say()
        else:
            self._show(typed)


class MoneyInput(ParsedInput):
    """An amount and its currency."""

    def __init__(self, theme: Theme, words: Words, label: str) -> None:
        super().__init__(theme, words, label)
        self.column.removeWidget(self.edit)
        name = words.t("Currency")
        self.currency = Choice(theme, name, [(code, code) for code in CURRENCIES], "EUR")
        self.currency.setFixedWidth(theme.u(92))
        self.currency.activated.connect(lambda _: self.changed.emit())
        row = QHBoxLayout()
        row.setSpacing(theme.u(8))
        row.addWidget(self.edit, 1)
        row.addWidget(self.currency)
        self.column.insertLayout(0, row)

    def content(self) -> Content:
        """Return "300 EUR", None when there is no amount."""
        value = read_number(self.edit.text().strip())
        return None if value is None else f"{value:.10g} {self.currency.value}"

    def show_content(self, content: Content, typed: str = "") -> None:
        """Show amount and currency."""
        if not isinstance(content, str) or not content:
            self._show(typed)
            return
        if content == self.content():
            return
        amount, _, code = content.partition(" ")
        if self.currency.findData(code) < 0:
            self.currency.addItem(code, code)
        self.currency.choose(code)
        self._show(amount)


class YesNoInput(Input):
    """Yes, no, or not known, which stays empty in the record."""

    def __init__(self, theme: Theme, words: Words, label: str) -> None:
        super().__init__(theme, words, label)
        options = [
            ("yes", words.t("Yes")),
            ("no", words.t("No")),
            ("", words.t("Not known")),
        ]
        self.switch = SegmentedSwitch(theme, label, options, "")
        self.switch.changed.connect(lambda _: self.changed.emit())
        row = QHBoxLayout()
        row.addWidget(self.switch)
        row.addStretch(1)
        self.column.addLayout(row)

    def content(self) -> Content:
        """Return True, False or None."""
        return {"yes": True, "no": False}.get(self.switch.value)

    def show_content(self, content: Content, typed: str = "") -> None:
        """Show the answer."""
        self.switch.choose("yes" if content is True else "no" if content is False else "")

    def target(self) -> QWidget:
        """Return the part that is chosen."""
        return self.switch.part(self.switch.value)


class ChoiceInput(Input):
    """One of a list; the first row is no answer."""

    def __init__(
        self, theme: Theme, words: Words, label: str, options: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(theme, words, label)
        self.choice = Choice(theme, label, [("", words.t("Not chosen")), *options])
        self.choice.activated.connect(lambda _: self.changed.emit())
        self.column.addWidget(self.choice)

    def content(self) -> Content:
        """Return the chosen value, "" for none."""
        return self.choice.value

    def show_content(self, content: Content, typed: str = "") -> None:
        """Choose the value; one that the list does not know is added to it."""
        value = content if isinstance(content, str) else ""
        if self.choice.findData(value) < 0:
            self.choice.addItem(value, value)
        self.choice.choose(value)

    def target(self) -> QWidget:
        """Return the list."""
        return self.choice
