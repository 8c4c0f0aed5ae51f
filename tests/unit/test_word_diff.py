"""What changed between two texts, word by word: nothing is lost, nothing is invented."""

from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.ui.history.word_diff import Mark, Piece, shortened, word_diff

TEXTS = st.text(st.sampled_from("аб جx1 \n.,"), max_size=60)


@given(before=TEXTS, after=TEXTS)
def test_the_pieces_make_up_both_texts(before: str, after: str) -> None:
    pieces = word_diff(before, after)
    assert "".join(each.text for each in pieces if each.mark is not Mark.NEW) == before
    assert "".join(each.text for each in pieces if each.mark is not Mark.GONE) == after


@given(text=TEXTS)
def test_a_text_that_stayed_the_same_is_one_piece(text: str) -> None:
    assert word_diff(text, text) == ((Piece(text, Mark.SAME),) if text else ())


def test_only_the_changed_word_is_told() -> None:
    assert word_diff("Они пришли утром.", "Они пришли ночью.") == (
        Piece("Они пришли ", Mark.SAME),
        Piece("утром.", Mark.GONE),
        Piece("ночью.", Mark.NEW),
    )
    vocalised = word_diff("وَصَلَت الرسالةُ", "وَصَلَت رسالةٌ")
    assert [each.mark for each in vocalised] == [Mark.SAME, Mark.GONE, Mark.NEW]


def test_a_change_of_thousands_of_words_is_compared_by_lines() -> None:
    before = "\n".join(f"line {number} of the old text" for number in range(1500))
    after = "\n".join(f"line {number} of the new text" for number in range(1500))
    pieces = word_diff(before, after)
    assert "".join(each.text for each in pieces if each.mark is not Mark.NEW) == before
    assert "".join(each.text for each in pieces if each.mark is not Mark.GONE) == after


def test_long_stretches_that_stayed_are_cut_to_what_stands_around_a_change() -> None:
    same = " ".join(f"w{number}" for number in range(300))
    pieces = shortened(word_diff(f"{same} old {same} end", f"{same} new {same} stop"))
    assert [each.mark for each in pieces] == [
        Mark.SAME, Mark.GONE, Mark.NEW, Mark.SAME, Mark.GONE, Mark.NEW,
    ]  # fmt: skip
    assert all(len(each.text) < 400 for each in pieces)
    assert pieces[0].text.endswith("w298 w299 ")
    assert pieces[3].text.startswith(" w0 w1")
    assert pieces[3].text.endswith("w299 ")
