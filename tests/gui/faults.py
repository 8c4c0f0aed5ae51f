"""What can be wrong with a screen: each function returns the faults it finds, in words."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from tests.gui.painted import Line, Painting, place_of
from tests.gui.support import unnamed

from limbo_desktop.case.marks import DARK_ICON, LANE_MARKS, LIGHT_ICON, MARKS
from limbo_desktop.text.bidi import strip_controls
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme.tokens import TEXT_RATIO, Palette

_SLACK: Final = 3
"""Pixels by which measures of SVG and screen may differ; wide texts by a part of their width."""
_LATIN: Final = re.compile(r"[A-Za-z][A-Za-z]+")
_ARABIC: Final = re.compile("[\u0621-\u064a]")
_WRITTEN_IN: Final = (QLineEdit, QPlainTextEdit, QTextEdit)
SAME_EVERYWHERE: Final = frozenset(
    word
    for words in (
        "Limbo Ctrl Esc Alt Shift Enter Tab USB PDF SHA EDTF KB MB GB kB Noto QR CSV XLSX SVG PNG",
        "SSD ZIP ICS EXIF GPS HEIC JPEG JPG id ID English Migri limbo delo qadiyya",
    )
    for word in words.split()
)
"""Latin words that are the same in every language."""


def nameless(window: QWidget) -> list[str]:
    """Controls that a screen reader could not name, those for the mouse alone too."""
    buttons = [
        f"{type(each).__name__} in {type(each.parentWidget()).__name__}"
        for each in window.findChildren(QAbstractButton)
        if each.isVisibleTo(window) and each.isEnabled() and not each.accessibleName()
        and not isinstance(each.parentWidget(), _WRITTEN_IN)
    ]  # fmt: skip
    return sorted({*unnamed(window), *buttons})


def outside(window: QWidget, painting: Painting) -> list[str]:
    """Texts that reach out of the widget that paints them, and placeholders longer than theirs."""
    faults = []
    for each in painting.texts:
        widget = each.widget
        if isinstance(widget.parentWidget(), _WRITTEN_IN) or isinstance(widget, _WRITTEN_IN):
            continue
        if widget is not window and type(widget).paintEvent is QWidget.paintEvent:
            continue  # it paints nothing: a list beside it scrolls, and shows less than it paints
        place = place_of(window, widget)
        slack = _SLACK + each.box.width() // 40
        wide = each.box.left() < place.left() - slack or each.box.right() > place.right() + slack
        high = each.box.top() < place.top() - _SLACK or each.box.bottom() > place.bottom() + _SLACK
        scrolls = isinstance(widget.parentWidget(), QAbstractScrollArea) or widget is window
        if wide or (high and not scrolls):
            faults.append(f"{each.text!r} reaches out of {type(widget).__name__}")
    for field in window.findChildren(QLineEdit):
        if field.isVisibleTo(window) and not field.text() and field.placeholderText():
            need = field.fontMetrics().horizontalAdvance(field.placeholderText())
            said = field.placeholderText() in {field.toolTip(), field.accessibleName()}
            if need > field.contentsRect().width() and not said:
                faults.append(f"the placeholder {field.placeholderText()!r} is cut")
    return faults


def cut_off(window: QWidget) -> list[str]:
    """What is wider than the column it stands in, where nobody could scroll to the rest."""
    return [
        f"{type(area).__name__} shows {area.viewport().width()} of {inner.width()}"
        for area in window.findChildren(QScrollArea)
        if area.isVisibleTo(window) and (inner := area.widget()) is not None
        and area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        and inner.width() > area.viewport().width()
    ]  # fmt: skip


def shortened(painting: Painting, words: Words) -> list[str]:
    """Words of the program that end in “…” though nobody wrote it; a tooltip says them whole."""
    faults = []
    for line in painting.lines():
        text = _plain(line.text)
        stem = text.removesuffix("…").rstrip()
        if stem == text or len(stem) < 2:
            continue
        whole = [each for each in _said(words) if each.startswith(stem)]
        if not whole or any(each.rstrip() == text for each in whole):
            continue
        if not _told(line.widget).startswith(stem):
            faults.append(f"{text!r} in {type(line.widget).__name__}")
    return faults


def _told(widget: QWidget) -> str:
    return _plain(widget.toolTip())


def untranslated(painting: Painting, words: Words, content: Iterable[str]) -> list[str]:
    """Words of the program in another language than the window's; `content` is the case's."""
    if words.language.code == "en":
        return []
    own = {word for text in content for word in _LATIN.findall(text)} | SAME_EVERYWHERE
    foreign = _foreign(words)
    faults = []
    for line in painting.lines():
        text = _plain(line.text).strip()
        latin = [word for word in _LATIN.findall(text) if not any(word in each for each in own)]
        if text in foreign or latin:
            faults.append(repr(text))
    return faults


def left_to_right(window: QWidget, painting: Painting, allowed: tuple[str, ...]) -> list[str]:
    """What is left of the other direction in an Arabic window; `allowed` are names of controls."""
    faults = [
        f"{type(each).__name__} {each.accessibleName()!r} runs from left to right"
        for each in window.findChildren(QWidget)
        if each.isVisibleTo(window)
        and each.layoutDirection() is not Qt.LayoutDirection.RightToLeft
        and not _is_allowed(each, allowed)
    ]
    for line in painting.lines():
        if isinstance(line.widget, QLabel) and _ARABIC.search(line.text):
            faults += _wrong_side(window, line)
    return faults


def _is_allowed(widget: QWidget, allowed: tuple[str, ...]) -> bool:
    above: QWidget | None = widget
    while above is not None:
        if any(name in above.accessibleName() or name == type(above).__name__ for name in allowed):
            return True
        above = above.parentWidget()
    return False


def _wrong_side(window: QWidget, line: Line) -> list[str]:
    place = place_of(window, line.widget)
    left = line.box.left() - place.left()
    right = place.right() - line.box.right()
    slack = 2 * _SLACK + line.box.width() // 20
    return [f"{line.text!r} stands at the left"] if right > left + slack else []


def faint(painting: Painting) -> list[str]:
    """Texts with less contrast than 4.5 to what they stand on."""
    return [
        f"{each.text!r} has {ratio:.1f}"
        for each in painting.texts
        if (ratio := painting.ratio(each)) < TEXT_RATIO
    ]


def foreign_colours(painting: Painting, palette: Palette) -> set[str]:
    """Colours that are none of the theme's, so that no test of the table tells their contrast."""
    return set(painting.colours) - _own_colours(palette)


@lru_cache(maxsize=4)
def _own_colours(palette: Palette) -> frozenset[str]:
    tokens = (getattr(palette, each) for each in palette.__slots__)
    marks = (
        colour
        for mark in (*MARKS.values(), *LANE_MARKS.values())
        for name in ("light", "dark", "light_soft", "dark_soft")
        if (colour := getattr(mark, name, None))
    )
    every = (*tokens, *marks, LIGHT_ICON, DARK_ICON, "#000000", "#ffffff")
    return frozenset(colour.lower() for colour in every)


def _plain(text: str) -> str:
    return strip_controls(text).replace("\u00a0", " ")


@lru_cache(maxsize=4)
def _said(words: Words) -> tuple[str, ...]:
    """The beginning of everything the program says in a language, up to what is put in."""
    catalogue = words._catalogue._catalog  # type: ignore[attr-defined]  # gettext's own table
    return tuple(_plain(each.partition("{")[0]) for key, each in catalogue.items() if key)


@lru_cache(maxsize=4)
def _foreign(words: Words) -> frozenset[str]:
    """The English messages whose translation differs."""
    catalogue = words._catalogue._catalog  # type: ignore[attr-defined]  # gettext's own table
    return frozenset(
        key for key, each in catalogue.items() if isinstance(key, str) and key and key != each
    )
