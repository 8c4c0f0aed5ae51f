"""What an exhibit's original turned out to be: pages to place, text to set, or a reason."""

from dataclasses import dataclass, field

from limbo_desktop.bundle.selection import Exhibit


@dataclass(frozen=True, slots=True)
class PageBox:
    """The size of an upright page or picture in points (1/72 inch)."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PdfBody:
    """Pages that are taken over from the original PDF, upright.

    `drawn` are the pages (from 0) that the render process draws all the same, because they cannot
    be taken over.
    """

    pages: tuple[PageBox, ...]
    drawn: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class RasterBody:
    """Pages that the render process draws: photos, scans, PDFs that cannot be taken over."""

    pages: tuple[PageBox, ...]


@dataclass(frozen=True, slots=True)
class TextBody:
    """Text that the bundle sets itself: notes, mails (`headers` are name and value), chats."""

    headers: tuple[tuple[str, str], ...]
    text: str


@dataclass(frozen=True, slots=True)
class NoBody:
    """Nothing to show: only the slip goes in, with the reason (a msgid)."""

    reason: str


Body = PdfBody | RasterBody | TextBody | NoBody


@dataclass(frozen=True, slots=True)
class Examined:
    """An exhibit with what its original turned out to be.

    `file_name` is the neutral name under which the original is attached ("exhibit-04.jpg");
    `attached` says whether its bytes go in; `notes` are msgids of what the reader must know
    (what was dropped, that it was turned, that further pages are left out).  `unsearched` says that
    it may hold text that could not be searched for the names of concealed people.
    """

    exhibit: Exhibit
    body: Body
    file_name: str
    size: int
    media_type: str
    attached: bool
    notes: tuple[str, ...] = field(default=())
    unsearched: bool = False

    @property
    def number(self) -> int:
        """The exhibit's number in the bundle."""
        return self.exhibit.number
