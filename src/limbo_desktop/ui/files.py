"""Choosing files and folders without leaving a list of them on the computer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, QUrl
from PySide6.QtWidgets import QFileDialog, QWidget

from limbo_desktop.ui.environment import forget_settings
from limbo_desktop.ui.places import home, places
from limbo_desktop.ui.session import Session

Chosen = Callable[[list[Path]], object]


def ask_open_files(
    session: Session, parent: QWidget, title: str, chosen: Chosen, *, patterns: Sequence[str] = ()
) -> QFileDialog:
    """Let the person choose files; `chosen` gets their paths, and is not called on a cancel.

    `patterns` are such as "*.limbo"; none means every file.  The dialog is shown over `parent`
    and returned at once.
    """
    dialog = _dialog(session, parent, title, chosen)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    if patterns:
        dialog.setNameFilter(" ".join(patterns))
    dialog.open()
    return dialog


def ask_open_file(
    session: Session, parent: QWidget, title: str, chosen: Chosen, *, patterns: Sequence[str] = ()
) -> QFileDialog:
    """Let the person choose one file; otherwise as `ask_open_files`."""
    dialog = _dialog(session, parent, title, chosen)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    if patterns:
        dialog.setNameFilter(" ".join(patterns))
    dialog.open()
    return dialog


def ask_folder(session: Session, parent: QWidget, title: str, chosen: Chosen) -> QFileDialog:
    """Let the person choose one folder; `chosen` gets a list of one path."""
    dialog = _dialog(session, parent, title, chosen)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()
    return dialog


def ask_save(
    session: Session, parent: QWidget, title: str, chosen: Chosen, *, name: str, suffix: str
) -> QFileDialog:
    """Let the person say where to write; `name` is the suggestion, `suffix` without its dot."""
    dialog = _dialog(session, parent, title, chosen)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(name)
    dialog.open()
    return dialog


def _dialog(session: Session, parent: QWidget, title: str, chosen: Chosen) -> QFileDialog:
    forget_settings()
    dialog = QFileDialog(parent, title, home())
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setOption(QFileDialog.Option.DontUseCustomDirectoryIcons)
    dialog.setHistory([])
    dialog.setSidebarUrls([QUrl.fromLocalFile(str(place)) for place in places()])
    dialog.resize(session.theme.u(760), session.theme.u(480))

    def finished(result: int) -> None:
        paths = [Path(name) for name in dialog.selectedFiles()]
        dialog.deleteLater()
        if result:
            chosen(paths)

    dialog.finished.connect(finished)
    dialog.destroyed.connect(_erase_history)
    return dialog


def _erase_history() -> None:
    """Remove what the dialog has just written where paths of settings cannot be redirected."""
    if not sys.platform.startswith("linux"):
        QSettings(QSettings.Scope.UserScope, "QtProject").remove("FileDialog")
