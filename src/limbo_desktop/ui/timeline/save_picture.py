"""The picture as a file for others: what leaves with it is said before a place is chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.ui.files import ask_save
from limbo_desktop.ui.lane import Job
from limbo_desktop.ui.operations import snapshot_op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.widgets import Button, ButtonKind, Card, Label, SegmentedSwitch
from limbo_desktop.ui.widgets.flow import FlowLayout
from limbo_desktop.vault.vault import Vault

_NAME = "timeline"
"""The suggested name says nothing of whom it is about."""


class SavePicture(QWidget):
    """Lets the picture be saved as SVG or PNG; `closed` when it is not wanted any more."""

    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        theme, words = session.theme, session.words
        u = theme.u
        outer = self._outer = QVBoxLayout(self)
        outer.setContentsMargins(u(24), u(8), u(24), u(8))
        card = Card(theme, padding=16, spacing=12)
        outer.addWidget(card)
        said = words.t(
            "The file shows the title and the date of every entry in the picture. Whoever gets it"
            " can read it: it is not encrypted. Private entries are left out, concealed names are"
            " replaced."
        )
        card.column.addWidget(Label(theme, said, "label", "ink2", wrap=True))
        row = QWidget()
        card.column.addWidget(row)
        flow = FlowLayout(row, gap=u(10), line=theme.height("control"), rtl=theme.rtl)
        flow.setContentsMargins(0, 0, 0, 0)
        self.share = SegmentedSwitch(
            theme,
            words.t("Who will see it"),
            [("lawyer", words.t("For the lawyer")), ("authority", words.t("For everybody"))],
            "lawyer",
        )
        self.svg = Button(theme, words.t("Save as SVG…"), icon="download")
        self.png = Button(theme, words.t("Save as PNG…"), icon="download")
        self.cancel = Button(theme, words.t("Cancel"), ButtonKind.QUIET)
        self.svg.clicked.connect(lambda: self._ask("svg"))
        self.png.clicked.connect(lambda: self._ask("png"))
        self.cancel.clicked.connect(self.closed)
        for widget in (self.share, self.svg, self.png, self.cancel):
            flow.addWidget(widget)
        self.hide()

    def set_edge(self, edge: int) -> None:
        """Stand `edge` pixels from both ends of the line."""
        margin = self._session.theme.u(8)
        self._outer.setContentsMargins(edge, margin, edge, margin)

    def _ask(self, suffix: str) -> None:
        ask_save(
            self._session,
            self,
            self._session.words.t("Save the picture"),
            lambda paths: self.write(paths[0]),
            name=f"{_NAME}.{suffix}",
            suffix=suffix,
        )

    def write(self, path: Path) -> None:
        """Write the picture to `path`, in the language of the window."""
        from limbo_desktop.bundle.options import Options, Reader
        from limbo_desktop.bundle.picture_file import save_picture

        words = self._session.words
        options = Options(
            words.language.code, Reader(self.share.value), months=words.language.months
        )

        def work(vault: Vault, _job: Job) -> None:
            save_picture(vault, options, path)

        self._offer(on=False)
        snapshot_op(self._session, work, owner=self).success(lambda _: self._saved(path)).finished(
            lambda: self._offer(on=True)
        ).start()

    def _offer(self, *, on: bool) -> None:
        for button in (self.svg, self.png):
            button.setEnabled(on)

    def _saved(self, path: Path) -> None:
        words = self._session.words
        self._session.show_notice(
            words.t("The picture is saved: {file}.", file=words.identifier(path.name)), "good"
        )
        self.closed.emit()
