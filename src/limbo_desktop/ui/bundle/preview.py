"""The bundle's real pages, made in memory before anything is written anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from limbo_desktop.bundle.assemble import assemble
from limbo_desktop.bundle.bodies import Examined, NoBody
from limbo_desktop.bundle.examine import examine
from limbo_desktop.bundle.make import bundle_language
from limbo_desktop.bundle.notes import WITHHELD
from limbo_desktop.bundle.options import Options
from limbo_desktop.bundle.pages.book import typeset
from limbo_desktop.bundle.pictures import Pictures
from limbo_desktop.ui.bundle.plan import selection_of, titles_of

if TYPE_CHECKING:
    from limbo_desktop.render.client import Renderer
    from limbo_desktop.ui.lane import Job
    from limbo_desktop.vault.vault import Vault

LARGEST: Final = 120_000_000
"""Bytes of originals up to which the whole bundle is held in memory to be looked at."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the bundle and the page, from 0, on which it begins."""

    title: str
    page: int


@dataclass(frozen=True, slots=True)
class Preview:
    """The finished file in memory, and what was found out on the way.

    `pdf` is empty and `pages` 0 when the originals are too large to be held in memory.
    `withheld` are titles of documents whose pages stay out because a concealed name is in them;
    `unsearched` of those that go in although they could not be searched for names.
    """

    pdf: bytes
    pages: int
    sections: tuple[Section, ...]
    withheld: tuple[str, ...]
    unsearched: tuple[str, ...]


def make_preview(
    vault: Vault, options: Options, renderer: Renderer, job: Job, *, whole: bool = True
) -> Preview:
    """Return the bundle with these choices.  On a snapshot; `job` may cancel it.

    Not `whole`: the documents are searched for names, and no page is made.
    Raises the errors of `bundle.make.make_bundle`, but for those of writing a file.
    """
    case, selection = selection_of(vault, options)
    passwords = {each.id: each.password for each in case.documents if each.password}
    pictures = Pictures()
    examined = examine(
        selection,
        vault.blobs.open,
        renderer,
        passwords=passwords,
        pictures=pictures,
        check=job.check,
    )
    withheld = titles_of(case, [_id(each) for each in examined if _withheld(each)])
    unsearched = titles_of(case, [_id(each) for each in examined if _unsearched(each)])
    if not whole:
        return Preview(b"", 0, (), withheld, unsearched)
    base = typeset(selection, examined, bundle_language(case, options))
    job.check()
    out = BytesIO()
    sealed = assemble(
        base,
        examined,
        vault.blobs.open,
        renderer,
        out,
        passwords=passwords,
        pictures=pictures,
        progress=job.report,
        check=job.check,
    )
    return Preview(
        out.getvalue(),
        sealed.pages,
        tuple(Section(mark.title, mark.page_index) for mark in base.bookmarks if mark.level == 0),
        withheld,
        unsearched,
    )


def _id(examined: Examined) -> str:
    return examined.exhibit.document.id


def _unsearched(examined: Examined) -> bool:
    return examined.attached and examined.unsearched


def _withheld(examined: Examined) -> bool:
    return isinstance(examined.body, NoBody) and examined.body.reason == WITHHELD
