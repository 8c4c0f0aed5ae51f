"""Every parser of ours answers or refuses: what it starts from, what was ever found, and on.

The long form fuzzes each target for ten minutes, guided by coverage (`make fuzz` does it alone).
"""

import importlib.util
from pathlib import Path

import pytest
from tests.fuzz import run
from tests.fuzz.laws import Finding, refused
from tests.fuzz.targets import TARGETS
from tests.reliability.effort import LONG
from tests.reliability.table import CrashedError, planted, record, trial

from limbo_desktop.render.failures import Reason, RenderFailure

FOUND = Path(run.__file__).parent / "found"
SECONDS = 600


@pytest.mark.parametrize("name", TARGETS)
def test_every_seed_is_read_or_refused(name: str) -> None:
    target = TARGETS[name]
    seeds = list(target.seeds())
    assert seeds
    for seed in seeds:
        with trial("fuzz runs"):
            _tried(name, seed)


@pytest.mark.parametrize("path", sorted(FOUND.glob("*/*")), ids=lambda path: path.name)
def test_what_was_found_once_is_not_found_again(path: Path) -> None:
    with trial("fuzz runs"):
        _tried(path.parent.name, path.read_bytes())


def _tried(name: str, data: bytes) -> None:
    try:
        TARGETS[name].read(data)
    except Exception as error:
        raise CrashedError(name) from error


def test_a_parser_that_stumbles_is_found() -> None:
    """A library's complaint and a refusal of ours are none; an error of our own code is one."""

    def refuses() -> None:
        raise RenderFailure(Reason.DAMAGED)

    def stumbles() -> None:
        # an IndexError in our own code, as careless parsing raises it
        from limbo_desktop.vault.salvage import trees

        trees._varint(b"", 0)

    assert refused(refuses) is None
    assert refused(lambda: int("x", 10) and None) is None
    try:
        refused(stumbles)
    except Finding:
        planted("a parser that stumbles", found=True)
    else:
        planted("a parser that stumbles", found=False)


@pytest.mark.skipif(not LONG, reason="the long form: make reliability, or make fuzz")
def test_ten_minutes_of_fuzzing_find_nothing() -> None:
    if importlib.util.find_spec("atheris") is None:
        pytest.skip("atheris is installed by make fuzz")
    for done in run.fuzz_all(list(TARGETS), SECONDS):
        record("fuzz runs", done.tried, crashed=len(done.found))
        assert not done.found, done.target
