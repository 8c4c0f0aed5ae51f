"""What several of these tests begin with."""

from collections.abc import Iterator

import pytest
from tests.reliability import media, points
from tests.reliability.disturbing import Ground, prepared


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """The program started once, and the vaults that it is set to work on."""
    media.may_mount()  # what is mounted later is to be seen by the program that starts now
    with prepared(tmp_path_factory.mktemp("ground")) as made:
        yield made


@pytest.fixture(scope="session")
def mounts() -> None:
    """Skip where media cannot be mounted."""
    if not media.may_mount():
        pytest.skip("only root may mount media")


@pytest.fixture(scope="session")
def sticks() -> None:
    """Skip where a disk in a file cannot be mounted or pulled out in the right moment."""
    if not media.may_plug_in() or not points.tracing_is_permitted():
        pytest.skip("a disk in a file cannot be mounted here, or strace may not hold a process")
