"""What we use of a ReportLab canvas beyond its documented methods, with types, in one place.

ReportLab's own fonts do the same: they add themselves to the document's list of fonts that wait for
its end, and drawing methods append operators to the page's code.
"""

from collections.abc import Callable
from typing import Final, Protocol, cast

from reportlab.pdfgen.canvas import Canvas

_IDLE_NAME: Final = "/F1"
_IDLE_FONT: Final = f"BT {_IDLE_NAME} 12 Tf 14.4 TL ET"
"""ReportLab chooses Helvetica at the start of each page, and so would enter it, not embedded."""


class WaitingFont(Protocol):
    """A font that adds its objects when the document is written."""

    def addObjects(self, doc: "Document") -> None:  # noqa: N802
        """Add the font's objects to `doc`."""


class _Dictionary(Protocol):
    dict: dict[str, object]


class Document(Protocol):
    """The document under a canvas."""

    compression: int
    delayedFonts: list[WaitingFont]  # noqa: N815
    idToObject: dict[str, _Dictionary]  # noqa: N815

    def Reference(self, object: object, name: str) -> object:  # noqa: N802, A002
        """Make `object` an indirect object and return the reference to it."""


class _Canvas(Protocol):
    _doc: Document
    _code: list[str]
    _preamble: str

    def _startPage(self) -> None:  # noqa: N802
        """Begin another page."""

    def getpdfdata(self) -> bytes:
        """Return the finished file."""


def document(canvas: Canvas) -> Document:
    """Return the document that `canvas` draws."""
    # The stubs name the documented attributes only.
    return cast(_Canvas, canvas)._doc


def append_operators(canvas: Canvas, operators: str) -> None:
    """Append content stream operators to the page that `canvas` draws."""
    # The stubs name the documented attributes only.
    cast(_Canvas, canvas)._code.append(operators)


def recorded(canvas: Canvas, draw: Callable[[], None]) -> str:
    """Return the operators that `draw` appends; it leaves the canvas's state as it was."""
    code = cast(_Canvas, canvas)._code
    start = len(code)
    draw()
    return "\n".join(code[start:])


def take_back(canvas: Canvas, *operators: str) -> bool:
    """Take operators back that were appended last; False when something came after them."""
    # The stubs name the documented attributes only.
    code = cast(_Canvas, canvas)._code
    if code[-len(operators) :] != list(operators):
        return False
    del code[-len(operators) :]
    return True


def take_page(canvas: Canvas) -> bytes:
    """Return the operators of the page that `canvas` draws, which enters no document.

    Raises ValueError: something is drawn with a font of a viewer's own.
    """
    # The stubs name the documented attributes only.
    inside = cast(_Canvas, canvas)
    operators = "\n".join([inside._preamble, *inside._code, " \n"]).replace(_IDLE_FONT, "", 1)
    if f"{_IDLE_NAME} " in operators:
        raise ValueError(_IDLE_NAME)
    inside._startPage()
    return operators.encode("ascii")


def finished(canvas: Canvas) -> bytes:
    """Return the file that `canvas` drew; nothing can be drawn any more."""
    # The stubs leave the type of this method open.
    return cast(_Canvas, canvas).getpdfdata()
