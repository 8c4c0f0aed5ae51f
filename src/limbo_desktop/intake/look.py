"""One look into a file, in the render process: what it is, what it says of itself, its words."""

from collections.abc import Callable
from dataclasses import dataclass

from limbo_desktop.render import facts as render
from limbo_desktop.render.client import Renderer
from limbo_desktop.render.exchange import Source
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

_LOCKED = frozenset({Reason.PASSWORD, Reason.WRONG_PASSWORD})


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
    return _further(renderer, stream, name, password, renderer.glance(stream, name, password))


def look_through(
    vault: Vault, renderer: Renderer, sha256: str, name: str, password: str = ""
) -> None:
    """Look into a file of the vault and keep what was found; nothing happens the second time,
    but for a protected file and another password.

    Raises:
        KeyError: there is no such file.
        RenderFailure: STOPPED only, after the renderer was closed.
        VaultError: it cannot be kept.
    """
    known = vault.findings.facts(sha256)
    if known is not None and known.settles(password):
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
            pages, complete = text.pages, text.complete
    except RenderFailure as failure:
        if failure.reason is Reason.STOPPED:
            raise
        complete = False
    first = found.pages[0] if found.pages else None
    facts = Facts(
        media_type=found.media_type,
        kind=found.kind.value,
        size=found.size,
        pages=found.page_count or len(found.pages),
        sizes=tuple((round(page.width_pt, 1), round(page.height_pt, 1)) for page in found.pages)[
            :SIZES
        ],
        pixels=(first.width_px, first.height_px) if first is not None else (0, 0),
        frames=found.frames,
        problem=found.problem.value if found.problem is not None else "",
        has_text=found.kind is Kind.PDF and any(page.strip() for page in pages),
        gps=found.gps,
        told=told,
        attached=attached,
        complete=complete,
        messages=found.messages,
        seconds=found.seconds,
        recorded=found.recorded,
        tried=password if found.problem in _LOCKED else "",
    )
    return Found(facts, pages)
