"""The bundle's real pages, made in memory before anything is written anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, Final

from limbo_desktop.bundle.bodies import Examined, NoBody
from limbo_desktop.bundle.going_on import asking
from limbo_desktop.bundle.kept import keeping
from limbo_desktop.bundle.limited import Ground, Planned, write_parts
from limbo_desktop.bundle.make import make_sized, prepare, write
from limbo_desktop.bundle.notes import HELD_BACK
from limbo_desktop.bundle.options import Options
from limbo_desktop.bundle.presets import FULL
from limbo_desktop.text.words import Words
from limbo_desktop.ui.bundle.plan import titles_of

if TYPE_CHECKING:
    from limbo_desktop.bundle.base import Base
    from limbo_desktop.case.records import Case
    from limbo_desktop.render.client import Renderer
    from limbo_desktop.ui.lane import Job
    from limbo_desktop.vault.vault import Vault

LARGEST: Final = 120_000_000
"""Bytes of originals up to which the whole bundle is held in memory to be looked at."""

PLANNED_FOR: Final = "a password"
"""Stands for a password that is made up later: it decides where originals go, not what is shown."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the bundle and the page, from 0 in all files, on which it begins."""

    title: str
    page: int


@dataclass(frozen=True, slots=True)
class Preview:
    """The finished file, or files, in memory, and what was found out on the way.

    `files` is empty and `pages` 0 when the originals are too large to be held in memory; `starts`
    are the pages, from 0 in all files, with which each file begins.
    `withheld` are titles of documents whose pages stay out because a concealed name is in them;
    `unsearched` of those that go in although they could not be searched for names.  `first` is
    the number printed on the first page.  `limit` are the bytes that a file may have; the pages are
    `undivided` where they are more than that and are still to be made smaller or put into parts.
    """

    files: tuple[bytes, ...]
    starts: tuple[int, ...]
    pages: int
    sections: tuple[Section, ...]
    withheld: tuple[str, ...]
    unsearched: tuple[str, ...]
    first: int = 1
    limit: int = 0
    undivided: bool = False

    def part_of(self, page: int) -> int:
        """The index of the file that holds a page, from 0 in all files."""
        return max(index for index, start in enumerate(self.starts) if start <= page)


def make_preview(
    vault: Vault, options: Options, renderer: Renderer, job: Job, *, whole: bool = True
) -> Preview:
    """Return all pages with these choices in one file.  On a snapshot; `job` may cancel it.

    Not `whole`: the documents are searched for names, and no page is made.
    Raises the errors of `bundle.make.make_bundle`, but for those of writing a file.
    """
    preset = options.preset
    quality = preset.tries[0].quality if preset.tries else FULL
    draft = prepare(vault, options, renderer, job.check, pages=whole, quality=quality)
    named = _named(draft.case, draft.examined)
    if draft.base is None:
        return Preview((), (), 0, (), *named)
    out = BytesIO()
    made = write(draft, vault, renderer, out, job.report, job.check)
    return Preview(
        (out.getvalue(),),
        (0,),
        made.pages,
        tuple(_sections((draft.base,), (made.pages,))),
        *named,
        draft.base.first,
        preset.limit,
        undivided=0 < preset.limit < made.size,
    )


def divided(
    whole: Preview, vault: Vault, options: Options, renderer: Renderer, job: Job, *, locked: bool
) -> Preview:
    """The same pages as the files that would be written: smaller, or in parts with their covers.

    `locked`: a password is wanted, so that nothing may lie beside them.  On a snapshot; raises the
    errors of `bundle.make.make_sized`.
    """

    def written(planned: Planned, ground: Ground) -> Preview:
        bases = planned.laid.bases
        outs = [BytesIO() for _ in bases]
        made = write_parts(
            planned,
            replace(ground, password=""),
            renderer,
            options.preset.limit,
            lambda part, _count: nullcontext(outs[part - 1]),
            job.report,
            job.check,
        )
        counts = [each.pages for each in made]
        return replace(
            whole,
            files=tuple(out.getvalue() for out in outs),
            starts=tuple(sum(counts[:index]) for index in range(len(counts))),
            pages=sum(counts),
            sections=tuple(_sections(bases, counts)),
            undivided=False,
        )

    with asking(job.check), keeping(renderer, vault.prepared):
        password = PLANNED_FOR if locked else ""
        return make_sized(vault, options, renderer, written, job.check, password)


def promised(preview: Preview, words: Words) -> tuple[str, str]:
    """What stands over the pages, "" for nothing, and what is said beside “Create file”."""
    pages = words.n("{count} page", "{count} pages", preview.pages)
    size = words.size(preview.limit)
    if preview.undivided:
        over = words.t("All pages one after another. How they go into files is being worked out…")
        told = words.t(
            "{pages}, files of at most {size}. Nothing is sent anywhere.", pages=pages, size=size
        )
        return over, told
    if len(preview.files) > 1:
        parts = words.n("{count} part", "{count} parts", len(preview.files))
        told = words.t(
            "{pages} in {parts} of at most {size}. Nothing is sent anywhere.",
            pages=pages,
            parts=parts,
            size=size,
        )
        return "", told
    size = words.size(sum(map(len, preview.files)))
    told = words.t("{pages}, about {size}. It is not sent anywhere.", pages=pages, size=size)
    return "", told


def _sections(bases: Iterable[Base], counts: Iterable[int]) -> Iterator[Section]:
    """The sections of all files, each where it stands first: parts have some of them again."""
    seen: set[str] = set()
    before = 0
    for base, pages in zip(bases, counts, strict=True):
        for mark in base.bookmarks:
            if mark.level == 0 and mark.title not in seen:
                seen.add(mark.title)
                yield Section(mark.title, before + mark.page_index)
        before += pages


def _named(case: Case, examined: Sequence[Examined]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The titles of what is withheld, and of what could not be searched."""
    withheld = titles_of(case, [_id(each) for each in examined if _withheld(each)])
    return withheld, titles_of(case, [_id(each) for each in examined if _unsearched(each)])


def _id(examined: Examined) -> str:
    return examined.exhibit.document.id


def _unsearched(examined: Examined) -> bool:
    return examined.attached and examined.unsearched


def _withheld(examined: Examined) -> bool:
    return isinstance(examined.body, NoBody) and examined.body.reason in HELD_BACK
