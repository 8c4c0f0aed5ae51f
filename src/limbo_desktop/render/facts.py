"""What the worker tells about a file: its type, its pages, its text, what it hides."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from limbo_desktop.render.failures import Reason


class Kind(StrEnum):
    """What a file is good for here."""

    PDF = "pdf"
    IMAGE = "image"
    TEXT = "text"
    MAIL = "mail"
    CHAT = "chat"
    AUDIO = "audio"
    VIDEO = "video"
    ARCHIVE = "archive"
    OFFICE = "office"
    WEB = "web"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PageSize:
    """Upright size of one page in points (1/72 inch); of a picture also its upright pixels.

    A picture without a believable resolution is taken at 96 dpi.  `width_px` and `height_px`
    are 0 for a PDF page.  Pixels that are not square (a fax) are already made square.
    """

    width_pt: float
    height_pt: float
    width_px: int = 0
    height_px: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file is by its content, whatever its name says.

    `pages` is filled for PDF and pictures; text and mail become pages by typesetting.
    `page_count` may be larger than `len(pages)`, which is bounded.  `frames` counts the frames of
    an animation, whose first one is the page.  `problem` is the first thing that keeps the file
    from being shown.  `has_text` tells of a text layer (PDF; the first pages are looked at).
    `gps` tells of a place in the metadata; `metadata` are its texts, cut to a bounded length.
    `messages` counts those of an export.  Of sound and video, `seconds` is how long it lasts (0
    when the container does not tell) and `recorded` the time it tells, ISO 8601 in UTC or "".
    """

    media_type: str
    kind: Kind
    size: int = 0
    pages: tuple[PageSize, ...] = ()
    page_count: int = 0
    frames: int = 1
    problem: Reason | None = None
    detail: str = ""
    has_text: bool = False
    gps: bool = False
    messages: int = 0
    seconds: float = 0.0
    recorded: str = ""
    metadata: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FoundBox:
    """Where a word stands on an upright page: parts of its width and height, from its top left."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class FoundWords:
    """The boxes of the words that were found on one page."""

    boxes: tuple[FoundBox, ...] = ()


@dataclass(frozen=True, slots=True)
class PdfPicture:
    """A picture inside a PDF by its object (`number`, `generation`), and the largest size that it
    has on a page, in points.
    """

    number: int
    generation: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PdfPictures:
    """The pictures that the pages of a PDF draw."""

    pictures: tuple[PdfPicture, ...] = ()


@dataclass(frozen=True, slots=True)
class Raster:
    """Pixels of one upright page: rows from the top, without padding, one or three bytes each.

    `mode` is "L" (grey) or "RGB".
    """

    width: int
    height: int
    mode: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a file, with what was not read.

    `complete` is False when text may be missing: the file was cut at a limit, has attachments
    that were not looked into, or is of a type without a reader.  A search for a concealed name
    that finds nothing proves nothing then.
    """

    text: str
    complete: bool = True
    encoding: str = ""

    @property
    def pages(self) -> tuple[str, ...]:
        """The text by page: a form feed ends one; a text without any is one page."""
        return tuple(self.text.split("\f"))


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part of an e-mail that is not its text; `size` in bytes after decoding."""

    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail: headers in their order as (name, decoded value), the text, what hangs on it.

    `at` is the instant of its Date header with its offset, ISO 8601, "" when it is no date.
    `complete` is False when the message is nested or large beyond the limits.
    """

    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""
    attachments: tuple[Attachment, ...] = ()
    complete: bool = True
    at: str = ""

    def header(self, name: str) -> str:
        """Return the first header of that name in any case, or ""."""
        wanted = name.casefold()
        return next((value for key, value in self.headers if key.casefold() == wanted), "")


WITHOUT_INK: Final = frozenset({"/Link", "/Popup"})
"""Annotations of a PDF that draw nothing over its pages, whatever appearance they have."""


class Active(StrEnum):
    """What a PDF can do or hide beyond its pages; none of it goes into a bundle."""

    JAVASCRIPT = "javascript"
    OPEN_ACTION = "open_action"
    LAUNCH = "launch"
    FORM = "form"
    UNDRAWN_FORM = "undrawn_form"
    """A field with a value that no appearance shows, or a form that is not drawn at all."""
    SUBMIT = "submit"
    EMBEDDED_FILE = "embedded_file"
    REMOTE_LINK = "remote_link"
    INNER_LINK = "inner_link"
    """A link or button that stays in the file: to a page, to print, to show what was hidden."""
    HIDDEN_LAYER = "hidden_layer"
    XFA = "xfa"
    MEDIA = "media"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class PdfCheck:
    """What a second PDF reader (qpdf) found under the worker's limits.

    `strings` are the texts outside the pages' content, for the search of concealed names:
    titles, annotations, form values, bookmarks, names of embedded files, XMP; `complete` is
    False when there were more than the limits allow.  `layers` are the names of those that are
    hidden when it is opened.  `overlaid` says whether an annotation may be drawn over a page.
    """

    page_count: int
    encrypted: bool = False
    repaired: bool = False
    active: tuple[Active, ...] = ()
    strings: str = ""
    complete: bool = True
    layers: tuple[str, ...] = ()
    overlaid: bool = True


@dataclass(frozen=True, slots=True)
class Survey:
    """What both readers say of a file; `Facts.has_text` is not looked for and stays False.

    `check` is None for what is no PDF or cannot be opened; `refused` then says why the second
    reader did not open a PDF.
    """

    facts: Facts
    check: PdfCheck | None = None
    refused: Reason | None = None
