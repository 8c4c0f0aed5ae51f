"""The documents screen: what is shown, what stays covered, how files come in, what is saved."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import LONG, ask, open_session, settled, write
from tests.gui.support import MakeSession, press, shown, unnamed

from limbo_desktop.intake.taking import files_of
from limbo_desktop.ui.documents.adding import Summary
from limbo_desktop.ui.documents.screen import DocumentsScreen
from limbo_desktop.ui.documents.shelf import Group, Order, arranged, counts
from limbo_desktop.ui.theme.metrics import room


def screen_of(
    qtbot: QtBot, make_session: MakeSession, path: Path, language: str = "en"
) -> DocumentsScreen:
    session = open_session(qtbot, make_session, path, language)
    screen = DocumentsScreen(session)
    screen.setLayoutDirection(session.theme.direction)
    shown(qtbot, screen)
    qtbot.waitUntil(lambda: bool(screen.model.rows), timeout=LONG)
    return screen


@pytest.fixture
def screen(qtbot: QtBot, make_session: MakeSession, path: Path) -> Iterator[DocumentsScreen]:
    screen = screen_of(qtbot, make_session, path)
    yield screen
    settled(qtbot, screen.session)


def identity(screen: DocumentsScreen, beginning: str) -> str:
    for shelved in screen.model.rows:
        if shelved.document.title.startswith(beginning):
            return shelved.document.id
    raise LookupError(beginning)


def open_document(qtbot: QtBot, screen: DocumentsScreen, beginning: str) -> str:
    document = identity(screen, beginning)
    screen.open(document)
    qtbot.waitUntil(lambda: screen.panel.document == document, timeout=LONG)
    return document


def test_every_document_is_in_one_group(screen: DocumentsScreen) -> None:
    number = counts(screen.model.rows)
    assert number[Group.ALL] == 16
    assert [number[each] for each in (Group.PAPERS, Group.PHOTOS, Group.MESSAGES, Group.SOUND)] == [
        9,
        2,
        4,
        1,
    ]


def test_the_grid_goes_by_the_date_on_the_paper_unless_told_otherwise(
    screen: DocumentsScreen,
) -> None:
    shown_first = [each.document for each in screen.model.rows]
    dates = [each.when for each in shown_first if not each.translation_of]
    assert dates == sorted(dates)
    for before, each in pairwise(shown_first):
        assert each.translation_of in ("", before.id)
    by_title = arranged(screen.model.rows, Group.ALL, Order.TITLE)
    originals = [each.document for each in by_title if not each.document.translation_of]
    titles = [each.title.casefold() for each in originals]
    assert titles == sorted(titles)


def test_previews_are_drawn_and_kept_inside_the_vault(
    qtbot: QtBot, screen: DocumentsScreen, path: Path
) -> None:
    first = screen.model.rows[0].document
    qtbot.waitUntil(lambda: screen.thumbnails.pixmap(first) is not None, timeout=LONG)
    kept = ask(qtbot, screen.session, lambda vault: vault.previews.get(first.sha256, 0, 160))
    assert kept is not None
    assert kept.startswith(b"\xff\xd8")  # a JPEG
    assert {each.name.removeprefix("case.limbo") for each in path.parent.iterdir()} <= {
        "",
        "-wal",
        "-shm",
        ".lock",
    }


def test_what_a_threat_cites_is_covered_until_the_person_asks_and_covered_again_on_leaving(
    qtbot: QtBot, screen: DocumentsScreen
) -> None:
    covered = {each.document.title for each in screen.model.rows if each.covered}
    assert "Снимок экрана: угрозы в Telegram" in covered
    assert "Повестка МО № 0047193 (фото)" not in covered
    open_document(qtbot, screen, "Снимок экрана")
    viewer = screen.panel.viewer
    assert viewer.strip.picture(0) is None
    press(qtbot, viewer, "Show")
    qtbot.waitUntil(lambda: viewer.strip.picture(0) is not None, timeout=LONG)
    open_document(qtbot, screen, "Повестка")
    screen.open(identity(screen, "Снимок экрана"))
    qtbot.waitUntil(lambda: not viewer.tools.turn_left.isEnabled(), timeout=LONG)
    assert not viewer.strip.isVisibleTo(screen)


def field(screen: DocumentsScreen, key: str) -> QLineEdit:
    target = screen.panel.form.inputs[key].target()
    assert isinstance(target, QLineEdit)
    return target


def value(screen: DocumentsScreen, key: str) -> object:
    return screen.panel.form.inputs[key].content()


def test_what_is_typed_becomes_a_draft_at_once_and_a_change_when_the_form_is_left(
    qtbot: QtBot, screen: DocumentsScreen
) -> None:
    document = open_document(qtbot, screen, "Повестка")
    before = ask(qtbot, screen.session, lambda v: len(list(v.history.of(document))))
    press(qtbot, screen, "Describe it")
    field(screen, "original_kept").clear()
    write(field(screen, "original_kept"), "у тёти")
    key = f"document:{document}"
    qtbot.waitUntil(
        lambda: ask(qtbot, screen.session, lambda v: v.drafts.get(key)) is not None, timeout=LONG
    )
    assert ask(qtbot, screen.session, lambda v: len(list(v.history.of(document)))) == before
    screen.flush()
    kept = ask(qtbot, screen.session, lambda vault: vault.documents.get(document))
    assert kept.original_kept == "у тёти"
    assert ask(qtbot, screen.session, lambda v: v.drafts.get(key)) is None
    assert ask(qtbot, screen.session, lambda v: len(list(v.history.of(document)))) == before + 1


def test_leaving_an_unchanged_form_changes_nothing(qtbot: QtBot, screen: DocumentsScreen) -> None:
    document = open_document(qtbot, screen, "Приказ")
    before = ask(qtbot, screen.session, lambda v: v.documents.get(document))
    press(qtbot, screen, "Describe it")
    sheet = screen.panel.saver.sheet
    assert sheet is not None
    assert screen.panel.form.sheet(sheet).record == before
    screen.flush()
    changes = ask(qtbot, screen.session, lambda v: len(list(v.history.of(document))))
    assert changes == 1


def test_dates_and_languages_are_taken_as_people_write_them(
    qtbot: QtBot, screen: DocumentsScreen
) -> None:
    open_document(qtbot, screen, "Повестка")
    press(qtbot, screen, "Describe it")
    field(screen, "when").clear()
    write(field(screen, "when"), "about October 2022")
    assert value(screen, "when") == "2022-10~"
    assert field(screen, "when").accessibleDescription().startswith("Understood")
    field(screen, "languages").clear()
    write(field(screen, "languages"), "русский, Finnish, العربية")
    assert value(screen, "languages") == ("ru", "fi", "ar")
    write(field(screen, "languages"), ", blorb")
    assert value(screen, "languages") == ("ru", "fi", "ar")
    assert "blorb" in field(screen, "languages").accessibleDescription()


def test_words_that_were_typed_stay_beside_what_was_understood_of_them(
    qtbot: QtBot, screen: DocumentsScreen
) -> None:
    document = open_document(qtbot, screen, "Повестка")
    press(qtbot, screen, "Describe it")
    for key, words in (("when", "октябрь 2022"), ("obtained.when", "when the snow melted")):
        field(screen, key).clear()
        write(field(screen, key), words)
    open_document(qtbot, screen, "Приказ")
    kept = ask(qtbot, screen.session, lambda v: v.documents.get(document))
    assert (kept.when, kept.obtained.when) == ("2022-10", "")
    open_document(qtbot, screen, "Повестка")
    assert field(screen, "when").text() == "октябрь 2022"
    assert field(screen, "obtained.when").text() == "when the snow melted"
    assert field(screen, "obtained.when").accessibleDescription() == "It stays as it is written."


def test_files_and_folders_come_in_by_drop_and_each_is_accounted_for(
    qtbot: QtBot, screen: DocumentsScreen, cases: Path, tmp_path: Path
) -> None:
    known = cases / "family-ru" / "documents" / "povestka_foto.jpg"
    folder = tmp_path / "phone"
    (folder / "DCIM").mkdir(parents=True)
    (folder / ".hidden").write_text("no")
    (folder / "note.txt").write_text("a note of mine", "utf-8")
    (folder / "DCIM" / "broken.jpg").write_bytes(b"\xff\xd8\xff not a picture")
    gone = tmp_path / "gone.pdf"
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in (known, folder, gone)])
    event = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    ended: list[Summary] = []
    screen.adding.ended.connect(ended.append)
    screen.dropEvent(event)
    qtbot.waitUntil(lambda: bool(ended), timeout=LONG)
    assert sorted(ended[0].new) == ["broken", "note"]
    assert len(ended[0].already) == 1
    ((name, why),) = ended[0].refused
    assert name == "gone.pdf"
    assert "could not be read" in why
    assert ask(qtbot, screen.session, lambda vault: vault.documents.count()) == 18
    assert known.exists()
    qtbot.waitUntil(lambda: len(screen.model.rows) == 18, timeout=LONG)


def test_taking_files_in_can_be_stopped_and_what_is_in_stays(
    qtbot: QtBot, screen: DocumentsScreen, tmp_path: Path
) -> None:
    for number in range(30):
        (tmp_path / f"{number:02}.txt").write_text(f"note {number}", "utf-8")
    ended: list[Summary] = []
    screen.adding.ended.connect(ended.append)
    screen.adding.taken.connect(lambda _: screen.adding.cancel())
    screen.take(sorted(tmp_path.glob("*.txt")))
    qtbot.waitUntil(lambda: bool(ended), timeout=LONG)
    assert ended[0].cancelled
    count = ask(qtbot, screen.session, lambda vault: vault.documents.count())
    assert count == 16 + len(ended[0].new)
    assert len(ended[0].new) < 30


def test_hidden_files_and_links_in_folders_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.pdf").touch()
    (tmp_path / "a.jpg").touch()
    (tmp_path / ".DS_Store").touch()
    (tmp_path / "Thumbs.db").touch()
    (tmp_path / "link.pdf").symlink_to(tmp_path / "a.jpg")
    found = [each.relative_to(tmp_path).as_posix() for each in files_of([tmp_path])]
    assert found == ["a.jpg", "b/two.pdf"]


def test_a_document_goes_to_the_bin_and_comes_back(qtbot: QtBot, screen: DocumentsScreen) -> None:
    document = open_document(qtbot, screen, "Факс")
    press(qtbot, screen, "Move to the bin")
    qtbot.waitUntil(lambda: screen.model.row_of(document) < 0, timeout=LONG)
    screen.undo_last()
    qtbot.waitUntil(lambda: screen.model.row_of(document) >= 0, timeout=LONG)


def test_search_finds_by_the_beginnings_of_words(qtbot: QtBot, screen: DocumentsScreen) -> None:
    screen.start_search()
    write(screen.search, "повест")
    qtbot.waitUntil(lambda: len(screen.model.rows) == 1, timeout=LONG)
    screen.search.forget()
    qtbot.waitUntil(lambda: len(screen.model.rows) == 16, timeout=LONG)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_control_is_named_in_the_grid_and_in_the_form(
    qtbot: QtBot, make_session: MakeSession, path: Path, language: str
) -> None:
    screen = screen_of(qtbot, make_session, path, language)
    document = screen.model.rows[3].document.id
    screen.open(document)
    qtbot.waitUntil(lambda: screen.panel.document == document, timeout=LONG)
    screen.panel.edit.setChecked(True)
    assert unnamed(screen) == []


def test_in_arabic_the_first_card_is_at_the_right_and_the_left_arrow_goes_on(
    qtbot: QtBot, make_session: MakeSession, path: Path
) -> None:
    screen = screen_of(qtbot, make_session, path, "ar")
    first, second = (screen.grid.visualRect(screen.model.index(row)) for row in (0, 1))
    assert first.left() > second.left()
    screen.grid.choose(0)
    screen.grid.setFocus()
    QTest.keyClick(screen.grid, Qt.Key.Key_Left)
    assert screen.grid.currentIndex().row() == 1


def test_in_a_narrow_window_the_panel_takes_the_place_of_the_grid(
    qtbot: QtBot, screen: DocumentsScreen
) -> None:
    screen.apply_room(room(900, 600, 1.0))
    assert screen.grid.isVisibleTo(screen)
    assert not screen.panel.isVisibleTo(screen)
    open_document(qtbot, screen, "Повестка")
    assert screen.panel.isVisibleTo(screen)
    assert not screen.grid.isVisibleTo(screen)
    assert screen.close_inner()
    assert screen.grid.isVisibleTo(screen)
    assert not screen.close_inner()
