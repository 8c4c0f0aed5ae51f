"""Every bundle held against every rule by independent tools; a small case here, a large by name.

`make bundles` sets LIMBO_BUNDLES=whole: 2,000 entries and 5,000 pages of exhibits, every language
and preset.
"""

import os
from pathlib import Path

import pytest
from tests.e2e.conftest import MakeBundle
from tests.e2e.generated_case import generated_case
from tests.e2e.proof import proven
from tests.e2e.support import LANGUAGES, Program

WHOLE = os.environ.get("LIMBO_BUNDLES") == "whole"
EVENTS, PAGES = (2_000, 5_000) if WHOLE else (60, 100)
LIMITS = {"email": 36_000_000, "portal": 4_000_000}
MADE = (
    [(lang, preset) for lang in LANGUAGES for preset in ("whole", "email", "portal", "print")]
    if WHOLE
    else [("ru", "whole"), ("ar", "portal")]
)


@pytest.fixture(scope="module")
def generated(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The vault of a case as large as asked for."""
    folder = tmp_path_factory.mktemp("generated")
    vault = folder / "large.limbo"
    assert program("new", vault).returncode == 0
    done = program("import", vault, generated_case(folder / "case", EVENTS, PAGES))
    assert (done.returncode, done.stderr) == (0, "")
    return vault


@pytest.mark.parametrize(("lang", "preset"), MADE)
def test_a_large_case_holds_in_every_language_and_size(
    program: Program, generated: Path, tmp_path: Path, lang: str, preset: str
) -> None:
    out = tmp_path / "out.pdf"
    done = program("bundle", generated, out, "--lang", lang, "--preset", preset, timeout=7200)
    assert done.returncode == 0, done.stderr
    parts = sorted(tmp_path.rglob("*.pdf"), key=lambda part: (len(part.name), part.name))
    first, shown = 1, 0
    for part in parts:
        assert part.stat().st_size <= LIMITS.get(preset, part.stat().st_size), part
        counted = proven(part, lang, first)
        first += counted["pages"]
        shown += counted["bookmarks"]
    assert first - 1 > PAGES + EVENTS
    assert shown > EVENTS


@pytest.mark.parametrize("name", ["family-ru", "border-ar"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sample_cases_hold(bundles: MakeBundle, name: str, lang: str) -> None:
    assert proven(bundles(name, lang).path, lang)["links"] > 60


def test_the_demo_holds_in_every_language(program: Program, tmp_path: Path) -> None:
    assert program.run("demo", tmp_path / "demo").returncode == 0
    for lang in LANGUAGES:
        assert proven(tmp_path / "demo" / f"bundle-{lang}.pdf", lang)["links"] > 60
