"""The bundle's real pages, made in memory before anything is written anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from limbo_desktop.bundle.bodies import Examined, NoBody
from limbo_desktop.bundle.make import prepare, write
from limbo_desktop.bundle.notes import WITHHELD
from limbo_desktop.bundle.options import Options
from limbo_desktop.ui.bundle.plan import titles_of

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
    `unsearched` of those that go in although they could not be searched for names.  `first` is
    the number printed on the first page.
    """

    pdf: bytes
    pages: int
    sections: tuple[Section, ...]
    withheld: tuple[str, ...]
    unsearched: tuple[str, ...]
    first: int = 1


def make_preview(
    vault: Vault, options: Options, renderer: Renderer, job: Job, *, whole: bool = True
) -> Preview:
    """Return the bundle with these choices.  On a snapshot; `job` may cancel it.

    Not `whole`: the documents are searched for names, and no page is made.
    Raises the errors of `bundle.make.make_bundle`, but for those of writing a file.
    """
    draft = prepare(vault, options, renderer, job.check, pages=whole)
    examined = draft.examined
    withheld = titles_of(draft.case, [_id(each) for each in examined if _withheld(each)])
    unsearched = titles_of(draft.case, [_id(each) for each in examined if _unsearched(each)])
    if draft.base is None:
        return Preview(b"", 0, (), withheld, unsearched)
    out = BytesIO()
    made = write(draft, vault, renderer, out, job.report, job.check)
    marks = draft.base.bookmarks
    return Preview(
        out.getvalue(),
        made.pages,
        tuple(Section(mark.title, mark.page_index) for mark in marks if mark.level == 0),
        withheld,
        unsearched,
        draft.base.first,
    )


def _id(examined: Examined) -> str:
    return examined.exhibit.document.id


def _unsearched(examined: Examined) -> bool:
    return examined.attached and examined.unsearched


def _withheld(examined: Examined) -> bool:
    return isinstance(examined.body, NoBody) and examined.body.reason == WITHHELD
