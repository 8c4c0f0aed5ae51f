"""From an open vault to a finished bundle on disk: the whole way, in one call."""

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from limbo_desktop.bundle.assemble import assemble
from limbo_desktop.bundle.examine import examine
from limbo_desktop.bundle.options import Options
from limbo_desktop.bundle.pages.book import typeset
from limbo_desktop.bundle.pictures import Pictures
from limbo_desktop.bundle.selection import select
from limbo_desktop.case.records import Case
from limbo_desktop.errors import PersonError
from limbo_desktop.marking import N_
from limbo_desktop.render.client import Renderer
from limbo_desktop.text.language import Language, language, months_for
from limbo_desktop.vault.vault import Vault


class BundleNotWrittenError(PersonError):
    """The place for the bundle cannot be written."""

    message = N_(
        "The file {path} could not be written. The case is safe. Choose another place or free "
        "some room, then try again."
    )


@dataclass(frozen=True, slots=True)
class Made:
    """A finished bundle: its fingerprint (hex), how many pages and bytes it has.

    `blank` are the exhibits of which a page could not be drawn a second time and is empty;
    `unsearched` those that could not be searched whole for concealed names and went in.
    """

    fingerprint: str
    pages: int
    size: int
    blank: tuple[int, ...] = ()
    unsearched: tuple[int, ...] = ()


def bundle_language(case: Case, options: Options) -> Language:
    """The language of a bundle; Arabic month names are those of the case's own countries."""
    countries = [event.country for event in case.events]
    return language(options.lang, options.months or months_for(countries))


def whole_case(vault: Vault) -> Case:
    """Everything in a vault, with the vault's own ids."""
    return Case(
        vault.info,
        tuple(vault.people.all()),
        tuple(vault.events.all()),
        tuple(vault.documents.all()),
        tuple(vault.tasks.all()),
    )


def make_bundle(
    vault: Vault,
    options: Options,
    out: Path,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    check: Callable[[], None] = lambda: None,
) -> Made:
    """Write the bundle of a vault, best of a snapshot of it, to `out`.

    `progress` is told pages done and pages in all; `check` may raise to cancel.  The file appears
    whole or not at all.  Raises BundleNotWrittenError, and the vault's errors.
    """
    case = whole_case(vault)
    selection = select(case, options)
    passwords = {each.id: each.password for each in case.documents if each.password}
    pictures = Pictures()
    try:
        descriptor, name = tempfile.mkstemp(prefix=".limbo-bundle-", dir=out.parent)
    except OSError:
        raise BundleNotWrittenError(path=out) from None
    aside = Path(name)
    try:
        with Renderer() as renderer, os.fdopen(descriptor, "w+b") as stream:
            open_original = vault.blobs.open
            examined = examine(
                selection,
                open_original,
                renderer,
                passwords=passwords,
                pictures=pictures,
                check=check,
            )
            base = typeset(selection, examined, bundle_language(case, options))
            check()
            sealed = assemble(
                base,
                examined,
                open_original,
                renderer,
                stream,
                passwords=passwords,
                pictures=pictures,
                progress=progress,
                check=check,
            )
            try:
                stream.flush()
                os.fsync(stream.fileno())
            except OSError:
                raise BundleNotWrittenError(path=out) from None
        try:
            aside.replace(out)
        except OSError:
            raise BundleNotWrittenError(path=out) from None
    finally:
        aside.unlink(missing_ok=True)
    return Made(
        sealed.fingerprint,
        sealed.pages,
        sealed.size,
        tuple(sorted({each.exhibit for each in sealed.missing})),
        tuple(each.number for each in examined if each.unsearched),
    )
