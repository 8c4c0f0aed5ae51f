"""The picture of the story as a file of its own: one sheet, SVG or PNG, as long as it must be.

It shows what a bundle of the same selection would: private entries are not in it, concealed names
are replaced.
"""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from limbo_desktop.aside import new_file
from limbo_desktop.bundle.base import MM, PAGE_HEIGHT
from limbo_desktop.bundle.make import bundle_language, whole_case
from limbo_desktop.bundle.options import Options
from limbo_desktop.bundle.pages.picture_drawn import Drawn
from limbo_desktop.bundle.pages.picture_layout import (
    LABEL_LINES,
    Area,
    Label,
    Stretch,
    fits,
    labels_of,
    months_of,
)
from limbo_desktop.bundle.pages.sheet import BINDING, OUTER, TEXT_WIDTH, Frame, Sheet
from limbo_desktop.bundle.pages.styles import styles_for
from limbo_desktop.bundle.pages.surface import PaperSurface, Surface
from limbo_desktop.bundle.pages.tags import Tags
from limbo_desktop.bundle.pages.telling import Telling
from limbo_desktop.bundle.selection import Entry, Selection, select
from limbo_desktop.bundle.svg import SvgSurface
from limbo_desktop.case.picture.scale import Scale
from limbo_desktop.errors import PersonError
from limbo_desktop.marking import N_
from limbo_desktop.render.client import Renderer
from limbo_desktop.text.language import Language
from limbo_desktop.text.typeset import Span, finished
from limbo_desktop.text.words import Words
from limbo_desktop.vault.vault import Vault

PIXELS_PER_INCH: Final = 200
_MARGIN: Final = 12 * MM
_WIDTH: Final = 250 * MM
_RULE: Final = 32 * MM
_FOOT: Final = 14 * MM
_LEAST: Final = 110 * MM
_MOST: Final = 480 * MM
_GROWTH: Final = 1.25
_CALM: Final = 2.0
"""How many times the least height may be taken so that labels stand beside their marks."""


class NothingToShowError(PersonError):
    """No entry of the selection has a date."""

    message = N_(
        "There is no picture: no entry that may leave has a date. The case is safe. Give an entry"
        " a date, or share one that is private."
    )


class PictureNotWrittenError(PersonError):
    """The place for the picture cannot be written."""

    message = N_(
        "The picture could not be written. The case is safe. Choose another place or free some"
        " room, then try again."
    )


def save_picture(vault: Vault, options: Options, out: Path) -> None:
    """Write the picture of a vault to `out`: as PNG if its name ends so, else as SVG.

    Raises NothingToShowError, PictureNotWrittenError, RenderFailure.
    """
    case = whole_case(vault)
    selection, told = select(case, options), bundle_language(case, options)
    if out.suffix.lower() == ".png":
        with Renderer() as renderer:
            data = picture_png(selection, told, renderer)
    else:
        data = picture_svg(selection, told)
    try:
        with new_file(out) as stream:
            stream.write(data)
    except OSError:
        raise PictureNotWrittenError from None


def picture_svg(selection: Selection, language: Language) -> bytes:
    """The picture as an SVG; raises NothingToShowError."""
    told = _Told(selection, language)
    surface = SvgSurface(_width(), told.height, _MARGIN, rtl=language.rtl)
    told.draw(surface)
    words = told.telling.words
    entries = words.n("{count} dated entry", "{count} dated entries", len(told.dated))
    return surface.document(words.t("The whole story in one picture"), entries, language.code)


def picture_png(selection: Selection, language: Language, renderer: Renderer) -> bytes:
    """The picture as a PNG of 200 pixels to an inch; raises NothingToShowError, RenderFailure."""
    told = _Told(selection, language)
    page = _page(told, language)
    scale = PIXELS_PER_INCH / 72
    sides = round(_width() * scale), round(told.height * scale)
    drawn = renderer.page_image(BytesIO(page), 0, *sides)
    picture = Image.frombytes(drawn.mode, (drawn.width, drawn.height), drawn.data)
    out = BytesIO()
    picture.save(out, "PNG", optimize=True, dpi=(PIXELS_PER_INCH, PIXELS_PER_INCH))
    return out.getvalue()


def _page(told: "_Told", language: Language) -> bytes:
    """The picture as the only page of a PDF, from which pixels are made."""
    canvas = Canvas(BytesIO(), pagesize=(_width(), told.height), invariant=1)
    # A sheet counts from the upper edge and the margins of A4: both are moved to this page's.
    across = _WIDTH - TEXT_WIDTH - OUTER if language.rtl else -BINDING
    canvas.translate(_MARGIN + across, told.height - PAGE_HEIGHT)
    tags = Tags(canvas, language.code)
    tags.begin_page()
    told.draw(PaperSurface(Sheet(canvas, Frame(language.rtl), told.telling.styles, tags)))
    tags.end_page()
    canvas.showPage()
    return finished(canvas)


def _width() -> float:
    return _WIDTH + 2 * _MARGIN


class _Told:
    """The picture laid out on one sheet."""

    def __init__(self, selection: Selection, language: Language) -> None:
        frame = Frame(language.rtl)
        self.telling = Telling(selection, {}, Words(language), frame, styles_for(frame.rtl))
        self.dated = [entry for entry in selection.entries if entry.date.known]
        if not self.dated:
            raise NothingToShowError
        self.stretch, self.labels = self._laid_out()

    @property
    def height(self) -> float:
        """How long the sheet is."""
        return self.stretch.area.bottom + _FOOT

    def _laid_out(self) -> tuple[Stretch, list[Label]]:
        """Grow until every title has its lines, and a little more for calm.

        Where nothing helps, titles get shorter.
        """
        height, most, found = _LEAST, _MOST, None
        while height < most:
            stretch, labels = self._of_height(height, LABEL_LINES)
            if fits(stretch, labels):
                if _calm(labels):
                    return stretch, labels
                if found is None:
                    found, most = (stretch, labels), height * _CALM
            height *= _GROWTH
        if found is not None:
            return found
        for lines in range(LABEL_LINES, 0, -1):
            stretch, labels = self._of_height(_MOST, lines)
            if fits(stretch, labels):
                return stretch, labels
        return self._of_height(_MOST, 0)

    def _of_height(self, height: float, lines: int) -> tuple[Stretch, list[Label]]:
        start, end = months_of(self.dated)
        area = Area(_RULE, _RULE + height, _WIDTH)
        scale = Scale(start.toordinal(), end.toordinal())
        stretch = Stretch(area, scale, area.height / scale.days)
        return stretch, labels_of(self.telling, stretch, self.dated, lines, self._when)

    def _when(self, entries: Sequence[Entry]) -> Span:
        """The date of an entry; how many there are where they share a label."""
        words, style = self.telling.words, self.telling.styles.tiny_grey
        if len(entries) > 1:
            return Span(words.n("{count} entry", "{count} entries", len(entries)), style)
        return Span(words.date(entries[0].event.when), style)

    def draw(self, surface: Surface) -> None:
        """Draw the heading, the picture, and what filled and dashed mean."""
        telling = self.telling
        words, styles = telling.words, telling.styles
        title = telling.set(words.t("The whole story in one picture"), styles.h2, _WIDTH)
        surface.block(title, 0, 8 * MM)
        Drawn(telling, self.stretch, self.labels, self.dated).draw(surface)
        legend = words.t("Filled: a known day. Dashed: some time within it.")
        foot = telling.set(legend, styles.apparatus, _WIDTH)
        surface.block(foot, 0, self.stretch.area.bottom + 4 * MM)


def _calm(labels: Sequence[Label]) -> bool:
    """Whether labels stand near enough to their marks to be read beside them."""
    moved = sorted(abs(label.top - label.at) for label in labels if label.block)
    return moved[len(moved) * 3 // 4] < 30 * MM
