"""How large the pictures inside a PDF stand on its pages.  Runs in the worker only.

The operators that place pictures are read page by page; what is drawn by patterns and by marks over
a page is not looked at.
"""

from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final

import pikepdf
from pikepdf import Dictionary, Matrix, Name, Object, Stream

from limbo_desktop.render.facts import PdfPicture
from limbo_desktop.render.failures import Reason, RenderFailure
from limbo_desktop.render.limits import PAGES, PICTURE_OPERATORS, PICTURES

_DEPTH: Final = 8
_PLACING: Final = "q Q cm Do"


def placed(stream: BinaryIO, password: str, width: int, height: int) -> tuple[PdfPicture, ...]:
    """Return every picture with the largest size that it has on a page; () when they are too many.

    A page that is larger than `width` × `height` points counts as brought down to them.

    Raises:
        RenderFailure: DAMAGED when the file or a page cannot be read.
    """
    try:
        with pikepdf.open(stream, password=password, suppress_warnings=True) as document:
            return _Looking((width, height)).through(document)
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError) as error:
        raise RenderFailure(Reason.DAMAGED) from error


class _Looking:
    def __init__(self, area: tuple[int, int]) -> None:
        self._area = area
        self._found: dict[tuple[int, int], PdfPicture] = {}
        self._operators = 0

    def through(self, document: pikepdf.Pdf) -> tuple[PdfPicture, ...]:
        for page in document.pages[:PAGES]:
            scale = _scale(page, self._area)
            for identity, matrix in self._drawn(page.obj, page.resources, scale, 0):
                self._note(identity, matrix)
            if self._operators > PICTURE_OPERATORS or len(self._found) > PICTURES:
                return ()
        return tuple(self._found.values())

    def _drawn(
        self, content: Object, resources: Object | None, matrix: Matrix, depth: int
    ) -> Iterator[tuple[tuple[int, int], Matrix]]:
        """Yield each picture that a page or form draws, with the matrix it is drawn by."""
        named = _drawings(resources)
        if not named or depth > _DEPTH or self._operators > PICTURE_OPERATORS:
            return
        kept: list[Matrix] = []
        for each in pikepdf.parse_content_stream(content, _PLACING):
            self._operators += 1
            if self._operators > PICTURE_OPERATORS:
                return
            values = list(each.operands)
            match str(each.operator):
                case "q":
                    kept.append(matrix)
                case "Q" if kept:
                    matrix = kept.pop()
                case "cm":
                    matrix = Matrix(*(float(each) for each in values[:6])) @ matrix
                case "Do" if values:
                    drawing = named.get(str(values[0]))
                    if drawing is None:
                        continue
                    if drawing.get("/Subtype") == Name.Image:
                        yield drawing.objgen, matrix
                    elif drawing.get("/Subtype") == Name.Form:
                        inner = _matrix(drawing.get("/Matrix")) @ matrix
                        own = drawing.get("/Resources", resources)
                        yield from self._drawn(drawing, own, inner, depth + 1)

    def _note(self, identity: tuple[int, int], matrix: Matrix) -> None:
        width = (matrix.a**2 + matrix.b**2) ** 0.5
        height = (matrix.c**2 + matrix.d**2) ** 0.5
        former = self._found.get(identity)
        if former is not None:
            width, height = max(width, former.width), max(height, former.height)
        self._found[identity] = PdfPicture(*identity, width, height)


def _scale(page: pikepdf.Page, area: tuple[int, int]) -> Matrix:
    """How far a page is brought down, never enlarged, to fit into an area."""
    left, bottom, right, top = (float(str(edge)) for edge in list(page.cropbox))
    sides = abs(right - left), abs(top - bottom)
    if page.rotation % 180:
        sides = sides[1], sides[0]
    factor = min(1.0, area[0] / max(sides[0], 1.0), area[1] / max(sides[1], 1.0))
    return Matrix().scaled(factor, factor)


def _drawings(resources: Object | None) -> Mapping[str, Stream]:
    named = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    if not isinstance(named, Dictionary):
        return {}
    return {str(name): each for name, each in named.items() if isinstance(each, Stream)}


def _matrix(value: object) -> Matrix:
    if isinstance(value, pikepdf.Array) and len(value) == 6:
        return Matrix(*(float(str(each)) for each in list(value)))
    return Matrix()
