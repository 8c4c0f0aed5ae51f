"""The QApplication, set up so that Qt leaves no trace on the computer."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLibraryInfo, QLocale, QSettings, Qt, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from limbo_desktop.resources import resource_path
from limbo_desktop.ui.garbage import Collector
from limbo_desktop.ui.preferences import LANGUAGES
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.fonts import load_fonts
from limbo_desktop.ui.theme.qss import style_sheet
from limbo_desktop.ui.widgets.logo import window_icon

NOWHERE: Final = str(Path(os.devnull) / "limbo-desktop")
"""A path that cannot exist: what Qt wants to keep there, such as visited folders, is not kept."""


def system_language() -> str:
    """Return the first of the system's languages that the interface has, else English."""
    for tag in QLocale.system().uiLanguages():
        code = tag.replace("_", "-").partition("-")[0].lower()
        if code in LANGUAGES:
            return code
    return "en"


def make_application(argv: list[str]) -> QApplication:
    """Return the application: fonts loaded, no settings written, no native dialogs.

    A QApplication that stands already, as in tests, is set up and returned.
    """
    if sys.platform.startswith("linux"):
        # fontconfig would write a cache below the home folder; ours reads only the system's.
        os.environ.setdefault("FONTCONFIG_FILE", str(resource_path("theme", "fonts.conf")))
    forget_settings()
    # Native dialogs keep their own lists of recent files.
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    standing = QApplication.instance()
    if isinstance(standing, QApplication):
        app = standing
        app.setStyle("Fusion")
    else:
        # As an option, since the answer of `setStyle` would load the bindings of QStyle.
        app = QApplication([*(argv or ["limbo-desktop"]), "-style", "fusion"])
    app.setApplicationName("limbo-desktop")
    app.setApplicationDisplayName("Limbo")
    QGuiApplication.setDesktopFileName("limbo-desktop")
    for effect in (Qt.UIEffect.UI_AnimateMenu, Qt.UIEffect.UI_AnimateCombo):
        app.setEffectEnabled(effect, enable=False)
    load_fonts()
    app.setWindowIcon(window_icon())
    if app.findChild(Collector) is None:
        Collector(app)
    return app


def forget_settings() -> None:
    """Send Qt's own settings, such as the file dialog's history, to a path that cannot exist."""
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, NOWHERE)


def dress(app: QApplication, theme: Theme) -> None:
    """Put `theme` on everything that Qt paints: font, palette, style sheet, direction."""
    app.setLayoutDirection(theme.direction)
    app.setFont(theme.font("body"))
    app.setPalette(theme.qt_palette())
    sheet = style_sheet(theme)
    if app.styleSheet() != sheet:  # it is worked out for every widget there is
        app.setStyleSheet(sheet)


def translate_qt(app: QApplication, language: str, former: QTranslator | None) -> QTranslator:
    """Give Qt's own dialogs the words of `language`; returns the translator now in use."""
    if former is not None:
        app.removeTranslator(former)
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language}", folder):
        app.installTranslator(translator)
    return translator
