"""The cards of the bundle screen: what goes in, which names are replaced, what to know."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from limbo_desktop.text.words import Words
from limbo_desktop.ui.bundle.plan import Plan, Replaced
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import (
    Button,
    ButtonKind,
    Card,
    IconLabel,
    IconPicture,
    Label,
    Notice,
)


def _line(theme: Theme, icon: str, text: str, value: str, token: str = "ink") -> QHBoxLayout:
    """A row of an icon, words and a value; a button may follow."""
    row = QHBoxLayout()
    row.setSpacing(theme.u(10))
    row.addWidget(IconPicture(theme, icon, "ink2"))
    row.addWidget(Label(theme, text, "label", token, wrap=True), 1)
    row.addWidget(Label(theme, value, "label", token))
    return row


class CountsCard(Card):
    """How many entries and documents go in, and what stays; `choose` when the person wants to."""

    choose = Signal()

    def __init__(self, theme: Theme, words: Words, plan: Plan) -> None:
        super().__init__(theme, padding=16, spacing=8)

        def of(part: int, whole: int) -> str:
            return words.t("{part} of {whole}", part=words.number(part), whole=words.number(whole))

        entries = of(plan.entries, plan.all_entries)
        exhibits = of(plan.exhibits, plan.all_exhibits)
        self.column.addLayout(_line(theme, "chart-gantt", words.t("Entries"), entries))
        self.column.addLayout(_line(theme, "files", words.t("Exhibits"), exhibits))
        if plan.had_entries or plan.had_exhibits:
            had = words.list(
                [
                    words.n("{count} entry", "{count} entries", plan.had_entries),
                    words.n("{count} document", "{count} documents", plan.had_exhibits),
                ]
            )
            line = _line(theme, "circle-check", words.t("They have already"), had, "ink2")
            self.column.addLayout(line)
        self.button = Button(
            theme, words.t("Choose what goes in…"), ButtonKind.LINK, height="small_button"
        )
        self.button.clicked.connect(self.choose)
        kept = words.list(
            [
                *(
                    [words.n("{count} entry", "{count} entries", plan.kept_entries)]
                    if plan.kept_entries
                    else []
                ),
                *(
                    [words.n("{count} document", "{count} documents", plan.kept_exhibits)]
                    if plan.kept_exhibits
                    else []
                ),
            ]
        )
        if kept:
            stays = words.t("Stays with you only")
            self.column.addLayout(_line(theme, "lock", stays, kept, "ink2"))
        self.column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)


class NamesCard(Card):
    """Every name that will be replaced, with what is printed instead."""

    def __init__(self, theme: Theme, words: Words, replaced: Sequence[Replaced]) -> None:
        super().__init__(theme, padding=16, spacing=8)
        title = words.t("These names are replaced everywhere")
        self.column.addWidget(
            IconLabel(theme, "user-round-x", "ink", text=title, style="title", wrap=True)
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.u(12))
        grid.setVerticalSpacing(theme.u(4))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        top = Qt.AlignmentFlag.AlignTop
        for row, each in enumerate(replaced):
            grid.addWidget(Label(theme, each.name, "label", wrap=True), row, 0, top)
            grid.addWidget(IconPicture(theme, "arrow-right", "ink2", 16), row, 1, top)
            pseudonym = Label(theme, each.pseudonym, "label_bold", wrap=True)
            pseudonym.setAccessibleName(
                words.t("{name} becomes {pseudonym}", name=each.name, pseudonym=each.pseudonym)
            )
            grid.addWidget(pseudonym, row, 2, top)
        self.column.addLayout(grid)


class Warnings(QWidget):
    """A notice for each document that stays out, or goes in unsearched."""

    def __init__(
        self, theme: Theme, words: Words, withheld: Sequence[str], unsearched: Sequence[str]
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(8))
        for title in withheld:
            text = words.t(
                "“{title}”: a concealed name is in it, or a file that you redacted. Only its slip"
                " goes in, without pages.",
                title=title,
            )
            column.addWidget(Notice(theme, text))
        if unsearched:
            text = words.t(
                "Nobody can search these for concealed names but you: {titles}. They go in as they"
                " are. Look at them, and note in each who is seen or named, or set it to"
                " “Only me”.",
                titles=words.list(unsearched),
            )
            column.addWidget(Notice(theme, text, tone="danger", icon="triangle-alert"))
        self.setVisible(bool(withheld or unsearched))
