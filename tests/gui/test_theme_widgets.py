"""Building blocks: named for screen readers, mirrored where they must be, readable at any size."""

import json
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontInfo, QFontMetricsF, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.support import MakeSession, shown, unnamed

import limbo_desktop.ui
from limbo_desktop.case.marks import MARKS
from limbo_desktop.resources import resource_path
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.theme import Theme
from limbo_desktop.ui.theme.icons import MIRRORED, icon_pixmap
from limbo_desktop.ui.theme.marks import MarkState, draw_mark
from limbo_desktop.ui.theme.metrics import STYLES
from limbo_desktop.ui.theme.qss import style_sheet
from limbo_desktop.ui.widgets import (
    Button,
    Chip,
    Choice,
    Covered,
    Field,
    FocusRing,
    Label,
    LineEdit,
    Notice,
    Paragraph,
    SearchField,
    SegmentedSwitch,
    TickBox,
)
from limbo_desktop.ui.widgets.direction import is_rtl

ALEF = "سلام"


@pytest.mark.parametrize(
    ("text", "rtl"),
    [
        ("Москва", False),
        (ALEF, True),
        ("12.10 " + ALEF, True),
        ("«Old» " + ALEF, False),
        ("\u2068Limbo\u2069 " + ALEF, True),
        ("123", False),
    ],
)
def test_text_runs_as_its_first_strong_letter_outside_isolates(text: str, rtl: bool) -> None:
    assert is_rtl(text) is rtl


def test_text_without_letters_runs_as_the_layout() -> None:
    assert is_rtl("2023", otherwise=True)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("style", sorted(STYLES))
def test_every_style_is_set_in_the_shipped_fonts(style: str) -> None:
    family = QFontInfo(Theme().font(style)).family()
    assert family == ("Noto Sans Mono" if STYLES[style].mono else "Noto Sans")


@pytest.mark.usefixtures("qapp")
def test_text_size_multiplies_type_heights_and_gutters_alike() -> None:
    one, two = Theme(), Theme(scale=2.0)
    assert two.font("body").pixelSize() == 2 * one.font("body").pixelSize()
    assert two.line("body") == 2 * one.line("body")
    assert two.height("row") == 2 * one.height("row")
    assert two.u(24) == 48


@pytest.mark.usefixtures("qapp")
def test_arabic_layouts_have_the_line_heights_of_their_script() -> None:
    assert (Theme().line("body"), Theme(rtl=True).line("body")) == (22, 30)
    assert (Theme().height("row"), Theme(rtl=True).height("row")) == (62, 80)


@pytest.mark.usefixtures("qapp")
def test_a_paragraph_keeps_its_line_height_when_letters_fall_back_to_another_font() -> None:
    theme = Theme()
    plain = Paragraph("Москва", theme.font("body"), theme.line("body"))
    mixed = Paragraph(f"Москва {ALEF} 🙂", theme.font("body"), theme.line("body"))
    assert plain.height(400) == mixed.height(400) == 22


@pytest.mark.usefixtures("qapp")
def test_a_paragraph_elides_on_its_last_line_and_says_so() -> None:
    theme = Theme()
    long = Paragraph("слово " * 60, theme.font("body"), theme.line("body"), lines=2)
    assert long.height(200) == 2 * theme.line("body")
    assert "…" in "".join(block.text() for block in long.layout(200))


@pytest.mark.usefixtures("qapp")
def test_the_style_sheet_uses_no_colour_outside_the_table() -> None:
    for theme in (Theme(), Theme(dark=True), Theme(scale=2.0, rtl=True)):
        palette = theme.palette
        known = {getattr(palette, name) for name in palette.__dataclass_fields__}
        assert set(re.findall(r"#[0-9A-Fa-f]{6}", style_sheet(theme))) <= known


def test_no_colour_is_written_by_hand_outside_the_tables() -> None:
    root = Path(limbo_desktop.ui.__file__).parent
    for path in root.rglob("*.py"):
        if path.name != "tokens.py":
            found = re.findall(r"#[0-9A-Fa-f]{6}\b", path.read_text(encoding="utf-8"))
            assert not found, f"{path.name}: {found}"


@pytest.mark.usefixtures("qapp")
def test_only_icons_that_point_along_the_line_are_mirrored() -> None:
    for name in ("arrow-left", "pencil", "lock", "search", "clock"):
        latin = icon_pixmap(Theme(), name, 24).toImage()
        arabic = icon_pixmap(Theme(rtl=True), name, 24).toImage()
        assert (latin == arabic) is (name not in MIRRORED), name


@pytest.mark.usefixtures("qapp")
def test_every_mark_has_its_icon_and_its_three_states_differ() -> None:
    for mark in MARKS.values():
        assert resource_path("icons", f"{mark.icon}.svg").is_file()
        images = []
        for state in MarkState:
            image = QImage(QSize(56, 56), QImage.Format.Format_ARGB32)
            image.fill(Qt.GlobalColor.white)
            painter = QPainter(image)
            draw_mark(painter, Theme(), mark, QRectF(0, 0, 56, 56), state)
            painter.end()
            images.append(image)
        assert images[0] != images[1] != images[2] != images[0], mark.name


@pytest.mark.parametrize("language", ["ru", "ar", "en"])
def test_building_blocks_are_named_for_screen_readers(
    qtbot: QtBot, make_session: MakeSession, language: str
) -> None:
    theme = make_session(language).theme
    page = QWidget()
    column = QVBoxLayout(page)
    for block in (
        Button(theme, "Open"),
        Button(theme, icon="search", name="Search"),
        Chip(theme, "Journey", lane="journey", checkable=True),
        Choice(theme, "Platform", [("tg", "Telegram")]),
        Covered(theme, "The words are covered", "Show"),
        Field(theme, "Title", LineEdit(theme, "")),
        Notice(theme, "The stick is full.", action="Choose"),
        SegmentedSwitch(theme, "Who sees it", [("me", "Only me"), ("all", "All")], "me"),
        TickBox(theme, "Cover threats"),
        Label(theme, "Words"),
    ):
        column.addWidget(block)
    shown(qtbot, page)
    assert unnamed(page) == []


def test_a_field_shows_its_notice_and_tells_it_to_screen_readers(
    qtbot: QtBot, session: Session
) -> None:
    control = LineEdit(session.theme, "")
    field = Field(session.theme, "Group 9", control)
    shown(qtbot, field)
    assert control.accessibleName() == "Group 9"
    field.set_notice("looks like a slip")
    assert field.message == "looks like a slip"
    assert control.accessibleDescription() == "looks like a slip"
    field.clear_message()
    assert field.message == ""


def test_a_switch_tells_the_value_that_was_chosen(qtbot: QtBot, session: Session) -> None:
    switch = SegmentedSwitch(
        session.theme, "Who sees it", [("me", "Only me"), ("lawyer", "Lawyer")], "me"
    )
    shown(qtbot, switch)
    with qtbot.waitSignal(switch.changed) as told:
        QTest.mouseClick(switch.part("lawyer"), Qt.MouseButton.LeftButton)
    assert told.args == ["lawyer"]
    assert switch.value == "lawyer"


def test_a_field_of_text_starts_where_its_script_starts(qtbot: QtBot, session: Session) -> None:
    field = LineEdit(session.theme, "Title")
    shown(qtbot, field)
    assert field.alignment() & Qt.AlignmentFlag.AlignLeft
    field.setText(ALEF)
    assert field.alignment() & Qt.AlignmentFlag.AlignRight
    digits = LineEdit(session.theme, "Digits", ltr=True)
    digits.setText(ALEF)
    assert digits.alignment() & Qt.AlignmentFlag.AlignLeft


def test_a_forgotten_field_keeps_nothing_to_undo(qtbot: QtBot, session: Session) -> None:
    field = LineEdit(session.theme, "Passphrase")
    shown(qtbot, field)
    QTest.keyClicks(field, "secret")
    field.forget()
    assert not field.isUndoAvailable()
    field.undo()
    assert field.text() == ""


def test_the_ring_stands_round_what_has_the_focus_and_goes_with_it(
    qtbot: QtBot, session: Session
) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    first, second = Button(session.theme, "One"), Button(session.theme, "Two")
    column.addWidget(first)
    column.addWidget(second)
    ring = FocusRing(session.theme, page)
    shown(qtbot, page, 300, 200)
    ring.follow(first)
    assert ring.geometry() == first.geometry().adjusted(-4, -4, 4, 4)
    ring.follow(second)
    assert ring.geometry() == second.geometry().adjusted(-4, -4, 4, 4)
    page.resize(400, 300)
    qtbot.waitUntil(lambda: ring.geometry() == second.geometry().adjusted(-4, -4, 4, 4))
    ring.follow(None)
    assert ring.isHidden()


@pytest.mark.parametrize("lines", [1, 2, 5])
def test_a_cut_text_takes_no_more_lines_than_it_may(
    qapp: QApplication, cases: Path, lines: int
) -> None:
    assert qapp is QApplication.instance()
    theme = Theme()
    case = json.loads((cases / "family-ru" / "case.json").read_text("utf-8"))
    for event in case["events"]:
        text = event["account"]["text"]
        for width in range(40, 700, 37):
            cut = Paragraph(text, theme.font("body"), theme.line("body"), lines=lines)
            assert cut.height(width) <= lines * theme.line("body")


@pytest.mark.parametrize("language", ["ru", "ar", "en"])
def test_in_a_narrow_field_the_words_come_before_the_key(
    qtbot: QtBot, make_session: MakeSession, language: str
) -> None:
    session = make_session(language, scale=200)
    hint = session.words.t("Name, relation")
    field = SearchField(session.theme, "Search", hint)
    shown(qtbot, field, width=session.theme.u(400))
    wide = field.textMargins()
    field.resize(session.theme.u(150), field.height())
    narrow = field.textMargins()
    assert narrow.left() + narrow.right() < wide.left() + wide.right()
    room = field.width() - narrow.left() - narrow.right() - 2 * session.theme.u(12)
    assert QFontMetricsF(field.font()).horizontalAdvance(hint) <= room + 2
