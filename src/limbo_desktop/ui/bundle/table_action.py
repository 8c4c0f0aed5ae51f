"""The chronology as a spreadsheet: a small action beside the bundle, with the same choices."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from limbo_desktop.ui.files import ask_save
from limbo_desktop.ui.operations import snapshot_op
from limbo_desktop.ui.session import Session

if TYPE_CHECKING:
    from limbo_desktop.bundle.options import Options
    from limbo_desktop.ui.lane import Job
    from limbo_desktop.ui.session import Screen
    from limbo_desktop.vault.vault import Vault


class TableAction(QObject):
    """Asks where the table should lie and writes it; what came of it is said above the screen."""

    def __init__(self, session: Session, screen: Screen) -> None:
        super().__init__(screen)
        self._session = session
        self._screen = screen

    def ask_where(self, options: Options) -> None:
        """Let the person say where the table for these choices should lie: .xlsx or .csv."""
        ask_save(
            self._session,
            self._screen,
            self._session.words.t("Save as a table"),
            lambda paths: self.save(options, paths[0]),
            name="chronology.xlsx",
            suffix="xlsx",
        )

    def save(self, options: Options, path: Path) -> None:
        """Write the table to `path`."""

        def work(vault: Vault, _job: Job) -> int:
            from limbo_desktop.bundle.chronology_rows import chronology_rows
            from limbo_desktop.bundle.make import bundle_language, whole_case
            from limbo_desktop.export.spreadsheet import save_tables
            from limbo_desktop.text.words import Words

            case = whole_case(vault)
            language = bundle_language(case, options)
            tables = chronology_rows(case, options, Words(language))
            return save_tables(tables, path, rtl=language.rtl)

        snapshot_op(self._session, work, owner=self).success(
            lambda cut: self._saved(path, cut)
        ).start()

    def _saved(self, path: Path, cut: int) -> None:
        words = self._session.words
        text = words.t(
            "The table lies here: {path}. It is not encrypted: anybody who finds it can read it.",
            path=words.identifier(str(path)),
        )
        if cut:
            text = words.n(
                "{said} {count} text is longer than a cell can be and was cut.",
                "{said} {count} texts are longer than a cell can be and were cut.",
                cut,
                said=text,
            )
        self._session.show_notice(text, "good")
