"""Opens each exhibit's original and decides how it stands in the bundle: pages, text, a slip only.

Whatever a file does, the bundle goes on: what cannot be shown becomes a slip with the reason.  The
files are taken apart in the render process alone.
"""

from contextlib import closing
from itertools import zip_longest

from limbo_desktop.bundle import notes
from limbo_desktop.bundle.ahead import Ahead, Opened
from limbo_desktop.bundle.attachments import OpenOriginal
from limbo_desktop.bundle.bodies import Examined, NoBody
from limbo_desktop.bundle.conceal import Concealer
from limbo_desktop.bundle.exhibit_pages import Passwords
from limbo_desktop.bundle.neutral_names import neutral_name
from limbo_desktop.bundle.pictures import Pictures
from limbo_desktop.bundle.redacted import Redactor, without
from limbo_desktop.bundle.redacting import Redacting
from limbo_desktop.bundle.selection import Exhibit, Selection
from limbo_desktop.bundle.shown import Check, Shower, Shown
from limbo_desktop.errors import PersonError
from limbo_desktop.render.client import Renderer
from limbo_desktop.render.facts import Facts
from limbo_desktop.render.failures import Reason, RenderFailure


def examine(
    selection: Selection,
    open_original: OpenOriginal,
    renderer: Renderer,
    *,
    passwords: Passwords | None = None,
    pictures: Pictures | None = None,
    redacting: Redacting | None = None,
    check: Check = lambda: None,
) -> tuple[Examined, ...]:
    """Say of every exhibit how it stands in the bundle.

    `passwords` opens protected PDFs, by document id.  `pictures` keeps what is drawn on the way
    for `assemble`.  `redacting` is what the person redacted and let go.

    Raises:
        RenderFailure: the render process was stopped.
    """
    exhibits, concealer = selection.exhibits, selection.concealer
    last = max((each.number for each in selection.all_exhibits), default=0)
    result = []
    drawn = pictures or Pictures()
    redactor = Redactor(renderer, drawn, check, concealer, redacting or Redacting())
    with Ahead(renderer, open_original, passwords or {}, texts=bool(concealer.hidden)) as ahead:
        shower = Shower(renderer, drawn, check, searching=bool(concealer.hidden))
        worker = _Examiner(shower, redactor, concealer, last, ahead)
        for exhibit, following in zip_longest(exhibits, exhibits[1:]):
            check()
            ahead.ask(exhibit)
            ahead.ask(following)
            result.append(worker.examine(exhibit))
    return tuple(result)


class _Examiner:
    """What the examination of all exhibits of one bundle shares."""

    def __init__(
        self,
        shower: Shower,
        redactor: Redactor,
        concealer: Concealer,
        count: int,
        ahead: Ahead,
    ) -> None:
        self._shower = shower
        self._redactor = redactor
        self._concealer = concealer
        self._count = count
        self._ahead = ahead

    def examine(self, exhibit: Exhibit) -> Examined:
        """Examine one exhibit; never fails but for a stopped render process."""
        redacted = self._redactor.redacts(exhibit)
        if not redacted and self._redactor.withholds(exhibit):
            return without(exhibit)
        try:
            with closing(self._ahead.open(exhibit)) as opened:
                if redacted:
                    password = self._ahead.password(exhibit)
                    return self._redactor.drawn(exhibit, opened.stream, opened.survey(), password)
                return self._examine(exhibit, opened)
        except RenderFailure:
            raise
        except (PersonError, OSError, KeyError):
            return without(exhibit, notes.UNREADABLE)

    def _examine(self, exhibit: Exhibit, opened: Opened) -> Examined:
        survey = opened.survey()
        facts = survey.facts
        try:
            shown = self._shower.shown(
                exhibit.number,
                opened.stream,
                survey,
                self._ahead.password(exhibit),
                self._ahead.name(exhibit),
            )
        except RenderFailure as failure:
            if failure.reason is Reason.STOPPED:
                raise
            shown = Shown(NoBody(failure.reason.message), searched=False)
        searched = shown.searched
        if self._concealer.hidden:
            texts, read = self._texts_of(opened, facts, shown)
            if self._redactor.left(exhibit, texts):
                return without(exhibit)
            searched = searched and read
        examined = Examined(
            exhibit,
            shown.body,
            neutral_name(exhibit.number, self._count, facts.media_type),
            facts.size,
            facts.media_type,
            attached=True,
            notes=shown.notes,
            unsearched=bool(self._concealer.hidden) and not searched,
            parts=shown.parts,
            layers=shown.layers,
            seconds=facts.seconds,
            recorded=facts.recorded,
        )
        return self._redactor.replaced(examined) if self._redactor.replaces(exhibit) else examined

    def _texts_of(self, opened: Opened, facts: Facts, shown: Shown) -> tuple[list[str], bool]:
        """Return all texts of a file, shown or not, and whether all of them could be read."""
        texts = [*shown.texts, *(value for _, value in facts.metadata)]
        complete = True
        try:
            text = opened.text()
            texts.append(text.text)
            # a mail's own words stop at what hangs on it, which was searched part by part
            complete = text.complete or bool(shown.parts)
        except RenderFailure as failure:
            if failure.reason is Reason.STOPPED:
                raise
            complete = False
        return texts, complete
