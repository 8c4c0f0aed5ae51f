"""Paints the lines of the list and knows where in a row its covered words stand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from limbo_desktop.case.dates import Certainty
from limbo_desktop.case.marks import MARKS, mark_of
from limbo_desktop.text.words import Words
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.icons import draw_icon
from limbo_desktop.ui.theme.marks import MarkState, draw_mark, lane_color
from limbo_desktop.ui.timeline.row_date import date_lines
from limbo_desktop.ui.timeline.row_words import RowWords, ruler_months
from limbo_desktop.ui.timeline.ruler import HEIGHT, WIDTH, draw_ruler
from limbo_desktop.ui.widgets import Paragraph
from limbo_desktop.ui.widgets.painting import draw_hatch
from limbo_desktop.vault.timeline import Spot

PADDING: Final = 14
DATE: Final = 112
SPINE: Final = 44
TEXT: Final = DATE + SPINE
COVER: Final = 34

STATES: Final = {
    Certainty.EXACT: MarkState.EXACT,
    Certainty.SPAN: MarkState.SPAN,
    Certainty.UNSURE: MarkState.UNSURE,
}


@dataclass(frozen=True, slots=True)
class RowState:
    """How a row is shown now."""

    chosen: bool = False
    hover: bool = False
    focus: bool = False
    revealed: bool = False


class RowPainter:
    """Paints rows of one theme; all x are from the line's start and mirrored where it is right."""

    def __init__(self, theme: Theme, words: Words) -> None:
        self._theme = theme
        self._words = words

    def _box(self, row: QRectF, x: float, y: float, width: float, height: float) -> QRectF:
        """Return a box at `x` from the line's start and `y` from the row's top."""
        left = row.right() - x - width if self._theme.rtl else row.left() + x
        return QRectF(left, row.top() + y, width, height)

    def _paragraph(self, text: str, style: str, lines: int = 1) -> Paragraph:
        theme = self._theme
        return Paragraph(text, theme.font(style), theme.line(style), theme.rtl, lines=lines)

    def _put(
        self, painter: QPainter, row: QRectF, x: float, y: float, text: str, style: str, token: str,
        room: float,
    ) -> float:  # fmt: skip
        """Draw one line of text and return the x after it."""
        paragraph = self._paragraph(text, style)
        width = min(paragraph.natural_width(), max(0.0, room))
        if width > 0:
            box = self._box(row, x, y, width, paragraph.line)
            paragraph.draw(painter, box, self._theme.color(token))
        return x + width

    # Heights

    def revealed_height(self, text: str, row_width: float) -> int:
        """Return the height in pixels that uncovered `text` takes under a row."""
        u = self._theme.u
        width = row_width - u(TEXT) - u(PADDING) - u(24)
        paragraph = self._paragraph(text, "body", 0)
        return paragraph.height(width) + u(16) + self._theme.line("label") + u(8)

    # Lines

    def month(self, painter: QPainter, row: QRectF, name: str, year: str) -> None:
        """Paint a heading: the month in bold, the year after it."""
        theme = self._theme
        painter.fillRect(row, theme.color("paper"))
        self._hairline(painter, row)
        y = (row.height() - theme.line("label")) / 2
        room = row.width() - theme.u(PADDING) * 2
        x = self._put(painter, row, theme.u(PADDING), y, name, "label_bold", "ink2", room)
        if year:
            self._put(painter, row, x + theme.u(8), y, year, "label", "ink2", room - x)

    def waiting(self, painter: QPainter, row: QRectF, text: str) -> None:
        """Paint a pause: a dashed spine and how long it was."""
        theme = self._theme
        pen = QPen(theme.color("edge"), 1.2)
        pen.setDashPattern([3, 2.4])
        painter.setPen(pen)
        painter.drawLine(self._spine(row))
        y = (row.height() - theme.line("small")) / 2
        room = row.width() - theme.u(TEXT) - theme.u(PADDING)
        self._put(painter, row, theme.u(TEXT), y, text, "small", "ink2", room)
        self._hairline(painter, row)

    def entry(
        self, painter: QPainter, row: QRectF, spot: Spot, said: RowWords | None, when: str,
        state: RowState,
    ) -> None:  # fmt: skip
        """Paint an entry or a document; `said` is None while it is being fetched."""
        theme = self._theme
        back = "accent_soft" if state.chosen else "sunken" if state.hover else "surface"
        painter.fillRect(row, theme.color(back))
        painter.setPen(QPen(theme.color("line"), 1.5))
        painter.drawLine(self._spine(row))
        self._hairline(painter, row)
        if state.chosen:
            painter.fillRect(self._box(row, 0, 0, theme.u(3), row.height()), theme.color("accent"))
        self._mark(painter, row, spot, when, back)
        if said is not None:
            if spot.is_document:
                self._document(painter, row, said)
            else:
                self._event(painter, row, spot, said, when)
                if said.covered:
                    self._covered(painter, row, said, revealed=state.revealed)
        if state.focus:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("accent"), theme.u(2)))
            inset = theme.u(2)
            painter.drawRoundedRect(row.adjusted(inset, inset, -inset, -inset - 1), 4, 4)
            painter.restore()

    def _spine(self, row: QRectF) -> QLineF:
        x = self._box(row, self._theme.u(DATE + SPINE / 2), 0, 0, 0).left()
        return QLineF(x, row.top(), x, row.bottom())

    def _hairline(self, painter: QPainter, row: QRectF) -> None:
        line = QRectF(row.left(), row.bottom() - 1, row.width(), 1)
        painter.fillRect(line, self._theme.color("line"))

    def _mark(self, painter: QPainter, row: QRectF, spot: Spot, when: str, back: str) -> None:
        theme = self._theme
        side = theme.u(22 if spot.is_document else 28)
        middle = row.height() / 2 if spot.is_document else theme.u(32 if theme.rtl else 28)
        x = theme.u(DATE + SPINE / 2) - side / 2
        box = self._box(row, x, middle - side / 2, side, side)
        if not spot.dated and not when:
            # Without a date a dashed circle stands where the day would.
            icon = self._box(row, theme.u(PADDING), theme.u(12), theme.u(18), theme.u(18))
            draw_icon(painter, theme, "circle-dashed", icon, "ink3")
        kind = MARKS["document"] if spot.is_document else mark_of(spot.kind, in_exile=spot.in_exile)
        draw_mark(painter, theme, kind, box, STATES[spot.certainty], background=back)

    def _document(self, painter: QPainter, row: QRectF, said: RowWords) -> None:
        theme = self._theme
        u = theme.u
        middle = row.height() / 2
        top = middle - theme.line("label") / 2
        self._dated(painter, row, replace(said, when_below=""), row.height(), top)
        end = row.width() - u(PADDING)
        x = float(u(TEXT))
        if said.private:
            x = self._icon(painter, row, x, middle, "lock")
        facts = self._joined(said.facts)
        room = self._paragraph(facts, "label").natural_width()
        after = u(16 + 5 + 14) + self._width(said.missing) if said.missing else 0
        y = middle - theme.line("body") / 2
        title = end - after - x - min(room, u(160))
        x = self._put(painter, row, x, y, said.title, "body", "ink", title) + u(14)
        x = self._put(painter, row, x, top, facts, "label", "ink2", end - after - x) + u(14)
        if said.missing:
            x = self._icon(painter, row, x, middle, "circle-dashed", "ink3")
            self._put(painter, row, x, top, said.missing, "label", "ink3", end - x)

    def _joined(self, facts: tuple[str, ...]) -> str:
        """Return what a document is: its type and whether it is the original."""
        if len(facts) < 2:
            return "".join(facts)
        return self._words.t("{first}, {second}", first=facts[0], second=facts[1])

    def _event(self, painter: QPainter, row: QRectF, spot: Spot, said: RowWords, when: str) -> None:
        theme = self._theme
        u = theme.u
        top = self._top
        self._date(painter, row, spot, said, when)
        end = row.width() - u(PADDING)
        x = float(u(TEXT))
        middle = top + theme.line("title") / 2
        if said.private:
            x = self._icon(painter, row, x, middle, "lock")
        self._put(painter, row, x, top, said.title, "title", "ink", end - x)
        y = top + theme.line("title")
        middle = y + theme.line("label") / 2
        x = float(u(TEXT))
        # How many documents and what is missing are never pushed out by long facts.
        after = u(16 + 5 + 14) + self._width(said.documents) if said.documents else 0
        after += u(16 + 5 + 14) + self._width(said.missing) if said.missing else 0
        for fact in said.facts:
            x = self._put(painter, row, x, y, fact, "label", "ink2", end - after - x) + u(14)
        if said.documents:
            x = self._icon(painter, row, x, middle, "paperclip")
            x = self._put(painter, row, x, y, said.documents, "label", "ink2", end - x) + u(14)
        if said.missing:
            x = self._icon(painter, row, x, middle, "circle-dashed", "ink3")
            self._put(painter, row, x, y, said.missing, "label", "ink3", end - x)

    def _width(self, text: str) -> int:
        return self._paragraph(text, "label").natural_width()

    @property
    def _top(self) -> float:
        """Return where the first line of an entry begins."""
        theme = self._theme
        free = theme.height("row") - theme.line("title") - theme.line("label")
        return free / 2

    def _date(self, painter: QPainter, row: QRectF, spot: Spot, said: RowWords, when: str) -> None:
        theme = self._theme
        if not spot.dated:
            return
        first = self._top + (theme.line("title") - theme.line("label")) / 2
        end = self._dated(painter, row, said, theme.height("row"), first)
        months = ruler_months(when)
        if months and end <= first + theme.line("label"):
            u = theme.u
            ruler = self._box(row, u(PADDING), end + u(3), u(WIDTH), u(HEIGHT))
            draw_ruler(painter, theme, ruler, months, lane_color(theme, spot.lane))

    def _dated(
        self, painter: QPainter, row: QRectF, said: RowWords, height: float, first: float
    ) -> float:
        """Draw the date column of a row and return where it ends."""
        theme = self._theme
        room, end = theme.u(DATE - PADDING + 4), first
        for part, y, token in date_lines(theme, said, room, height, first):
            box = self._box(row, theme.u(PADDING), y, room, part.height(room))
            part.draw(painter, box, theme.color(token))
            end = y + box.height()
        return end

    def _icon(
        self,
        painter: QPainter,
        row: QRectF,
        x: float,
        middle: float,
        icon: str,
        token: str = "ink2",
    ) -> float:
        u = self._theme.u
        side = u(16)
        box = self._box(row, x, middle - side / 2, side, side)
        draw_icon(painter, self._theme, icon, box, token)
        return x + side + u(5)

    # Covered words

    def cover_box(self, row: QRectF) -> QRectF:
        """Return where in `row` the hatch over the words stands."""
        u = self._theme.u
        width = row.width() - u(TEXT) - u(PADDING)
        return self._box(row, u(TEXT), self._theme.height("row") - u(5), width, u(COVER))

    def show_box(self, row: QRectF) -> QRectF:
        """Return where in `row` the link that shows the words stands."""
        u = self._theme.u
        cover = self.cover_box(row)
        width = self._paragraph(self._words.t("Show"), "label_bold").natural_width() + u(16)
        x = cover.left() + u(12) if self._theme.rtl else cover.right() - u(12) - width
        return QRectF(x, cover.center().y() - u(11), width, u(22))

    def _covered(self, painter: QPainter, row: QRectF, said: RowWords, *, revealed: bool) -> None:
        if revealed:
            self._revealed(painter, row, said)
            return
        theme = self._theme
        u = theme.u
        cover = self.cover_box(row)
        draw_hatch(painter, theme, cover)
        icon = self._box(cover, u(12), (cover.height() - u(18)) / 2, u(18), u(18))
        draw_icon(painter, theme, "eye-off", icon, "ink")
        words = self._paragraph(self._words.t("The words are covered"), "label")
        link = self._paragraph(self._words.t("Show"), "label_bold")
        show = self.show_box(row)
        room = cover.width() - u(12 + 18 + 9 + 16 + 24) - show.width()
        width = min(words.natural_width(), room) + u(16)
        patch = self._box(cover, u(39), (cover.height() - u(22)) / 2, width, u(22))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(patch, u(4), u(4))
        painter.drawRoundedRect(show, u(4), u(4))
        painter.restore()
        for box, paragraph, token in ((patch, words, "ink"), (show, link, "accent")):
            inner = box.adjusted(u(8), 0, -u(8), 0)
            inner.setTop(box.center().y() - paragraph.line / 2)
            paragraph.draw(painter, inner, theme.color(token))

    def _revealed(self, painter: QPainter, row: QRectF, said: RowWords) -> None:
        theme = self._theme
        u = theme.u
        width = row.width() - u(TEXT) - u(PADDING)
        height = self.revealed_height(said.covered, row.width()) - u(8)
        box = self._box(row, u(TEXT), theme.height("row") - u(5), width, height)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("paper"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), u(6), u(6))
        painter.restore()
        inner = box.adjusted(u(12), u(8), -u(12), -u(8))
        words = Paragraph(
            said.covered, theme.font("body"), theme.line("body"), theme.rtl, align_by_text=True
        )
        words.draw(painter, inner, theme.color("ink"))
        hide = self._paragraph(self._words.t("Cover again"), "label_bold")
        place = QRectF(inner.left(), inner.bottom() - hide.line, inner.width(), hide.line)
        hide.draw(painter, place, theme.color("accent"))
