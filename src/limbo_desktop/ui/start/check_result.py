"""What the check of a bundle found: one sentence for all, the fingerprint, a line for each part."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.bundle.verify import Part, Row, VerifyResult
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Card, Field, IconLabel, Label, LineEdit, Notice

MANY = 40
"""Rows of originals that match are told one by one up to here, then counted."""

_DIGITS = 64


class CheckResult(QWidget):
    """Shows one result; what does not match stands first."""

    def __init__(self, theme: Theme, words: Words, result: VerifyResult) -> None:
        super().__init__()
        self._words = words
        self._result = result
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(16))
        self.verdict = self._verdict(theme)
        column.addWidget(self.verdict)
        if result.fingerprint:
            column.addWidget(self._fingerprint(theme))
        column.addWidget(self._table(theme))
        limits = words.t(
            "This check cannot tell who made the file, nor whether what stands in it is true."
            " That it is the file which was sent to you, only the fingerprint shows."
        )
        column.addWidget(IconLabel(theme, "info", "ink2", text=limits, style="label", wrap=True))

    def _verdict(self, theme: Theme) -> Notice:
        words, result = self._words, self._result
        if result.ok:
            text = words.t("Everything matches: nothing was changed since the file was made.")
            return Notice(theme, text, tone="good", icon="circle-check")
        text = words.t(
            "Not everything matches. Do not rely on what is marked below; ask for the file again."
        )
        return Notice(theme, text, tone="danger", icon="triangle-alert")

    def _fingerprint(self, theme: Theme) -> Card:
        words, digits = self._words, self._result.fingerprint
        card = Card(theme, padding=16, spacing=8)
        card.column.addWidget(Label(theme, words.t("Fingerprint"), "label", "ink2"))
        groups = [digits[at : at + 8] for at in range(0, _DIGITS, 8)]
        lines = (" ".join(groups[:4]), " ".join(groups[4:]))
        shown = "\n".join(words.identifier(line) for line in lines)
        self.digits = Label(theme, shown, "mono", wrap=True)
        self.digits.setAccessibleName(digits)
        card.column.addWidget(self.digits)
        label = words.t("The fingerprint that you were told")
        self.told = LineEdit(theme, label, ltr=True)
        self.told.textChanged.connect(self._compare)
        hint = words.t("By telephone or on paper, not with the file.")
        self.field = Field(theme, label, self.told, hint=hint)
        card.column.addWidget(self.field)
        return card

    def _compare(self, text: str) -> None:
        typed = "".join(each for each in text.casefold() if each in "0123456789abcdef")
        if typed == self._result.fingerprint:
            told = self._words.t("It is the same: this is the file that was sent.")
            self.field.set_hint(told, "circle-check")
        elif len(typed) >= _DIGITS or not self._result.fingerprint.startswith(typed):
            self.field.set_notice(
                self._words.t("It is another one: this is not the file, or a digit is wrong.")
            )
        else:
            self.field.clear_message()

    def _table(self, theme: Theme) -> Card:
        words = self._words
        card = Card(theme, padding=16, spacing=8)
        wrong = [row for row in self._result.rows if not row.ok]
        right = [row for row in self._result.rows if row.ok]
        files = [row for row in right if row.part in {Part.ORIGINAL, Part.BAG}]
        if len(files) > MANY:
            right = [row for row in right if row not in files]
        for row in wrong:
            card.column.addWidget(self._line(theme, row))
        if len(files) > MANY:
            text = words.n("{count} file is unchanged.", "{count} files are unchanged.", len(files))
            card.column.addWidget(IconLabel(theme, "check", "good", text=text, words_colour="ink"))
        for row in right:
            card.column.addWidget(self._line(theme, row))
        return card

    def _line(self, theme: Theme, row: Row) -> IconLabel:
        text = row.told(self._words)
        icon, token = ("check", "good") if row.ok else ("x", "danger")
        if not row.looked:
            icon, token = "info", "ink2"
        line = IconLabel(theme, icon, token, text=text, words_colour="ink", wrap=True)
        # A screen reader is told what the tick or the cross shows.
        mark = self._words.t("matches") if row.ok else self._words.t("does not match")
        if not row.looked:
            mark = self._words.t("not looked at")
        line.setAccessibleName(self._words.t("{text} ({mark})", text=text, mark=mark))
        return line
