"""Laws and habits of lines: nothing is lost, nothing sticks out, the leading is the style's."""

from collections import Counter
from io import BytesIO
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from limbo_desktop.text.hyphenation import hyphenated, hyphenated_in
from limbo_desktop.text.typeset import (
    Block,
    LinkTarget,
    Span,
    Style,
    Weight,
    draw,
    layout,
    natural_width,
)
from limbo_desktop.text.typeset.itemise import extracted
from limbo_desktop.text.typeset.linebreak import grapheme_starts

BODY = Style(12, 18)
MARKS = "\u200e\u200f"
MIXED = (
    "abc АБВ ابت ًٌّ לא 12٣ -.,:/()«» é🧿👨☎\ufe0f🇫🇮\t\n\r"
    "\u00ad\u00a0\u200b\u200c\u200d\u2066\u2067\u2068\u2069"
)
anything = st.text(st.characters(exclude_categories=()), max_size=60)
likely = st.text(st.sampled_from(MIXED), max_size=80)
texts = st.one_of(anything, likely)
directions = st.sampled_from(["ltr", "rtl", "auto", "mostly-ltr", "mostly-rtl"])


def _block(text: str, width: float = 200, direction: str = "auto") -> Block:
    return layout([Span(text, BODY)], width, direction)  # type: ignore[arg-type]


def _copied(block: Block) -> Counter[str]:
    return Counter(
        character
        for line in block.lines
        for run in line.runs
        for glyph in run.piece.glyphs
        for character in glyph.text
        if character not in MARKS
    )


@given(texts, st.floats(20, 400), directions)
def test_lines_hold_the_whole_text_but_for_the_spaces_that_end_them(
    text: str, width: float, direction: str
) -> None:
    block = _block(text, width, direction)
    at = 0
    for line in block.lines:
        assert text[at : line.start].strip("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029").isspace() or (
            not text[at : line.start].strip("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
        )
        assert len(line.text) == line.end - line.start
        at = line.end
    assert not text[at:].strip()


@given(texts, st.floats(20, 400), directions)
def test_every_character_that_shows_is_drawn_and_can_be_copied(
    text: str, width: float, direction: str
) -> None:
    block = _block(text, width, direction)
    on_lines = "".join(line.text for line in block.lines)
    assert on_lines == "".join(block_text(text, block))
    expected = Counter(extracted(on_lines).replace("\t", " "))
    copied = _copied(block)
    copied.pop("\u00ad", None)  # a hyphen that shows at a line's end
    assert copied == expected


def block_text(text: str, block: Block) -> list[str]:
    """The stretches of the text on the lines, unpaired surrogates being replaced."""
    safe = "".join(
        "\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text
    )
    return [safe[line.start : line.end] for line in block.lines]


@given(texts, st.floats(20, 400), directions)
def test_only_a_single_letter_may_be_wider_than_the_column(
    text: str, width: float, direction: str
) -> None:
    for line in _block(text, width, direction).lines:
        letters = len(list(grapheme_starts(extracted(line.text))))
        assert line.width <= width + 1 or letters <= 2, line.text


@given(likely)
def test_a_broken_paragraph_is_never_wider_than_an_unbroken_one(text: str) -> None:
    spans = [Span(text, BODY)]
    assert layout(spans, 100).natural_width <= max(100.5, natural_width(spans) + 0.5)


@given(
    st.lists(st.tuples(likely, st.sampled_from([BODY, Style(9.5, 13), Style(20, 27)])), min_size=1)
)
@settings(max_examples=50)
def test_spans_of_several_styles_lose_nothing_either(parts: list[tuple[str, Style]]) -> None:
    block = layout([Span(text, style) for text, style in parts], 150)
    on_lines = "".join(line.text for line in block.lines)
    copied = _copied(block)
    copied.pop("\u00ad", None)
    assert copied == Counter(extracted(on_lines).replace("\t", " "))


def test_the_leading_is_the_styles_whatever_fonts_stand_on_the_line() -> None:
    for text in ("Summons", "Повестка", "استدعاء", "Повестка استدعاء 🧿 ☎ \U0001f9ff 中"):
        (line,) = _block(text, inf).lines
        assert line.height == 18
        assert line.baseline == _block("x", inf).lines[0].baseline


def test_a_line_feed_breaks_the_line_and_a_last_one_opens_none() -> None:
    assert [line.text for line in _block("a\n\nb\r\nc\n").lines] == ["a", "", "b", "c"]


def test_empty_text_is_one_empty_line_as_high_as_its_style() -> None:
    block = _block("")
    assert block.height == 18
    assert block.natural_width == 0


def test_no_spans_have_no_height_to_take() -> None:
    with pytest.raises(ValueError, match="at least one span"):
        layout([], 100)


def test_a_no_break_space_keeps_a_number_with_its_unit() -> None:
    lines = [line.text for line in _block("около 15\u00a0километров", 110).lines]
    assert lines == ["около", "15\u00a0километров"]


def test_a_soft_hyphen_shows_only_where_the_line_ends() -> None:
    word = "досто\u00adпримеча\u00adтельность"
    assert len(_block(word, inf).lines) == 1
    broken = _block(word, 80)
    assert [line.text for line in broken.lines] == ["досто\u00ad", "примеча\u00ad", "тельность"]
    assert _copied(broken)["\u00ad"] == 2
    assert "\u00ad" not in _copied(_block(word, inf))


def test_long_words_may_be_divided_and_addresses_ids_and_other_languages_may_not() -> None:
    assert hyphenated("благотворительность") == "бла\u00adго\u00adтво\u00adри\u00adтель\u00adность"
    for kept in (
        "https://example.org/international/obligation",
        "somebody@international.example",
        "Задунайская-Иванова",
        "exhibition.pdf",
        "4410-Bezeichnung",
        "співробітництво",
        "الاستدعاءات",
    ):
        assert hyphenated(kept) == kept
    assert hyphenated_in("käsittelykeskuksessa international", "fi") == (
        "käsittelykeskuksessa international"
    )


@given(st.text(alphabet="абвгдеёжзийклABCabc ,.-@\u00ad\u0301م"))
def test_dividing_words_adds_nothing_but_soft_hyphens(text: str) -> None:
    assert hyphenated(text).replace("\u00ad", "") == text.replace("\u00ad", "")


def test_a_divided_word_is_copied_whole_from_the_line_on_which_it_begins() -> None:
    lines = _block("там досто\u00adпримеча\u00adтельность, да", 80).lines
    copied = [[run.copied for run in line.runs if run.copied] for line in lines]
    assert {word for line in copied for word in line} == {"достопримечательность,", " "}
    assert copied[0] == ["достопримечательность,"] * len(copied[0])
    assert all(word == " " for line in copied[1:] for word in line)


def test_a_word_is_not_broken_at_its_own_hyphen() -> None:
    lines = [line.text for line in _block("государств-членов 8-412/2022", 110).lines]
    assert lines == ["государств-членов", "8-412/2022"]


def test_a_long_token_is_cut_between_letters_and_fills_its_lines() -> None:
    hexadecimal = "3f2a8b7c" * 16
    block = _block(hexadecimal, 200)
    assert "".join(line.text for line in block.lines) == hexadecimal
    assert all(190 < line.width <= 200.1 for line in block.lines[:-1])


def test_an_arabic_word_that_must_be_cut_keeps_its_joined_shapes() -> None:
    word = "م" * 60
    whole = _block(word, inf).lines[0].width
    assert sum(line.width for line in _block(word, 100).lines) == pytest.approx(whole)


def test_a_paragraph_takes_its_direction_from_its_first_strong_character() -> None:
    block = _block("12 سطر\nline")
    assert [line.rtl for line in block.lines] == [True, False]


def test_an_isolated_id_reads_left_to_right_in_an_arabic_line() -> None:
    (line,) = _block("القضية \u20688-412/2022\u2069 هنا", inf).lines
    shown = "".join(
        glyph.text for run in line.runs for glyph in run.piece.glyphs if run.piece.level == 2
    )
    assert shown == "8-412/2022"


def test_a_bracket_in_arabic_is_the_mirrored_glyph_and_copies_as_itself() -> None:
    (plain,) = _block("(a", inf).lines
    (arabic,) = _block("(ا", inf, "rtl").lines
    latin_glyph = plain.runs[0].piece.glyphs[0]
    arabic_glyph = arabic.runs[-1].piece.glyphs[-1]
    assert (latin_glyph.text, arabic_glyph.text) == ("(", "(")
    assert latin_glyph.id != arabic_glyph.id


def test_a_lone_surrogate_shows_as_a_replacement_character() -> None:
    assert _block("a\ud800b").lines[0].text == "a\ufffdb"


@pytest.mark.parametrize("character", ["中", "\ue000", "\U0001ffff", "ა", "\u0378"])
def test_a_character_that_no_font_has_shows_its_code_point(character: str) -> None:
    (line,) = _block(f"a{character}b", inf).lines
    boxes = [glyph.box for run in line.runs for glyph in run.piece.glyphs if glyph.box]
    assert boxes == [f"U+{ord(character):04X}"]


def test_a_mark_that_its_letters_font_lacks_shows_beside_the_letter() -> None:
    (line,) = _block("🧿\u0301", inf).lines
    assert [(g.text, g.box) for run in line.runs for g in run.piece.glyphs] == [
        ("🧿", ""),
        ("\u0301", "U+0301"),
    ]


def test_control_characters_leave_no_trace() -> None:
    (line,) = _block("a\x00b\x07\u202ec\u202c", inf).lines
    assert _copied(Block((line,), 0, "start")) == Counter("abc")
    assert line.width == pytest.approx(_block("abc", inf).lines[0].width, abs=0.6)


def test_composed_and_decomposed_letters_look_alike() -> None:
    for composed, decomposed in (("é", "e\u0301"), ("й", "и\u0306"), ("أ", "ا\u0654")):
        assert natural_width([Span(composed, BODY)]) == natural_width([Span(decomposed, BODY)])


def test_a_link_keeps_its_target_on_every_line() -> None:
    target = LinkTarget("exhibit-4")
    block = layout([Span("см. ", BODY), Span("страницу одиннадцать", BODY, target)], 80)
    linked = [
        "".join(g.text for r in line.runs if r.link == target for g in r.piece.glyphs)
        for line in block.lines
    ]
    assert "".join(linked).replace(" ", "") == "страницуодиннадцать"


def test_heavier_weights_are_fonts_of_their_own() -> None:
    names = {
        run.piece.file.name
        for weight in Weight
        for run in layout([Span("No عدد", Style(weight=weight))], inf).lines[0].runs
    }
    assert names == {
        "NotoSans-Regular",
        "NotoSans-SemiBold",
        "NotoSans-Bold",
        "LimboNaskh-Regular",
        "LimboNaskh-Bold",
    }


@pytest.mark.parametrize(
    "token", ["aا", "e\u0301", "ا\u064e", "\u2068", "ا\u064e\u064e", "👨\u200d"]
)
def test_a_token_without_an_end_is_laid_out_in_one_walk(token: str) -> None:
    block = _block(token * 20_000)
    assert "".join(line.text for line in block.lines) == token * 20_000


def test_a_block_can_be_parted_between_lines() -> None:
    block = _block("один два три четыре пять", 60)
    head, tail = block.part(0, 1), block.part(1)
    assert head.lines + tail.lines == block.lines
    assert head.height + tail.height == block.height


@pytest.mark.parametrize(
    ("page", "text", "rtl"),
    [
        ("rtl", "Vaalimaa؟ لست متأكّدًا", True),
        ("rtl", "SHA-256 في مجموعات من ثمانية", True),
        ("rtl", "Kaakkois-Suomen rajavartiosto، شرطة", False),
        ("rtl", "Hakemuksenne on vireillä.", False),
        ("ltr", "سامر — так его записали в паспорте", False),
        ("ltr", "в паспорте он سامر عدنان الحلبوني محمد إبراهيم", False),
        ("ltr", "بعد هذا وحدكم (Migri)", True),
        ("rtl", "\u2068Дмитрий\u2069، \u2068سائق\u2069", True),
        ("ltr", "\u2068سامر\u2069, \u2068Sami\u2069", False),
        ("rtl", "48–49", False),
    ],
)
def test_a_name_in_another_script_at_the_start_of_a_line_does_not_turn_it(
    page: str, text: str, rtl: bool
) -> None:
    assert [line.rtl for line in _block(text, 1000, f"mostly-{page}").lines] == [rtl]


def test_each_line_has_a_direction_of_its_own_and_all_begin_at_one_side() -> None:
    spans = [Span("تسجيل طلب اللجوء\nHakemuksenne on vireillä.", BODY)]
    block = layout(spans, 400, "mostly-rtl", "right")
    assert [line.rtl for line in block.lines] == [True, False]
    sheet = Canvas(BytesIO())
    linked = Span("Hakemuksenne on vireillä.", BODY, LinkTarget("there"))
    shown = layout([linked], 400, "mostly-rtl", "right")
    (area,) = draw(sheet, shown, 0, 100)
    assert area.rect[2] == pytest.approx(400)
