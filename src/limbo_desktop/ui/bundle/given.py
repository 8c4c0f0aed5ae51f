"""What was given before, and what a supplement to it holds."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout

from limbo_desktop.bundle.gone import told_gone
from limbo_desktop.case.records import Event
from limbo_desktop.text.dates import DateStyle
from limbo_desktop.text.names import reader_name
from limbo_desktop.text.said import Said
from limbo_desktop.text.words import Words
from limbo_desktop.ui.bundle.plan import Plan
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Card, Label, Notice
from limbo_desktop.vault.bundles import MadeBundle

SHOWN = 4
"""The last bundles that are told; the log has them all."""


def day_of(made: MadeBundle, words: Words) -> Said:
    """The day of a bundle in words, as it is cited."""
    return words.date(dt.datetime.fromtimestamp(made.at, dt.UTC).date().isoformat())


def in_short(fingerprint: str) -> str:
    """Enough of a fingerprint to know it again: "91c2 04ab … 7e1f"."""
    return f"{fingerprint[:4]} {fingerprint[4:8]} … {fingerprint[-4:]}"


def what_was_made(made: MadeBundle, words: Words) -> Said:
    """For whom a bundle was, and its pages: running numbers for a supplement."""
    reader = reader_name(words, made.reader)
    if made.supplements:
        return words.t(
            "{reader}, supplement, pages {first}–{last}",
            reader=reader,
            first=Said(str(made.given.first_page)),
            last=Said(str(made.given.last_page)),
        )
    pages = words.n("{count} page", "{count} pages", made.pages)
    return words.t("{reader}, {pages}", reader=reader, pages=pages)


class GivenCard(Card):
    """The last bundles of the log: when, for whom, how many pages, fingerprint."""

    def __init__(self, theme: Theme, words: Words, made: Sequence[MadeBundle]) -> None:
        super().__init__(theme, padding=12, spacing=6)
        self.column.addWidget(Label(theme, words.t("What was given before"), "label_bold"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.u(16))
        grid.setVerticalSpacing(theme.u(2))
        grid.setColumnStretch(1, 1)
        for row, each in enumerate(made[-SHOWN:]):
            at = dt.datetime.fromtimestamp(each.at, dt.UTC).date().isoformat()
            day = words.date(at, DateStyle.SHORT)
            grid.addWidget(Label(theme, day, "small", "ink2"), row, 0)
            grid.addWidget(Label(theme, what_was_made(each, words), "small", wrap=True), row, 1)
            digits = Label(theme, words.identifier(in_short(each.fingerprint)), "mono", "ink2")
            digits.setAccessibleName(each.fingerprint)
            grid.addWidget(digits, row, 2)
        self.column.addLayout(grid)


class LateCard(Card):
    """What a supplement holds, and what its readers have that they would not get any more."""

    def __init__(self, theme: Theme, words: Words, plan: Plan) -> None:
        super().__init__(theme, padding=16, spacing=8)
        counts = Counter(
            (each.news, isinstance(each.record, Event)) for each in plan.listed if each.chosen
        )
        for news, label in (("new", words.t("New")), ("changed", words.t("Changed"))):
            entries, papers = counts[news, True], counts[news, False]
            said = words.list(
                [
                    words.n("{count} entry", "{count} entries", entries),
                    words.n("{count} document", "{count} documents", papers),
                ]
            )
            line = words.t("{label}: {value}", label=label, value=said)
            self.column.addWidget(Label(theme, line, "label", wrap=True))
        for each in plan.turned:
            told = words.t(each.message, **each.params)
            self.column.addWidget(Notice(theme, told, tone="danger", icon="triangle-alert"))
        if plan.gone:
            self.column.addWidget(Notice(theme, told_gone(words, plan.gone)))
