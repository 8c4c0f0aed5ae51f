"""How a redacted document stands in the bundle: pictures with boxes, a text without names."""

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, BinaryIO

from limbo_desktop.bundle import notes
from limbo_desktop.bundle.base import fitted
from limbo_desktop.bundle.bodies import (
    Examined,
    NoBody,
    PageBox,
    RasterBody,
    Redaction,
    TextBody,
)
from limbo_desktop.bundle.conceal import Concealer
from limbo_desktop.bundle.exhibit_pages import Place, made_pictures
from limbo_desktop.bundle.files_within import digests_within
from limbo_desktop.bundle.pictures import Pictures
from limbo_desktop.bundle.redacting import Redacting, names_on
from limbo_desktop.bundle.selection import Exhibit
from limbo_desktop.render.client import Renderer
from limbo_desktop.render.facts import Kind, Survey
from limbo_desktop.render.failures import Reason, RenderFailure

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


class Redactor:
    """Makes redacted exhibits: nothing of the original goes in but pixels around the boxes."""

    def __init__(
        self,
        renderer: Renderer,
        pictures: Pictures,
        check: Callable[[], None],
        concealer: Concealer,
        redacting: Redacting,
    ) -> None:
        self._renderer = renderer
        self._pictures = pictures
        self._check = check
        self._concealer = concealer
        self._redacting = redacting

    def withholds(self, exhibit: Exhibit) -> str:
        """Why (a msgid) an exhibit without boxes stays out before it is even opened, or ""."""
        document, redacting = exhibit.document, self._redacting
        if redacting.held(document.id, redacting.known.get(document.id, ())):
            return notes.WITHHELD
        if exhibit.withheld and redacting.release(document.id) is None:
            return notes.WITHHELD
        twin = document.sha256 in redacting.twins and not redacting.replaces(document.id)
        return notes.REDACTED_TOO if twin else ""

    def withholds_within(self, exhibit: Exhibit, stream: BinaryIO, kind: Kind) -> str:
        """Why (a msgid) a mail or an archive stays out because of a file that it holds, or "".

        Raises:
            RenderFailure: the render process was stopped.
        """
        redacting, document = self._redacting, exhibit.document.id
        if not (redacting.twins or redacting.shown) or redacting.replaces(document):
            return ""
        files = digests_within(self._renderer, stream, kind)
        if redacting.twins & files:
            return notes.REDACTED_TOO
        people = {who for each in files for who in redacting.shown.get(each, ())}
        return notes.WITHHELD if redacting.held(document, people) else ""

    def left(self, exhibit: Exhibit, texts: Iterable[str]) -> frozenset[str]:
        """The ids of the people named in texts of whom nothing says that they may be seen."""
        return self._redacting.held(exhibit.document.id, self._people(texts))

    def redacts(self, exhibit: Exhibit) -> bool:
        """Whether boxes are drawn on pages of an exhibit."""
        return bool(self._redacting.boxes(exhibit.document.id))

    def replaces(self, exhibit: Exhibit) -> bool:
        """Whether an exhibit goes in with the names in its text replaced."""
        return self._redacting.replaces(exhibit.document.id)

    def drawn(self, exhibit: Exhibit, stream: BinaryIO, survey: Survey, password: str) -> Examined:
        """Draw every page with its boxes, unless a concealed name is left in sight.

        Raises:
            RenderFailure: the render process was stopped.
        """
        facts = survey.facts
        if facts.kind not in (Kind.PDF, Kind.IMAGE) or not facts.pages:
            return without(exhibit, facts.problem.message if facts.problem else notes.WITHHELD)
        searched = True
        if facts.kind is Kind.PDF and self._concealer.hidden:
            seen, searched = self._seen(exhibit, stream, survey, password)
            if self._redacting.held(exhibit.document.id, seen):
                return without(exhibit)
        try:
            count = self._draw(exhibit, stream, survey, password)
        except RenderFailure as failure:
            if failure.reason is Reason.STOPPED:
                raise
            return without(exhibit, failure.reason.message)
        sizes = tuple(PageBox(each.width_pt, each.height_pt) for each in facts.pages)
        some = count < max(facts.page_count, len(sizes))
        return Examined(
            exhibit,
            RasterBody(sizes[:count]),
            "",
            facts.size,
            facts.media_type,
            attached=False,
            notes=(notes.FIRST_DRAWN,) if some else (),
            unsearched=not searched,
            redaction=Redaction(self._redacting.boxes(exhibit.document.id)),
        )

    def replaced(self, shown: Examined) -> Examined:
        """Replace the names in a text; what is no text stays withheld, as do attachments."""
        if not isinstance(shown.body, TextBody):
            return without(shown.exhibit)
        return replace(
            shown,
            body=_each_text(shown.body, self._concealer.text),
            file_name="",
            attached=False,
            notes=(*shown.notes, notes.MAIL_ATTACHMENTS) if shown.parts else shown.notes,
            parts=(),
            redaction=Redaction({}),
        )

    def _draw(self, exhibit: Exhibit, stream: BinaryIO, survey: Survey, password: str) -> int:
        """Draw pages until one fails; how many could be drawn.

        Raises:
            RenderFailure: not even the first.
        """
        facts, boxes = survey.facts, self._redacting.boxes(exhibit.document.id)
        places = [
            Place(page, fitted(PageBox(size.width_pt, size.height_pt)), boxes.get(page + 1, ()))
            for page, size in enumerate(facts.pages)
        ]
        quality = self._pictures.quality
        done = 0
        for picture in made_pictures(
            self._renderer, facts.media_type, stream, places, password, quality, self._check
        ):
            self._pictures.keep(exhibit.number, done, picture)
            done += 1
        return done

    def _seen(
        self, exhibit: Exhibit, stream: BinaryIO, survey: Survey, password: str
    ) -> tuple[set[str], bool]:
        """Who can still be read on the pages of a PDF, and whether all of it was looked at."""
        seen: set[str] = set()
        boxes = self._redacting.boxes(exhibit.document.id)
        searched = survey.check is not None
        for page in range(len(survey.facts.pages)):
            self._check()
            black = boxes.get(page + 1, ())
            named, whole = names_on(self._renderer, stream, page, password, self._concealer, black)
            searched = searched and whole
            seen |= {who for each in named if not each.covered for who in each.people}
        if survey.check is not None:
            # Fields and remarks are drawn with the page; a title beside the pages is not.
            beside = self._people(value for _, value in survey.facts.metadata)
            seen |= self._people([survey.check.strings]) - beside
        return seen, searched

    def _people(self, texts: Iterable[str]) -> set[str]:
        find = self._concealer.find
        return {who for text in texts for each in find(text) for who in each.people}


def without(exhibit: Exhibit, reason: str = notes.WITHHELD) -> Examined:
    """Nothing of the file, not even what kind it is; `reason` is a msgid."""
    return Examined(exhibit, NoBody(reason), "", 0, "", attached=False)


def _each_text(value: "DataclassInstance", change: Callable[[str], str]) -> "TextBody":
    changed = _changed(value, change)
    if not isinstance(changed, TextBody):
        raise TypeError(changed)
    return changed


def _changed(value: object, change: Callable[[str], str]) -> object:
    """A value made of dataclasses, tuples and texts with each of its texts changed."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_changed(each, change) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {each.name: _changed(getattr(value, each.name), change) for each in fields(value)}
        return replace(value, **changed)
    return value
