"""Search as you type at 1,000, 10,000 and 100,000 entries, in each language, and its growth.

The figure is the median over the keystrokes of four queries in a language, each asked as the
window asks: groups with snippets.  Against the same at 1,000 entries, so that the ratio is growth.
"""

import statistics
from collections.abc import Iterable
from functools import partial

from tests.benchmarks.large_case import open_large
from tests.benchmarks.ratio import Ratio, seconds

from limbo_desktop.vault.vault import Vault

SIZES = (1_000, 10_000, 100_000)
SHOWN = 12
AIM = 0.030
"""Seconds for a keystroke at 100,000 entries (DESIGN)."""

TYPED = {
    "ru": ("повестка военкомат", "Дорохов письма", "обыскивали чёрную машину", '"в декабре"'),
    "ar": ("المحكمة", "رسالة من الشرطة", "سامر الحلبوني", "«لا يردّ»"),
    "en": ("interview interpreter", "Okello letters", "searching the flat", '"minutes were not"'),
}


def keystrokes(language: str) -> list[str]:
    """What stands in the field after each key, for every query of a language."""
    return [typed[:end] for typed in TYPED[language] for end in range(1, len(typed) + 1)]


def median_keystroke(vault: Vault, language: str) -> tuple[float, float]:
    """The median and the longest time for one key, after one turn to warm up."""
    for typed in TYPED[language]:
        vault.search.groups(typed, SHOWN)
    times = [seconds(partial(vault.search.groups, typed, SHOWN)) for typed in keystrokes(language)]
    return statistics.median(times), max(times)


def measure() -> Iterable[Ratio]:
    """Each language at each size; at 100,000 also against the aim."""
    smallest: dict[str, float] = {}
    for size in SIZES:
        with open_large(size) as vault:
            for language in TYPED:
                median, longest = median_keystroke(vault, language)
                smallest.setdefault(language, median)
                name = f"search, a key in {language} at {size:,} (longest {longest * 1000:.0f} ms)"
                yield Ratio(name, median, smallest[language], f"at {SIZES[0]:,} entries", 10)
                if size == SIZES[-1]:
                    yield Ratio(f"the same, {language}", median, AIM, "the aim of 30 ms", 1)
