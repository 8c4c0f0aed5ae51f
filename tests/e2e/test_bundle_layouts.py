"""How often a bundle is laid out, drawn and put together until its files are small enough.

What is counted are calls, not seconds: a try for a smaller size must not cost a whole bundle.
"""

import cProfile
import pstats
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.e2e.small_parts import LIMIT, small_case

from limbo_desktop.bundle.assemble import assemble
from limbo_desktop.bundle.make import Made, make_bundle
from limbo_desktop.bundle.options import Options
from limbo_desktop.bundle.pages.drawing import _Drawn
from limbo_desktop.bundle.pages.entry import entry
from limbo_desktop.bundle.presets import EMAIL, Preset
from limbo_desktop.vault.vault import Vault

ENTRIES = 4
IN_MANY_WAYS = Preset("email", "Small", "", LIMIT, EMAIL.tries)
"""Four ways are tried, at two qualities, until it is in parts."""


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    """A case of which no file may hold everything."""
    vault = small_case(tmp_path_factory.mktemp("layouts") / "case.limbo")
    yield vault
    vault.close()


class Counted:
    """A bundle that was made, and how often which function was called meanwhile."""

    def __init__(self, vault: Vault, preset: Preset, out: Path) -> None:
        with cProfile.Profile() as profile:
            self.made: Made = make_bundle(vault, Options("en", preset=preset), out)
        # The stubs leave open what stands in the statistics.
        self._stats: dict[tuple[str, int, str], tuple[int, ...]] = pstats.Stats(profile).stats  # type: ignore[attr-defined]

    def calls(self, function: Callable[..., object]) -> int:
        """How often a function was called."""
        code = function.__code__
        return self._stats[code.co_filename, code.co_firstlineno, code.co_name][1]


def test_however_many_ways_are_tried_each_entry_is_laid_out_five_times(
    vault: Vault, tmp_path: Path
) -> None:
    counted = Counted(vault, IN_MANY_WAYS, tmp_path / "out.pdf")
    assert len(counted.made.files) > 2
    # to find the page numbers and to be weighed, as in one file; then both in its part; and the
    # first part once more, with the fingerprints of the others
    assert counted.calls(entry) <= 5 * ENTRIES
    # beside that only what says where things are is drawn for each try, not what they are
    assert counted.calls(_Drawn.draw) < 5 * counted.made.pages
    # once to weigh it whole, then each part to weigh it and to write it
    assert counted.calls(assemble) <= 1 + 2 * len(counted.made.files)


def test_what_fits_into_one_file_is_laid_out_as_often_as_without_a_limit(
    vault: Vault, tmp_path: Path
) -> None:
    counted = Counted(vault, EMAIL, tmp_path / "out.pdf")
    assert counted.made.files == ()
    assert counted.calls(entry) == 2 * ENTRIES
    assert counted.calls(_Drawn.draw) == counted.made.pages
