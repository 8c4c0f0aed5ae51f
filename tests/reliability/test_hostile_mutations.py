"""Broken files of every type through the program: taken in, looked into, shown, searched.

The real render process does the work.  Whatever the file: pages, words or a reason why not; no
error but one for people, no answer later than 20 seconds, no file anywhere but in the vault.
"""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from tests.cheap import CHEAP
from tests.reliability.effort import times
from tests.reliability.mutations import mutated
from tests.reliability.samples import MAKE, sample
from tests.reliability.table import CrashedError, LeakedError, planted, record, trial

from limbo_desktop.case.records import Document
from limbo_desktop.errors import PersonError
from limbo_desktop.intake.look import look_through
from limbo_desktop.intake.taking import Fate, take_in
from limbo_desktop.render.client import Renderer
from limbo_desktop.render.facts import Kind, Survey
from limbo_desktop.render.failures import Reason, RenderFailure
from limbo_desktop.vault.vault import Vault

MOST_SECONDS = 20.0
SCHEDULING = 5.0
"""A busy machine may wake the program so much later than the worker was stopped."""
PAGE = (827, 1170)
TOTAL = 10_000


@dataclass
class Tried:
    """What became of files: reasons why not, and how long the slowest question took."""

    reasons: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0

    def ask(self, question: Callable[[], object]) -> object:
        """Ask one question; a refusal for people is an answer."""
        start = time.monotonic()
        try:
            answer = question()
        except RenderFailure as failure:
            self.reasons[failure.reason.value] += 1
            if failure.reason is Reason.CRASHED and failure.detail:
                raise CrashedError(f"our own fault: {failure.detail}") from failure
            if failure.reason is Reason.TOO_SLOW:
                raise CrashedError("stopped for being slow") from failure
            return None
        except PersonError:
            self.reasons["refused"] += 1
            return None
        except Exception as error:
            raise CrashedError(f"{type(error).__name__}: {error}") from error
        finally:
            self.slowest = max(self.slowest, time.monotonic() - start)
        if self.slowest > MOST_SECONDS + SCHEDULING:
            raise CrashedError(f"{self.slowest:.0f} seconds")
        return answer


@dataclass
class Place:
    """A vault deep in a folder, and all that stands around it."""

    root: Path
    renderer: Renderer
    tried: Tried = field(default_factory=Tried)
    vault: Vault | None = None
    taken: int = 0

    def fresh(self) -> Vault:
        """A vault with little in it: a new one after every few hundred files."""
        if self.vault is None or self.taken % 300 == 0:
            if self.vault is not None:
                self.vault.close()
            path = self.root / "a" / "b" / f"{self.taken}.limbo"
            self.vault = Vault.create(path, "phrase", CHEAP)[0]
        self.taken += 1
        return self.vault

    def outside(self) -> set[str]:
        """Every file around: beside the vault, in the home, where the program was started."""
        roots = (self.root, Path.home())
        return {
            str(path)
            for root in roots
            for path in root.rglob("*")
            if not path.is_relative_to(self.root / "a" / "b") or ".limbo" not in path.name
        }


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    root = tmp_path_factory.mktemp("mutations")
    (root / "a" / "b" / "from").mkdir(parents=True)
    started = Path.cwd()
    os.chdir(root / "a")
    try:
        with Renderer() as renderer:
            there = Place(root, renderer)
            yield there
            if there.vault is not None:
                there.vault.close()
        told = f"{there.taken} files: {dict(there.tried.reasons)}, {there.tried.slowest:.1f} s"
        print(told)  # noqa: T201 (seen with -s: how files ended, and the slowest question)
    finally:
        os.chdir(started)


def through(place: Place, name: str, data: bytes) -> None:
    """Take a file in and ask everything about it that the program asks."""
    vault, ask, renderer = place.fresh(), place.tried.ask, place.renderer
    path = place.root / "a" / "b" / "from" / name
    path.write_bytes(data)
    before = place.outside()
    taken = ask(lambda: list(take_in(vault, path, renderer, lambda: None)))
    assert isinstance(taken, list)
    assert taken
    for each in taken[:3]:
        if each.fate is not Fate.REFUSED:
            assert each.document is not None
            _shown(place, vault, each.document)
    if more := place.outside() - before:
        raise LeakedError(f"{name}: {more}")
    path.unlink()


def _shown(place: Place, vault: Vault, document: Document) -> None:
    ask, renderer, name = place.tried.ask, place.renderer, document.file
    ask(lambda: look_through(vault, renderer, document.sha256, name))
    with vault.blobs.open(document.sha256) as stream:
        surveyed = ask(lambda: renderer.survey(stream, name))
        assert isinstance(surveyed, Survey)
        kind, last = surveyed.facts.kind, max(0, surveyed.facts.page_count - 1)
        shown = [partial(renderer.page_image, stream, page, *PAGE) for page in {0, last}]
        written = [lambda: renderer.structure(stream, name)]
        more: dict[Kind, list[Callable[[], object]]] = {
            Kind.PDF: [
                *shown,
                lambda: renderer.letters(stream, 0),
                lambda: renderer.found(stream, 0, ("note", "имя")),
            ],
            Kind.IMAGE: [*shown],
            Kind.MAIL: [
                lambda: renderer.mail(stream),
                lambda: [file.skip() for file in renderer.attachments(stream)],  # type: ignore[func-returns-value]
            ],
            Kind.CHAT: [lambda: renderer.conversation(stream, name)],
            Kind.OFFICE: [*written],
            Kind.WEB: [*written],
        }
        for question in (lambda: renderer.words(stream, name), *more.get(kind, [])):
            ask(question)


@pytest.mark.parametrize("name", MAKE)
def test_broken_copies_end_as_pages_or_say_why_not(place: Place, name: str) -> None:
    data, names = sample(name), list(MAKE)
    each = times(short=5, long=-(-TOTAL // len(MAKE)))
    start = names.index(name) * 1_000_000
    for number in range(start, start + each):
        other = sample(names[number * 7 % len(names)])
        with trial("mutations"):
            try:
                through(place, name, mutated(data, other, number))
            except AssertionError as error:
                error.add_note(f"mutated(sample({name!r}), …, {number})")
                raise


@pytest.mark.parametrize("name", MAKE)
def test_the_file_that_they_start_from_is_a_good_one(place: Place, name: str) -> None:
    with trial("hostile files"):
        through(place, name, sample(name))


def test_a_file_beside_the_vault_is_found(place: Place) -> None:
    before = place.outside()
    (place.root / "left.txt").write_text("a word of the case")
    planted("a file written beside the vault", found=place.outside() - before != set())
    (place.root / "left.txt").unlink()


def test_an_error_of_our_own_is_found() -> None:
    def stumbles() -> None:
        raise KeyError("x")

    try:
        Tried().ask(stumbles)
    except CrashedError:
        planted("a crash while a file is read", found=True)
    else:
        planted("a crash while a file is read", found=False)


def test_the_hostile_files_of_the_samples(place: Place, cases: Path) -> None:
    files = [path for path in sorted((cases / "hostile").rglob("*")) if path.is_file()]
    assert len(files) > 30
    for path in files:
        with trial("hostile files"):
            through(place, path.name, path.read_bytes())
    record("hostile files", tried=0)
