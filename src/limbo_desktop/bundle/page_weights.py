"""About how many bytes of a file belong to each page of ours: known as soon as it is drawn."""

from collections.abc import Sequence
from typing import Final

from limbo_desktop.bundle.base import Drawn
from limbo_desktop.bundle.structure import Structure

_PAGE: Final = 560
"""About the bytes of a page beside what is drawn on it: its dictionary, its lines in lists."""
_LINK: Final = 260
"""The same of a link."""


def page_weights(drawn: Sequence[Drawn], structure: Structure) -> list[int]:
    """The bytes of each page of a file, without its fonts."""
    told = structure.weights(len(drawn))
    return [
        len(page.body.raw) + _LINK * len(page.links) + _PAGE + weight
        for page, weight in zip(drawn, told, strict=True)
    ]
