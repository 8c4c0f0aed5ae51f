"""The viewer: pages and words of a document, turned, enlarged, gone through, chosen and cited."""

import email
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import LONG, ask, open_session, settled, write
from tests.gui.support import MakeSession, press, shown, unnamed

from limbo_desktop.case.records import Citation, Document
from limbo_desktop.text.bidi import strip_controls
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.theme.metrics import room
from limbo_desktop.ui.viewer.place import Place
from limbo_desktop.ui.viewer.screen import ViewerScreen
from limbo_desktop.vault.vault import Vault

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)

DECISION = "migri_paatos_skannaus.pdf"
LETTER = "prikaz_188-ls.pdf"
PROTECTED = "hao_valipaatos.pdf"
PASSWORD = "hao-2214"
MESSAGES = Path(__file__).parents[1] / "data" / "messages"


Open = Callable[..., ViewerScreen]


@pytest.fixture
def view(qtbot: QtBot, make_session: MakeSession, path: Path) -> Iterator[Open]:
    """Open a document by the name of its file: pages, words to mark, language, size of text."""
    sessions: list[Session] = []

    def make(
        name: str,
        pages: str = "",
        words: str = "",
        *,
        language: str = "en",
        scale: int = 100,
        file: Path | None = None,
        wait: bool = True,
    ) -> ViewerScreen:
        session = sessions[0] if sessions else open_session(qtbot, make_session, path, language)
        sessions.append(session)
        if file is not None:
            ask(qtbot, session, lambda vault: attached(vault, file))
        document = ask(qtbot, session, lambda vault: named(vault, name))
        screen = ViewerScreen(session, Place(document.id, pages, words, large=True).argument)
        screen.setLayoutDirection(session.theme.direction)
        shown(qtbot, screen)
        if wait:
            until_shown(qtbot, screen)
        return screen

    yield make
    settled(qtbot, sessions[0])


def named(vault: Vault, name: str) -> Document:
    return next(each for each in vault.documents.all() if each.file.endswith(name))


def attached(vault: Vault, file: Path) -> Document:
    blob = vault.blobs.add(BytesIO(file.read_bytes()))
    return vault.documents.add(Document("", file=file.name, sha256=blob.sha256, title=file.stem))


def until_shown(qtbot: QtBot, screen: ViewerScreen) -> None:
    viewer = screen.viewer
    qtbot.waitUntil(lambda: viewer.pages > 0 or viewer.locked.isVisible(), timeout=LONG)


def drawn(qtbot: QtBot, screen: ViewerScreen, page: int) -> None:
    qtbot.waitUntil(lambda: screen.viewer.strip.picture(page) is not None, timeout=LONG)


def key(widget: QWidget, code: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(widget, code, modifier or Qt.KeyboardModifier.NoModifier)


def wheel(widget: QWidget, notches: int) -> None:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(widget.rect().center())),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_a_citation_opens_its_first_page_with_its_pages_marked(qtbot: QtBot, view: Open) -> None:
    screen = view(DECISION, "2-3")
    assert screen.viewer.page == 1
    assert screen.viewer.strip.chosen == {2, 3}
    assert screen.citing.pages.text() == "2-3"
    assert screen.viewer.tools.number.text() == "2"


def test_pages_are_gone_through_by_buttons_keys_and_number(qtbot: QtBot, view: Open) -> None:
    viewer = view(DECISION).viewer
    viewer.tools.next.click()
    assert viewer.page == 1
    viewer.strip.set_zoom("page")
    key(viewer.strip, Qt.Key.Key_PageDown)
    assert viewer.page == 2
    assert not viewer.tools.next.isEnabled()
    key(viewer.strip, Qt.Key.Key_Home)
    assert viewer.page == 0
    key(viewer.strip, Qt.Key.Key_End)
    assert viewer.page == 2
    number = viewer.tools.number
    number.setFocus()
    number.selectAll()
    QTest.keyClicks(number, "2")
    key(number, Qt.Key.Key_Return)
    assert viewer.page == 1


def test_a_page_of_a_longer_document_is_drawn_when_it_comes_into_view(
    qtbot: QtBot, view: Open, tmp_path: Path
) -> None:
    import pikepdf

    long = tmp_path / "long.pdf"
    with pikepdf.new() as made:
        for _ in range(60):
            made.add_blank_page(page_size=(595, 842))
        made.save(long)
    viewer = view("long.pdf", file=long).viewer
    drawn(qtbot, view("long.pdf"), 0)
    drawn_at_first = [page for page in range(60) if viewer.strip.picture(page) is not None]
    assert len(drawn_at_first) <= 4
    viewer.strip.go(40)
    qtbot.waitUntil(lambda: viewer.strip.picture(40) is not None, timeout=LONG)
    assert viewer.strip.picture(20) is None


def test_small_pictures_of_pages_are_kept_in_the_vault_and_nowhere_else(
    qtbot: QtBot, view: Open, path: Path
) -> None:
    screen = view(DECISION)
    drawn(qtbot, screen, 0)
    sha = ask(qtbot, screen.session, lambda vault: named(vault, DECISION).sha256)
    qtbot.waitUntil(
        lambda: (
            ask(qtbot, screen.session, lambda vault: vault.previews.get(sha, 0, 640)) is not None
        ),
        timeout=LONG,
    )
    beside = {each.name.removeprefix("case.limbo") for each in path.parent.iterdir()}
    assert beside <= {"", "-wal", "-shm", ".lock"}


def test_a_page_is_turned_for_the_eye_only_and_stays_turned(qtbot: QtBot, view: Open) -> None:
    screen = view(DECISION)
    drawn(qtbot, screen, 0)
    screen.viewer.tools.turn_right.click()
    assert screen.viewer.strip.turn_of(0) == 90
    assert screen.viewer.strip.turn_of(1) == 0
    again = view(DECISION)
    assert again.viewer.strip.turn_of(0) == 90
    sha = ask(qtbot, screen.session, lambda vault: named(vault, DECISION).sha256)
    kept = ask(qtbot, screen.session, lambda vault: sha in vault.blobs)
    assert kept
    again.viewer.tools.turn_left.click()
    assert again.viewer.strip.turn_of(0) == 0


def test_a_turned_page_is_wider_than_high(qtbot: QtBot, view: Open) -> None:
    strip = view(DECISION).viewer.strip
    strip.set_zoom("1.0")
    before = strip.verticalScrollBar().maximum()
    strip.turn(90)
    assert strip.verticalScrollBar().maximum() < before


def test_pages_are_enlarged_by_button_key_wheel_and_name(qtbot: QtBot, view: Open) -> None:
    viewer = view(DECISION).viewer
    strip = viewer.strip
    key(strip, Qt.Key.Key_0)
    assert strip.factor == pytest.approx(1.0)
    viewer.tools.zoom_in.click()
    assert strip.factor == pytest.approx(1.25)
    key(strip, Qt.Key.Key_Minus)
    assert strip.factor == pytest.approx(1.0)
    wheel(strip.viewport(), 1)
    assert strip.factor == pytest.approx(1.25)
    assert viewer.tools.sizes.currentText() == "125 %"
    viewer.tools.sizes.choose("width")
    viewer.tools.sizes.activated.emit(viewer.tools.sizes.currentIndex())
    assert strip.zoom == "width"
    assert strip.horizontalScrollBar().maximum() == 0


def test_enlarging_keeps_looking_at_the_same_page(qtbot: QtBot, view: Open) -> None:
    strip = view(DECISION, "3").viewer.strip
    for _ in range(4):
        strip.step_zoom(1)
    assert strip.page == 2
    strip.set_zoom("page")
    assert strip.page == 2


def test_a_range_is_chosen_with_the_first_click_and_shift_and_the_last(
    qtbot: QtBot, view: Open
) -> None:
    screen = view(DECISION)
    strip = screen.viewer.strip
    strip.set_zoom("0.25")
    left, shift = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
    first, last = (strip._place(strip._spread.boxes[index]).center() for index in (0, 2))
    QTest.mouseClick(strip.viewport(), left, Qt.KeyboardModifier.NoModifier, first.toPoint())
    assert screen.citing.pages.text() == "1"
    QTest.mouseClick(strip.viewport(), left, shift, last.toPoint())
    assert screen.citing.pages.text() == "1-3"
    assert strip.accessibleDescription().endswith("chosen")


def test_a_range_is_chosen_with_the_keyboard_alone(qtbot: QtBot, view: Open) -> None:
    screen = view(DECISION)
    strip = screen.viewer.strip
    strip.set_zoom("page")
    key(strip, Qt.Key.Key_PageDown)
    key(strip, Qt.Key.Key_Space)
    key(strip, Qt.Key.Key_PageDown)
    key(strip, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert screen.citing.pages.text() == "2-3"
    key(strip, Qt.Key.Key_Space)
    assert screen.citing.pages.text() == "2"


@pytest.mark.parametrize(
    ("typed", "chosen", "note"),
    [
        ("2-3", {2, 3}, ""),
        ("3, 1", {1, 3}, ""),
        ("٢–٣", {2, 3}, ""),
        ("2-9", frozenset(), "The last page is 3."),
        ("two", frozenset(), "Write pages such as 2-3, 5."),
        ("", frozenset(), ""),
    ],
)
def test_pages_are_typed_too_and_what_cannot_be_is_told(
    qtbot: QtBot, view: Open, typed: str, chosen: set[int], note: str
) -> None:
    screen = view(DECISION)
    write(screen.citing.pages, typed)
    assert screen.viewer.strip.chosen == chosen
    assert screen.citing.note.text() == note


def test_chosen_pages_are_cited_in_an_entry_named_by_its_title(qtbot: QtBot, view: Open) -> None:
    screen = view(DECISION)
    document = ask(qtbot, screen.session, lambda vault: named(vault, DECISION))
    entry = ask(
        qtbot,
        screen.session,
        lambda vault: next(
            each
            for each in vault.events.all()
            if document.id not in (cited.document for cited in each.documents) and each.title
        ),
    )
    write(screen.citing.pages, "2-3")
    press(qtbot, screen, "Cite in an entry…")
    qtbot.waitUntil(screen.citing.edit.hasFocus, timeout=LONG)
    write(screen.citing.edit, entry.title)
    screen.citing.edit.textEdited.emit(entry.title)
    key(screen.citing.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(screen.citing.done.isVisible, timeout=LONG)
    kept = ask(qtbot, screen.session, lambda vault: vault.events.get(entry.id))
    assert kept == replace(entry, documents=(*entry.documents, Citation(document.id, "2-3")))
    assert "2-3" in screen.citing.done.text


def test_pages_of_a_document_that_is_cited_already_are_added_to_those(
    qtbot: QtBot, view: Open
) -> None:
    from limbo_desktop.ui.viewer.citing import cite

    screen = view(DECISION)
    document = ask(qtbot, screen.session, lambda vault: named(vault, DECISION)).id
    entry = ask(qtbot, screen.session, lambda vault: next(vault.events.all()).id)

    def cited(vault: Vault) -> list[str]:
        found = []
        for pages in ("1", "3", "2", "", "2"):
            event = cite(vault, entry, document, pages)
            found += [each.pages for each in event.documents if each.document == document]
        return found

    assert ask(qtbot, screen.session, cited) == ["1", "1, 3", "1-3", "", ""]


def test_the_entries_worked_on_last_are_offered_first(qtbot: QtBot, view: Open) -> None:
    from limbo_desktop.ui.viewer.citing import titles_lately_first

    screen = view(DECISION)

    def touched(vault: Vault) -> tuple[str, list[str]]:
        event = next(vault.events.all())
        vault.events.put(replace(event, place="elsewhere"))
        return event.id, list(titles_lately_first(vault))

    changed, offered = ask(qtbot, screen.session, touched)
    assert offered[0] == changed
    assert len(offered) == ask(qtbot, screen.session, lambda vault: vault.events.count())


def test_a_protected_file_asks_for_its_password_in_its_place(qtbot: QtBot, view: Open) -> None:
    screen = view(PROTECTED, wait=False)
    ask(
        qtbot,
        screen.session,
        lambda vault: vault.documents.put(replace(named(vault, PROTECTED), password="")),
    )
    screen = view(PROTECTED)
    locked = screen.viewer.locked
    qtbot.waitUntil(locked.isVisible, timeout=LONG)
    write(locked.field, "wrong")
    press(qtbot, screen, "Open the file")
    qtbot.waitUntil(lambda: "does not open" in locked.field.accessibleDescription(), timeout=LONG)
    locked.field.forget()
    write(locked.field, PASSWORD)
    key(locked.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.viewer.pages == 2, timeout=LONG)
    drawn(qtbot, screen, 0)
    qtbot.waitUntil(
        lambda: (
            ask(qtbot, screen.session, lambda vault: named(vault, PROTECTED).password) == PASSWORD
        ),
        timeout=LONG,
    )


def test_what_a_search_found_is_marked_where_it_stands_on_the_page(
    qtbot: QtBot, view: Open
) -> None:
    viewer = view(LETTER, "1", "приказ").viewer
    qtbot.waitUntil(lambda: bool(viewer.strip.marked), timeout=LONG)
    box = viewer.strip.marked[0][0]
    assert 0 < box.y < 0.2
    assert 0 < box.width < 0.2


def test_the_words_of_pages_are_read_in_their_place_and_marked(qtbot: QtBot, view: Open) -> None:
    screen = view(LETTER, "1", "приказ")
    reading = screen.viewer.reading
    screen.viewer.tools.words_shown.click()
    qtbot.waitUntil(reading.isVisible, timeout=LONG)
    assert "приказ" in reading.toPlainText().lower()
    cursor = reading.textCursor()
    assert cursor.charFormat().fontUnderline()
    screen.viewer.tools.words_shown.setChecked(False)
    assert screen.viewer.strip.isVisible()


def test_a_conversation_is_read_as_messages_of_people(qtbot: QtBot, view: Open) -> None:
    screen = view("telegram_export/result.json", wait=False)
    press(qtbot, screen, "Show")
    until_shown(qtbot, screen)
    said = screen.viewer.reading.toPlainText()
    assert "2 July 2023" in said
    assert "user5187004211" in said
    assert "мамку твою найдём первой 🔪🔪" in said
    assert "Changed later" in said
    assert '"text"' not in said


def test_a_conversation_whose_days_may_be_months_says_so(qtbot: QtBot, view: Open) -> None:
    file = MESSAGES / "whatsapp_ambiguous.txt"
    screen = view(file.name, file=file)
    assert "which number is the day" in screen.viewer.doubt.text
    assert screen.viewer.doubt.isVisible()
    assert "05/06/2023, 21:11" in screen.viewer.reading.toPlainText()


def test_an_e_mail_is_read_with_its_heads_as_names(qtbot: QtBot, view: Open, cases: Path) -> None:
    file = cases / "border-ar" / "documents" / "tahdid.eml"
    screen = view(file.name, file=file)
    said = strip_controls(screen.viewer.reading.toPlainText())
    assert "Sender\u2003أبو الليث ٧٧ <laith77@post.example>" in said
    assert "Date\u200318 February 2024, 05:52:11 (UTC+03)" in said
    assert "Subject\u2003الدفاتر مفتوحة" in said
    assert "ختم.png" in said
    assert "=D9=8A" not in said


def test_a_recording_tells_its_facts_and_is_not_played(
    qtbot: QtBot, view: Open, cases: Path
) -> None:
    file = cases / "border-ar" / "documents" / "siyaj.mp4"
    screen = view(file.name, file=file, wait=False)
    message = screen.viewer._message
    qtbot.waitUntil(lambda: "0:03" in message.text(), timeout=LONG)
    assert "Video" in message.text()


def test_nothing_of_a_file_is_taken_for_markup(qtbot: QtBot, view: Open, tmp_path: Path) -> None:
    file = tmp_path / "markup.txt"
    file.write_text("<b>bold</b> <img src='file:///etc/hostname'> &amp;\n", "utf-8")
    screen = view(file.name, file=file)
    assert screen.viewer.reading.toPlainText().startswith("<b>bold</b> <img")


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_every_control_of_the_viewer_is_named(qtbot: QtBot, view: Open, language: str) -> None:
    screen = view(DECISION, "2", language=language)
    press(qtbot, screen, screen.words.t("Cite in an entry…"))
    assert unnamed(screen) == []


def test_in_arabic_the_tools_are_mirrored_and_the_page_is_not(qtbot: QtBot, view: Open) -> None:
    screen = view(DECISION, language="ar")
    drawn(qtbot, screen, 0)
    tools = screen.viewer.tools
    assert tools.turn_left.x() > tools.next.x()
    strip = screen.viewer.strip
    strip.set_zoom("4.0")
    qtbot.waitUntil(lambda: strip.horizontalScrollBar().maximum() > 0, timeout=LONG)
    strip.horizontalScrollBar().setValue(strip.horizontalScrollBar().maximum())
    assert strip._place(strip._spread.boxes[0]).left() == pytest.approx(screen.theme.u(12), abs=2)


def test_a_short_window_leaves_out_the_way_to_the_form(qtbot: QtBot, view: Open) -> None:
    screen = view(DECISION)
    screen.apply_room(room(900, 600, 1.0))
    assert not screen.about.isVisible()


def test_what_hangs_on_a_mail_is_taken_into_the_case_as_it_is(
    qtbot: QtBot, view: Open, cases: Path
) -> None:
    file = cases / "border-ar" / "documents" / "tahdid.eml"
    screen = view(file.name, file=file)
    before = ask(qtbot, screen.session, lambda vault: vault.documents.count())
    (button,) = screen.hanging.buttons
    button.click()
    qtbot.waitUntil(lambda: screen.hanging.buttons[0] is not button, timeout=LONG)
    assert "Now in the case" in screen.hanging.buttons[0].text()

    def stored(vault: Vault) -> bytes:
        with vault.blobs.open(named(vault, "ختم.png").sha256) as stream:
            return stream.read()

    message = email.message_from_bytes(file.read_bytes())
    (picture,) = (each for each in message.walk() if each.get_content_type() == "image/png")
    assert ask(qtbot, screen.session, stored) == picture.get_payload(decode=True)
    assert ask(qtbot, screen.session, lambda vault: vault.documents.count()) == before + 1
