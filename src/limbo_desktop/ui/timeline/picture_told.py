"""Says what is under the pointer or the focus in the picture, and lets one of several be chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from limbo_desktop.case.dates import UncertainDate
from limbo_desktop.case.picture.waiting import Pause
from limbo_desktop.text.said import Said
from limbo_desktop.text.spans import how_long
from limbo_desktop.ui.operations import op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.timeline.model import StoryModel
from limbo_desktop.ui.timeline.picture import StoryPicture
from limbo_desktop.ui.timeline.picture_hits import Hit
from limbo_desktop.ui.timeline.picture_tip import PictureTip, TipLine
from limbo_desktop.ui.timeline.row_words import date_of, kind_label, title_of
from limbo_desktop.ui.widgets.aloud import say_aloud
from limbo_desktop.vault.timeline import TimelineRow

_TOLD = 6


class PictureTold(QObject):
    """Joins picture, tip and the words of the entries; `chosen` carries one that was picked."""

    chosen = Signal(int)

    def __init__(
        self, session: Session, model: StoryModel, picture: StoryPicture, tip: PictureTip
    ) -> None:
        super().__init__(picture)
        self._session = session
        self._words = session.words
        self._model = model
        self._picture = picture
        self._tip = tip
        self._hit: Hit | None = None
        picture.pointed.connect(self._on_pointed)
        picture.several.connect(self._offer)

    def _on_pointed(self, hit: Hit | None) -> None:
        self._hit = hit
        if hit is None:
            self._tip.hide()
        elif hit.pause is not None:
            self._say(hit, self._waiting(hit.pause))
        else:
            self._with_rows(hit.entries[:_TOLD], lambda rows: self._tell(hit, rows))

    def _with_rows(
        self, numbers: tuple[int, ...], then: Callable[[Mapping[int, TimelineRow]], None]
    ) -> None:
        """Call `then` with the entries of `numbers`, fetched where they are not known."""
        story = self._model.story
        known = {each: self._model.known(story.spots[each].id) for each in numbers}
        found = {number: row for number, row in known.items() if row is not None}
        missing = [number for number in numbers if number not in found]
        if not missing:
            then(found)
            return
        places = [story.spots[number].seq for number in missing]
        by_id = {story.spots[number].id: number for number in missing}
        op(self._session, lambda vault: vault.timeline.entries(places), owner=self).success(
            lambda rows: then({**found, **{by_id[row.id]: row for row in rows}})
        ).start()

    def _tell(self, hit: Hit, rows: Mapping[int, TimelineRow]) -> None:
        if hit != self._hit:
            return
        words = self._words
        told = [rows[number] for number in hit.entries[:_TOLD] if number in rows]
        if hit.size == 1 and told:
            record = told[0].record
            what = words.t(
                "{kind} · {date}", kind=kind_label(words, record), date=words.date(record.when)
            )
            lines = [TipLine(title_of(words, record), title=True), TipLine(what)]
        else:
            lines = [TipLine(words.n("{count} entry", "{count} entries", hit.size), title=True)]
            lines += [TipLine(self._line(row)) for row in told]
            if hit.size > len(told):
                more = hit.size - len(told)
                lines.append(TipLine(words.n("and {count} more", "and {count} more", more)))
        self._say(hit, tuple(lines))

    def _line(self, row: TimelineRow) -> Said:
        date = self._words.date(date_of(row.record.when))
        title = title_of(self._words, row.record)
        return self._words.t("{date} · {title}", date=date, title=title)

    def _waiting(self, pause: Pause) -> tuple[TipLine, ...]:
        words = self._words
        length = how_long(words, pause.start, pause.end)
        ends = UncertainDate.parse(f"{pause.start.isoformat()}/{pause.end.isoformat()}")
        waited = TipLine(words.t("Waiting: {length}", length=length), title=True)
        return (waited, TipLine(words.date(ends)))

    def _say(self, hit: Hit, lines: tuple[TipLine, ...]) -> None:
        picture = self._picture
        over = self._tip.parentWidget()
        if over is None:
            return
        box = hit.box.toAlignedRect()
        box.moveTopLeft(picture.mapTo(over, box.topLeft()))
        self._tip.tell(lines, box)
        if picture.hasFocus():
            said = "\n".join(line.text for line in lines)
            picture.setAccessibleDescription(said)
            say_aloud(picture, said)

    def _offer(self, hit: Hit) -> None:
        """Offer the entries that lie on each other in a menu."""
        self._with_rows(hit.entries, lambda rows: self._show_menu(hit, rows))

    def _show_menu(self, hit: Hit, rows: Mapping[int, TimelineRow]) -> None:
        words = self._words
        menu = QMenu(self._picture)
        menu.setAccessibleName(words.n("{count} entry", "{count} entries", hit.size))
        for number in hit.entries:
            if number in rows:
                # An ampersand in a title is no key of a menu.
                action = menu.addAction(self._line(rows[number]).replace("&", "&&"))
                action.triggered.connect(lambda _=False, number=number: self.chosen.emit(number))
        if hit.size > len(hit.entries):
            nearer = menu.addAction(words.t("Look nearer"))
            nearer.triggered.connect(lambda: self._picture.look_nearer(hit))
        self._tip.hide()
        corner = QPoint(hit.box.toAlignedRect().left(), hit.box.toAlignedRect().bottom() + 2)
        menu.popup(self._picture.mapToGlobal(corner))
