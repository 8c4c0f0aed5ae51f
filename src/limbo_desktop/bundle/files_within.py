"""The files that an e-mail or an archive holds, by SHA-256: none of them may be one kept back."""

import hashlib
from contextlib import closing
from io import BytesIO
from typing import Final

from limbo_desktop.render.client import Renderer
from limbo_desktop.render.exchange import Source
from limbo_desktop.render.facts import Kind
from limbo_desktop.render.failures import Reason, RenderFailure

_DEPTH: Final = 3
"""A mail in a mail in an archive is taken apart; what is deeper is known by itself only."""

_PIECE: Final = 1 << 20
_HELD_BYTES: Final = 24 << 20
"""Most of the files of one that are kept in memory to be taken apart themselves."""


def digests_within(
    renderer: Renderer, stream: Source, kind: Kind, depth: int = _DEPTH
) -> frozenset[str]:
    """Return the SHA-256 of each file inside, and of those inside these, as far as can be read.

    Raises:
        RenderFailure: the render process was stopped.
    """
    if kind not in (Kind.MAIL, Kind.ARCHIVE) or not depth:
        return frozenset()
    found: set[str] = set()
    inner: list[tuple[str, bytes]] = []
    room = _HELD_BYTES
    try:
        take = renderer.attachments if kind is Kind.MAIL else renderer.unpack
        with closing(take(stream)) as files:
            for file in files:
                digest, kept = hashlib.sha256(), bytearray()
                while piece := file.read(_PIECE):
                    digest.update(piece)
                    room -= len(piece)
                    kept += piece if room >= 0 else b""
                found.add(digest.hexdigest())
                inner += [(file.name, bytes(kept))] if room >= 0 else []
    except RenderFailure as failure:
        if failure.reason is Reason.STOPPED:
            raise
    for name, data in inner:
        own = BytesIO(data)
        found |= digests_within(renderer, own, renderer.survey(own, name).facts.kind, depth - 1)
    return frozenset(found)
