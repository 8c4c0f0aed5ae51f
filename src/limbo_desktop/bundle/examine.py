"""Opens each exhibit's original and decides how it stands in the bundle: pages, text, a slip only.

Whatever a file does, the bundle goes on: what cannot be shown becomes a slip with the reason.  The
files are taken apart in the render process alone.
"""

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import BinaryIO, Final

import pikepdf

from limbo_desktop.bundle import notes
from limbo_desktop.bundle.ahead import Ahead, Opened
from limbo_desktop.bundle.attachments import OpenOriginal
from limbo_desktop.bundle.base import fitted
from limbo_desktop.bundle.bodies import (
    Body,
    Examined,
    NoBody,
    PageBox,
    PdfBody,
    RasterBody,
    TextBody,
)
from limbo_desktop.bundle.conceal import Concealer
from limbo_desktop.bundle.exhibit_pages import Passwords, make_picture
from limbo_desktop.bundle.neutral_names import neutral_name
from limbo_desktop.bundle.pictures import Pictures
from limbo_desktop.bundle.selection import Exhibit, Selection
from limbo_desktop.bundle.takeover import (
    NotTakenOverError,
    open_source,
    page_form,
    turn_of,
    visible_box,
)
from limbo_desktop.errors import PersonError
from limbo_desktop.render.client import Renderer
from limbo_desktop.render.facts import Active, Facts, Kind, PageSize, PdfCheck, Survey
from limbo_desktop.render.failures import UNOPENED, Reason, RenderFailure

TEXT_CHARACTERS: Final = 300_000
"""Longest text that is set as pages, about a hundred of them; the original has the rest."""

Check = Callable[[], None]
"""Asked between pages whether to go on; what it raises stops the work and goes up."""

_SHOWN_HEADERS: Final = ("From", "To", "Cc", "Date", "Subject")


@dataclass(frozen=True, slots=True)
class _Shown:
    """How a file stands in the bundle, what the reader must know, and what was not searched."""

    body: Body
    notes: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    searched: bool = True


def examine(
    selection: Selection,
    open_original: OpenOriginal,
    renderer: Renderer,
    *,
    passwords: Passwords | None = None,
    pictures: Pictures | None = None,
    check: Check = lambda: None,
) -> tuple[Examined, ...]:
    """Say of every exhibit how it stands in the bundle.

    `passwords` opens protected PDFs, by document id.  `pictures` keeps what is drawn on the way
    for `assemble`.

    Raises:
        RenderFailure: the render process was stopped.
    """
    exhibits, concealer = selection.exhibits, selection.concealer
    last = max((each.number for each in selection.all_exhibits), default=0)
    result = []
    with Ahead(renderer, open_original, passwords or {}, texts=bool(concealer.hidden)) as ahead:
        worker = _Examiner(renderer, concealer, pictures or Pictures(), last, check, ahead)
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
        renderer: Renderer,
        concealer: Concealer,
        pictures: Pictures,
        count: int,
        check: Check,
        ahead: Ahead,
    ) -> None:
        self._renderer = renderer
        self._concealer = concealer
        self._pictures = pictures
        self._count = count
        self._check = check
        self._ahead = ahead

    def examine(self, exhibit: Exhibit) -> Examined:
        """Examine one exhibit; never fails but for a stopped render process."""
        if exhibit.withheld:
            return _withheld(exhibit)
        try:
            with closing(self._ahead.open(exhibit)) as opened:
                return self._examine(exhibit, opened)
        except RenderFailure:
            raise
        except (PersonError, OSError, KeyError):
            return Examined(exhibit, NoBody(notes.UNREADABLE), "", 0, "", attached=False)

    def _examine(self, exhibit: Exhibit, opened: Opened) -> Examined:
        survey = opened.survey()
        facts = survey.facts
        try:
            shown = self._shown(exhibit, opened.stream, survey)
        except RenderFailure as failure:
            if failure.reason is Reason.STOPPED:
                raise
            shown = _Shown(NoBody(failure.reason.message), searched=False)
        searched = shown.searched
        if self._concealer.hidden:
            found, read = self._names_in(opened, facts, shown)
            if found:
                return _withheld(exhibit)
            searched = searched and read
        return Examined(
            exhibit,
            shown.body,
            neutral_name(exhibit.number, self._count, facts.media_type),
            facts.size,
            facts.media_type,
            attached=True,
            notes=shown.notes,
            unsearched=bool(self._concealer.hidden) and not searched,
        )

    def _names_in(self, opened: Opened, facts: Facts, shown: _Shown) -> tuple[bool, bool]:
        """Whether a concealed name stands in the file, and whether all of it could be read."""
        texts = [*shown.texts, *(value for _, value in facts.metadata)]
        complete = True
        try:
            text = opened.text()
            texts.append(text.text)
            complete = text.complete
        except RenderFailure as failure:
            if failure.reason is Reason.STOPPED:
                raise
            complete = False
        return any(self._concealer.find(each) for each in texts), complete

    def _shown(self, exhibit: Exhibit, stream: BinaryIO, survey: Survey) -> _Shown:
        facts, number = survey.facts, exhibit.number
        if facts.kind is Kind.PDF:
            return self._pdf(number, stream, survey, self._ahead.password(exhibit))
        if facts.problem is not None:
            return _Shown(NoBody(facts.problem.message))
        if facts.kind is Kind.IMAGE:
            return self._image(number, stream, facts)
        if facts.kind in (Kind.TEXT, Kind.CHAT):
            text = self._renderer.text(stream, "")
            return _text((), "\n\n".join(text.pages), complete=text.complete)
        if facts.kind is Kind.MAIL:
            mail = self._renderer.mail(stream)
            shown = _text(
                tuple((name, mail.header(name)) for name in _SHOWN_HEADERS if mail.header(name)),
                mail.body,
                complete=mail.complete,
            )
            more = (notes.MAIL_ATTACHMENTS,) if mail.attachments else ()
            return replace(shown, notes=shown.notes + more, searched=not mail.attachments)
        return _Shown(NoBody(Reason.UNSUPPORTED.message))

    def _image(self, number: int, stream: BinaryIO, facts: Facts) -> _Shown:
        boxes = tuple(map(_page_box, facts.pages))
        drawn = self._draw(number, stream, facts.media_type, boxes, range(len(boxes)), "")
        more = [notes.FIRST_FRAME] if facts.frames > 1 else []
        if drawn < max(facts.page_count, len(boxes)):
            more.append(notes.FIRST_PAGES)
        return _Shown(RasterBody(boxes[:drawn]), tuple(more))

    def _pdf(self, number: int, stream: BinaryIO, survey: Survey, password: str) -> _Shown:
        facts, check = survey.facts, survey.check
        if facts.problem in UNOPENED:
            return _Shown(NoBody(facts.problem.message), searched=False)
        if survey.refused is not None and facts.problem is not None:
            raise RenderFailure(survey.refused)
        taken = self._taken(stream, facts, check, password)
        if taken is None:
            if facts.problem is not None:
                raise RenderFailure(facts.problem)
            boxes = tuple(map(_page_box, facts.pages))
            taken = _Taken(boxes, frozenset(range(len(boxes))), turned=False)
        wanted = sorted(taken.drawn)
        drawn = self._draw(number, stream, facts.media_type, taken.boxes, wanted, password)
        kept = taken.boxes if drawn == len(wanted) else taken.boxes[: wanted[drawn]]
        body: Body = PdfBody(kept, taken.drawn)
        if len(taken.drawn) == len(taken.boxes):
            body = RasterBody(kept)
        return _Shown(
            body,
            tuple(_pdf_notes(taken, kept, check, facts)),
            (check.strings,) if check is not None else (),
            check is not None and check.complete and Active.EMBEDDED_FILE not in check.active,
        )

    def _taken(
        self, stream: BinaryIO, facts: Facts, check: PdfCheck | None, password: str
    ) -> "_Taken | None":
        """What can be taken over of a PDF page by page; None when nothing may be."""
        if check is None or Active.HIDDEN_LAYER in check.active:
            return None
        if facts.problem is None and check.page_count != facts.page_count:
            return None
        try:
            with open_source(stream, password) as source:
                return _try_pages(source, facts)
        except (pikepdf.PdfError, RuntimeError, ValueError):
            return None

    def _draw(
        self,
        number: int,
        stream: BinaryIO,
        media_type: str,
        boxes: tuple[PageBox, ...],
        wanted: Iterable[int],
        password: str,
    ) -> int:
        """Draw pages until one fails; how many could be drawn.

        Raises:
            RenderFailure: not even the first.
        """
        done = 0
        for page in wanted:
            self._check()
            rect = fitted(boxes[page])
            try:
                picture = make_picture(
                    self._renderer,
                    media_type,
                    stream,
                    page,
                    rect,
                    password,
                    self._pictures.quality,
                )
            except RenderFailure as failure:
                if failure.reason is Reason.STOPPED or page == 0:
                    raise
                return done
            self._pictures.keep(number, page, picture)
            done += 1
        return done


@dataclass(frozen=True, slots=True)
class _Taken:
    """A PDF's pages upright, those of them that must be drawn, and whether one was turned."""

    boxes: tuple[PageBox, ...]
    drawn: frozenset[int]
    turned: bool


def _try_pages(source: pikepdf.Pdf, facts: Facts) -> _Taken:
    boxes, drawn, turned = [], set(), False
    count = len(facts.pages) or len(source.pages)
    for index in range(count):
        page = source.pages[index].obj
        turn = turn_of(page)
        turned = turned or turn != 0
        left, bottom, right, top = visible_box(page)
        width, height = right - left, top - bottom
        boxes.append(PageBox(width, height) if turn in (0, 180) else PageBox(height, width))
        try:
            page_form(source, index)
        except NotTakenOverError:
            drawn.add(index)
    return _Taken(tuple(boxes), frozenset(drawn), turned)


def _pdf_notes(
    taken: _Taken, kept: tuple[PageBox, ...], check: PdfCheck | None, facts: Facts
) -> Iterable[str]:
    if check is not None and check.repaired:
        yield notes.REPAIRED
    if taken.turned:
        yield notes.TURNED
    if taken.drawn:
        yield notes.ALL_DRAWN if len(taken.drawn) == len(taken.boxes) else notes.DRAWN
    if len(kept) < max(facts.page_count, len(taken.boxes)):
        yield notes.FIRST_PAGES
    if check is not None:
        yield from notes.left_out(check.active)


def _text(headers: tuple[tuple[str, str], ...], text: str, *, complete: bool) -> _Shown:
    whole = complete and len(text) <= TEXT_CHARACTERS
    return _Shown(TextBody(headers, text[:TEXT_CHARACTERS]), () if whole else (notes.BEGINNING,))


def _page_box(size: PageSize) -> PageBox:
    return PageBox(size.width_pt, size.height_pt)


def _withheld(exhibit: Exhibit) -> Examined:
    """Nothing of the file, not even what kind it is."""
    return Examined(exhibit, NoBody(notes.WITHHELD), "", 0, "", attached=False)
