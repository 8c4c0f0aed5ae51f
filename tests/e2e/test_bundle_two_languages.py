"""Bundles of two languages, side by side and in turn, read back by poppler and pdfium."""

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.e2e.support import MM, Bundle, Program, words_of
from tests.e2e.test_bundle_of_the_samples import LOST, NAMES, NUMBERS, TITLES

COMBINATIONS = (
    ("family-ru", "en", "ru", "side"),
    ("family-ru", "ru", "ar", "turn"),
    ("border-ar", "en", "ar", "side"),
    ("border-ar", "ar", "ru", "side"),
    ("three", "ar", "en", "turn"),
    ("three", "en", "ar", "side"),
)
"""Case, language, second language, layout; "three" has accounts and translations in three."""

MACHINE = {"en": "made by a machine", "ru": "машинный перевод", "ar": "ترجمة آليّة"}
ARABIC = {
    "lang": "ar",
    "title": "رفض العمل، وفاديم أوسكوليتسكي شاهد",
    "text": "كنتُ أعمل في المختبر.\n\nسألتُ: هل هذا للحرب؟ كان فاديم أوسكوليتسكي جالسًا بجانبي.\n\n"
    "قالت تمارا جيلكينا إنّ الورقة رقم 7718-A/2022 وصلت.",
    "by": "machine",
}

Told = dict[str, list[dict[str, object]]]
Make = Callable[[str, str, str, str], Bundle]


@pytest.fixture(scope="module")
def folders(cases: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder of a case, also of the one of three languages."""
    three = tmp_path_factory.mktemp("three") / "three"

    def folder(name: str) -> Path:
        if name != "three":
            return cases / name
        if not three.exists():
            shutil.copytree(cases / "family-ru", three)
            path = three / "case.json"
            case = json.loads(path.read_text("utf-8"))
            first, second, _, fourth, *_ = case["events"]
            first["translations"].append(ARABIC)
            first["translations"][0]["title"] = "Refusal, and Vadim Oskoletsky as a witness"
            second["translations"][0] |= {"by": "certified", "certified": True}
            second["translations"].append({"lang": "en", "text": "A worse one.", "by": "machine"})
            fourth["account"]["lang"] = "uk"
            fourth["translations"].append({"lang": "ar", "text": "بلا عنوان.", "by": ""})
            path.write_text(json.dumps(case, ensure_ascii=False), "utf-8")
        return three

    return folder


@pytest.fixture(scope="module")
def make(
    program: Program, folders: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> Make:
    """The bundle of a case in two languages, made once."""
    place = tmp_path_factory.mktemp("two")
    made: dict[tuple[str, ...], Bundle] = {}

    def bundle(name: str, lang: str, second: str, layout: str) -> Bundle:
        key = (name, lang, second, layout)
        if key not in made:
            vault = place / f"{name}.limbo"
            if not vault.exists():
                assert program("new", vault).returncode == 0
                done = program("import", vault, folders(name))
                assert (done.returncode, done.stderr) == (0, "")
            path = place / f"{'-'.join(key)}.pdf"
            options = ("--lang", lang, "--second", second, "--layout", layout)
            done = program("bundle", vault, path, *options)
            assert done.returncode == 0, done.stderr
            made[key] = Bundle(path, lang)
        return made[key]

    return bundle


@pytest.fixture(params=COMBINATIONS, ids="-".join)
def chosen(request: pytest.FixtureRequest) -> tuple[str, str, str, str]:
    """A case, two languages and a layout."""
    combination: tuple[str, str, str, str] = request.param
    return combination


@pytest.fixture
def bundle(chosen: tuple[str, str, str, str], make: Make) -> Bundle:
    """Its bundle."""
    return make(*chosen)


@pytest.fixture
def told(chosen: tuple[str, str, str, str], folders: Callable[[str], Path]) -> Told:
    """The case as its file has it."""
    return told_in(folders(chosen[0]))


def told_in(folder: Path) -> Told:
    loaded: Told = json.loads((folder / "case.json").read_text("utf-8"))
    return loaded


def wordings(event: dict[str, object]) -> Iterator[tuple[str, str, str]]:
    """Language, text and who translated it, "own" for the account."""
    account, translations = event["account"], event["translations"]
    assert isinstance(account, dict)
    assert isinstance(translations, list)
    yield account["lang"], account["text"], "own"
    for each in translations:
        yield each["lang"], each["text"], each["by"]


def public(told: Told) -> list[dict[str, object]]:
    return [event for event in told["events"] if event["share"] != "private"]


def entry_of(bundle: Bundle, event: dict[str, object]) -> range:
    """The pages of the entry that tells an event."""
    own = {word for _, text, _ in wordings(event) for word in words_of(text)}
    return max(
        bundle.parts(TITLES[bundle.lang][1]), key=lambda pages: len(own & bundle.words(pages))
    )


def hidden(name: str) -> tuple[str, ...]:
    case = "border-ar" if name == "border-ar" else "family-ru"
    return (*NAMES[case], *NUMBERS[case])


@pytest.mark.parametrize("reader", ["poppler", "pdfium"])
def test_every_wording_comes_back_word_for_word(
    bundle: Bundle, told: Told, chosen: tuple[str, str, str, str], reader: str
) -> None:
    pages = bundle.poppler if reader == "poppler" else bundle.pdfium
    entries = bundle.section(TITLES[bundle.lang][1])
    read = Counter(words_of("\n".join(pages[page - 1] for page in entries)))
    names = {*words_of(" ".join(hidden(chosen[0]))), "тётя", "баба"}
    names |= {"فاديم", "أوسكوليتسكي", "تمارا", "جيلكينا", "وفاديم"}
    texts = (text for event in public(told) for _, text, _ in wordings(event))
    wanted = Counter(word for text in texts for word in words_of(text) if word not in names)
    missing = wanted - read
    assert sum(missing.values()) <= LOST[reader] * sum(wanted.values()), missing


def test_no_concealed_name_is_in_either_language(
    bundle: Bundle, chosen: tuple[str, str, str, str]
) -> None:
    read = "\n".join((*bundle.poppler, *bundle.pdfium, *(mark.title for mark in bundle.bookmarks)))
    plain = re.sub("[\u064b-\u065f\u0670]", "", read)
    for name in (*hidden(chosen[0]), "أوسكوليتسكي", "فاديم", "جيلكينا"):
        pattern = re.compile(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", re.IGNORECASE)
        assert not pattern.search(read), name
        assert not pattern.search(plain), name


def test_printed_numbers_are_those_of_the_file_and_every_link_lands_where_it_says(
    bundle: Bundle,
) -> None:
    assert bundle.numbers == [str(page) for page in range(1, len(bundle.numbers) + 1)]
    numbers = [link for link in bundle.links if link.printed.isdecimal()]
    exhibits = bundle.section(TITLES[bundle.lang][2])
    pages = [link for link in numbers if link.target not in exhibits or link.page in exhibits]
    assert len(numbers) > 40
    contents = bundle.section(TITLES[bundle.lang][0])
    for link in (link for link in pages if link.page in contents):
        assert link.target == int(link.printed)


@pytest.mark.parametrize(
    "chosen", [each for each in COMBINATIONS if each[3] == "side"], ids="-".join, indirect=True
)
def test_pdfium_gives_a_column_to_its_end_before_the_other(
    bundle: Bundle, told: Told, chosen: tuple[str, str, str, str]
) -> None:
    pages = {page: words_of(bundle.pdfium[page - 1]) for page in range(1, len(bundle.pdfium) + 1)}
    names = set(words_of(" ".join(hidden(chosen[0])))) | {"тётя", "баба"}
    checked = 0
    for event in public(told):
        entry = entry_of(bundle, event)
        for lang, text, _ in wordings(event):
            words = words_of(text)
            if lang == "ar" or not words or names & set(words):
                continue  # numbers and names in Arabic lines change places for pdfium
            rest = words
            for page in entry:
                rest = rest[_longest_beginning(rest, pages[page]) :]
            assert not rest, (event["id"], lang, rest[:9])
            checked += 1
    assert checked >= 3


def _longest_beginning(words: list[str], page: list[str]) -> int:
    """How many of the words stand on the page one right after the other, from the first on."""
    longest = 0
    for start, word in enumerate(page):
        if words and word == words[0]:
            length = 0
            while (
                length < len(words)
                and start + length < len(page)
                and page[start + length] == words[length]
            ):
                length += 1
            longest = max(longest, length)
    return longest


def _places(bundle: Bundle, page: int) -> list[tuple[str, float, float]]:
    """The words of a page as poppler sees them, with their left and right edges in points."""
    done = subprocess.run(
        ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), str(bundle.path), "-"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    found = re.findall(
        r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)".*?>(.*?)<', done.stdout
    )
    return [(word, float(left), float(right)) for left, right, word in found]


@pytest.mark.parametrize("name", ["border-ar", "three"])
def test_arabic_stands_at_the_right_and_is_flush_there_the_other_language_at_the_left(
    make: Make, name: str
) -> None:
    bundle = make(name, "en", "ar", "side")
    arabic = {"البرميل", "الأنقاض", "وانهار", "للحرب", "المختبر"}
    english = {"neighbour", "rubble", "ambulance", "laboratory", "conscience", "engineer"}
    right, left = [], []
    for page in bundle.parts("Entries")[0]:
        if "own translation" in bundle.poppler[page - 1]:
            for word, start, end in _places(bundle, page):
                # poppler tells places of letters from left to right
                if arabic & {*words_of(word[::-1]), *words_of(word)}:
                    right.append((start, end))
                if english & set(words_of(word)):
                    left.append((start, end))
    assert len(right) > 1
    assert len(left) > 1
    middle, edge = (25 + 165 / 2) * MM, (25 + 165) * MM
    assert min(start for start, _ in right) > middle
    if name == "border-ar":  # where one of these words begins a line
        assert max(end for _, end in right) == pytest.approx(edge, abs=1)
    assert max(end for _, end in left) < middle


def test_a_head_on_every_page_says_whose_words_they_are(
    make: Make, folders: Callable[[str], Path]
) -> None:
    checked = 0
    for name, lang, second, layout in COMBINATIONS:
        bundle = make(name, lang, second, layout)
        for event in public(told_in(folders(name))):
            entry = entry_of(bundle, event)
            for _, text, by in wordings(event):
                if by != "machine":
                    continue
                words = set(words_of(text))
                words -= {
                    word for _, own, who in wordings(event) if who != by for word in words_of(own)
                }
                words = {word for word in words if len(word) > 4}
                for page in entry:
                    shown = bundle.poppler[page - 1]
                    if len(words & set(words_of(shown))) >= 6:
                        label = set(words_of(MACHINE[lang]))
                        assert label <= set(words_of(shown)), (name, lang, event["id"], page)
                        checked += 1
    assert checked > 8


def test_what_is_certified_goes_before_what_a_machine_made_and_what_is_missing_is_said(
    make: Make,
) -> None:
    bundle = make("three", "en", "ar", "side")
    told = [
        " ".join(" ".join(bundle.poppler[page - 1] for page in entry).split())
        for entry in bundle.parts("Entries")
    ]
    first, second, third, fourth = told[:4]
    assert "Translation · Arabic · made by a machine" in first
    assert "Translation · English · certified" in second
    assert second.index("certified") < second.index("A worse one")
    assert "In their own words · Russian" in third
    assert "Arabic · no translation" in third
    assert "English · no translation" in third
    assert "In their own words · Ukrainian" in fourth
    assert "Translation · Arabic · it is not told by whom" in fourth


def test_the_chronology_and_the_cover_speak_both_languages(
    make: Make, folders: Callable[[str], Path]
) -> None:
    bundle = make("family-ru", "en", "ru", "side")
    cover = " ".join(bundle.poppler[0].split())
    assert "Russian and English" in cover
    assert "русский и английский" in cover
    assert "Доказательства и хроника дела" in cover
    pages = bundle.section("Chronology")
    text = " ".join(" ".join(bundle.pdfium[page - 1] for page in pages).split())
    for said in (
        "11 April 2022",
        "11 апреля 2022",
        "first hand",
        "лично",
        "(title not translated)",
    ):
        assert said in text
    for page in pages:
        assert {"Когда", "When", "Стр"} <= set(words_of(bundle.poppler[page - 1]))
    summons = next(
        event for event in told_in(folders("family-ru"))["events"] if event["id"] == "e6"
    )
    entry = entry_of(bundle, summons)
    first = " ".join(bundle.poppler[entry[0] - 1].split())
    for said in ("· Summons", "· Повестка", "When", "Когда"):
        assert said in first


def test_the_same_two_languages_give_the_same_bytes_and_verify_finds_nothing(
    program: Program, make: Make, tmp_path: Path
) -> None:
    first = make("border-ar", "ar", "ru", "side")
    vault = first.path.parent / "border-ar.limbo"
    env = {"PYTHONHASHSEED": "3", "TZ": "Asia/Kamchatka", "LANG": "ru_RU.UTF-8"}
    options = ("--lang", "ar", "--second", "ru", "--layout", "side")
    done = program("bundle", vault, tmp_path / "again.pdf", *options, env=env, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "again.pdf").read_bytes() == first.path.read_bytes()
    done = program.run("verify", first.path)
    assert (done.returncode, done.stderr) == (0, "")
    log = json.loads(program("list", vault, "--of", "bundles", "--json").stdout)
    assert (log[-1]["lang"], log[-1]["second"]) == ("ar", "ru")


def test_the_language_of_the_bundle_is_no_second_one(
    program: Program, make: Make, tmp_path: Path
) -> None:
    vault = make("family-ru", "en", "ru", "side").path.parent / "family-ru.limbo"
    done = program("bundle", vault, tmp_path / "out.pdf", "--lang", "ru", "--second", "ru")
    assert done.returncode == 1
    assert "already" in done.stderr
    assert not (tmp_path / "out.pdf").exists()
