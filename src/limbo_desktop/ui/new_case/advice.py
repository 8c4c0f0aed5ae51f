"""The column beside the recovery sheet: by hand, kept elsewhere, and why."""

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from limbo_desktop.marking import N_
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets.icon_label import IconPicture
from limbo_desktop.ui.widgets.label import Label

ADVICE: Final = (
    (
        "pencil",
        N_("By hand"),
        N_("Printers and phones remember what they printed and took pictures of."),
    ),
    (
        "house",
        N_("In another place"),
        N_("With a person you trust, or with the lawyer in a sealed envelope."),
    ),
    (
        "key-round",
        N_("Without them nothing can be recovered"),
        N_("We cannot open the case for you. Nobody can."),
    ),
)


class Advice(QWidget):
    """Three pieces of advice, and a line at the foot."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        u = theme.u
        column = QVBoxLayout(self)
        column.setContentsMargins(0, u(6), 0, 0)
        column.setSpacing(u(16))
        for icon, title, text in ADVICE:
            row = QHBoxLayout()
            row.setSpacing(u(12))
            holder = QVBoxLayout()
            holder.addWidget(IconPicture(theme, icon, "accent", 22))
            holder.addStretch(1)
            row.addLayout(holder)
            lines = QVBoxLayout()
            lines.setSpacing(0)
            lines.addWidget(Label(theme, words.t(title), "title", wrap=True))
            lines.addWidget(Label(theme, words.t(text), "label", "ink2", wrap=True))
            row.addLayout(lines, 1)
            column.addLayout(row)
        column.addStretch(1)
        foot = words.t("A new passphrase makes a new sheet: the old digits stop opening the case.")
        column.addWidget(Label(theme, foot, "small", "ink3", wrap=True))
