"""What is looked through before a bundle goes: names replaced, places in doubt, what is held."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from limbo_desktop.bundle.concealed_places import Concealed, Held, Place, Why, concealed_in
from limbo_desktop.bundle.make import whole_case
from limbo_desktop.bundle.name_forms import Doubt
from limbo_desktop.bundle.options import Options
from limbo_desktop.marking import N_
from limbo_desktop.text.bidi import isolate
from limbo_desktop.ui.operations import op, snapshot_op
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.viewer.place import Place as ViewerPlace
from limbo_desktop.ui.widgets import Button, ButtonKind, Card, Label
from limbo_desktop.ui.widgets.flow import FlowLayout
from limbo_desktop.vault.redactions import How, Release

if TYPE_CHECKING:
    from limbo_desktop.vault.vault import Vault

SHOWN: Final = 40
"""How many places stand there before the person asks for all."""

_DOUBTS: Final = {
    Doubt.OPENING: N_("Replaced; at the beginning of a sentence it may be another word."),
    Doubt.EVERYDAY: N_("Replaced; it may be an everyday word."),
    Doubt.SMALL: N_("Not replaced: it is written with a small letter."),
    Doubt.SHARED: N_("Not replaced: somebody who is named openly has this name too."),
    Doubt.ALIKE: N_("Not replaced: it is like the name, but not the same."),
}
_WHY: Final = {
    Why.KNOWN: N_("Held back: somebody concealed is in it, or in its file name."),
    Why.NAMED: N_("Held back: a concealed name stands in its text."),
    Why.IN_SIGHT: N_("Held back: a concealed name is left on a page without a black box."),
    Why.REDACTED: N_("Goes with black boxes. Its original stays with you."),
    Why.LET_GO: N_("Goes as it is: you said so."),
    Why.REPLACED: N_("Goes with the names in its text replaced. Its original stays with you."),
}


class ConcealedList(Card):
    """Opens in place; `decided` when a document was let go or held back."""

    decided = Signal()

    def __init__(self, session: Session, options: Options) -> None:
        super().__init__(session.theme, padding=16, spacing=8)
        self._session = session
        self._options = options
        theme, words = session.theme, session.words
        self.look = Button(
            theme, words.t("Look at every place"), ButtonKind.LINK, icon="chevron-down"
        )
        self.look.setCheckable(True)
        self.look.toggled.connect(self._toggle)
        self.column.addWidget(self.look)
        self._body = QWidget()
        self._rows = QVBoxLayout(self._body)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.u(12))
        self._body.hide()
        self.column.addWidget(self._body)

    def _toggle(self, opened: bool) -> None:
        self.look.set_icon("chevron-up" if opened else "chevron-down")
        self._body.setVisible(opened)
        if opened:
            self._read()

    def _read(self) -> None:
        options = self._options
        self._clear()
        self._say(self._session.words.t("Looking…"))
        snapshot_op(
            self._session,
            lambda vault, _job: concealed_in(vault, whole_case(vault), options),
            owner=self,
        ).success(self._show).start()

    def _clear(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _say(self, text: str, style: str = "label", token: str = "ink2") -> None:
        self._rows.addWidget(Label(self._session.theme, text, style, token, wrap=True))

    def _show(self, found: Concealed) -> None:
        words = self._session.words
        self._clear()
        if found.held:
            self._say(words.t("Documents with somebody concealed in them"), "label_bold", "ink")
            for held in found.held:
                self._rows.addWidget(self._document(held))
        doubted = [each for each in found.places if each.doubt is not Doubt.NONE]
        sure = [each for each in found.places if each.doubt is Doubt.NONE]
        self._places(words.t("Please look: not certain"), doubted)
        self._places(words.t("Replaced"), sure)
        if not found.held and not found.places:
            self._say(words.t("No concealed name stands in what goes in."))

    def _places(self, title: str, places: Sequence[Place]) -> None:
        if not places:
            return
        words = self._session.words
        self._say(
            words.t("{title}: {count}", title=title, count=words.number(len(places))),
            "label_bold",
            "ink",
        )
        for place in places[:SHOWN]:
            self._rows.addWidget(self._place(place))
        rest = places[SHOWN:]
        if not rest:
            return
        more = Button(
            self._session.theme, words.t("Show everything"), ButtonKind.LINK, height="small_button"
        )
        at = self._rows.count()
        self._rows.addWidget(more)

        def show() -> None:
            more.hide()
            for number, place in enumerate(rest):
                row = self._place(place)
                self._rows.insertWidget(at + number, row)
                row.show()

        more.clicked.connect(show)

    def _place(self, place: Place) -> QWidget:
        theme, words = self._session.theme, self._session.words
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(2))
        before, after = _end(place.before), _start(place.after)
        text = f"{before}{place.name}{after}"
        column.addWidget(Label(theme, text, "label", wrap=True, align_by_text=True))
        if place.printed:
            told = words.t(
                "{name} becomes {pseudonym}",
                name=isolate(place.name),
                pseudonym=isolate(place.printed),
            )
            column.addWidget(Label(theme, told, "small", "ink2", wrap=True))
        if place.doubt in _DOUBTS:
            doubt = words.t(_DOUBTS[place.doubt])
            column.addWidget(Label(theme, doubt, "small", "notice", wrap=True))
        if place.id:
            entry = place.type == "event"
            title = place.title or words.t("No title")
            column.addWidget(Label(theme, title, "small", "ink2", wrap=True, align_by_text=True))
            screen = "entry" if entry else "documents"
            text = words.t("Open the entry") if entry else words.t("Open the document")
            link = self._link(text, lambda: self._session.go(screen, place.id))
            link.setAccessibleName(words.t("{act}: {title}", act=text, title=isolate(title)))
            column.addWidget(link)
        return row

    def _link(self, text: str, act: Callable[[], None]) -> Button:
        link = Button(
            self._session.theme,
            text,
            ButtonKind.LINK,
            icon="arrow-right",
            height="small_button",
            at_start=True,
        )
        link.clicked.connect(act)
        return link

    def _document(self, held: Held) -> QWidget:
        theme, words = self._session.theme, self._session.words
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(4))
        title = held.title or words.t("No title")
        column.addWidget(Label(theme, title, "label", wrap=True, align_by_text=True))
        column.addWidget(Label(theme, words.t(_WHY[held.why]), "small", "ink2", wrap=True))
        if held.pages:
            numbers = words.list([words.identifier(str(page)) for page in held.pages[:12]])
            pages = words.t("Pages: {pages}", pages=numbers)
            column.addWidget(Label(theme, pages, "small", "ink2", wrap=True))
        row = QWidget()
        flow = FlowLayout(
            row, gap=theme.u(8), line=theme.height("small_button"), rtl=theme.rtl, last_fills=False
        )
        flow.setContentsMargins(0, 0, 0, 0)
        for text, act in self._acts(held):
            button = Button(theme, text, height="small_button")
            button.setAccessibleName(words.t("{act}: {title}", act=text, title=isolate(title)))
            button.clicked.connect(act)
            flow.addWidget(button)
        column.addWidget(row)
        return box

    def _acts(self, held: Held) -> list[tuple[str, Callable[[], None]]]:
        words = self._session.words
        acts: list[tuple[str, Callable[[], None]]] = []
        at = str(held.pages[0]) if held.pages else ""
        place = ViewerPlace(held.document, at=at, large=True, black=held.drawn)
        go = words.t("Draw black boxes") if held.drawn else words.t("Open the document")
        acts.append((go, lambda: self._session.go("documents", place.argument)))
        if held.why in (Why.LET_GO, Why.REPLACED):
            acts.append((words.t("Hold it back again"), lambda: self._say_of(held, None)))
        elif held.why is not Why.REDACTED:
            if held.text:
                how = How.REPLACED
                acts.append((words.t("Replace the names in it"), lambda: self._say_of(held, how)))
            acts.append((words.t("May go as it is"), lambda: self._say_of(held, How.AS_IT_IS)))
        return acts

    def _say_of(self, held: Held, how: How | None) -> None:
        release = Release(how, held.people) if how is not None else None

        def keep(vault: Vault) -> None:
            vault.redactions.say(held.document, release)

        op(self._session, keep, owner=self).success(lambda _: self._decided()).start()

    def _decided(self) -> None:
        self._read()
        self.decided.emit()


def _end(text: str) -> str:
    """The words before a name, without the rest of a word that was cut."""
    return f"…{text.partition(' ')[2]}" if " " in text and len(text) > 30 else text


def _start(text: str) -> str:
    return f"{text.rpartition(' ')[0]}…" if " " in text and len(text) > 30 else text
