"""`make bench`: runs every `bench_*.py` beside it and prints one table of ratios.

Each of these modules has `measure() -> Iterable[Ratio]`.  A name on the command line picks those
that contain it, and is needed for those in LONG.  Nothing fails on a slow day: the table says what
is beyond its bound.
"""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
LONG = ("large_bundle",)
"""Take half an hour and room on the disk: run only when they are named."""

sys.path.insert(0, str(HERE.parent.parent))

from tests.benchmarks.ratio import Ratio  # noqa: E402 - found through the line above


def measured(picked: list[str]) -> Iterator[Ratio]:
    """Yield the ratios of the modules whose names hold one of `picked`, or of all."""
    always = [path.stem for path in sorted(HERE.glob("bench_*.py"))]
    for name in (*always, *(LONG if picked else ())):
        if not picked or any(word in name for word in picked):
            yield from importlib.import_module(f"tests.benchmarks.{name}").measure()


def main() -> None:
    """Print a row as soon as it is known."""
    print(f"{'what':<46} {'ours':>10} {'bare':>10} {'ratio':>7} {'aim':>6}  against")
    for row in measured(sys.argv[1:]):
        mark = " " if row.value <= row.bound else "!"
        ours, bare = (f"{value:.3f} {row.unit}" for value in (row.ours, row.bare))
        print(
            f"{row.name:<46} {ours:>10} {bare:>10} {row.value:>7.2f} {row.bound:>6.2f}{mark}"
            f" {row.bare_name}",
            flush=True,
        )


if __name__ == "__main__":
    main()
