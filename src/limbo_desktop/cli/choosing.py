"""What goes in, for whom and beside what: the choices that `bundle` and `chronology` share."""

import argparse
import datetime as dt
from collections.abc import Collection, Iterable

from limbo_desktop.bundle.options import Choice, Options, Reader
from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.lanes import LANES
from limbo_desktop.errors import PersonError
from limbo_desktop.marking import N_
from limbo_desktop.vault.bundles import MadeBundle
from limbo_desktop.vault.vault import Vault

_SHARED = {"lawyer": Reader.LAWYER, "all": Reader.AUTHORITY}


class BadDayError(PersonError):
    """The day after `--since` or `--until` is none."""

    message = N_("{value} is no day such as 2024-02-08. Nothing was written.")


class NoSuchEntryError(PersonError):
    """An id after `--events` is not in the case."""

    message = N_("There is no entry with the id {value} in this case. Nothing was written.")


class NoSuchPersonError(PersonError):
    """What stands after `--people` is neither id nor name of somebody."""

    message = N_("There is nobody with the id or name {value} in this case. Nothing was written.")


class NoSuchChoiceError(PersonError):
    """What stands after `--kinds` or `--lanes` is none."""

    message = N_("{value} is none of these: {known}. Nothing was written.")


class NoSuchBundleError(PersonError):
    """The bundle after `--supplements` is not in the log, or was for other readers."""

    message = N_(
        "The log has no bundle {value} for these readers. Nothing was written. What was made"
        " before: `list --of bundles`."
    )


def check_days(chosen: argparse.Namespace) -> None:
    """Raise BadDayError unless both days are days (ISO 8601) or empty."""
    for day in (chosen.since, chosen.until):
        try:
            dt.date.fromisoformat(day or "2000-01-01")
        except ValueError:
            raise BadDayError(value=day) from None


def chosen_options(
    vault: Vault, chosen: argparse.Namespace, supplements: str | None = None
) -> Options:
    """The options as they were given on the command line; raises the errors above."""
    check_days(chosen)
    reader = Reader(chosen.reader) if chosen.reader else _SHARED[chosen.share]
    earlier = _supplemented(vault, reader, supplements) if supplements else None
    return Options(
        chosen.lang,
        reader,
        Choice(
            chosen.since,
            chosen.until,
            _known(chosen.kinds, KINDS),
            _known(chosen.lanes, [lane.name for lane in LANES]),
            _people(vault, chosen.people),
            _events(vault, chosen.events),
        ),
        given=earlier.given if earlier else None,
    )


def _parts(text: str | None) -> Iterable[str]:
    return filter(None, (part.strip() for part in (text or "").split(",")))


def _known(text: str | None, known: Collection[str]) -> frozenset[str]:
    chosen = frozenset(_parts(text))
    for each in chosen - set(known):
        raise NoSuchChoiceError(value=each, known=", ".join(known))
    return chosen


def _people(vault: Vault, text: str | None) -> frozenset[str]:
    """People by the vault's ids, by those that they had in a case folder, or by name."""
    ids = {
        name.casefold(): inside.id
        for inside, outside in zip(vault.people.all(), vault.export_case().people, strict=True)
        for name in (inside.name, inside.name_latin, outside.id, inside.id)
    }
    found = set()
    for each in _parts(text):
        if each.casefold() not in ids:
            raise NoSuchPersonError(value=each)
        found.add(ids[each.casefold()])
    return frozenset(found)


def _events(vault: Vault, text: str | None) -> frozenset[str] | None:
    """Entries by the vault's ids, or by those that they had in a case folder; None for all."""
    if text is None:
        return None
    ids = {
        name: inside.id
        for inside, outside in zip(vault.events.all(), vault.export_case().events, strict=True)
        for name in (outside.id, inside.id)
    }
    found = set()
    for each in _parts(text):
        if each not in ids:
            raise NoSuchEntryError(value=each)
        found.add(ids[each])
    return frozenset(found)


def _supplemented(vault: Vault, reader: Reader, wanted: str) -> MadeBundle:
    """The last bundle for these readers, or the one with this number or fingerprint."""
    made = [each for each in vault.bundles.all() if each.reader == reader.value]
    for each in reversed(made):
        if wanted in ("last", str(each.number)) or (
            len(wanted) >= 8 and any(digits.startswith(wanted) for digits in each.fingerprints)
        ):
            return each
    raise NoSuchBundleError(value=wanted)
