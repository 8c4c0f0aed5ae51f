"""What a file can have at all: numbers and lengths that a worker tells are held against it.

`codec` has checked that each value has its type.  A worker that a hostile file took over could
still tell of pages without end, sizes below nothing or an instant that is none.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, TypeVar, cast

from limbo_desktop.render.facts import Facts, FoundWords, Mail, PageSize, PdfCheck
from limbo_desktop.render.limits import FOUND_BOXES, PAGES, TEXT_CHARACTERS
from limbo_desktop.render.messages import Conversation, Message
from limbo_desktop.render.structure import CELLS, LEVELS, PARTS, Structure
from limbo_desktop.render.wire import WireError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")

_COUNT: Final = 1 << 31
_SIZE: Final = 1 << 62
_POINTS: Final = 1e9
_SECONDS: Final = 20 * 366 * 86_400.0
_WORD: Final = 200
_ENTRIES: Final = 5_000
_DETAIL: Final = 1_000


def believed(record: T) -> T:
    """Return a record that a worker told, as it is.

    Raises:
        WireError: no file can have what it says.
    """
    check = _CHECKS.get(type(record))
    if check is not None and not check(record):
        raise WireError(type(record).__name__)
    return record


def _facts(told: Facts) -> bool:
    counts = (told.page_count, told.frames, told.messages)
    return (
        all(0 <= count < _COUNT for count in counts)
        and 0 <= told.size < _SIZE
        and 0 <= told.seconds <= _SECONDS
        and len(told.pages) <= min(PAGES, told.page_count)
        and all(map(_page, told.pages))
        and _instant(told.recorded)
        and len(told.media_type) <= _WORD
        and told.media_type.isprintable()
        and len(told.detail) <= _DETAIL
        and len(told.metadata) <= _ENTRIES
        and all(len(value) <= TEXT_CHARACTERS for _, value in told.metadata)
    )


def _page(page: PageSize) -> bool:
    points, pixels = (page.width_pt, page.height_pt), (page.width_px, page.height_px)
    return all(0 <= side <= _POINTS for side in points) and all(0 <= n < _COUNT for n in pixels)


def _mail(told: Mail) -> bool:
    return _instant(told.at) and all(0 <= each.size < _SIZE for each in told.attachments)


def _conversation(told: Conversation) -> bool:
    return 0 <= told.count < _COUNT and all(map(_message, told.messages))


def _message(told: Message) -> bool:
    instants = _instant(told.at) and _instant(told.edited)
    return instants and all(0 <= each.size < _SIZE for each in told.attachments)


def _structure(told: Structure) -> bool:
    return len(told.parts) <= PARTS and all(
        0 <= part.level <= LEVELS and len(part.cells) <= CELLS for part in told.parts
    )


def _words(told: FoundWords) -> bool:
    sides = (side for box in told.boxes for side in (box.x, box.y, box.width, box.height))
    return len(told.boxes) <= FOUND_BOXES and all(0 <= side <= 1 for side in sides)


def _instant(text: str) -> bool:
    """Whether a text is "" or ISO 8601."""
    try:
        return text == "" or dt.datetime.fromisoformat(text) is not None
    except ValueError:
        return False


_CHECKS: Final = cast(  # each is asked about records of its own type only
    "Mapping[type, Callable[[object], bool]]",
    {
        Facts: _facts,
        Mail: _mail,
        Conversation: _conversation,
        Structure: _structure,
        FoundWords: _words,
        PdfCheck: lambda told: 0 <= told.page_count < _COUNT,
    },
)
