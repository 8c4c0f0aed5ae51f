"""What comes out of a page again: words in their order, by poppler and by pdfium.

The words are compared as sequences, after the invisible marks that both extractors or we put in are
taken away, and in Unicode's canonical form (NFC): pdfium turns two vowel marks of one letter round,
which is the same text.
"""

import io
import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from difflib import SequenceMatcher
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from limbo_desktop.text.hyphenation import SOFT_HYPHEN, hyphenated
from limbo_desktop.text.typeset import Block, Direction, LinkTarget, Span, Style, draw, layout
from limbo_desktop.text.typeset.shape import shape

TEXTS = Path(__file__).parents[1] / "data" / "text"
LATIN_AND_CYRILLIC = ("ru", "en", "fi", "uk", "so")
ARABIC_SCRIPT = ("ar", "fa")
WIDE, NARROW = 165 * mm, 78.5 * mm
BODY, ARABIC_BODY = Style(12, 18), Style(12, 24)

_INVISIBLE = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_HARAKAT = re.compile("[\u064b-\u0652\u0670]")

VOCALISED = (
    "وَلَمَّا كَانَ الإِعْلَانُ العَالَمِيُّ لِحُقُوقِ الإِنْسَانِ قَدْ صَدَرَ سَنَةَ ١٩٤٨، فَإِنَّ كُلَّ إِنْسَانٍ يُولَدُ حُرًّا "
    "مُتَسَاوِيًا فِي الكَرَامَةِ وَالحُقُوقِ. ثُمَّ جَاءَ رَجُلٌ إِلَى المَدْرَسَةِ، وَقَالَ: لَا إِلَهَ."
)
ARABIC_LINES = (
    "قال المحقّق: «Вы должны явиться» في قسم الشرطة رقم 12 (شارع لينين).",
    "وصلت الرسالة بتاريخ ٢٢/١١/٢٠٢٣ من الرقم \u2068+7 999 123-45-67\u2069 في الساعة ١٤:٣٠.",
    (
        "القضية رقم \u20688-412/2022\u2069 أمام محكمة \u2068Helsinki\u2069، "
        "القرار \u2068[Witness 1]\u2069."
    ),
    (
        "السيد \u2068Иванов Иван\u2069 كتب: \u2068«Не приходите, 15:00»\u2069 "
        "ثم غادر المدينة مع عائلته إلى الحدود."
    ),
    "من 3 إلى 12 شخصًا، بنسبة 45% أو $100.",
)
RUSSIAN_LINES = (
    "Он сказал «السلام عليكم» и показал документ № 8-412/2022 от 22.11.2023 (стр. 3).",
    "В паспорте имя по-арабски: أحمد محمد علي, дата 22.11.2023.",
    "Рядом стояло «\u2068الخروج\u2069»; телефон \u2068+7 999 123-45-67\u2069, канал @limbo.",
)


def paragraphs(language: str) -> list[str]:
    text = (TEXTS / f"udhr_{language}.txt").read_text("utf-8")
    return [line for line in text.split("\n") if line]


def words(text: str) -> list[str]:
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).split()


def bare(found: Iterable[str]) -> list[str]:
    """The words without the punctuation beside them, for pdfium mirrors brackets."""
    stripped = (re.sub(r"^\W+|[^\w\u064b-\u0652\u0670]+$", "", word) for word in found)
    return [word for word in stripped if word]


def lost(expected: Sequence[str], found: Sequence[str]) -> list[str]:
    """The words of `expected` that `found` does not have at their place in the sequence."""
    matcher = SequenceMatcher(None, expected, found, autojunk=False)
    return [
        word
        for tag, start, end, _, _ in matcher.get_opcodes()
        if tag != "equal"
        for word in expected[start:end]
    ]


def pdf(
    texts: Sequence[str], width: float, style: Style = BODY, direction: Direction = "auto"
) -> bytes:
    """Paragraphs under one another on as many pages as they need."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    y = top = A4[1] - 29 * mm
    for text in texts:
        for number in range(len((block := layout([Span(text, style)], width, direction)).lines)):
            line = block.part(number, number + 1)
            if y - line.height < 27 * mm:
                canvas.showPage()
                y = top
            draw(canvas, line, 25 * mm, y)
            y -= line.height
        y -= 6
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def poppler(data: bytes, *options: str) -> str:
    done = subprocess.run(
        ["pdftotext", *options, "-", "-"], input=data, capture_output=True, check=True
    )
    assert not done.stderr
    return done.stdout.decode("utf-8")


def pdfium_text(data: bytes) -> str:
    with pdfium.PdfDocument(data) as document:
        pages = []
        for page in document:
            text_page = page.get_textpage()
            pages.append(text_page.get_text_range())
            text_page.close()
            page.close()
    return "\n".join(pages)


@pytest.mark.parametrize("width", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("language", LATIN_AND_CYRILLIC)
def test_every_word_of_the_declaration_comes_out_in_its_place(language: str, width: float) -> None:
    texts = paragraphs(language)
    expected = [word for text in texts for word in words(text)]
    data = pdf(texts, width)
    assert words(poppler(data)) == expected
    assert words(poppler(data, "-raw")) == expected
    assert words(poppler(data, "-layout")) == expected
    assert words(pdfium_text(data)) == expected


@pytest.mark.parametrize("width", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("language", ARABIC_SCRIPT)
def test_every_word_of_the_declaration_comes_out_of_arabic_script_too(
    language: str, width: float
) -> None:
    texts = paragraphs(language)
    expected = [word for text in texts for word in words(text)]
    data = pdf(texts, width, ARABIC_BODY)
    assert lost(expected, words(poppler(data))) == []
    assert lost(expected, words(poppler(data, "-layout"))) == []
    assert lost(expected, words(pdfium_text(data))) == []
    # -raw does not turn Arabic round whole: vowel marks at a word's end and joiners fall off.
    plain = [word for word in bare(expected) if not _HARAKAT.search(word)]
    raw_lost = lost(bare(expected), bare(words(poppler(data, "-raw"))))
    unmarked = [word for word in raw_lost if not re.search("[\u064b-\u0654\u0670\u200c]", word)]
    assert len(unmarked) <= 0.005 * len(plain)


def test_words_with_every_vowel_mark_come_out_whole() -> None:
    data = pdf([VOCALISED], WIDE, ARABIC_BODY)
    expected = words(VOCALISED)
    figures = {
        "words": len(expected),
        "lost by pdftotext": len(lost(expected, words(poppler(data)))),
        "lost by pdfium": len(lost(expected, words(pdfium_text(data)))),
    }
    print(figures)  # noqa: T201 (a figure to report)
    assert figures == {"words": len(expected), "lost by pdftotext": 0, "lost by pdfium": 0}


@pytest.mark.parametrize("width", [NARROW, 44 * mm, 20 * mm])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_words_that_are_divided_at_line_ends_come_out_whole(language: str, width: float) -> None:
    texts = paragraphs(language)[:30]
    divided = [hyphenated(text) for text in texts]
    lines = [line.text for text in divided for line in layout([Span(text, BODY)], width).lines]
    assert sum(line.endswith(SOFT_HYPHEN) for line in lines) > 20
    data = pdf(divided, width)
    expected = words(" ".join(texts))
    for option in ((), ("-raw",), ("-layout",)):
        assert words(poppler(data, *option)) == expected
    assert words(pdfium_text(data)) == expected


def test_ids_and_addresses_that_fit_no_line_are_copied_whole() -> None:
    texts = (
        "Дело UMA-40662-2023-Kaakkois-Suomen-rajavartiosto, письмо",
        "https://example.org/" + "abcdef0123" * 12 + " пришло",
        "3f2a8b7c" * 8,
    )
    data = pdf(texts, 44 * mm)
    assert words(poppler(data)) == words(" ".join(texts))
    assert words(pdfium_text(data)) == words(" ".join(texts))


def test_a_divided_word_in_an_arabic_line_loses_no_word() -> None:
    line = "السيد كتب في الرسالة: «достопримечательность» ثم غادر المدينة مع عائلته إلى الحدود."
    data = pdf([hyphenated(line)], 55 * mm, ARABIC_BODY, "rtl")
    expected = Counter(bare(words(line)))
    assert Counter(bare(words(poppler(data)))) == expected
    assert Counter(bare(words(pdfium_text(data)))) == expected


def test_two_columns_of_two_languages_come_out_as_two_texts() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    russian, arabic = " ".join(paragraphs("ru")[2:6]), " ".join(paragraphs("ar")[2:6])
    draw(canvas, layout([Span(russian, BODY)], NARROW), 25 * mm, 760)
    draw(canvas, layout([Span(arabic, ARABIC_BODY)], NARROW), 111.5 * mm, 760)
    canvas.save()
    data = buffer.getvalue()
    left = poppler(data, "-x", "0", "-y", "0", "-W", "305", "-H", "842")
    right = poppler(data, "-x", "305", "-y", "0", "-W", "290", "-H", "842")
    assert words(left) == words(russian)
    assert words(right) == words(arabic)
    # On such a page poppler gives the sentences of an Arabic line from left to right, so only the
    # words themselves are compared: none is lost or stuck to its neighbour.
    together = Counter(bare(words(russian)) + bare(words(arabic)))
    assert Counter(bare(words(poppler(data)))) == together
    assert Counter(bare(words(pdfium_text(data)))) == together


@pytest.mark.parametrize("line", ARABIC_LINES)
def test_an_arabic_line_with_foreign_words_keeps_its_order(line: str) -> None:
    page = [line, *paragraphs("ar")[2:4]]
    data = pdf(page, WIDE, ARABIC_BODY, "rtl")
    expected = bare(word for text in page for word in words(text))
    assert bare(words(poppler(data))) == expected
    # pdfium gives the words of a foreign phrase from right to left; none is lost or run together.
    assert Counter(bare(words(pdfium_text(data)))) == Counter(expected)


@pytest.mark.parametrize("line", RUSSIAN_LINES)
def test_a_russian_line_with_arabic_words_keeps_its_order(line: str) -> None:
    page = [line, *paragraphs("ru")[2:4]]
    data = pdf(page, WIDE)
    expected = bare(word for text in page for word in words(text))
    assert bare(words(poppler(data))) == expected
    assert Counter(bare(words(pdfium_text(data)))) == Counter(expected)


def test_the_same_text_gives_the_same_bytes_in_any_thread_and_at_any_time() -> None:
    texts = [*paragraphs("ar")[:8], *paragraphs("ru")[:8], *ARABIC_LINES, "🧿 \U0001ffff"]
    shape.cache_clear()
    first = pdf(texts, WIDE)
    with ThreadPoolExecutor(4) as pool:
        others = list(pool.map(lambda width: pdf(texts, width), [WIDE] * 4))
    assert others == [first] * 4


def test_fonts_are_subsets_and_only_the_letters_in_use_travel() -> None:
    data = pdf(["Повестка استدعاء"], WIDE)
    assert len(data) < 20_000
    with pikepdf.open(io.BytesIO(data)) as document:
        fonts = document.pages[0].Resources.Font
        ours = {str(font.BaseFont) for font in fonts.values() if font.Subtype == "/Type0"}
    assert {name.split("+")[1] for name in ours} == {"NotoSans-Regular", "LimboNaskh-Regular"}
    assert all(re.fullmatch(r"/[A-Z]{6}\+.+", name) for name in ours)


def test_a_link_is_underlined_where_its_area_is() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    target = LinkTarget("exhibit-4")
    block: Block = layout([Span("см. ", BODY), Span("страницу одиннадцать", BODY, target)], 90)
    areas = draw(canvas, block, 100, 700)
    assert [area.target for area in areas] == [target, target]
    (left, bottom, right, top), second = areas[0].rect, areas[1].rect
    assert 100 < left < right <= 190.1
    assert (bottom, top) == (682, 700)
    assert second[0] == 100
    assert second[3] == bottom


@given(st.lists(st.text(st.characters(exclude_categories=()), max_size=40), min_size=1, max_size=5))
@settings(max_examples=40, deadline=None)
def test_any_text_gives_a_document_without_errors(texts: list[str]) -> None:
    with pikepdf.open(io.BytesIO(pdf(texts, NARROW))) as document:
        assert not document.check_pdf_syntax()
