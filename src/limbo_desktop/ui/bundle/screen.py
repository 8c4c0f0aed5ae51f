"""The screen “For the lawyer”: choose, look at the pages, create the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from limbo_desktop.errors import PersonError
from limbo_desktop.ui.bundle.choosing import ChoosePanel
from limbo_desktop.ui.bundle.drawing import Drawing
from limbo_desktop.ui.bundle.password_choice import PasswordChoice
from limbo_desktop.ui.bundle.picks import Picks
from limbo_desktop.ui.bundle.table_action import TableAction
from limbo_desktop.ui.operations import Operation, op, snapshot_op
from limbo_desktop.ui.session import Screen, Session
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.widgets import (
    Button,
    ButtonKind,
    Label,
    Notice,
    ProgressLine,
)
from limbo_desktop.ui.widgets.header import Header
from limbo_desktop.ui.widgets.scrolling import ScrollingColumn

if TYPE_CHECKING:
    from limbo_desktop.bundle.make import Made
    from limbo_desktop.bundle.options import Choice, SavedChoice
    from limbo_desktop.ui.bundle.plan import Plan
    from limbo_desktop.ui.bundle.preview import Preview
    from limbo_desktop.ui.bundle.result import Ready
    from limbo_desktop.ui.lane import Job
    from limbo_desktop.ui.theme.metrics import Room
    from limbo_desktop.vault.vault import Vault

PAUSE_MS: Final = 300
CHOICES: Final = 440
PAGES_HEIGHT: Final = 480
_FREE: Final = (1 << 24) - 1


class _Ground(QWidget):
    """The sunken half on which the pages lie."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(QRectF(self.rect()), self._theme.color("sunken"))


class BundleScreen(Screen):
    """Every choice counts and draws anew; nothing is written before “Create file”."""

    def __init__(self, session: Session) -> None:
        from limbo_desktop.render.client import Renderer
        from limbo_desktop.render.several import Renderers

        super().__init__(session)
        self._renderer = Renderer()
        self._maker = Renderers()
        self.destroyed.connect(self._renderer.close)
        self.destroyed.connect(self._maker.close)
        self.plan: Plan | None = None
        self.preview: Preview | None = None
        self._planning: Operation[Plan] | None = None
        self._drawing = Drawing(session, self, self._maker, self._show_preview, self._refused)
        self._making: Operation[Made] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._draw)
        theme, words = self.theme, self.words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._header = Header(theme, words.t("File for the lawyer"))
        column.addWidget(self._header)
        self._halves = QHBoxLayout()
        self._halves.setSpacing(0)
        self._halves.addWidget(self._make_choices(), 0)
        self._halves.addWidget(self._make_preview(), 1)
        column.addLayout(self._halves, 1)

    def _make_choices(self) -> QWidget:
        theme, words = self.theme, self.words
        u = theme.u
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(u(24), 0, u(24), u(16))
        left.setSpacing(u(12))
        self._choices = ScrollingColumn(theme, spacing=12)
        inner = self._choices.column
        self.picks = Picks(theme, words)
        self.picks.changed.connect(self.renew)
        inner.addWidget(self.picks)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(u(12))
        inner.addLayout(self._cards)
        self.protect = PasswordChoice(theme, words)
        self.protect.tick.toggled.connect(self._divide_anew)
        inner.addWidget(self.protect)
        self._warnings = QVBoxLayout()
        inner.addLayout(self._warnings)
        self._refusal = Notice(theme)
        self._refusal.hide()
        inner.addWidget(self._refusal)
        self._table = TableAction(self.session, self)
        self.table_button = Button(
            theme, words.t("Chronology as a table…"), ButtonKind.LINK, height="small_button"
        )
        self.table_button.setToolTip(words.t("For spreadsheets: .xlsx or .csv, same choices"))
        self.table_button.clicked.connect(lambda: self._table.ask_where(self.picks.options()))
        inner.addWidget(self.table_button, 0, Qt.AlignmentFlag.AlignLeading)
        inner.addStretch(1)
        left.addWidget(self._choices, 1)
        self.panel = ChoosePanel(theme, words)
        self.panel.chosen.connect(self._take_choice)
        self.panel.taken.connect(self._take_saved)
        self.panel.saved.connect(self._save_choice)
        self.panel.closed.connect(self._close_panel)
        self.panel.hide()
        left.addWidget(self.panel, 1)
        left.addWidget(self._make_foot())
        return self._left

    def _make_foot(self) -> QWidget:
        theme, words = self.theme, self.words
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.u(8))
        self._progress_text = Label(theme, "", "label", "ink2")
        self.progress = ProgressLine(theme, words.t("Pages made"))
        column.addWidget(self._progress_text)
        column.addWidget(self.progress)
        row = QHBoxLayout()
        row.setSpacing(theme.u(12))
        self.create_button = Button(
            theme, words.t("Create file"), ButtonKind.PRIMARY, icon="package-check"
        )
        self.create_button.clicked.connect(self.ask_where)
        self.create_button.setEnabled(False)
        row.addWidget(self.create_button)
        self.cancel = Button(theme, words.t("Cancel"))
        self.cancel.clicked.connect(self._cancel)
        row.addWidget(self.cancel)
        self._promise = Label(
            theme, words.t("It is not sent anywhere."), "small", "ink2", wrap=True
        )
        # beside a button a wrapped label gets no more height than the button
        self._promise.setMinimumHeight(2 * theme.line("small"))
        row.addWidget(self._promise, 1)
        column.addLayout(row)
        self._show_making(making=False)
        return foot

    def _make_preview(self) -> QWidget:
        from limbo_desktop.ui.bundle.pages_view import PagesView

        theme, words = self.theme, self.words
        u = theme.u
        ground = _Ground(theme)
        column = QVBoxLayout(ground)
        column.setContentsMargins(u(20), u(8), u(20), u(16))
        self.pages = PagesView(self.session, self._renderer)
        self._waiting = Label(
            theme, words.t("The pages are being set…"), "label", "ink2", wrap=True
        )
        column.addWidget(self._waiting)
        column.addWidget(self.pages, 1)
        self.pages.hide()
        self._given = QVBoxLayout()
        column.addLayout(self._given)
        self._ground = ground
        return ground

    def _take_choice(self, choice: Choice) -> None:
        self.picks.choice = choice
        self.renew()

    def _take_saved(self, saved: SavedChoice) -> None:
        self.picks.take_saved(saved)
        self.renew()

    def _save_choice(self, name: str, choice: Choice | None) -> None:
        saved = self.picks.saved().as_json() if choice else None
        op(self.session, lambda vault: vault.bundles.keep(name, saved), owner=self).success(
            lambda _: self.renew()
        ).start()

    def open_panel(self) -> None:
        """Show the list of what goes in, in place of the other choices."""
        self._choices.hide()
        self.panel.show()
        self.panel.list.setFocus()

    def _close_panel(self) -> None:
        self.panel.hide()
        self._choices.show()
        self.picks.reader.setFocus()

    def close_inner(self) -> bool:
        """Leave the list of what goes in."""
        if self.panel.isHidden():
            return False
        self._close_panel()
        return True

    def state(self) -> dict[str, object]:
        """Return the choices."""
        return {**self.picks.as_state(), "panel": not self.panel.isHidden()}

    def restore(self, state: dict[str, object]) -> None:
        """Take up the choices of the former screen."""
        self.picks.take_up(state)
        if state.get("panel"):
            self.open_panel()

    def showEvent(self, event: QShowEvent) -> None:
        """Count anew: something may have changed on another screen."""
        super().showEvent(event)
        self.renew()

    def renew(self) -> None:
        """Count and draw for the choices as they are now."""
        from limbo_desktop.ui.bundle.plan import plan_of

        options = self.picks.options()
        self._drawing.stop()
        if self._planning is not None:
            self._planning.cancel()
        self._promise.setText(self.words.t("Pages are being counted…"))
        self._planning = (
            snapshot_op(self.session, lambda vault, _job: plan_of(vault, options), owner=self)
            .success(self._show_plan)
            .failure(self._refused)
            .start()
        )

    def _show_plan(self, plan: Plan) -> None:
        from limbo_desktop.ui.bundle.cards import CountsCard, NamesCard
        from limbo_desktop.ui.bundle.concealed_list import ConcealedList
        from limbo_desktop.ui.bundle.given import GivenCard, LateCard

        self.plan = plan
        self.picks.show_log(plan.made)
        _empty(self._given)
        if plan.made:
            self._given.addWidget(GivenCard(self.theme, self.words, plan.made))
        self.panel.show_plan(plan, self.picks.choice)
        _empty(self._cards)
        counts = CountsCard(self.theme, self.words, plan)
        counts.choose.connect(self.open_panel)
        self._cards.addWidget(counts)
        if self.picks.late.value:
            self._cards.addWidget(LateCard(self.theme, self.words, plan))
        if plan.replaced:
            self._cards.addWidget(NamesCard(self.theme, self.words, plan.replaced))
            self.concealed = ConcealedList(self.session, self.picks.options())
            self.concealed.decided.connect(self._pause.start)
            self._cards.addWidget(self.concealed)
        self._show_warnings(plan.withheld, ())
        self.create_button.setEnabled(not plan.empty and self._making is None)
        if plan.empty:
            self._promise.setText("")
            self._refuse_words(
                self.words.t("Nothing is new or changed since: there is nothing to supplement.")
                if self.picks.late.value
                else self.words.t("Nothing goes in yet: no entry is shared with these readers.")
            )
        else:
            self._refusal.hide()
        self._pause.start()

    def _show_warnings(self, withheld: tuple[str, ...], unsearched: tuple[str, ...]) -> None:
        from limbo_desktop.ui.bundle.cards import Warnings

        _empty(self._warnings)
        self._warnings.addWidget(Warnings(self.theme, self.words, withheld, unsearched))

    def _draw(self) -> None:
        """Make the whole bundle in memory to be looked at, if it is not too large for that."""
        from limbo_desktop.ui.bundle.preview import LARGEST

        plan = self.plan
        if plan is None or plan.empty or self._making is not None:
            return
        whole = plan.bytes <= LARGEST
        self._drawing.start(self.picks.options(), whole=whole, locked=self.protect.wanted)

    def _divide_anew(self) -> None:
        """Under a password nothing lies beside the files: they are divided otherwise."""
        if self.preview is not None and self.preview.limit:
            self._pause.start()

    def _show_preview(self, preview: Preview) -> None:
        from limbo_desktop.ui.bundle.preview import promised

        self.preview = preview
        words = self.words
        self._show_warnings(preview.withheld, preview.unsearched)
        self._waiting.setVisible(not preview.pages)
        self.pages.setVisible(bool(preview.pages))
        if not preview.pages:
            self._waiting.setText(words.t("This file is too large to be shown before it is made."))
            return
        self.pages.show_preview(preview)
        over, told = promised(preview, words)
        self._waiting.setText(over)
        self._waiting.setVisible(bool(over))
        self._promise.setText(told)

    def ask_where(self) -> None:
        """Let the person say where the file should lie."""
        from limbo_desktop.ui.files import ask_save

        ask_save(
            self.session,
            self,
            self.words.t("Create file"),
            lambda paths: self.make(paths[0]),
            name="evidence.pdf",
            suffix="pdf",
        )

    def make(self, path: Path) -> None:
        """Write the bundle to `path`."""
        from limbo_desktop.bundle.make import make_bundle
        from limbo_desktop.ui.bundle.result import Ready

        options = self.picks.options()
        self._drawing.stop()
        password = self.protect.take(options.lang)

        def work(vault: Vault, job: Job) -> Made:
            return make_bundle(vault, options, path, job.report, job.check, password=password)

        self._show_making(making=True)
        self._refusal.hide()
        self._making = (
            snapshot_op(self.session, work, owner=self)
            .progress(self._progressed)
            .success(lambda made: self._made(Ready(path, made, bool(password))))
            .failure(self._refused)
            .finished(self._ended)
        )
        self._making.start()

    def _progressed(self, done: int, total: int) -> None:
        words = self.words
        self.progress.set_progress(done, total)
        self._progress_text.setText(
            words.t(
                "Pages of exhibits: {done} of {total}",
                done=words.number(done),
                total=words.number(total),
            )
        )

    def _made(self, ready: Ready) -> None:
        from limbo_desktop.bundle.make import note_made
        from limbo_desktop.ui.bundle.bag_action import BagAction
        from limbo_desktop.ui.bundle.result import ResultCard

        made, name = ready.made, ready.path.name
        op(self.session, lambda vault: note_made(vault, made, name), owner=self).start()
        self.result = ResultCard(self.theme, self.words, ready)
        self.bag = BagAction(self.session, self.result)
        self.result.again.connect(self.renew)
        self.result.again.connect(self.protect.forget)
        _empty(self._cards)
        _empty(self._warnings)
        self._cards.addWidget(self.result)
        self._choices.verticalScrollBar().setValue(0)
        self.protect.reveal()

    def _ended(self) -> None:
        self._making = None
        self._show_making(making=False)
        self.create_button.setEnabled(self.plan is not None and not self.plan.empty)

    def _cancel(self) -> None:
        if self._making is not None:
            self._making.cancel()

    def _show_making(self, *, making: bool) -> None:
        self._progress_text.setText(self.words.t("Reading the documents…") if making else "")
        self.progress.set_progress(0, 1)
        for widget in (self._progress_text, self.progress, self.cancel):
            widget.setVisible(making)
        self._promise.setVisible(not making)
        self.create_button.setVisible(not making)
        self.table_button.setVisible(not making)

    @property
    def promise(self) -> str:
        """Return what is said beside “Create file”: how many pages, and that nothing is sent."""
        return self._promise.text()

    @property
    def refusal(self) -> str:
        """Return what was refused, "" when nothing is."""
        return "" if self._refusal.isHidden() else self._refusal.text

    def _refused(self, error: PersonError) -> None:
        self._refuse_words(self.session.error_text(error))

    def _refuse_words(self, text: str) -> None:
        self._refusal.set_text(text)
        self._refusal.show()

    def apply_room(self, room: Room) -> None:
        """Put the pages beside the choices, or under them where there is no room beside."""
        self._header.set_tight(tight=room.tight)
        width = self.theme.u(CHOICES)
        self._left.setMinimumWidth(0 if room.one_column else width)
        self._left.setMaximumWidth(_FREE if room.one_column else width)
        if room.one_column:
            self._ground.setMinimumHeight(self.theme.u(PAGES_HEIGHT))
            self._choices.column.insertWidget(self._choices.column.count() - 1, self._ground)
        else:
            self._ground.setMinimumHeight(0)
            self._halves.addWidget(self._ground, 1)
        self.pages.set_short(short=room.short and not room.one_column)


def _empty(layout: QVBoxLayout) -> None:
    """Take every widget out of `layout`."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
