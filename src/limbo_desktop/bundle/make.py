"""From an open vault to a finished bundle on disk: the whole way, in one call."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypeVar

from limbo_desktop.aside import new_file
from limbo_desktop.bundle import notes
from limbo_desktop.bundle.assemble import Sealed, assemble
from limbo_desktop.bundle.base import Base
from limbo_desktop.bundle.bodies import Examined, NoBody
from limbo_desktop.bundle.changes import line_of, settled
from limbo_desktop.bundle.encrypt import make_lock
from limbo_desktop.bundle.examine import examine
from limbo_desktop.bundle.going_on import asking
from limbo_desktop.bundle.kept import keeping
from limbo_desktop.bundle.limited import Ground, Planned
from limbo_desktop.bundle.options import Options
from limbo_desktop.bundle.pages.book import typeset
from limbo_desktop.bundle.pictures import Pictures
from limbo_desktop.bundle.presets import FULL, Quality
from limbo_desktop.bundle.redacting import redacting_of
from limbo_desktop.bundle.selection import Selection, select
from limbo_desktop.bundle.sized import OnDisk, Sized, Written
from limbo_desktop.bundle.spare_memory import give_back
from limbo_desktop.bundle.warned import stopped
from limbo_desktop.case.records import Case
from limbo_desktop.errors import PersonError
from limbo_desktop.marking import N_
from limbo_desktop.render.client import Renderer
from limbo_desktop.render.several import Renderers
from limbo_desktop.text.language import Language, language, months_for
from limbo_desktop.vault.bundles import MadeBundle
from limbo_desktop.vault.vault import Vault

Progress = Callable[[int, int], None]
Check = Callable[[], None]
W = TypeVar("W")


class BundleNotWrittenError(PersonError):
    """The place for the bundle cannot be written."""

    message = N_(
        "The file {path} could not be written. The case is safe. Choose another place or free "
        "some room, then try again."
    )


class NothingNewError(PersonError):
    """A supplement would hold nothing that its readers do not have."""

    message = N_("Nothing is new or changed since: there is nothing to supplement.")


@dataclass(frozen=True, slots=True)
class Made:
    """A finished bundle: its fingerprint (hex), how many pages and bytes it has.

    In parts the fingerprint is that of the first, which names those of the others; `path` is their
    folder and `files` their names.  `originals` is the folder of those that do not fit in; `kept`
    are the exhibits whose originals stay with the person, since nothing lies open beside a
    protected file.

    `blank` are the exhibits of which a page could not be drawn a second time and is empty;
    `stopped` those without pages because showing them took too long or ended the process;
    `unsearched` those that could not be searched whole for concealed names and went in.
    `documents` are the ids of those of which pages or bytes went in, for their logs; `line` is
    what the log of bundles is to say.
    """

    fingerprint: str
    pages: int
    size: int
    blank: tuple[int, ...] = ()
    unsearched: tuple[int, ...] = ()
    documents: tuple[str, ...] = ()
    line: MadeBundle | None = None
    path: Path | None = None
    files: tuple[str, ...] = ()
    originals: Path | None = None
    kept: tuple[int, ...] = ()
    stopped: tuple[int, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Draft:
    """A bundle that is ready to be written: what goes in, what the originals are, our pages."""

    case: Case
    selection: Selection
    examined: tuple[Examined, ...]
    base: Base | None
    pictures: Pictures

    @property
    def passwords(self) -> Mapping[str, str]:
        """What opens protected originals, by document id."""
        return passwords_of(self.case)


def passwords_of(case: Case) -> Mapping[str, str]:
    """The passwords of protected files, by document id; they never reach a page."""
    return {each.id: each.password for each in case.documents if each.password}


def prepare(
    vault: Vault,
    options: Options,
    renderer: Renderer,
    check: Check = lambda: None,
    *,
    pages: bool = True,
    quality: Quality = FULL,
    progress: Progress = lambda _done, _total: None,
) -> Draft:
    """Select, look at every original and lay out our own pages (not without `pages`).

    `check` may raise to cancel; `progress` is told pages of exhibits that were looked at, and about
    how many there are.  Raises NothingNewError, RenderFailure when the render process was stopped,
    and the vault's errors.
    """
    with asking(check):
        return _prepared(vault, options, renderer, check, quality, progress, pages=pages)


def _prepared(
    vault: Vault,
    options: Options,
    renderer: Renderer,
    check: Check,
    quality: Quality,
    progress: Progress,
    *,
    pages: bool,
) -> Draft:
    case, redacted = whole_case(vault), vault.redactions.all()
    selection = select(case, options, redacted)
    if not all(vault.prepared.knows(each.document.sha256) for each in selection.exhibits):
        renderer.prepare()
    pictures = Pictures(quality=quality)
    with keeping(renderer, vault.prepared):
        examined = examine(
            selection,
            vault.blobs.open,
            renderer,
            passwords=passwords_of(case),
            pictures=pictures,
            redacting=redacting_of(case, redacted),
            check=check,
            told=_counting(vault, selection, progress),
        )
    selection, examined = settled(selection, examined)
    if options.given is not None and not (selection.entries or selection.exhibits):
        raise NothingNewError
    base = typeset(selection, examined, bundle_language(case, options)) if pages else None
    give_back(len(base.placements) if base is not None else 0)
    check()
    return Draft(case, selection, examined, base, pictures)


def _counting(vault: Vault, selection: Selection, progress: Progress) -> Callable[[Examined], None]:
    """What is told of each exhibit as pages; how many there will be is known of files that were
    looked through before.
    """
    counts = {each.number: _pages_of(vault, each.document.sha256) for each in selection.exhibits}
    done, total = 0, sum(counts.values())

    def told(examined: Examined) -> None:
        nonlocal done
        done += counts.get(examined.number, 0)
        progress(done, total)

    return told


def _pages_of(vault: Vault, sha256: str) -> int:
    facts = vault.findings.facts(sha256)
    return facts.pages if facts is not None and facts.kind in {"pdf", "image"} else 1


def write(
    draft: Draft,
    vault: Vault,
    renderer: Renderer,
    out: BinaryIO,
    progress: Progress = lambda _done, _total: None,
    check: Check = lambda: None,
    *,
    password: str = "",
) -> Made:
    """Write a draft with pages to `out`, which only needs to take bytes.

    With a password it is encrypted on its way.  Raises PasswordRefusedError.
    """
    if draft.base is None:
        raise ValueError("a draft without pages")
    with asking(check), keeping(renderer, vault.prepared):
        sealed = assemble(
            draft.base,
            draft.examined,
            vault.blobs.open,
            renderer,
            out,
            passwords=draft.passwords,
            pictures=draft.pictures,
            lock=make_lock(password) if password else None,
            progress=progress,
            check=check,
        )
    return _made(draft.selection, draft.examined, draft.base, (sealed,))


def _made(
    selection: Selection, examined: Sequence[Examined], base: Base, sealed: Sequence[Sealed]
) -> Made:
    pages, size = sum(each.pages for each in sealed), sum(each.size for each in sealed)
    return Made(
        sealed[0].fingerprint,
        pages,
        size,
        tuple(sorted({place.exhibit for each in sealed for place in each.missing})),
        tuple(each.number for each in examined if each.unsearched),
        tuple(
            each.exhibit.document.id
            for each in examined
            if each.attached or each.beside or not isinstance(each.body, NoBody)
        ),
        line_of(selection, examined, base, pages, size, [each.fingerprint for each in sealed]),
        stopped=tuple(each.number for each in examined if stopped(each)),
    )


def note_made(vault: Vault, made: Made, file: str) -> None:
    """Write into the logs, of bundles and of each paper, that a bundle was made under this name.

    On a medium that cannot be written nothing is noted: a bundle can be made from it.
    """
    with vault.transaction() if not vault.read_only else nullcontext():
        vault.custody.sent(made.documents, file, made.fingerprint)
        if made.line is not None:
            vault.bundles.note(made.line, file)


def make_bundle(
    vault: Vault,
    options: Options,
    out: Path,
    progress: Progress = lambda _done, _total: None,
    check: Check = lambda: None,
    *,
    password: str = "",
) -> Made:
    """Write the bundle of a vault, best of a snapshot of it, to `out`.

    `progress` is told pages done and pages in all; `check` may raise to cancel.  The file appears
    whole or not at all, and so does the folder of parts that a preset may ask for: it has the name
    of the file without its suffix.  With a `password` each opens only with that.  Raises
    PasswordRefusedError, BundleNotWrittenError, the errors of `prepare`, `make_sized` and `OnDisk`.
    """
    if not out.parent.is_dir():  # told now, not after every original was looked at
        raise BundleNotWrittenError(path=out)
    with Renderers() as renderer, asking(check), keeping(renderer, vault.prepared):
        try:
            if limit := options.preset.limit:
                on_disk = OnDisk(limit, renderer, out, progress, check)
                return _sized(make_sized(vault, options, renderer, on_disk, check, password))

            # looked at is half of a page's work, placed the other half
            def looked(done: int, total: int) -> None:
                progress(done // 2, total)

            def placed(done: int, total: int) -> None:
                progress((total + done) // 2, total)

            draft = prepare(vault, options, renderer, check, progress=looked)
            with new_file(out) as stream:
                return write(draft, vault, renderer, stream, placed, check, password=password)
        except OSError:
            raise BundleNotWrittenError(path=out) from None


def make_sized(
    vault: Vault,
    options: Options,
    renderer: Renderer,
    write: Callable[[Planned, Ground], W],
    check: Check = lambda: None,
    password: str = "",
) -> W:
    """Plan a bundle whose preset has a limit, and write it with `write`; raises as `Sized` does."""
    ground = partial(_ground, vault, options, renderer, check, password)
    return Sized(options.preset, ground, renderer, write, check).make()


def _ground(
    vault: Vault,
    options: Options,
    renderer: Renderer,
    check: Check,
    password: str,
    quality: Quality,
) -> Ground:
    draft = prepare(vault, options, renderer, check, pages=False, quality=quality)
    return Ground(
        draft.selection,
        draft.examined,
        bundle_language(draft.case, options),
        draft.pictures,
        vault.blobs.open,
        draft.passwords,
        password,
    )


def _sized(written: Written) -> Made:
    planned = written.planned
    laid = planned.laid
    made = _made(laid.telling.selection, planned.examined, laid.bases[0], written.sealed)
    return replace(
        made,
        path=written.path,
        files=written.files,
        originals=written.originals,
        kept=tuple(each.number for each in planned.examined if notes.KEPT in each.notes),
    )
