"""Every bundle held against every rule by independent tools; a small case here, a large by name.

`make bundles` sets LIMBO_BUNDLES=whole: 2,000 entries and 5,000 pages of exhibits, every language
and preset.
"""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from tests.e2e.conftest import MakeBundle
from tests.e2e.generated_case import CONCEALED, generated_case
from tests.e2e.generated_case import PAGES as PAGES_OF_A_FILE
from tests.e2e.proof import proven, proven_in_parts
from tests.e2e.support import LANGUAGES, WHOLE, Bundle, Program, missing_words, words_of

from limbo_desktop.bundle.sized import ORIGINALS

EVENTS, PAGES = (2_000, 5_000) if WHOLE else (60, 100)
LIMITS = {"email": 36_000_000, "portal": 4_000_000}
MADE = (
    [(lang, preset) for lang in LANGUAGES for preset in ("whole", "email", "portal", "print")]
    if WHOLE
    else [("ru", "whole"), ("ar", "portal")]
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a case as large as asked for."""
    return generated_case(tmp_path_factory.mktemp("generated") / "case", EVENTS, PAGES)


@pytest.fixture(scope="module")
def generated(program: Program, folder: Path) -> Path:
    """Its vault, in which what was prepared for one bundle is kept for the next."""
    vault = folder.with_name("large.limbo")
    assert program("new", vault).returncode == 0
    done = program("import", vault, folder)
    assert (done.returncode, done.stderr) == (0, "")
    return vault


@pytest.mark.parametrize(("lang", "preset"), MADE)
def test_a_large_case_holds_in_every_language_and_size(
    program: Program, generated: Path, folder: Path, tmp_path: Path, lang: str, preset: str
) -> None:
    out = tmp_path / "out.pdf"
    done = program("bundle", generated, out, "--lang", lang, "--preset", preset, timeout=7200)
    assert done.returncode == 0, done.stderr
    # the originals that stay beside are PDFs as well
    written = [each for each in tmp_path.rglob("*.pdf") if ORIGINALS not in str(each.parent)]
    parts = sorted(written, key=lambda part: (len(part.name), part.name))
    for part in parts:
        assert part.stat().st_size <= LIMITS.get(preset, part.stat().st_size), part
    bundles = [Bundle(part, lang) for part in parts]
    counted = proven_in_parts(bundles)
    text = "\f".join(page for bundle in bundles for page in bundle.poppler)
    assert counted["pages"] > PAGES + EVENTS
    assert counted["bookmarks"] > EVENTS
    _every_page_of_every_exhibit_is_there_once(text)
    assert not missing_words(_words_told(folder), Counter(words_of(text)))
    assert not set(words_of(CONCEALED)) & set(words_of(text))


def _every_page_of_every_exhibit_is_there_once(text: str) -> None:
    found = re.findall(r"Exhibit file (\d+), its page (\d+) of", text)
    files, inside = -(-PAGES // PAGES_OF_A_FILE), min(PAGES, PAGES_OF_A_FILE)
    wanted = [(str(file), str(page)) for file in range(files) for page in range(1, inside + 1)]
    assert sorted(found) == sorted(wanted)


def _words_told(folder: Path) -> Counter[str]:
    """The words of every account and translation, without the name that is replaced."""
    events = json.loads((folder / "case.json").read_text("utf-8"))["events"]
    texts = (
        each["text"]
        for event in events
        for each in (event["account"], *event.get("translations", ()))
    )
    words = Counter(word for text in texts for word in words_of(text))
    return Counter({word: n for word, n in words.items() if word not in CONCEALED.split()})


@pytest.mark.parametrize("name", ["family-ru", "border-ar"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sample_cases_hold(bundles: MakeBundle, name: str, lang: str) -> None:
    assert proven(bundles(name, lang))["links"] > 60


def test_the_demo_holds_in_every_language(demo: Path) -> None:
    for lang in LANGUAGES:
        assert proven(Bundle(demo / f"bundle-{lang}.pdf", lang))["links"] > 60
