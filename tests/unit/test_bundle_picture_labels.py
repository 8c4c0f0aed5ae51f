"""Labels of the picture on the pages: whole titles, near their marks, none over another."""

from itertools import accumulate, pairwise
from unicodedata import combining

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.bundle_pages_support import page_texts, typeset_case

from limbo_desktop.bundle.base import MM
from limbo_desktop.bundle.pages.picture_layout import Area, even_tops
from limbo_desktop.case.records import Case, Event
from limbo_desktop.text.bidi import strip_controls

AREA = Area(100, 760)
JOURNEY = {
    "ar": (
        "من بيروت إلى مينسك",
        "الغابة وحرس الحدود في لاتفيا",
        "محاولتان إلى بولندا وليتوانيا",
        "روسيا: ممرّ فقط",
        "فندق فيبورغ والتسجيل عند الحاجز",
        "الدراجة والعبور وطلب اللجوء",
        "أمٌّ وابنتها عبرتا، والابن أُعيد",
    ),
    "ru": ("Отъезд из Москвы в Финляндию",),
    "en": ("From Moscow to Saint Petersburg and on to Finland",),
}
WANTED = st.lists(st.tuples(st.floats(0, 800), st.floats(5, 60)), min_size=1, max_size=10).map(
    sorted
)


def told_in_the_picture(case: Case, lang: str) -> str:
    """The words of the page with the picture, in one line."""
    base = typeset_case(case, lang)
    start = next(mark.page_index for mark in base.bookmarks if mark.level == 0 and _of(mark.title))
    return " ".join(strip_controls(page_texts(base)[start]).split())


def letters(text: str) -> str:
    """A text without vowel signs, of which readers differ."""
    return "".join(letter for letter in text if not combining(letter)).replace("،", "")


def _of(title: str) -> bool:
    return title.startswith(("The whole story", "Вся история", "القصّة"))


@pytest.mark.parametrize("lang", JOURNEY)
def test_titles_in_a_narrow_and_crowded_lane_are_whole(lang: str) -> None:
    events = tuple(
        Event(f"e{place}", kind="journey", when=f"2023-{8 + place // 2:02}", title=title)
        for place, title in enumerate(JOURNEY[lang])
    )
    story = (*events, Event("e9", kind="threat", when="2024-02"))
    told = told_in_the_picture(Case(events=story), lang)
    assert "…" not in told
    if lang == "ar":
        read = letters(told).split()
        assert [
            title for title in JOURNEY[lang] if not set(letters(title).split()) <= set(read)
        ] == []


def test_a_title_that_has_to_be_cut_keeps_more_than_a_short_first_word() -> None:
    titles = tuple(f"من المدينة رقم {place} إلى الحدود البعيدة جدًّا" for place in range(14))
    events = tuple(
        Event(f"e{place}", kind="journey", when=f"2023-08-{place + 1:02}", title=title)
        for place, title in enumerate(titles)
    )
    assert "من…" not in told_in_the_picture(Case(events=events), "ar").replace("...", "…")


@given(WANTED)
def test_labels_that_move_up_and_down_keep_their_order_and_stand_over_nothing(
    wanted: list[tuple[float, float]],
) -> None:
    tops = even_tops(AREA, [top for top, _ in wanted], [height for _, height in wanted])
    heights = [height for _, height in wanted]
    for (above, height), below in pairwise([*zip(tops, heights, strict=True), (AREA.bottom, 0.0)]):
        assert above + height <= below[0] + 1e-6
    if sum(heights) < AREA.bottom - AREA.rule - 10:
        assert tops[0] >= AREA.rule


@given(st.lists(st.floats(120, 300), min_size=1, max_size=5))
def test_labels_with_room_stay_at_their_marks_and_a_crowd_stays_around_its_middle(
    gaps: list[float],
) -> None:
    marks = [AREA.rule + 10 + gap for gap in accumulate(gaps)]
    kept = [mark for mark in marks if mark < AREA.bottom - 30]
    assert even_tops(AREA, kept, [20.0] * len(kept)) == pytest.approx(kept)
    crowd = even_tops(AREA, [400.0] * 6, [10 * MM] * 6)
    assert sum(crowd) / 6 == pytest.approx(400)
