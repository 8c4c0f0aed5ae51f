"""A bundle in parts, none of them a byte larger than it may be, as it was planned.

The parts are written from the last to the first, so that the first can name the fingerprints of all
the others.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from limbo_desktop.bundle import notes
from limbo_desktop.bundle.assemble import Sealed, assemble
from limbo_desktop.bundle.attachments import OpenOriginal
from limbo_desktop.bundle.bodies import Examined
from limbo_desktop.bundle.encrypt import make_lock
from limbo_desktop.bundle.exhibit_pages import Passwords
from limbo_desktop.bundle.pages.book import Laid
from limbo_desktop.bundle.pdf_writer import Sink
from limbo_desktop.bundle.pictures import Pictures
from limbo_desktop.bundle.selection import Selection
from limbo_desktop.bundle.weighing import Limited
from limbo_desktop.errors import PersonError
from limbo_desktop.marking import N_
from limbo_desktop.render.client import Renderer
from limbo_desktop.text.language import Language

Progress = Callable[[int, int], None]
Check = Callable[[], None]
OpenPart = Callable[[int, int], AbstractContextManager[Sink]]
"""Where a part goes, from its number and how many there are."""


class PageTooLargeError(PersonError):
    """A page does not fit into a part, however little of it is kept."""

    message = N_(
        "Page {page} of exhibit {exhibit} alone is larger than one file may be, even with the "
        "smallest pictures. Nothing was written. Choose another size, or leave this exhibit out."
    )


class PartsNotFoundError(PersonError):
    """No division into parts was found: our own pages do not fit."""

    message = N_(
        "The file could not be divided into parts this small. Nothing was written; the case is as "
        "it was. Choose another size, or fewer entries."
    )


@dataclass(frozen=True, slots=True)
class Ground:
    """What parts are made of: what goes in, the originals, how they are drawn.

    With a `password` each part opens only with that, and no original lies open beside them: what
    does not fit stays with the person.
    """

    selection: Selection
    examined: tuple[Examined, ...]
    language: Language
    pictures: Pictures
    open_original: OpenOriginal
    passwords: Passwords
    password: str = ""

    def put_beside(self, examined: Examined) -> Examined:
        """An exhibit whose original is not attached; under a password it is not beside either."""
        if self.password and examined.attached:
            return replace(examined, attached=False, notes=(*examined.notes, notes.KEPT))
        return replace(examined, attached=False, beside=examined.attached)

    def put_inside(self, examined: Examined) -> Examined:
        """The same exhibit with its original attached after all."""
        told = tuple(each for each in examined.notes if each != notes.KEPT)
        return replace(examined, attached=True, beside=False, notes=told)


@dataclass(frozen=True, slots=True)
class Planned:
    """Parts that fit: their pages, and what each has of the exhibits."""

    laid: Laid
    inside: tuple[tuple[Examined, ...], ...]
    examined: tuple[Examined, ...]


def write_parts(
    planned: Planned,
    ground: Ground,
    renderer: Renderer,
    limit: int,
    open_part: OpenPart,
    progress: Progress = lambda _done, _total: None,
    check: Check = lambda: None,
) -> tuple[Sealed, ...]:
    """Write the parts, from the last to the first; what was written, in the order of the parts.

    Raises:
        TooManyBytesError: a part would be larger than `limit`.
    """
    bases = planned.laid.bases
    total = sum(len(base.placements) for base in bases)
    done = 0
    sealed: list[Sealed] = []
    for part in range(len(bases), 0, -1):
        base = bases[part - 1]
        if part == 1 and sealed:
            base = planned.laid.first_part([each.fingerprint for each in reversed(sealed)])
        before = done

        def report(placed: int, _of: int, before: int = before) -> None:
            progress(before + placed, total)

        with open_part(part, len(bases)) as out:
            made = assemble(
                base,
                planned.inside[part - 1],
                ground.open_original,
                renderer,
                Limited(out, limit),
                passwords=ground.passwords,
                pictures=ground.pictures,
                lock=make_lock(ground.password) if ground.password else None,
                progress=report,
                check=check,
            )
        sealed.append(made)
        done += len(base.placements)
    return tuple(reversed(sealed))
