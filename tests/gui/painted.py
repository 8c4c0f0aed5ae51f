"""What a window really paints: its texts with place and colour, read back from SVG and pixels."""

import re
from collections import Counter
from dataclasses import dataclass
from html import unescape
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect
from PySide6.QtGui import QFont, QFontMetricsF, QImage
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from limbo_desktop.ui.theme.tokens import contrast

_GROUP: Final = re.compile(r'<g [^>]*transform="matrix\(([^)]*)\)"', re.DOTALL)
_TEXT: Final = re.compile(r"<text ([^>]*)>([^<]*)</text>", re.DOTALL)
_EITHER: Final = re.compile(f"{_GROUP.pattern}|{_TEXT.pattern}", re.DOTALL)
_COLOUR: Final = re.compile(r'(?:fill|stroke)="(#[0-9a-f]{6})"')
_RTL: Final = re.compile("[\u0590-\u08ff]")
_FAMILIES: Final = ("Noto Sans", "Limbo Naskh", "Noto Emoji")
_SAMPLES: Final = 600
"""Pixels looked at to tell what a text stands on."""


@dataclass(frozen=True, slots=True)
class Painted:
    """A run of text: what, where in the window (pixels), in which colour, in which widget."""

    text: str
    box: QRect
    colour: str
    baseline: int
    widget: QWidget


@dataclass(frozen=True, slots=True)
class Line:
    """Runs on one baseline of one widget, as one text."""

    text: str
    box: QRect
    widget: QWidget


@dataclass(frozen=True, slots=True)
class Painting:
    """A window's texts, the colours of everything it draws, and its pixels."""

    texts: tuple[Painted, ...]
    colours: frozenset[str]
    image: QImage

    def lines(self) -> list[Line]:
        """The texts, runs of one line put together."""
        rows: dict[tuple[int, int], list[Painted]] = {}
        for each in self.texts:
            rows.setdefault((id(each.widget), each.baseline), []).append(each)
        return [
            Line("".join(run.text for run in runs), _joined(runs), runs[0].widget)
            for runs in rows.values()
        ]

    def ratio(self, painted: Painted) -> float:
        """The contrast, 1 to 21, of a painted run with what most of its box is filled with."""
        box = painted.box.adjusted(-1, -1, 1, 1).intersected(self.image.rect())
        if box.isEmpty():
            return contrast(painted.colour, "#000000")
        image = self.image.copy(box).convertToFormat(QImage.Format.Format_RGB32)
        pixels = memoryview(image.constBits()).cast("I")
        step = max(1, box.width() * box.height() // _SAMPLES)
        ground = Counter(pixels[::step]).most_common(1)[0][0] & 0xFFFFFF
        return contrast(painted.colour, f"#{ground:06x}")


def paint(window: QWidget) -> Painting:
    """What `window` paints now, delegates and all: only what can be seen of it."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(window.size())
    generator.setViewBox(QRect(QPoint(0, 0), window.size()))
    window.render(generator)
    written = bytes(buffer.data().data()).decode()
    found: list[Painted] = []
    matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
    for match in _EITHER.finditer(written):
        if match[1] is not None:
            matrix = [float(number) for number in match[1].split(",")]
            continue
        painted = _painted(window, match[2], unescape(match[3]), matrix)
        if painted is not None:
            found.append(painted)
    colours = frozenset(_COLOUR.findall(written))
    return Painting(tuple(found), colours, window.grab().toImage())


def _painted(window: QWidget, attributes: str, text: str, matrix: list[float]) -> Painted | None:
    def value(name: str) -> str:
        match = re.search(rf'\b{name}="([^"]*)"', attributes)
        return match[1] if match else ""

    text = text.strip("\n")
    if not text.strip():
        return None
    font = QFont(list(_FAMILIES))
    font.setPixelSize(max(1, round(float(value("font-size")))))
    font.setWeight(QFont.Weight(int(value("font-weight"))))
    metrics = QFontMetricsF(font)
    x = float(value("x")) * matrix[0] + matrix[4]
    baseline = float(value("y")) * matrix[3] + matrix[5]
    ink = metrics.tightBoundingRect(text)
    width = max(1, round(metrics.horizontalAdvance(text)))
    box = QRect(round(x), round(baseline + ink.top()), width, max(1, round(ink.height())))
    if not window.rect().contains(box.center()):
        return None
    # where the text begins, its own widget is; where it ends it may be over another one
    begin = box.right() - 1 if _RTL.search(text) else box.left() + 1
    widget = window.childAt(QPoint(begin, box.center().y())) or window
    return Painted(text, box, value("fill"), round(baseline), widget)


def _joined(runs: list[Painted]) -> QRect:
    box = runs[0].box
    for run in runs[1:]:
        box = box.united(run.box)
    return box


def place_of(window: QWidget, widget: QWidget) -> QRect:
    """The rectangle of `widget` in `window`."""
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
