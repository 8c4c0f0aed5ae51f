"""Memory grows little with what goes in: with pages, with bytes, with entries."""

import sys

import pytest
from tests.benchmarks.large_bundle import entries, papers, run

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks /proc")

FEW = (2, 10, 20_000)
MANY = (8, 40, 200_000)
"""Files, pages of each, bytes of the picture on each page."""

SHORT = (20, 50)
LONG = (80, 200)
"""Entries, pages of exhibits."""


def test_sixteen_times_the_pages_and_160_times_the_bytes_take_little_more_memory() -> None:
    small, large = run(papers(*FEW)), run(papers(*MANY))
    assert large.pages > 320
    assert large.size > 100 * small.size
    # held in memory, what went in alone would be more than that
    assert large.mine < 1.5 * small.mine
    assert large.worker < 1.5 * small.worker


def test_four_times_the_entries_and_pages_take_little_more_memory() -> None:
    small, large = run(entries(*SHORT), "ru"), run(entries(*LONG), "ru")
    assert large.pages > 3 * small.pages
    assert large.mine < 1.3 * small.mine
