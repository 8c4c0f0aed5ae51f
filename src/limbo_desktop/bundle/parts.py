"""The parts of a bundle that have a digest each, the same for who writes it and who verifies it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pikepdf import Array, Object, Stream

from limbo_desktop.bundle.digest import Key, Lookup, Part, digest_from
from limbo_desktop.bundle.manifest import Parts

SHOWN: Final = "/LimboPage"
"""The name of an exhibit's page among the drawings of the bundle's page."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Where the parts of a bundle stand in one file, by the numbers of their first objects.

    `contents` are the streams that draw each page, `tree` the nodes of the page tree; `drawn` gives
    for each page of an exhibit the digest of its drawing.
    """

    root: Key
    info: Key | None
    pages: tuple[Key, ...]
    contents: tuple[tuple[Key, ...], ...]
    tree: tuple[Key, ...]
    drawn: Mapping[Key, bytes]
    bookmarks: Key | None
    names: Key | None
    files: Key | None
    structure: Key | None


@dataclass(frozen=True, slots=True)
class Digests:
    """The digests of all parts, with what each covers."""

    pages: tuple[Part, ...]
    attachments: Part
    bookmarks: Part
    properties: Part
    structure: Part | None

    @property
    def hexed(self) -> Parts:
        """The parts that belong to no page, as the integrity list has them."""
        return Parts(
            self.attachments.digest.hex(),
            self.bookmarks.digest.hex(),
            self.properties.digest.hex(),
            self.structure.digest.hex() if self.structure else "",
        )


def digest_parts(shape: Shape, lookup: Lookup, *, covering: bool = True) -> Digests:
    """Digest every part of a bundle.

    Where a part refers to a page, that page counts by what is drawn on it; so each change shows in
    the part that was changed and nowhere else, and a page that is gone moves no other one's digest.
    In the structure, which speaks of nearly every page, it counts by its place.
    What each page covers is only said with `covering`.
    """
    stops = {
        page: b"page " + b"".join(lookup(key).own for key in contents)
        for page, contents in zip(shape.pages, shape.contents, strict=True)
    }
    stops |= dict.fromkeys(shape.tree, b"tree")
    stops |= {drawn: b"drawn " + digest for drawn, digest in shape.drawn.items()}
    others = {
        shape.bookmarks: b"bookmarks",
        shape.names: b"names",
        shape.files: b"files",
        shape.structure: b"structure",
    }
    places = {page: b"page %d" % index for index, page in enumerate(shape.pages)}
    outer = stops | {key: name for key, name in others.items() if key is not None}
    return Digests(
        tuple(digest_from(page, lookup, stops, covering=covering) for page in shape.pages),
        _together([shape.names, shape.files], lookup, stops),
        _together([shape.bookmarks], lookup, stops),
        _together([shape.root, shape.info], lookup, outer),
        None
        if shape.structure is None
        else digest_from(shape.structure, lookup, places, covering=covering),
    )


def _together(starts: list[Key | None], lookup: Lookup, stops: Mapping[Key, bytes]) -> Part:
    digest, covered = hashlib.sha256(), frozenset[Key]()
    for start in starts:
        if start is None:
            digest.update(b"none")
            continue
        part = digest_from(start, lookup, stops)
        digest.update(part.digest)
        covered |= part.covered
    return Part(digest.digest(), covered)


def contents_of(page: Object) -> list[Object]:
    """The streams that draw a page, in order."""
    contents = page.get("/Contents")
    if isinstance(contents, Array):
        return [each for each in list(contents) if isinstance(each, Stream)]
    return [contents] if isinstance(contents, Stream) else []
