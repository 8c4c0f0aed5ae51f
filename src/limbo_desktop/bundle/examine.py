"""Opens each exhibit's original and decides how it stands in the bundle: pages, text, a slip only.

Whatever a file does, the bundle goes on: what cannot be shown becomes a slip with the reason.  The
files are taken apart in the render process alone.
"""

import os
from collections.abc import Callable
from contextlib import closing
from typing import BinaryIO

from limbo_desktop.bundle import notes
from limbo_desktop.bundle.attachments import OpenOriginal
from limbo_desktop.bundle.bodies import Examined, NoBody
from limbo_desktop.bundle.conceal import Concealer
from limbo_desktop.bundle.exhibit_pages import Passwords
from limbo_desktop.bundle.neutral_names import asked_name, neutral_name, written_type
from limbo_desktop.bundle.pictures import Pictures
from limbo_desktop.bundle.redacted import Redactor, without
from limbo_desktop.bundle.redacting import Redacting
from limbo_desktop.bundle.selection import Exhibit, Selection
from limbo_desktop.bundle.shown import Check, Shower, Shown
from limbo_desktop.bundle.side_by_side import side_by_side
from limbo_desktop.errors import PersonError
from limbo_desktop.render.client import Renderer
from limbo_desktop.render.facts import Facts, Survey
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
    told: Callable[[Examined], None] = lambda _: None,
) -> tuple[Examined, ...]:
    """Say of every exhibit how it stands in the bundle.

    `passwords` opens protected PDFs, by document id.  `pictures` keeps what is drawn on the way
    for `assemble`.  `redacting` is what the person redacted and let go.  `told` hears of each.

    Raises:
        RenderFailure: the render process was stopped.
    """
    exhibits, concealer = selection.exhibits, selection.concealer
    last = max((each.number for each in selection.all_exhibits), default=0)
    drawn = pictures or Pictures()
    redactor = Redactor(renderer, drawn, check, concealer, redacting or Redacting())
    shower = Shower(renderer, drawn, check, searching=bool(concealer.hidden))
    worker = _Examiner(renderer, shower, redactor, concealer, last, open_original, passwords or {})
    result = []
    for each in side_by_side(worker.examine, exhibits, renderer.lanes + 1, check):
        told(each)
        result.append(each)
    return tuple(result)


class _Examiner:
    """What the examination of all exhibits of one bundle shares."""

    def __init__(
        self,
        renderer: Renderer,
        shower: Shower,
        redactor: Redactor,
        concealer: Concealer,
        count: int,
        open_original: OpenOriginal,
        passwords: Passwords,
    ) -> None:
        self._renderer = renderer
        self._shower = shower
        self._redactor = redactor
        self._concealer = concealer
        self._count = count
        self._open_original = open_original
        self._passwords = passwords

    def examine(self, exhibit: Exhibit) -> Examined:
        """Examine one exhibit; never fails but for a stopped render process."""
        redacted = self._redactor.redacts(exhibit)
        why = "" if redacted else self._redactor.withholds(exhibit)
        if why:
            return without(exhibit, why)
        password = self._passwords.get(exhibit.document.id, "")
        try:
            with closing(self._open_original(exhibit.document.sha256)) as stream:
                survey = self._renderer.survey(stream, _name(exhibit), password)
                if redacted:
                    return self._redactor.drawn(exhibit, stream, survey, password)
                return self._examine(exhibit, stream, survey, password)
        except RenderFailure:
            raise
        except (PersonError, OSError, KeyError):
            return without(exhibit, notes.UNREADABLE)

    def _examine(
        self, exhibit: Exhibit, stream: BinaryIO, survey: Survey, password: str
    ) -> Examined:
        facts = survey.facts
        why = self._redactor.withholds_within(exhibit, stream, facts.kind)
        if why:
            return without(exhibit, why)
        try:
            shown = self._shower.shown(exhibit.number, stream, survey, password, _name(exhibit))
        except RenderFailure as failure:
            if failure.reason is Reason.STOPPED:
                raise
            shown = Shown(NoBody(failure.reason.message), searched=False)
        searched = shown.searched
        if self._concealer.hidden:
            texts, read = self._texts_of(exhibit, stream, password, facts, shown)
            if self._redactor.left(exhibit, texts):
                return without(exhibit)
            # where it is said who is in a file, somebody has looked
            searched = (searched and read) or bool(exhibit.document.shows)
        media_type = written_type(facts.media_type, _name(exhibit))
        examined = Examined(
            exhibit,
            shown.body,
            neutral_name(exhibit.number, self._count, media_type),
            stream.seek(0, os.SEEK_END),
            media_type,
            attached=True,
            notes=shown.notes,
            unsearched=bool(self._concealer.hidden) and not searched,
            parts=shown.parts,
            layers=shown.layers,
            seconds=facts.seconds,
            recorded=facts.recorded,
        )
        return self._redactor.replaced(examined) if self._redactor.replaces(exhibit) else examined

    def _texts_of(
        self, exhibit: Exhibit, stream: BinaryIO, password: str, facts: Facts, shown: Shown
    ) -> tuple[list[str], bool]:
        """Return all texts of a file, shown or not, and whether all of them could be read."""
        texts = [*shown.texts, *(value for _, value in facts.metadata)]
        complete = True
        try:
            text = self._renderer.words(stream, _name(exhibit), password)
            texts.append(text.text)
            # a mail's own words stop at what hangs on it, which was searched part by part
            complete = text.complete or bool(shown.parts)
        except RenderFailure as failure:
            if failure.reason is Reason.STOPPED:
                raise
            complete = False
        return texts, complete


def _name(exhibit: Exhibit) -> str:
    return asked_name(exhibit.document.file)
