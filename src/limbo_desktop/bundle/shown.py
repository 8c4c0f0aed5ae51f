"""How a file stands in the bundle: its pages, its text with its structure, or a reason why not.

The files are taken apart in the render process alone.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import BinaryIO, Final

from limbo_desktop.bundle import notes
from limbo_desktop.bundle.base import fitted
from limbo_desktop.bundle.bodies import (
    Body,
    NoBody,
    PageBox,
    PdfBody,
    RasterBody,
    SubExhibit,
)
from limbo_desktop.bundle.exhibit_pages import Place, made_pictures
from limbo_desktop.bundle.hanging import Hanging
from limbo_desktop.bundle.kept import part_of
from limbo_desktop.bundle.pictures import Pictures
from limbo_desktop.bundle.recompress import look_inside
from limbo_desktop.bundle.taken import drawn_whole, page_boxes, pdf_notes, taken
from limbo_desktop.bundle.told import of_conversation, of_mail, of_structure, of_text
from limbo_desktop.render.client import Renderer
from limbo_desktop.render.facts import Active, Attachment, Kind, Survey
from limbo_desktop.render.failures import UNOPENED, Reason, RenderFailure
from limbo_desktop.render.structure import Lack

SUB_EXHIBITS: Final = 60
"""Files of one e-mail that are looked at; the slip says when there are more."""

Check = Callable[[], None]
"""Asked between pages whether to go on; what it raises stops the work and goes up."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How a file stands in the bundle, what the reader must know, and what was not searched.

    `texts` are those beside the file's own words that a concealed name may stand in.
    """

    body: Body
    notes: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    searched: bool = True
    parts: tuple[SubExhibit, ...] = ()
    layers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _File:
    """A file that is looked at; its pages are those of exhibit `number` from `first` on."""

    number: int
    stream: BinaryIO
    survey: Survey
    password: str
    name: str = ""
    first: int = 0


class Shower:
    """Decides it for file after file; with `searching` the words of what hangs on mails count.

    Without `photos` pictures are not drawn: what is said of them is preliminary.
    """

    def __init__(
        self,
        renderer: Renderer,
        pictures: Pictures,
        check: Check,
        *,
        searching: bool,
        photos: bool = True,
    ) -> None:
        self._renderer = renderer
        self._pictures = pictures
        self._check = check
        self._searching = searching
        self._photos = photos

    def shown(
        self, number: int, stream: BinaryIO, survey: Survey, password: str, name: str
    ) -> Shown:
        """Return how the original of exhibit `number` stands in the bundle.

        Raises:
            RenderFailure: it cannot be shown, or the render process was stopped.
        """
        file = _File(number, stream, survey, password, name)
        if survey.facts.kind is Kind.MAIL and survey.facts.problem is None:
            return self._mail(file)
        return self._file(file)

    def _file(self, file: "_File") -> Shown:
        facts = file.survey.facts
        if facts.kind is Kind.PDF:
            return self._pdf(file)
        if facts.kind in (Kind.OFFICE, Kind.WEB):
            return self._written(file)
        if facts.problem is not None:
            return Shown(NoBody(facts.problem.message))
        if facts.kind is Kind.IMAGE:
            return self._image(file)
        if facts.kind is Kind.CHAT:
            told = of_conversation(self._renderer.conversation(file.stream, file.name))
            return Shown(told.body, told.notes)
        if facts.kind is Kind.TEXT:
            told = of_text(self._renderer.text(file.stream, file.name))
            return Shown(told.body, told.notes)
        if facts.kind is Kind.MAIL:
            mail = self._renderer.mail(file.stream)
            told = of_mail(mail)
            more = (notes.MAIL_ATTACHMENTS,) if mail.attachments else ()
            return Shown(told.body, told.notes + more, searched=not mail.attachments)
        return Shown(NoBody(Reason.UNSUPPORTED.message))

    def _written(self, file: "_File") -> Shown:
        try:
            structure = self._renderer.structure(file.stream, file.name)
        except RenderFailure as failure:
            if failure.reason is Reason.STOPPED:
                raise
            return Shown(NoBody(failure.reason.message))
        told = of_structure(structure, web=file.survey.facts.kind is Kind.WEB)
        searched = not {Lack.PICTURES, Lack.CUT} & set(structure.lacks)
        return Shown(told.body, told.notes, (structure.words,), searched)

    def _mail(self, file: "_File") -> Shown:
        """A mail with what hangs on it; what hangs on a mail in a mail is only named."""
        mail = self._renderer.mail(file.stream)
        told = of_mail(mail)
        parts: list[SubExhibit] = []
        texts: list[str] = []
        searched = mail.complete and len(mail.attachments) <= SUB_EXHIBITS
        pages = 0
        wanted = mail.attachments[:SUB_EXHIBITS]
        hanging = Hanging(self._renderer, file.stream, range(len(wanted)))
        for place, attachment in enumerate(wanted):
            self._check()
            part, shown = self._hanging(file, place, attachment, pages, hanging)
            pages += len(part.body.pages) if isinstance(part.body, PdfBody | RasterBody) else 0
            texts += shown.texts
            searched = searched and shown.searched
            parts.append(part)
        more = (notes.MORE_ATTACHMENTS,) if len(mail.attachments) > SUB_EXHIBITS else ()
        return Shown(told.body, told.notes + more, tuple(texts), searched, tuple(parts))

    def _hanging(
        self, mail: "_File", place: int, attachment: Attachment, first: int, hanging: Hanging
    ) -> tuple[SubExhibit, Shown]:
        """A file that hangs on a mail; its pages are the exhibit's from `first` on."""
        try:
            data = hanging.data(place)
        except RenderFailure as failure:
            if failure.reason is Reason.STOPPED:
                raise
            shown = Shown(NoBody(failure.reason.message), searched=attachment.size == 0)
            return _part(place, attachment, attachment.media_type, b"", shown), shown
        stream = part_of(mail.stream, str(place), data)
        survey = self._renderer.survey(stream, attachment.name)
        file = _File(mail.number, stream, survey, "", attachment.name, first)
        try:
            shown = self._file(file)
        except RenderFailure as failure:
            if failure.reason is Reason.STOPPED:
                raise
            shown = Shown(NoBody(failure.reason.message), searched=False)
        if self._searching:
            shown = self._with_words(file, shown)
        return _part(place, attachment, survey.facts.media_type, data, shown), shown

    def _with_words(self, file: "_File", shown: Shown) -> Shown:
        facts = file.survey.facts
        texts = [*shown.texts, *(value for _, value in facts.metadata)]
        try:
            words = self._renderer.words(file.stream, file.name)
        except RenderFailure as failure:
            if failure.reason is Reason.STOPPED:
                raise
            return replace(shown, texts=tuple(texts), searched=False)
        whole = shown.searched and words.complete
        return replace(shown, texts=(*texts, words.text), searched=whole)

    def _image(self, file: "_File") -> Shown:
        facts = file.survey.facts
        boxes = page_boxes(facts.pages)
        drawn = self._draw(file, boxes, range(len(boxes))) if self._photos else len(boxes)
        more = [notes.FIRST_FRAME] if facts.frames > 1 else []
        if drawn < max(facts.page_count, len(boxes)):
            more.append(notes.FIRST_PAGES)
        return Shown(RasterBody(boxes[:drawn]), tuple(more))

    def _pdf(self, file: "_File") -> Shown:
        facts, check = file.survey.facts, file.survey.check
        if facts.problem in UNOPENED:
            return Shown(NoBody(facts.problem.message), searched=False)
        if file.survey.refused is not None and facts.problem is not None:
            raise RenderFailure(file.survey.refused)
        found = taken(self._renderer, file.stream, facts, check, file.password)
        if found is None:
            if facts.problem is not None:
                raise RenderFailure(facts.problem)
            found = drawn_whole(facts.pages)
        wanted = sorted(found.drawn)
        drawn = self._draw(file, found.boxes, wanted)
        kept = found.boxes if drawn == len(wanted) else found.boxes[: wanted[drawn]]
        body: Body = PdfBody(kept, found.drawn, check is None or check.overlaid, found.wordless)
        told = list(pdf_notes(found, kept, check, facts))
        if len(found.drawn) == len(found.boxes):
            body = RasterBody(kept)
        elif look_inside(
            self._renderer,
            file.stream,
            file.password,
            self._pictures.quality,
            self._pictures.inner(file.number, file.first),
            self._check,
        ):
            told.append(notes.SMALLER)
        return Shown(
            body,
            tuple(told),
            (check.strings, *check.layers) if check is not None else (),
            check is not None and check.complete and Active.EMBEDDED_FILE not in check.active,
            layers=check.layers if check is not None else (),
        )

    def _draw(self, file: "_File", boxes: tuple[PageBox, ...], wanted: Iterable[int]) -> int:
        """Draw pages until one fails; how many could be drawn.

        Raises:
            RenderFailure: not even the first.
        """
        pages = tuple(wanted)
        places = [Place(page, fitted(boxes[page])) for page in pages]
        drawn = made_pictures(
            self._renderer,
            file.survey.facts.media_type,
            file.stream,
            places,
            file.password,
            self._pictures.quality,
            self._check,
        )
        done = 0
        for page, picture in zip(pages, drawn, strict=False):  # it ends with what fails
            self._pictures.keep(file.number, file.first + page, picture)
            done += 1
        return done


def _part(
    place: int, attachment: Attachment, media_type: str, data: bytes, shown: Shown
) -> SubExhibit:
    return SubExhibit(
        place + 1,
        place,
        attachment.name,
        media_type,
        len(data),
        hashlib.sha256(data).hexdigest(),
        shown.body,
        shown.notes,
        shown.layers,
    )
