"""What a supplement is reckoned from: what earlier bundles printed of each record."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from limbo_desktop.bundle import notes
from limbo_desktop.bundle.base import Base
from limbo_desktop.bundle.bodies import Examined, NoBody
from limbo_desktop.bundle.pages.telling import entry_anchor, exhibit_anchor
from limbo_desktop.bundle.selection import Entry, Exhibit, Selection, printed_digest
from limbo_desktop.bundle.told_names import hidden_in, named_in
from limbo_desktop.vault.bundles import Given, MadeBundle, Printed


def settled(
    selection: Selection, examined: Iterable[Examined]
) -> tuple[Selection, tuple[Examined, ...]]:
    """Leave out of a supplement what is withheld and says nothing new.

    What readers have and would not be given any more is not given as an empty slip.
    """
    kept = tuple(each for each in examined if not _still_bare(selection, each))
    numbers = {each.number for each in kept}
    had = tuple(
        replace(each, had=True) for each in selection.exhibits if each.number not in numbers
    )
    if not had:
        return selection, kept
    exhibits = tuple(each for each in selection.exhibits if each.number in numbers)
    return replace(selection, exhibits=exhibits, had_exhibits=(*selection.had_exhibits, *had)), kept


def _still_bare(selection: Selection, examined: Examined) -> bool:
    former = examined.exhibit.former
    if former is None or not _bare(examined):
        return False
    return not former.bare or former.digest == printed_digest(selection, examined.exhibit)


def _bare(examined: Examined) -> bool:
    return isinstance(examined.body, NoBody) and examined.body.reason in notes.HELD_BACK


def line_of(
    selection: Selection,
    examined: Iterable[Examined],
    base: Base,
    pages: int,
    size: int,
    seals: Sequence[str],
) -> MadeBundle:
    """The line of the log for a bundle with these fingerprints, with all that its readers have.

    `seals` are those of its parts, in order; one where it is one file.
    """
    given = selection.options.given
    entries = dict(given.entries) if given else {}
    exhibits = dict(given.exhibits) if given else {}
    entries |= {each.event.id: _entry(selection, each, base) for each in selection.entries}
    exhibits |= {each.exhibit.document.id: _exhibit(selection, each, base) for each in examined}
    witnesses = dict(given.witnesses) if given else {}
    return MadeBundle(
        selection.options.reader.value,
        selection.options.lang,
        size,
        len(selection.entries),
        len(selection.exhibits),
        Given(
            0,
            seals[0],
            base.first,
            base.first + pages - 1,
            entries,
            exhibits,
            {**witnesses, **selection.concealer.numbers},
            parts=tuple(seals) if len(seals) > 1 else (),
            open=_and_before(given.open if given else (), named_in(selection)),
            hidden=_and_before(given.hidden if given else (), hidden_in(selection)),
        ),
        given.number if given else 0,
        selection.options.second,
    )


def _and_before(before: Sequence[str], now: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted({*before, *now}))


def _entry(selection: Selection, entry: Entry, base: Base) -> Printed:
    page = base.places[entry_anchor(entry.number)]
    return Printed(entry.number, page, printed_digest(selection, entry))


def _exhibit(selection: Selection, examined: Examined, base: Base) -> Printed:
    exhibit: Exhibit = examined.exhibit
    first = base.places.get(exhibit_anchor(exhibit.number, 1), 0)
    pages = 0
    while exhibit_anchor(exhibit.number, pages + 1) in base.places:
        pages += 1
    page = base.places[exhibit_anchor(exhibit.number)]
    digest = printed_digest(selection, exhibit)
    return Printed(exhibit.number, page, digest, 0, first, pages, _bare(examined))
