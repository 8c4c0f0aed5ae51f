"""The bundle's real pages, made in memory before anything is written anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from limbo_desktop.bundle.bodies import Examined, NoBody
from limbo_desktop.bundle.make import prepare, write
from limbo_desktop.bundle.notes import WITHHELD
from limbo_desktop.bundle.options import Options
from limbo_desktop.bundle.presets import FULL
from limbo_desktop.text.words import Words
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
    the number printed on the first page.  `limit` are the bytes that a file may have where these
    pages are more: then they are made smaller, or divided into parts with a cover each.
    """

    pdf: bytes
    pages: int
    sections: tuple[Section, ...]
    withheld: tuple[str, ...]
    unsearched: tuple[str, ...]
    first: int = 1
    limit: int = 0


def make_preview(
    vault: Vault, options: Options, renderer: Renderer, job: Job, *, whole: bool = True
) -> Preview:
    """Return the bundle with these choices.  On a snapshot; `job` may cancel it.

    Not `whole`: the documents are searched for names, and no page is made.
    Raises the errors of `bundle.make.make_bundle`, but for those of writing a file.
    """
    preset = options.preset
    quality = preset.tries[0].quality if preset.tries else FULL
    draft = prepare(vault, options, renderer, job.check, pages=whole, quality=quality)
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
        preset.limit if made.size > preset.limit else 0,
    )


def promised(preview: Preview, words: Words) -> tuple[str, str]:
    """What stands over the pages, "" for nothing, and what is said beside “Create file”."""
    pages = words.n("{count} page", "{count} pages", preview.pages)
    if preview.limit:
        over = words.t("All pages one after another. In parts each part has its own cover too.")
        size = words.size(preview.limit)
        told = words.t(
            "{pages}, files of at most {size}. Nothing is sent anywhere.", pages=pages, size=size
        )
        return over, told
    size = words.size(len(preview.pdf))
    told = words.t("{pages}, about {size}. It is not sent anywhere.", pages=pages, size=size)
    return "", told


def _id(examined: Examined) -> str:
    return examined.exhibit.document.id


def _unsearched(examined: Examined) -> bool:
    return examined.attached and examined.unsearched


def _withheld(examined: Examined) -> bool:
    return isinstance(examined.body, NoBody) and examined.body.reason == WITHHELD
