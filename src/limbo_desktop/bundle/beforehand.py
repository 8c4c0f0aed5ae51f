"""What a bundle will ask of a file, asked when the file comes into the case: the first bundle then
is as quick as any other.

It asks what `examine` asks, so that the answers lie where that looks for them, but only for what is
small when it is kept: pictures are not drawn, and what hangs on mails is looked at and not kept.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress

from limbo_desktop.bundle.going_on import Check, asking
from limbo_desktop.bundle.kept import LARGE, keeping
from limbo_desktop.bundle.neutral_names import asked_name
from limbo_desktop.bundle.pictures import Pictures
from limbo_desktop.bundle.shown import Shower
from limbo_desktop.case.records import Document
from limbo_desktop.errors import PersonError
from limbo_desktop.render.client import Renderer
from limbo_desktop.render.failures import Reason, RenderFailure
from limbo_desktop.vault.prepared import Prepared
from limbo_desktop.vault.vault import Vault


def prepare_waiting(
    vault: Vault, renderer: Renderer, progress: Callable[[int, int], object]
) -> None:
    """Prepare every file of which nothing is prepared; `progress` hears (done, total).

    What `progress` raises ends it between two files; what was prepared stays.
    """
    waiting = vault.prepared.waiting()
    for done, document in enumerate(waiting):
        progress(done, len(waiting))
        prepare_file(vault, renderer, document)
    progress(len(waiting), len(waiting))


def prepare_file(
    vault: Vault, renderer: Renderer, document: Document, check: Check = lambda: None
) -> None:
    """Ask what a bundle will ask of a document's file, and keep the answers.

    Where that is interrupted, or the file cannot be read, the bundle asks.  `check` may raise to
    cancel.  Nothing happens where not all could be kept.
    """
    prepared, name, password = vault.prepared, asked_name(document.file), document.password
    if not prepared.has_room:
        return
    concealing = any(person.conceal for person in vault.people.all())
    shower = Shower(renderer, Pictures(limit=0), check, searching=concealing, photos=False)
    with (
        suppress(PersonError, OSError, KeyError),
        asking(check),
        keeping(renderer, prepared, without=LARGE),
        _all_or_nothing(prepared),
        closing(vault.blobs.open(document.sha256)) as stream,
    ):
        survey = renderer.survey(stream, name, password)
        with _unless_stopped():
            shower.shown(0, stream, survey, password, name)
        if concealing:
            with _unless_stopped():
                renderer.words(stream, name, password)


@contextmanager
def _all_or_nothing(prepared: Prepared) -> Iterator[None]:
    """Drop what waits when the block is left by an error: what is kept of a file is not looked
    for again.
    """
    try:
        yield
    except BaseException:
        prepared.drop()
        raise


@contextmanager
def _unless_stopped() -> Iterator[None]:
    """Go on after a refusal, which is an answer too."""
    try:
        yield
    except RenderFailure as failure:
        if failure.reason is Reason.STOPPED:
            raise
