"""What the person wrote comes out of a bundle word by word, from titles to answers.

Compared with two readers that know nothing of each other.  A concealed name is replaced, so its
forms are not asked for.
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.conftest import MakeBundle
from tests.e2e.support import LANGUAGES, Bundle, Program, missing_words, words_of
from tests.e2e.test_bundle_of_the_samples import LOST, NAMES

TEXTS = Path(__file__).parents[1] / "data" / "text"
LENGTH = 12_000
"""Letters of each text that are told."""
Case = dict[str, Any]
"""A case file as it is read: values of every type."""


def _lost(bundle: Bundle, reader: str, wanted: Counter[str]) -> tuple[float, Counter[str]]:
    """What part of the words is not in a bundle as often as it has to be."""
    read = Counter(words_of("\n".join(getattr(bundle, reader))))
    missing = missing_words(wanted, read)
    return sum(missing.values()) / sum(wanted.values()), missing


def _written(case: Case, lang: str) -> Iterator[str]:
    """Every text of the person that a bundle in a language tells."""
    for event in case["events"]:
        if event["share"] == "private":
            continue
        titles = {each["lang"]: each.get("title", "") for each in event["translations"]}
        yield titles.get(lang) or event["title"]
        yield event["place"]
        yield event["account"]["text"]
        yield from (each["text"] for each in event["translations"])
        for point in event.get("fields", {}).get("points", ()):
            yield from (point["said"], point["answer"])
    for document in case["documents"]:
        if document["share"] != "private":
            titles = {each["lang"]: each["text"] for each in document.get("titles", ())}
            yield titles.get(lang) or document["title"]
            yield document.get("original_kept", "")


@pytest.mark.parametrize("reader", ["poppler", "pdfium"])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["family-ru", "border-ar"])
def test_titles_accounts_translations_points_and_answers_come_back(
    bundles: MakeBundle, cases: Path, name: str, lang: str, reader: str
) -> None:
    case: Case = json.loads((cases / name / "case.json").read_text("utf-8"))
    hidden = {*words_of(" ".join(NAMES[name])), "тётя", "баба"}
    told = [word for text in _written(case, lang) for word in words_of(text)]
    wanted = Counter(word for word in told if word not in hidden)
    assert sum(wanted.values()) > 800
    lost, missing = _lost(bundles(name, lang), reader, wanted)
    assert lost <= LOST[reader], missing


@pytest.fixture(scope="module")
def universal(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """A bundle with long accounts in seven languages, each beside one in another script."""
    folder = tmp_path_factory.mktemp("universal")
    texts = {path.stem[-2:]: path.read_text("utf-8")[:LENGTH] for path in _files()}
    beside = {**dict.fromkeys(texts, "ar"), "ar": "ru", "fa": "en"}
    events = [
        {
            "id": lang,
            "kind": "note",
            "when": "2024-01-01",
            "title": f"Text {lang}",
            "account": {"lang": lang, "text": text},
            "translations": [
                {"lang": beside[lang], "title": "", "text": texts[beside[lang]], "by": "self"}
            ],
            "share": "all",
        }
        for lang, text in texts.items()
    ]
    case = {"format": "limbo-case/1", "case": {"title": "Texts"}, "events": events}
    (folder / "case.json").write_text(json.dumps(case, ensure_ascii=False), "utf-8")
    assert program("new", folder / "texts.limbo").returncode == 0
    done = program("import", folder / "texts.limbo", folder)
    assert done.returncode == 0, done.stderr
    done = program("bundle", folder / "texts.limbo", folder / "texts.pdf", "--lang", "ru")
    assert done.returncode == 0, done.stderr
    return Bundle(folder / "texts.pdf", "ru")


def _files() -> list[Path]:
    return sorted(TEXTS.glob("udhr_*.txt"))


@pytest.mark.parametrize("reader", ["poppler", "pdfium"])
def test_long_texts_in_seven_languages_come_back(universal: Bundle, reader: str) -> None:
    texts = {path.stem[-2:]: path.read_text("utf-8")[:LENGTH] for path in _files()}
    beside = {**dict.fromkeys(texts, "ar"), "ar": "ru", "fa": "en"}
    told = [*texts.values(), *(texts[beside[lang]] for lang in texts)]
    wanted = Counter(word for text in told for word in words_of(text))
    assert sum(wanted.values()) > 15_000
    lost, missing = _lost(universal, reader, wanted)
    assert lost <= LOST[reader], missing
