"""A bundle of which no file is larger than its preset allows: one file, or a folder of parts."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, Generic, TypeVar

from limbo_desktop.aside import new_file, new_folder
from limbo_desktop.bundle.assemble import Sealed
from limbo_desktop.bundle.bag import fill_with_originals
from limbo_desktop.bundle.limited import (
    Ground,
    OpenPart,
    PartsNotFoundError,
    Planned,
    write_parts,
)
from limbo_desktop.bundle.pages.parts_list import part_name
from limbo_desktop.bundle.pdf_writer import Sink
from limbo_desktop.bundle.planning import Planner
from limbo_desktop.bundle.presets import Preset, Quality
from limbo_desktop.bundle.weighing import TooManyBytesError
from limbo_desktop.errors import PersonError
from limbo_desktop.marking import N_
from limbo_desktop.render.client import Renderer

Progress = Callable[[int, int], None]
Check = Callable[[], None]

W = TypeVar("W")

ORIGINALS: Final = "originals"
"""The folder, a bag (RFC 8493), of originals that do not fit into their parts."""

_SPARES: Final = (0.0, 0.02, 0.06)
"""What part of the limit is left free, when what was weighed was a little too light."""


class FolderNotEmptyError(PersonError):
    """The folder for the parts, or for the originals, holds something already."""

    message = N_(
        "The folder {path} is not empty. Nothing was written; what is in it is as it was. Choose "
        "another name or an empty folder."
    )


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the plan, each file, and where; `originals` None when all fitted in."""

    planned: Planned
    sealed: tuple[Sealed, ...]
    path: Path
    files: tuple[str, ...]
    originals: Path | None


@dataclass(frozen=True, slots=True)
class Sized(Generic[W]):
    """Finds the first way of a preset in which all fits; `ground` looks at originals at a quality.

    `write` writes what was planned and says what came of it; it raises TooManyBytesError.
    """

    preset: Preset
    ground: Callable[[Quality], Ground]
    renderer: Renderer
    write: Callable[[Planned, Ground], W]
    check: Check

    def make(self) -> W:
        """Try one way after the other until all files are small enough.

        Raises PageTooLargeError, PartsNotFoundError, and what `write` raises.
        """
        planner: Planner | None = None
        for each in self.preset.tries:
            if planner is None or planner.ground.pictures.quality != each.quality:
                ground = self.ground(each.quality)
                planner = Planner(ground, self.renderer, self.check, planner)
            if planner.ground.password and not (each.originals or each.parts):
                continue  # nothing may lie open beside it: parts take most originals in
            try:
                if each.parts:
                    return self._in_parts(planner)
                planned = planner.in_one(self.preset.limit, originals=each.originals)
                return self.write(planned, planner.ground)
            except TooManyBytesError:
                continue
        raise PartsNotFoundError

    def _in_parts(self, planner: Planner) -> W:
        for spare in _SPARES:
            planned = planner.plan(round(self.preset.limit * (1 - spare)))
            try:
                return self.write(planned, planner.ground)
            except TooManyBytesError:
                continue
        raise PartsNotFoundError


@dataclass(frozen=True, slots=True)
class OnDisk:
    """Writes a file, or a folder of parts, and the originals that did not fit beside it.

    Raises FolderNotEmptyError.
    """

    limit: int
    renderer: Renderer
    out: Path
    progress: Progress
    check: Check

    def __call__(self, planned: Planned, ground: Ground) -> Written:
        """Write what was planned: whole or not at all."""
        beside = [each for each in planned.examined if each.beside]
        parts = len(planned.laid.bases)
        folder = self.out.with_suffix("") if parts > 1 else None
        originals = None
        if beside:
            alone = self.out.with_name(f"{self.out.stem}-{ORIGINALS}")
            originals = folder / ORIGINALS if folder else alone
        try:
            with ExitStack() as stack:
                open_part: OpenPart
                if folder is not None:
                    aside = stack.enter_context(new_folder(folder))
                    bag = aside / ORIGINALS
                    open_part = partial(_part_in, aside)
                else:
                    one = stack.enter_context(new_file(self.out))
                    bag = stack.enter_context(new_folder(originals)) if originals else self.out
                    open_part = partial(_only, one)
                sealed = write_parts(
                    planned,
                    ground,
                    self.renderer,
                    self.limit,
                    open_part,
                    self.progress,
                    self.check,
                )
                if originals is not None:
                    fill_with_originals(bag, beside, ground.open_original, self.check)
        except FileExistsError as error:
            raise FolderNotEmptyError(path=folder or originals) from error
        files = tuple(part_name(each, parts) for each in range(1, parts + 1)) if folder else ()
        return Written(planned, sealed, folder or self.out, files, originals)


def _part_in(folder: Path, number: int, count: int) -> AbstractContextManager[Sink]:
    return new_file(folder / part_name(number, count))


def _only(file: Sink, _number: int, _count: int) -> AbstractContextManager[Sink]:
    return nullcontext(file)
