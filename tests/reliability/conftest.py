"""What several of these tests begin with."""

from collections.abc import Iterator

import pytest
from tests.reliability.disturbing import Ground, prepared


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """The program started once, and the vaults that it is set to work on."""
    with prepared(tmp_path_factory.mktemp("ground")) as made:
        yield made
