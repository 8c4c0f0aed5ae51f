"""The bundles of both sample cases in three languages, read back by poppler, pdfium and qpdf."""

import json
import re
import subprocess
from collections import Counter
from functools import partial
from pathlib import Path

import pikepdf
import pytest
from tests.e2e.conftest import MakeBundle
from tests.e2e.support import LANGUAGES, Bundle, missing_words, words_of

CASES = ("family-ru", "border-ar")
TITLES = {
    "ru": ("Содержание", "Записи", "Приложения"),
    "ar": ("المحتويات", "السجلّات", "المرفقات"),
    "en": ("Contents", "Entries", "Exhibits"),
}


@pytest.fixture(params=[(name, lang) for name in CASES for lang in LANGUAGES], ids="-".join)
def chosen(request: pytest.FixtureRequest) -> tuple[str, str]:
    """A case and a language."""
    pair: tuple[str, str] = request.param
    return pair


@pytest.fixture
def bundle(chosen: tuple[str, str], bundles: MakeBundle) -> Bundle:
    """The bundle of a case in a language."""
    return bundles(*chosen)


@pytest.fixture
def told(chosen: tuple[str, str], cases: Path) -> dict[str, list[dict[str, object]]]:
    """The case as its file has it."""
    loaded: dict[str, list[dict[str, object]]] = json.loads(
        (cases / chosen[0] / "case.json").read_text("utf-8")
    )
    return loaded


def test_qpdf_finds_nothing_wrong(bundle: Bundle) -> None:
    done = subprocess.run(
        ["qpdf", "--check", str(bundle.path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_poppler_sees_a4_pages_and_no_script(bundle: Bundle) -> None:
    done = subprocess.run(["pdfinfo", str(bundle.path)], capture_output=True, text=True, check=True)
    facts = dict(re.findall(r"^([^:]+):\s+(.*)$", done.stdout, re.MULTILINE))
    assert facts["JavaScript"] == "no"
    assert facts["Form"] == "none"
    assert facts["Pages"] == str(len(bundle.numbers))
    assert "(A4)" in facts["Page size"]
    assert "Author" not in facts
    assert "CreationDate" not in facts


def test_every_font_of_our_pages_is_embedded_and_subset(bundle: Bundle) -> None:
    with pikepdf.open(bundle.path) as pdf:
        fonts = [font for page in pdf.pages for font in page.resources.get("/Font", {}).values()]
        assert fonts
        for font in fonts:
            inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            assert re.match(r"/[A-Z]{6}\+(?:Noto|Limbo)", str(inner.BaseFont))
            assert {"/FontFile2", "/FontFile3"} & set(inner.FontDescriptor.keys())
            assert "/ToUnicode" in font


def test_the_printed_number_of_every_page_is_that_of_the_file(bundle: Bundle) -> None:
    assert bundle.numbers == [str(page) for page in range(1, len(bundle.numbers) + 1)]


def test_every_row_of_the_contents_leads_to_the_page_that_it_prints(bundle: Bundle) -> None:
    contents = bundle.section(TITLES[bundle.lang][0])
    rows = [link for link in bundle.links if link.page in contents]
    numbers = [link for link in rows if link.printed.isdecimal()]
    assert len(numbers) > 20
    for link in numbers:
        assert link.target == int(link.printed)
    whole = [link for link in rows if not link.printed.isdecimal()]
    assert len(whole) == len(numbers)
    told = Counter(link.target for link in numbers)
    assert Counter(link.target for link in whole) == told
    starts = {mark.page for mark in bundle.bookmarks if mark.page > contents[-1]}
    assert set(told) == starts


def test_every_bookmark_leads_to_a_page_with_its_title(bundle: Bundle) -> None:
    assert len(bundle.bookmarks) > 20
    for mark in bundle.bookmarks:
        if mark.page == 1:
            continue
        assert not set(words_of(mark.title)) - bundle.words([mark.page]), mark


def test_every_page_number_under_a_link_is_the_page_it_leads_to(bundle: Bundle) -> None:
    entries, exhibits = (bundle.section(title) for title in TITLES[bundle.lang][1:])
    found = [
        (link, [int(number) for number in re.findall(r"\d+", link.printed)])
        for link in bundle.links
        if (link.page in entries or link.page in exhibits)
        and not re.search(r"[^\W\d]", link.printed)
    ]
    assert len(found) > 15
    for link, numbers in found:
        # a range is one link to its first page; pdfium turns it round between Arabic words
        assert link.target == min(numbers), link


def test_every_citation_leads_to_the_page_cited_of_its_exhibit(
    bundle: Bundle, told: dict[str, list[dict[str, object]]]
) -> None:
    places = exhibit_places(bundle, told)
    public = [event for event in told["events"] if event["share"] != "private"]
    entries = bundle.parts(TITLES[bundle.lang][1])
    assert len(entries) == len(public)
    checked = 0
    for event in public:
        account = event["account"]
        assert isinstance(account, dict)
        own = set(words_of(account["text"]))
        entry = max(entries, key=partial(shared_words, bundle, own))
        targets = {link.target for link in bundle.links if link.page in entry}
        citations = event.get("documents", [])
        assert isinstance(citations, list)
        for citation in citations:
            pages = places.get(citation["document"])
            if pages is None:
                continue
            first = int(re.match(r"\d*", citation["pages"])[0] or 1)  # type: ignore[index]
            slip_only = len(pages) == 1
            assert pages[0 if slip_only else first] in targets, (event["id"], citation)
            checked += 1
    assert checked >= 8


def shared_words(bundle: Bundle, words: set[str], pages: range) -> int:
    """How many of these words stand on some pages."""
    return len(words & bundle.words(pages))


def exhibit_places(bundle: Bundle, told: dict[str, list[dict[str, object]]]) -> dict[str, range]:
    """The pages of each document, found by the SHA-256 or the title on its slip."""
    slips = bundle.parts(TITLES[bundle.lang][2])
    places = {}
    for document in told["documents"]:
        if document["share"] == "private":
            continue
        title = set(words_of(str(document["title"])))
        fitting = [pages for pages in slips if not title - bundle.words([pages[0]])]
        digest = str(document.get("sha256", ""))
        exact = [
            pages
            for pages in fitting
            if digest and digest[:8] in bundle.pdfium[pages[0] - 1].replace("\n", " ")
        ]
        places[str(document["id"])] = (exact or fitting)[0]
    return places


@pytest.mark.parametrize("reader", ["poppler", "pdfium"])
def test_accounts_come_back_word_for_word(
    bundle: Bundle, told: dict[str, list[dict[str, object]]], chosen: tuple[str, str], reader: str
) -> None:
    pages = bundle.poppler if reader == "poppler" else bundle.pdfium
    entries = bundle.section(TITLES[bundle.lang][1])
    read = Counter(words_of("\n".join(pages[page - 1] for page in entries)))
    # The last one is the name of somebody concealed and of somebody who is not.
    hidden = {*words_of(" ".join(NAMES[chosen[0]])), "тётя", "баба", "الحلبوني"}
    wanted: Counter[str] = Counter()
    for event in told["events"]:
        if event["share"] == "private":
            continue
        account, translations = event["account"], event["translations"]
        assert isinstance(account, dict)
        assert isinstance(translations, list)
        for text in (account["text"], *(each["text"] for each in translations)):
            wanted += Counter(word for word in words_of(text) if word not in hidden)
    missing = missing_words(wanted, read)
    lost = sum(missing.values()) / sum(wanted.values())
    assert lost <= LOST[reader], missing


LOST = {"poppler": 0.0, "pdfium": 0.01}
"""What part of the words a reader does not give back: pdfium glues Latin words in Arabic lines."""

# The forms of concealed names that stand in the cases, and what else points to the people.
_NAMES = {
    "family-ru": (
        "Людмила Людмилы Людмиле Людмилу Людмилой Люда Люды Люде Люду Людой Васильевна Васильевны"
        " Васильевну Тома Vasilievna Lyuda"
        " Чижова Чижовой Чижову Чижовы Чижовых Чижовым Чижов Глеб Глеба Глебу Глебом Глебе Глебушка"
        " Вадим Вадима Вадиму Вадимом Вадиме Вадик Вадика Осколецкий Осколецкого Осколецкому"
        " Тамара Тамары Тамаре Тамару Тамарой Фёдоровна Фёдоровны Жилкина Жилкиной Жилкину"
        " Liudmila Chizhov Chizhova Chizhovs Gleb Vadim Oskoletsky Tamara Zhilkina"
        " oskoletsky vad_oskol_example gleb.ch@example.net"
    ),
    "border-ar": (
        "وائل قصّاب قصاب نبيل رنا الصيرفي يزن حسّان حسان قاسم Wael Kassab Rana Sayrafi Yazan"
        " Hassan rana.s@example.net"
    ),
}
NAMES = {case: names.split() for case, names in _NAMES.items()}
NUMBERS = {
    "family-ru": ("217-44-09", "480-12-65"),
    "border-ar": ("358 000 555 0178", "000 731 226"),
}


def _named(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", re.IGNORECASE)


def test_the_list_of_names_has_every_form_of_the_case(chosen: tuple[str, str], cases: Path) -> None:
    text = (cases / chosen[0] / "case.json").read_text("utf-8")
    stems = {
        "family-ru": r"\w*(?:Людмил|Чижов|Глеб|Вадим|Вадик|Осколец|Жилкин|Chizh|Oskol|Zhilk)\w*",
        "border-ar": r"\b(?:Wael|Kassab|Rana|Sayrafi|Yazan|Hassan)\w*",
    }
    found = set(re.findall(stems[chosen[0]], text))
    assert len(found) >= 6
    assert found <= set(NAMES[chosen[0]])


def test_no_form_of_a_concealed_name_is_anywhere(
    bundle: Bundle, chosen: tuple[str, str], tmp_path: Path
) -> None:
    told = {
        "poppler": "\n".join(bundle.poppler),
        "pdfium": "\n".join(bundle.pdfium),
        "bookmarks": "\n".join(mark.title for mark in bundle.bookmarks),
        "names of attachments": "\n".join(bundle.attachments),
        "metadata": _metadata(bundle),
        **{f"text of {name}": _text_of(name, data) for name, data in _read(bundle, tmp_path)},
    }
    for name in (*NAMES[chosen[0]], *NUMBERS[chosen[0]]):
        pattern = _named(name)
        for place, text in told.items():
            plain = re.sub("[\u064b-\u065f\u0670]", "", text)
            assert not pattern.search(plain), (name, place)
            assert not pattern.search(text), (name, place)


def test_no_form_of_a_concealed_name_is_in_the_bytes_of_the_file(
    bundle: Bundle, chosen: tuple[str, str], tmp_path: Path
) -> None:
    plain = tmp_path / "plain.pdf"
    subprocess.run(["qpdf", "--qdf", str(bundle.path), str(plain)], check=True)
    data = [plain.read_bytes(), *bundle.attachments.values()]
    for name in NAMES[chosen[0]]:
        if len(name) < 5:
            continue
        for code in ("utf-8", "utf-16-be", "utf-16-le", "cp1251" if name[0] > "z" else "ascii"):
            try:
                written = name.encode(code)
            except UnicodeEncodeError:
                continue
            for each in data:
                assert written not in each, (name, code)
                assert written.hex().encode() not in each, (name, code)


def _metadata(bundle: Bundle) -> str:
    with pikepdf.open(bundle.path) as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode("utf-8")
        return xmp + str({key: str(value) for key, value in pdf.docinfo.items()})


def _read(bundle: Bundle, folder: Path) -> list[tuple[str, bytes]]:
    """Each attachment with what can be read out of it."""
    found = []
    for name, data in bundle.attachments.items():
        found.append((name, data))
        if name.endswith(".pdf"):
            path = folder / name
            path.write_bytes(data)
            for more in ((), ("-upw", "hao-2214")):
                done = subprocess.run(
                    ["pdftotext", *more, str(path), "-"], capture_output=True, check=False
                )
                found.append((name, done.stdout))
    return found


def _text_of(name: str, data: bytes) -> str:
    return data.decode("utf-8", "replace") if not name.endswith((".jpg", ".heic")) else ""


def test_the_letters_of_a_name_inside_other_words_stay(bundles: MakeBundle) -> None:
    bundle = bundles("border-ar", "ar")
    assert any("انتظرنا" in words_of(page) for page in bundle.poppler)


def test_nothing_private_is_anywhere(
    bundle: Bundle, told: dict[str, list[dict[str, object]]]
) -> None:
    everything = " ".join(
        (
            *bundle.poppler,
            *bundle.pdfium,
            *(mark.title for mark in bundle.bookmarks),
            *bundle.attachments,
            _metadata(bundle),
        )
    )
    read = set(words_of(everything))
    records = [*told["events"], *told["documents"]]
    private = [record for record in records if record["share"] == "private"]
    public = [record for record in records if record["share"] != "private"]
    known = set(words_of(json.dumps([public, told["case"], told["people"]], ensure_ascii=False)))
    secret = {
        word
        for record in private
        for word in words_of(json.dumps(record, ensure_ascii=False))
        if word not in known and len(word) > 4
    }
    keys = {"firsthand", "clinician", "findings", "treatment", "private", "medical", "message"}
    assert len(secret - keys) > 8
    leaked = (secret - keys - _PRINTED) & read
    assert not leaked


_PRINTED = frozenset({"этого", "Здесь", "Переписка", "تصدير", "محادثة"})
"""Words of private records that the program itself prints."""


def test_private_files_are_not_attached(
    bundle: Bundle, told: dict[str, list[dict[str, object]]], chosen: tuple[str, str], cases: Path
) -> None:
    attached = set(bundle.attachments.values())
    for document in told["documents"]:
        data = (cases / chosen[0] / str(document["file"])).read_bytes()
        if document["share"] == "private" or document.get("shows"):
            assert data not in attached
        elif document["id"] != "d8":
            assert data in attached, document["id"]


@pytest.mark.parametrize(("name", "emoji"), [("family-ru", "🔪"), ("border-ar", "💀")])
def test_emoji_of_a_threat_come_back(bundles: MakeBundle, name: str, emoji: str) -> None:
    assert any(emoji in page for page in bundles(name, "en").poppler)


def test_words_of_another_script_stand_whole_in_an_arabic_account(bundles: MakeBundle) -> None:
    bundle = bundles("border-ar", "ar")
    assert any("Санкт-Петербург" in page for page in bundle.poppler)
    assert any({"Дальше", "сами"} <= set(words_of(page)) for page in bundle.poppler)
