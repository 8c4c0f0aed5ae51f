"""What tests of several rooms together share: a vault, its clock, the process that reads files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cheap import CHEAP

from limbo_desktop.render.client import Renderer
from limbo_desktop.vault.vault import Vault


class Clock:
    """A clock that a test sets."""

    now = 1_700_000_000

    def __call__(self) -> int:
        """The time in seconds."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """The clock of `vault`."""
    return Clock()


@pytest.fixture
def vault(tmp_path: Path, clock: Clock) -> Iterator[Vault]:
    """An empty vault by a clock that stands."""
    with Vault.create(tmp_path / "case.limbo", "a passphrase", CHEAP, clock)[0] as vault:
        yield vault


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    """A process that reads files, for all tests of one file."""
    with Renderer() as renderer:
        yield renderer
