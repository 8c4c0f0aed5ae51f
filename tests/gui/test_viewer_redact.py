"""Black boxes in the viewer: drawn with mouse and keyboard, kept, undone, offered over names."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas
from tests.gui.case_vault import LONG, ask, open_session, settled
from tests.gui.support import MakeSession, shown, unnamed

from limbo_desktop.case.records import Document, Person
from limbo_desktop.ui.documents.looking import Look
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.viewer.black_boxes import STEP, BlackBoxes, Chosen, Offer
from limbo_desktop.ui.viewer.place import Place
from limbo_desktop.ui.viewer.screen import ViewerScreen
from limbo_desktop.vault.redactions import Box, Boxes
from limbo_desktop.vault.vault import Vault

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


def letter() -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=(420, 595), invariant=1)
    for line in ("signed by Anna Sidorova", "nothing", "again Sidorova, and A. Sidorova"):
        canvas.drawString(60, 500, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def paper(vault: Vault) -> Document:
    vault.people.add(Person("", name="Anna Sidorova", conceal=True, pseudonym="Witness A"))
    blob = vault.blobs.add(BytesIO(letter()))
    return vault.documents.add(Document("", file="a.pdf", sha256=blob.sha256, title="Letter"))


Open = Callable[..., ViewerScreen]


@pytest.fixture
def draw(qtbot: QtBot, make_session: MakeSession, family: bytes, tmp_path: Path) -> Iterator[Open]:
    """Open a letter of three pages in a language, ready to draw boxes on it."""
    path = tmp_path / "vault" / "case.limbo"
    path.parent.mkdir()
    path.write_bytes(family)
    sessions: list[Session] = []

    def make(language: str = "en") -> ViewerScreen:
        session = open_session(qtbot, make_session, path, language)
        sessions.append(session)
        document = ask(qtbot, session, paper)
        screen = ViewerScreen(session, Place(document.id, black=True).argument)
        screen.setLayoutDirection(session.theme.direction)
        shown(qtbot, screen)
        model = screen.blacking.layer.model
        qtbot.waitUntil(lambda: screen.black.isChecked() and model.offered == 3, timeout=LONG)
        qtbot.waitUntil(lambda: screen.viewer.strip.picture(0) is not None, timeout=LONG)
        return screen

    yield make
    settled(qtbot, sessions[0])


def key(screen: ViewerScreen, code: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(screen.blacking.layer, code, modifier)


def kept(qtbot: QtBot, screen: ViewerScreen) -> Boxes:
    """What the vault has of the document that is shown."""
    document = screen.viewer.shown_document
    assert document is not None
    identity = document.id
    return ask(qtbot, screen.session, lambda vault: vault.redactions.boxes(identity))


def drag(screen: ViewerScreen, start: QPoint, end: QPoint) -> None:
    layer = screen.blacking.layer
    QTest.mousePress(layer, Qt.MouseButton.LeftButton, NONE, start)
    QTest.mouseMove(layer, (start + end) / 2)
    QTest.mouseMove(layer, end)
    QTest.mouseRelease(layer, Qt.MouseButton.LeftButton, NONE, end)


def spot(screen: ViewerScreen, page: int, x: float, y: float) -> QPoint:
    """Where a point of an upright page is seen."""
    place = screen.blacking.layer.place_of(page, Box(x, y, 0, 0))
    return place.topLeft().toPoint()


def near(box: Box, other: Box) -> bool:
    sides = zip(
        (box.x, box.y, box.width, box.height),
        (other.x, other.y, other.width, other.height),
        strict=True,
    )
    return all(abs(one - two) < 0.01 for one, two in sides)


def test_a_box_is_drawn_with_the_mouse_seen_at_once_and_kept(qtbot: QtBot, draw: Open) -> None:
    screen = draw()
    layer = screen.blacking.layer
    wanted = Box(0.3, 0.05, 0.4, 0.1)
    drag(screen, spot(screen, 0, 0.3, 0.05), spot(screen, 0, 0.7, 0.15))
    (box,) = kept(qtbot, screen)[1]
    assert near(box, wanted)
    image = screen.viewer.strip.viewport().grab().toImage()
    assert image.rect().contains(layer.place_of(0, box).toRect())
    middle = layer.place_of(0, box).center().toPoint() * image.devicePixelRatio()
    assert image.pixelColor(middle).name() == "#000000"


def test_a_box_is_moved_and_its_corner_pulled(qtbot: QtBot, draw: Open) -> None:
    screen = draw()
    drag(screen, spot(screen, 0, 0.3, 0.3), spot(screen, 0, 0.5, 0.4))
    drag(screen, spot(screen, 0, 0.4, 0.35), spot(screen, 0, 0.5, 0.35))
    assert near(kept(qtbot, screen)[1][0], Box(0.4, 0.3, 0.2, 0.1))
    drag(screen, spot(screen, 0, 0.6, 0.4), spot(screen, 0, 0.8, 0.45))
    assert near(kept(qtbot, screen)[1][0], Box(0.4, 0.3, 0.4, 0.15))


def test_on_a_turned_and_larger_page_a_box_lies_where_it_was_drawn(
    qtbot: QtBot, draw: Open
) -> None:
    screen = draw()
    screen.viewer.tools.turn_right.click()
    screen.viewer.strip.set_zoom("1.5")
    start, end = spot(screen, 0, 0.2, 0.5), spot(screen, 0, 0.3, 0.8)
    drag(screen, start, end)
    assert near(kept(qtbot, screen)[1][0], Box(0.2, 0.5, 0.1, 0.3))


def test_a_box_is_drawn_with_keys_alone(qtbot: QtBot, draw: Open) -> None:
    screen = draw()
    key(screen, Qt.Key.Key_N)
    model = screen.blacking.layer.model
    first = model.boxes[0][0]
    for _ in range(4):
        key(screen, Qt.Key.Key_Up)
        key(screen, Qt.Key.Key_Right, SHIFT)
    assert screen.blacking.layer.accessibleName() == "Black box 1 on page 1"
    assert kept(qtbot, screen) == {}
    key(screen, Qt.Key.Key_Return)
    moved = replace(first, y=first.y - 4 * STEP, width=first.width + 4 * STEP)
    assert near(kept(qtbot, screen)[1][0], moved)
    key(screen, Qt.Key.Key_N)
    assert screen.blacking.layer.accessibleName() == "Black box 2 on page 1"
    key(screen, Qt.Key.Key_Delete)
    assert len(kept(qtbot, screen)[1]) == 1


def test_arrows_follow_the_eye_on_a_turned_page(draw: Open) -> None:
    screen = draw()
    screen.viewer.tools.turn_right.click()
    key(screen, Qt.Key.Key_N)
    layer = screen.blacking.layer
    before = layer.place_of(0, layer.model.boxes[0][0]).center()
    key(screen, Qt.Key.Key_Right)
    after = layer.place_of(0, layer.model.boxes[0][0]).center()
    assert after.x() > before.x()
    assert abs(after.y() - before.y()) < 0.5


def test_undo_takes_a_box_back(qtbot: QtBot, draw: Open) -> None:
    screen = draw()
    key(screen, Qt.Key.Key_N)
    key(screen, Qt.Key.Key_Return)
    assert len(kept(qtbot, screen)[1]) == 1
    step = ask(qtbot, screen.session, lambda vault: vault.undo.undo())
    assert step is not None
    screen.session.changed.emit(step.touched)
    qtbot.waitUntil(lambda: screen.blacking.layer.model.count == 0, timeout=LONG)
    assert kept(qtbot, screen) == {}


def test_nothing_is_drawn_before_the_boxes_are_there_that_were_drawn_earlier(
    qtbot: QtBot, draw: Open
) -> None:
    screen = draw()
    layer, document = screen.blacking.layer, screen.viewer.shown_document
    assert document is not None
    key(screen, Qt.Key.Key_N)
    key(screen, Qt.Key.Key_Return)
    screen.blacking.show_document(document, Look("pdf", 3), layered=False)
    layer.draw_new()
    qtbot.waitUntil(lambda: layer.drawing, timeout=LONG)
    layer.draw_new()
    layer.settle()
    assert len(kept(qtbot, screen)[1]) == 2


def test_names_are_offered_and_never_covered_unasked(qtbot: QtBot, draw: Open) -> None:
    screen = draw()
    layer = screen.blacking.layer
    assert kept(qtbot, screen) == {}
    assert [offer.name for offer in layer.model.offers[0]] == ["Anna Sidorova"]
    assert sorted(layer.model.offers) == [0, 2]
    assert screen.blacking.all.text() == "Cover 3 names found"
    key(screen, Qt.Key.Key_Tab)
    assert layer.accessibleName() == "Name found on page 1: Anna Sidorova"
    key(screen, Qt.Key.Key_Return)
    assert sorted(kept(qtbot, screen)) == [1]
    screen.blacking.all.click()
    boxes = kept(qtbot, screen)
    assert {page: len(some) for page, some in boxes.items()} == {1: 1, 3: 2}
    assert not screen.blacking.all.isVisible()


def test_an_offer_can_be_declined_or_taken_with_a_click(qtbot: QtBot, draw: Open) -> None:
    screen = draw()
    layer = screen.blacking.layer
    box = layer.model.offers[0][0].box
    QTest.mouseClick(
        layer,
        Qt.MouseButton.LeftButton,
        NONE,
        layer.place_of(0, box).center().toPoint(),
    )
    assert len(kept(qtbot, screen)[1]) == 1
    for _ in range(2):
        key(screen, Qt.Key.Key_Tab)
        key(screen, Qt.Key.Key_Delete)
    assert sorted(kept(qtbot, screen)) in ([], [1])


def test_boxes_stay_in_sight_when_the_drawing_ends(qtbot: QtBot, draw: Open) -> None:
    screen = draw()
    key(screen, Qt.Key.Key_N)
    screen.blacking.done.click()
    assert not screen.black.isChecked()
    assert screen.blacking.layer.isVisible()
    assert screen.citing.isVisible()
    assert len(kept(qtbot, screen)[1]) == 1


@pytest.mark.parametrize("language", ["ru", "ar", "en"])
def test_everything_has_a_name(draw: Open, language: str) -> None:
    assert unnamed(draw(language)) == []


def test_the_next_of_all_boxes_is_found_page_by_page() -> None:
    model = BlackBoxes()
    model.load({0: (Box(0.1, 0.1, 0.2, 0.2),), 2: (Box(0, 0, 1, 1), Box(0.5, 0.5, 0.1, 0.1))})
    model.offer(2, [Offer(Box(0, 0, 0.1, 0.1), "name")])
    seen = []
    while model.step(1, 0):
        seen.append(model.chosen)
    assert seen == [Chosen(0, 0), Chosen(2, 0, offered=True), Chosen(2, 0), Chosen(2, 1)]


def test_a_box_never_leaves_its_page() -> None:
    model = BlackBoxes()
    model.add(0, Box(0.9, 0.9, 0.05, 0.05))
    for _ in range(100):
        model.change(move=(STEP, STEP), size=(STEP, 0))
    box = model.boxes[0][0]
    assert box.x + box.width <= 1.0001
    assert box.y + box.height <= 1.0001
    assert QPointF(box.width, box.height) != QPointF(0, 0)
