"""One look into a file, in the render process: what it is, what it says of itself, its words."""

from collections.abc import Callable
from dataclasses import dataclass

from limbo_desktop.render import facts as render
from limbo_desktop.render.client import Renderer, Source
from limbo_desktop.render.facts import Kind
from limbo_desktop.render.failures import Reason, RenderFailure
from limbo_desktop.vault.findings import Facts
from limbo_desktop.vault.vault import Vault

SIZES = 200
"""Of how many pages the size is kept."""

_WORDLESS = frozenset({Kind.IMAGE, Kind.AUDIO, Kind.VIDEO, Kind.OTHER})
"""What has no words of its own; what its metadata say stands in the facts."""

_CLOSED = frozenset({Reason.EMPTY, Reason.PASSWORD, Reason.WRONG_PASSWORD, Reason.NO_PAGES})
"""There is nothing to be read then."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one look gave: the facts, and the text of each page."""

    facts: Facts
    pages: tuple[str, ...] = ()


def look(renderer: Renderer, stream: Source, name: str, password: str = "") -> Found:
    """Look into a file; whatever is the matter with it stands in the facts.

    Raises:
        RenderFailure: STOPPED only, after the renderer was closed.
    """
    return _further(renderer, stream, name, password, renderer.inspect(stream, name, password))


def look_through(
    vault: Vault, renderer: Renderer, sha256: str, name: str, password: str = ""
) -> None:
    """Look into a file of the vault and keep what was found; nothing happens the second time.

    Raises:
        KeyError: there is no such file.
        RenderFailure: STOPPED only, after the renderer was closed.
        VaultError: it cannot be kept.
    """
    if vault.findings.facts(sha256) is not None:
        return
    with vault.blobs.open(sha256) as stream:
        found = look(renderer, stream, name, password)
    vault.findings.put(sha256, found.facts, found.pages)


def look_through_waiting(
    vault: Vault, renderer: Renderer, progress: Callable[[int, int], object]
) -> None:
    """Look into every file that nobody has looked into yet; `progress` hears (done, total).

    What `progress` raises ends it between two files; what was found stays.
    """
    waiting = vault.findings.waiting()
    for done, document in enumerate(waiting):
        progress(done, len(waiting))
        look_through(vault, renderer, document.sha256, document.file, document.password)
    progress(len(waiting), len(waiting))


def _further(
    renderer: Renderer, stream: Source, name: str, password: str, found: render.Facts
) -> Found:
    told, complete = found.metadata, True
    attached: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    try:
        if found.kind is Kind.MAIL:
            mail = renderer.mail(stream)
            told = mail.headers
            attached = tuple(each.name for each in mail.attachments)
        if found.kind not in _WORDLESS and found.problem not in _CLOSED:
            text = renderer.text(stream, name, password)
            pages, complete = _pages(text.text, found.kind), text.complete
    except RenderFailure as failure:
        if failure.reason is Reason.STOPPED:
            raise
        complete = False
    return Found(_facts(found, told, attached, complete=complete), pages)


def _pages(text: str, kind: Kind) -> tuple[str, ...]:
    return tuple(text.split("\f")) if kind is Kind.PDF else (text,)


def _facts(
    found: render.Facts,
    told: tuple[tuple[str, str], ...],
    attached: tuple[str, ...],
    *,
    complete: bool,
) -> Facts:
    first = found.pages[0] if found.pages else None
    return Facts(
        found.media_type,
        found.kind.value,
        found.size,
        found.page_count or len(found.pages),
        tuple((round(page.width_pt, 1), round(page.height_pt, 1)) for page in found.pages[:SIZES]),
        (first.width_px, first.height_px) if first is not None else (0, 0),
        found.frames,
        found.problem.value if found.problem is not None else "",
        found.has_text,
        found.gps,
        told,
        attached,
        complete,
    )
