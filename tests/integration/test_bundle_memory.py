"""Memory does not grow with what goes in: sixteen times the pages and 160 times the bytes."""

import sys

import pytest
from tests.benchmarks.large_bundle import run

FEW = (2, 10, 20_000)
MANY = (8, 40, 200_000)
"""Files, pages of each, bytes of the picture on each page."""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks /proc")
def test_a_bundle_of_many_pages_and_bytes_takes_little_more_memory_than_a_small_one() -> None:
    size, _, small, small_worker = run(*FEW)
    larger, pages, large, large_worker = run(*MANY)
    assert pages > 320
    assert larger > 100 * size
    assert large < 1.5 * small  # held in memory, what went in alone would be more than that
    assert large_worker < 1.5 * small_worker
