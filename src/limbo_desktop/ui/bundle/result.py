"""What is said when the file is made: fingerprint, place, how the lawyer checks it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication

from limbo_desktop.bundle.make import Made
from limbo_desktop.bundle.warned import warnings
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Button, ButtonKind, Card, IconLabel, Label


@dataclass(frozen=True, slots=True)
class Ready:
    """A finished bundle, where it lies, and whether a password protects it."""

    path: Path
    made: Made
    protected: bool = False


def in_groups(fingerprint: str, *, size: int = 8, per_line: int = 4) -> str:
    """Return hex digits in groups of `size`, `per_line` groups to a line."""
    groups = [fingerprint[at : at + size] for at in range(0, len(fingerprint), size)]
    lines = [groups[at : at + per_line] for at in range(0, len(groups), per_line)]
    return "\n".join(" ".join(line) for line in lines)


class ResultCard(Card):
    """`again` when another file is wanted, `bag_wanted` when this one as a bag."""

    again = Signal()
    bag_wanted = Signal()

    def __init__(self, theme: Theme, words: Words, ready: Ready) -> None:
        super().__init__(theme, padding=16, spacing=8)
        self.ready = ready
        self._fingerprint = ready.made.fingerprint
        column = self.column
        title = words.t("The file is ready")
        column.addWidget(IconLabel(theme, "circle-check", "good", text=title, style="title"))
        pages = words.n("{count} page", "{count} pages", ready.made.pages)
        size = words.size(ready.made.size)
        column.addWidget(
            Label(theme, words.t("{pages}, {size}", pages=pages, size=size), "label", "ink2")
        )
        column.addWidget(Label(theme, words.t("It lies here"), "label", "ink2"))
        path = str(ready.made.path or ready.path)
        self.path = Label(theme, words.identifier(path), "label", wrap=True)
        column.addWidget(self.path)
        if ready.made.files:
            count = words.n("{count} part", "{count} parts", len(ready.made.files))
            column.addWidget(Label(theme, count, "label", "ink2"))
        if ready.made.originals is not None:
            originals = words.t(
                "Originals that do not fit lie in {path}: hand that folder on too.",
                path=ready.made.originals,
            )
            column.addWidget(IconLabel(theme, "info", "ink2", text=originals, wrap=True))
        for each in warnings(ready.made, words):
            column.addWidget(IconLabel(theme, "triangle-alert", "notice", text=each, wrap=True))
        column.addWidget(Label(theme, words.t("Fingerprint"), "label", "ink2"))
        groups = in_groups(ready.made.fingerprint).split("\n")
        self.digits = Label(
            theme, "\n".join(words.identifier(line) for line in groups), "mono", wrap=True
        )
        self.digits.setAccessibleName(ready.made.fingerprint)
        column.addWidget(self.digits)
        check = words.t(
            "The lawyer checks it: the fingerprint on the last pages is the one above, and the"
            " list there names every attached file with its own. No program of ours is needed."
        )
        column.addWidget(Label(theme, check, "small", "ink2", wrap=True))
        leaves = words.t("Nothing leaves by itself. The file stays here until you hand it over.")
        column.addWidget(IconLabel(theme, "info", "ink2", text=leaves, style="label", wrap=True))
        copy = Button(theme, words.t("Copy the fingerprint"), icon="copy", height="small_button")
        copy.clicked.connect(self._copy)
        column.addWidget(copy)
        self.bag = Button(
            theme, words.t("Make a bag (BagIt)"), ButtonKind.LINK, height="small_button"
        )
        self.bag.setToolTip(words.t("A folder with the originals that anybody can check"))
        self.bag.clicked.connect(self.bag_wanted)
        column.addWidget(self.bag)
        self.said = IconLabel(theme, "info", "ink2", text=" ", wrap=True)
        self.said.hide()
        column.addWidget(self.said)
        another = Button(theme, words.t("Make another"), ButtonKind.LINK, height="small_button")
        another.clicked.connect(self.again)
        column.addWidget(another)

    def say_of_bag(self, text: str, icon: str) -> None:
        """Say what came of the bag."""
        self.said.set(text, icon, "ink2")
        self.said.show()

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._fingerprint)
