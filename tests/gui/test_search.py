"""The search screen: results while one types, by keyboard alone, in their own direction."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import LONG, ask, write
from tests.gui.support import PASSPHRASE, QUICK, MakeSession, press, shown, unnamed

from limbo_desktop.case.records import Event
from limbo_desktop.text.bidi import RLM
from limbo_desktop.text.snippets import Snippet
from limbo_desktop.ui.operations import open_op
from limbo_desktop.ui.search.model import HeadingRow, HitRow, MoreRow
from limbo_desktop.ui.search.screen import SHOWN, SearchScreen
from limbo_desktop.ui.search.wording import hit_words
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.shell import readying
from limbo_desktop.ui.shell.shell import Shell
from limbo_desktop.ui.timeline.screen import TimelineScreen
from limbo_desktop.vault.findings import Facts
from limbo_desktop.vault.hits import Hit
from limbo_desktop.vault.settings import COVER_THREATS
from limbo_desktop.vault.vault import Vault


@pytest.fixture
def session(family_session: Session) -> Session:
    return family_session


@pytest.fixture
def shell(qtbot: QtBot, session: Session) -> Shell:
    shell = Shell(session)
    shown(qtbot, shell)
    shell.start(("search", ""))
    return shell


def screen_of(shell: Shell) -> SearchScreen:
    screen = shell.screen_shown
    assert isinstance(screen, SearchScreen)
    return screen


def search(qtbot: QtBot, shell: Shell, text: str) -> SearchScreen:
    screen = screen_of(shell)
    screen.field.clear()
    write(screen.field, text)
    qtbot.waitUntil(lambda: bool(screen.model.rows), timeout=LONG)
    return screen


def titles(screen: SearchScreen) -> list[str]:
    return [row.said.title.text for row in screen.model.rows if isinstance(row, HitRow)]


def test_results_come_while_one_types_by_type_with_what_was_found_marked(
    qtbot: QtBot, shell: Shell
) -> None:
    screen = search(qtbot, shell, "повестк")
    headings = [row.title for row in screen.model.rows if isinstance(row, HeadingRow)]
    assert headings == ["Entries", "Documents", "Next steps"]
    (first, *_) = [row for row in screen.model.rows if isinstance(row, HitRow)]
    title = first.said.title
    assert [title.text[a:b].casefold() for a, b in title.spans] == ["повестка"]


def test_what_was_typed_meanwhile_is_what_is_shown(qtbot: QtBot, shell: Shell) -> None:
    screen = screen_of(shell)
    for text in ("повестка", "обыск", "hao valipäätös"):
        write(screen.field, "")
        screen.field.setText(text)
        screen._look()
    qtbot.waitUntil(lambda: bool(screen.model.rows), timeout=LONG)
    assert not any("быск" in title for title in titles(screen))


def test_the_keyboard_goes_from_the_field_through_the_hits_and_opens_one(
    qtbot: QtBot, shell: Shell
) -> None:
    screen = search(qtbot, shell, "повестка")
    QTest.keyClick(screen.field, Qt.Key.Key_Down)
    assert screen.list.hasFocus()
    assert screen.list.currentIndex().row() == 1
    QTest.keyClick(screen.list, Qt.Key.Key_Up)
    assert screen.field.hasFocus()
    QTest.keyClick(screen.field, Qt.Key.Key_Return)
    rows = screen.model.rows
    while screen.list.currentIndex().row() < len(rows) - 1:
        before = screen.list.currentIndex().row()
        QTest.keyClick(screen.list, Qt.Key.Key_Down)
        assert screen.list.currentIndex().row() > before
        assert not isinstance(rows[screen.list.currentIndex().row()], HeadingRow)
    screen.list.enter()
    row = rows[1]
    assert isinstance(row, HitRow)
    QTest.keyClick(screen.list, Qt.Key.Key_Return)
    assert shell.place == ("entry", row.hit.id)
    shell.back()
    assert shell.place == ("search", "повестка")
    again = screen_of(shell)
    qtbot.waitUntil(lambda: bool(again.model.rows), timeout=LONG)
    assert again.field.text() == "повестка"


def test_a_page_a_document_a_person_and_a_next_step_are_opened_where_they_are(
    qtbot: QtBot, session: Session, shell: Shell
) -> None:
    def put(vault: Vault) -> tuple[str, str, str]:
        paper = next(iter(vault.documents.all()))
        vault.findings.put(paper.sha256, Facts(pages=2), ("", "кукурузное поле"))
        person = next(each for each in vault.people.all() if "Тамара" in each.name)
        return paper.id, person.id, next(iter(vault.tasks.all())).title

    paper, person, task = ask(qtbot, session, put)
    for typed, type_, place in [
        ("кукурузное", "document", ("documents", f"{paper}#@2?кукурузное")),
        ("Тамара", "person", ("people", person)),
        (task, "task", ("today", "")),
    ]:
        shell.go("search", "")
        screen = search(qtbot, shell, typed)
        hits = [row.hit for row in screen.model.rows if isinstance(row, HitRow)]
        screen.list.opened.emit(next(hit for hit in hits if hit.type == type_))
        assert shell.place[0] == place[0]
        assert shell.place[1].startswith(place[1])


def test_nothing_found_is_said_and_an_empty_field_explains_itself(
    qtbot: QtBot, shell: Shell
) -> None:
    screen = search(qtbot, shell, "повестка")
    screen.field.setText("вертолёт")
    qtbot.waitUntil(lambda: not screen.model.rows, timeout=LONG)
    assert screen.said.text() == "No entry has these words. Try one word, or a name."
    assert screen.close_inner()
    qtbot.waitUntil(lambda: "quotes" in screen.said.text(), timeout=LONG)
    assert not screen.close_inner()


def test_a_threats_words_stay_covered_also_for_a_screen_reader_until_the_setting_says_no(
    qtbot: QtBot, session: Session, shell: Shell
) -> None:
    def put(vault: Vault) -> None:
        fields = {"exact_words": "Сожжём кукурузник"}
        vault.events.add(Event(id="", kind="threat", title="Ещё письмо", fields=fields))

    ask(qtbot, session, put)
    screen = search(qtbot, shell, "кукурузник")
    (row,) = [row for row in screen.model.rows if isinstance(row, HitRow)]
    assert row.said.covered == "The words are covered"
    assert "кукурузник" not in row.said.spoken + row.said.text.text
    ask(qtbot, session, lambda vault: vault.settings.set(COVER_THREATS, value=False))
    screen._look()
    qtbot.waitUntil(lambda: "кукурузник" in screen.model.rows[1].said.spoken, timeout=LONG)  # type: ignore[union-attr]


def test_more_hits_are_shown_when_they_are_asked_for(
    qtbot: QtBot, session: Session, shell: Shell
) -> None:
    def put(vault: Vault) -> None:
        for number in range(SHOWN + 3):
            vault.events.add(Event(id="", title=f"Кукуруза {number}"))

    ask(qtbot, session, put)
    screen = search(qtbot, shell, "кукуруза")
    assert len(titles(screen)) == SHOWN
    assert isinstance(screen.model.rows[-1], MoreRow)
    screen.list.setCurrentIndex(screen.model.index(len(screen.model.rows) - 1))
    QTest.keyClick(screen.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(titles(screen)) == SHOWN + 3, timeout=LONG)


def test_a_snippet_that_begins_in_the_other_direction_is_told_its_own(session: Session) -> None:
    snippet = Snippet("Дальше сами", ((0, 6),), rtl=True)
    hit = Hit(Event(id="", title="x"), (), "Place", snippet)
    marked = hit_words(session.words, hit).text
    assert marked.text == f"{RLM}Дальше сами"
    assert [marked.text[a:b] for a, b in marked.spans] == ["Дальше"]


def test_the_timeline_says_what_the_whole_case_has_and_leads_there(
    qtbot: QtBot, session: Session, shell: Shell
) -> None:
    shell.go("timeline")
    timeline = shell.screen_shown
    assert isinstance(timeline, TimelineScreen)
    assert timeline.elsewhere.isHidden()
    write(timeline.head.search, "повестка")
    qtbot.waitUntil(lambda: not timeline.elsewhere.isHidden(), timeout=LONG)
    said = timeline.elsewhere.link.text()
    assert said.startswith("Whole case: 6 entries")
    press(qtbot, timeline, said)
    assert shell.place == ("search", "повестка")


def test_ctrl_f_leads_here_from_a_screen_without_a_field(qtbot: QtBot, shell: Shell) -> None:
    shell.go("settings")
    QTest.keyClick(shell, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert shell.place == ("search", "")


def test_every_control_has_a_name(qtbot: QtBot, shell: Shell) -> None:
    screen = search(qtbot, shell, "повестка")
    assert unnamed(screen) == []


def test_after_an_update_the_search_is_made_ready_while_one_works(
    qtbot: QtBot, make_session: MakeSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "case.limbo"
    vault, _ = Vault.create(path, PASSPHRASE, profile=QUICK)
    with vault, vault.transaction():
        for number in range(250):
            vault.events.add(Event(id="", title=f"Raid {number}"))
        vault.store.connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
        vault.store.connection.execute("UPDATE derived SET version = 0")
    monkeypatch.setattr(readying, "_QUIET_SECONDS", -1.0)
    session = make_session(path=path)
    opened: list[None] = []
    open_op(
        session,
        lambda: (Vault.open(path, PASSPHRASE, profiles=(QUICK,), words_later=True), None),
        owner=session,
    ).success(opened.append).start()
    qtbot.waitUntil(lambda: bool(opened), timeout=LONG)
    said: list[str] = []
    shell = Shell(session)
    put = shell._readying._notice.set_text

    def noted(text: str, *, aloud: bool) -> None:
        put(text, aloud=aloud)
        said.append(text)

    monkeypatch.setattr(shell._readying._notice, "set_text", noted)
    shown(qtbot, shell)
    shell.start(("search", "raid"))
    screen = shell.screen_shown
    assert isinstance(screen, SearchScreen)
    qtbot.waitUntil(lambda: [each.total for each in screen.found] == [250], timeout=LONG)
    assert shell._readying.text == ""
    assert said[0].startswith("After the update the search is being made ready: 100 of 250.")
