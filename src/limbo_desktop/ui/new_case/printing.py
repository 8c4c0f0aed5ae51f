"""The offer to print the recovery sheet: a warning first, then the system's dialog."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from limbo_desktop.text.words import Words
from limbo_desktop.ui.new_case.paper import TITLE, draw_sheet, spool_in_memory
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import Button, ButtonKind, Label, Notice
from limbo_desktop.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter


class PrintOffer(QWidget):
    """A link; behind it why not to print; behind that the dialog.

    Qt's printing is imported, and the system asked for its printers, only when the person wants to
    print all the same: on Linux that may ask a network for printers.
    """

    def __init__(
        self, theme: Theme, words: Words, groups: Sequence[str], root: Path = Path("/")
    ) -> None:
        super().__init__()
        self._root = root  # below it lies what the system says of its folders
        self._theme = theme
        self._tr = words
        self._groups = tuple(groups)
        self.dialog: QPrintDialog | None = None
        u = theme.u
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(u(8))
        self.link = Button(
            theme, words.t("Print the sheet…"), ButtonKind.LINK, height="small_button"
        )
        self.link.clicked.connect(self.warn)
        column.addWidget(self.link)
        self._warning = QWidget()
        inner = QVBoxLayout(self._warning)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(u(8))
        inner.addWidget(Label(theme, words.t("Printers keep copies"), "title", wrap=True))
        said = words.t(
            "A printer, the list of what is to be printed and the network in between may keep "
            "these digits for a long time, and somebody may take the paper before you. A printer "
            "that makes a PDF file leaves them open on the disk. If it must be: a printer of your "
            "own, on a cable. By hand is safer."
        )
        inner.addWidget(Notice(theme, said))
        holder = QWidget()
        row = FlowLayout(holder, gap=u(8), line=int(theme.height("control")), rtl=theme.rtl)
        row.setContentsMargins(0, 0, 0, 0)
        self.by_hand = Button(theme, words.t("Copy by hand"), icon="pencil")
        self.by_hand.clicked.connect(self.rest)
        row.addWidget(self.by_hand)
        self.on = Button(theme, words.t("Print all the same…"), ButtonKind.QUIET)
        self.on.clicked.connect(self.choose_printer)
        row.addWidget(self.on)
        inner.addWidget(holder)
        column.addWidget(self._warning)
        self.told = Notice(theme)
        column.addWidget(self.told)
        self.rest()

    def rest(self) -> None:
        """Show the link alone."""
        self._warning.hide()
        self.told.hide()
        self.link.show()

    def warn(self) -> None:
        """Say what printers do; nothing has asked for one yet."""
        self.told.hide()
        self.link.hide()
        self._warning.show()
        self.by_hand.setFocus()

    def choose_printer(self) -> None:
        """Show the system's dialog, unless there is no printer or no way past a disk."""
        words = self._tr
        if not spool_in_memory(root=self._root):
            self._tell(
                words.t(
                    "This computer would write the digits to its disk to print them. "
                    "Copy them by hand."
                )
            )
            return
        try:
            from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

            printers = QPrinterInfo.availablePrinterNames()
        except ImportError:  # a system without the library of its printing service
            printers = []
        if not printers:
            self._tell(words.t("No printer is set up on this computer. Copy the digits by hand."))
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(TITLE)
        dialog = self.dialog = QPrintDialog(printer, self)
        # No page ranges, and above all no “print to file”.
        dialog.setOptions(QPrintDialog.PrintDialogOption.PrintShowPageSize)
        dialog.accepted.connect(lambda: self._print(printer))
        dialog.finished.connect(lambda _result: self._put_away())
        if sys.platform == "win32":
            dialog.exec()  # there Qt has no other way to show the system's dialog
        else:
            QDialog.open(dialog)

    def _put_away(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _print(self, printer: QPrinter) -> None:
        words = self._tr
        if printer.outputFileName():
            self._tell(words.t("Printing into a file is not offered: the digits would lie open."))
            return
        taken = draw_sheet(printer, self._theme, words, self._groups)
        if taken and printer.printerState() is not type(printer).PrinterState.Error:
            self._tell(
                words.t(
                    "Handed to the printer. When the paper is in your hand, check three groups "
                    "from it, and empty the printer's list if it has one."
                )
            )
        else:
            self._tell(words.t("The printer took nothing. Copy the digits by hand."))

    def _tell(self, text: str) -> None:
        self._warning.hide()
        self.link.show()
        self.told.set_text(text)
        self.told.show()
