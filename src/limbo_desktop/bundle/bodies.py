"""What an exhibit's original turned out to be: pages to place, text to set, or a reason."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from limbo_desktop.bundle.selection import Exhibit
from limbo_desktop.render.messages import Conversation
from limbo_desktop.render.structure import Structure
from limbo_desktop.vault.redactions import Box, Boxes


@dataclass(frozen=True, slots=True)
class PageBox:
    """The size of an upright page or picture in points (1/72 inch)."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PdfBody:
    """Pages that are taken over from the original PDF, upright.

    `drawn` are the pages (from 0) that the render process draws all the same, because they cannot
    be taken over, `wordless` those without a letter; `overlaid` says whether annotations may be
    drawn over its pages.
    """

    pages: tuple[PageBox, ...]
    drawn: frozenset[int] = frozenset()
    overlaid: bool = True
    wordless: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class RasterBody:
    """Pages that the render process draws: photos, scans, PDFs that cannot be taken over."""

    pages: tuple[PageBox, ...]


Content = str | Structure | Conversation
"""Plain text, the parts of a written document, or messages."""


@dataclass(frozen=True, slots=True)
class TextBody:
    """What the bundle sets itself: notes, mails, chats, written documents, web pages.

    `headers` are name and value as the file has them; "at" is the instant of a mail in ISO 8601.
    """

    headers: tuple[tuple[str, str], ...]
    content: Content


@dataclass(frozen=True, slots=True)
class NoBody:
    """Nothing to show: only the slip goes in, with the reason (a msgid)."""

    reason: str


Body = PdfBody | RasterBody | TextBody | NoBody


@dataclass(frozen=True, slots=True)
class SubExhibit:
    """A file that hangs on an e-mail: "4.2" of exhibit 4.

    `number` counts from 1, `place` is where it hangs (from 0).  `name` is its sender's name for
    it; `layers` and `notes` are as in `Examined`.
    """

    number: int
    place: int
    name: str
    media_type: str
    size: int
    sha256: str
    body: Body
    notes: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Redaction:
    """How an original was redacted that stays out: its boxes by page, from 1.

    Without any, the names in its text are replaced.
    """

    boxes: Boxes

    @property
    def told(self) -> bool:
        """Whether the SHA-256 of the original may be told.

        Pixels under a box cannot be guessed from it.  A name that is replaced in a text could be:
        whoever has the text but for the name tries names until the digest is the same.
        """
        return bool(self.boxes)


@dataclass(frozen=True, slots=True)
class Examined:
    """An exhibit with what its original turned out to be.

    `file_name` is the neutral name under which the original is attached ("exhibit-04.jpg");
    `attached` says whether its bytes go in; `notes` are msgids of what the reader must know
    (what was dropped, that it was turned, that further pages are left out).  `unsearched` says that
    it may hold text that could not be searched for the names of concealed people.  `parts` are the
    files that hang on an e-mail.  `layers` are the names of what a PDF hides and keeps hidden; of
    sound and video, `seconds` is how long it lasts and `recorded` when, as the file says, or "".
    `redaction` says that it goes in redacted, without its original; `beside` that its bytes go into
    a folder beside the bundle, since they do not fit in.
    """

    exhibit: Exhibit
    body: Body
    file_name: str
    size: int
    media_type: str
    attached: bool
    notes: tuple[str, ...] = field(default=())
    unsearched: bool = False
    parts: tuple[SubExhibit, ...] = ()
    layers: tuple[str, ...] = ()
    seconds: float = 0.0
    recorded: str = ""
    redaction: Redaction | None = None
    beside: bool = False

    def black(self, page: int) -> tuple[Box, ...]:
        """Return the boxes on a page (from 0) that are burned into its picture."""
        return self.redaction.boxes.get(page + 1, ()) if self.redaction is not None else ()

    @property
    def number(self) -> int:
        """The exhibit's number in the bundle."""
        return self.exhibit.number

    @property
    def placed(self) -> Iterator[tuple[SubExhibit | None, int, PageBox]]:
        """Yield every page that is placed, own pages first: whose, which of its pages, its box.

        `Placement.exhibit_page_index` counts these.
        """
        for part, body in ((None, self.body), *((part, part.body) for part in self.parts)):
            if isinstance(body, PdfBody | RasterBody):
                for index, box in enumerate(body.pages):
                    yield part, index, box
