"""Short values: a clock time, a number, money, yes or no, a tick, one of a list."""

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
from limbo_desktop.ui.inputs.text import ParsedInput
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Choice, SegmentedSwitch, TickBox

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


class TimeInput(ParsedInput):
    """A clock time."""

    def read(self, text: str) -> Content:
        """Return "HH:MM"."""
        return read_clock(text) or None

    def shown(self, content: Content) -> str:
        """Return the time."""
        return str(content)


class NumberInput(ParsedInput):
    """A number, or with `minutes` a length, whose hours are said under it."""

    def __init__(self, theme: Theme, words: Words, label: str, *, minutes: bool = False) -> None:
        placeholder = words.t("minutes") if minutes else ""
        super().__init__(theme, words, label, placeholder=placeholder)
        self._minutes = minutes

    def read(self, text: str) -> Content:
        """Return the number, whole where it is."""
        value = read_number(text)
        return int(value) if value is not None and value.is_integer() else value

    def shown(self, content: Content) -> str:
        """Return the number in digits."""
        return f"{content:.10g}" if isinstance(content, int | float) else ""

    def remark(self) -> tuple[str, str]:
        """Return the hours of a long time."""
        value = self.content()
        if self._minutes and isinstance(value, int | float) and value > 59:
            return "", duration(self.words, int(value))
        return super().remark()


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

    def read(self, text: str) -> Content:
        """Return "300 EUR"."""
        value = read_number(text)
        return None if value is None else f"{value:.10g} {self.currency.value}"

    def shown(self, content: Content) -> str:
        """Return the amount, and choose its currency."""
        amount, _, code = str(content).partition(" ")
        if self.currency.findData(code) < 0:
            self.currency.addItem(code, code)
        self.currency.choose(code)
        return amount


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


class SwitchInput(Input):
    """One of a few that are all in sight, such as who may see it; there is no empty answer."""

    def __init__(
        self,
        theme: Theme,
        words: Words,
        label: str,
        options: Sequence[tuple[str, str]],
        chosen: str,
    ) -> None:
        super().__init__(theme, words, label)
        self.switch = SegmentedSwitch(theme, label, options, chosen, wide=True)
        self.switch.changed.connect(lambda _: self.changed.emit())
        self.column.addWidget(self.switch)

    def content(self) -> Content:
        """Return the value that is chosen."""
        return self.switch.value

    def show_content(self, content: Content, typed: str = "") -> None:
        """Choose the value."""
        if isinstance(content, str) and content:
            self.switch.choose(content)

    def target(self) -> QWidget:
        """Return the part that is chosen."""
        return self.switch.part(self.switch.value)


class TickInput(Input):
    """A tick with words after it."""

    labelled = True

    def __init__(self, theme: Theme, words: Words, label: str) -> None:
        super().__init__(theme, words, label)
        self.tick = TickBox(theme, label)
        self.tick.clicked.connect(lambda _=False: self.changed.emit())
        self.column.addWidget(self.tick)

    def content(self) -> Content:
        """Return whether it is ticked."""
        return self.tick.isChecked()

    def show_content(self, content: Content, typed: str = "") -> None:
        """Tick it or not."""
        self.tick.setChecked(content is True)

    def target(self) -> QWidget:
        """Return the tick."""
        return self.tick
