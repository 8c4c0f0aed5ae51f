"""Choosing what leaves: the list and the pages at once, supplements, saved choices, the log."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import LONG, open_session, settled
from tests.gui.support import PASSPHRASE, QUICK, MakeSession, press, shown, unnamed

from limbo_desktop.bundle.options import Choice, Layout
from limbo_desktop.case.records import Account, Event, Participant, Person
from limbo_desktop.ui.bundle.given import GivenCard, LateCard
from limbo_desktop.ui.bundle.result import ResultCard
from limbo_desktop.ui.bundle.screen import BundleScreen
from limbo_desktop.ui.operations import op
from limbo_desktop.vault.vault import Vault

SLOW = 60_000
TITLES = ("Summons", "Search", "Rally")


@pytest.fixture
def screen(qtbot: QtBot, make_session: MakeSession, tmp_path: Path) -> Iterator[BundleScreen]:
    """The screen of a case of three entries and one that is private."""
    path = tmp_path / "case.limbo"
    vault, _ = Vault.create(path, PASSPHRASE, QUICK)
    with vault:
        olga = vault.people.add(Person("", name="Olga")).id
        for title, kind, when in (
            ("Summons", "summons", "2022-10-04"),
            ("Search", "search", "2023-06-14"),
            ("Rally", "activity", "2024-02-01"),
        ):
            people = (Participant(olga),) if title == "Rally" else ()
            vault.events.add(Event("", kind, when, title=title, people=people))
        vault.events.add(Event("", title="Mine alone", share="private"))
    session = open_session(qtbot, make_session, path)
    screen = BundleScreen(session)
    shown(qtbot, screen)
    qtbot.waitUntil(lambda: screen.plan is not None, timeout=LONG)
    yield screen
    settled(qtbot, session)


def chosen(screen: BundleScreen) -> list[str]:
    """The titles that go in."""
    assert screen.plan is not None
    return [each.record.title for each in screen.plan.listed if each.chosen]


def until(qtbot: QtBot, screen: BundleScreen, titles: list[str]) -> None:
    """Wait until just these go in."""
    qtbot.waitUntil(lambda: chosen(screen) == titles, timeout=LONG)


def pages(qtbot: QtBot, screen: BundleScreen, unlike: object = None) -> int:
    """Wait until the pages are counted anew; how many they are."""
    qtbot.waitUntil(
        lambda: screen.preview is not None and screen.preview is not unlike, timeout=SLOW
    )
    assert screen.preview is not None
    return screen.preview.pages


def made(qtbot: QtBot, screen: BundleScreen, path: Path) -> None:
    """Create the file, and go on to the next one."""
    screen.make(path)
    qtbot.waitUntil(lambda: bool(screen.findChildren(ResultCard)), timeout=SLOW)
    screen.renew()
    qtbot.waitUntil(lambda: bool(screen.plan and screen.plan.made), timeout=LONG)


def changed(qtbot: QtBot, screen: BundleScreen, work: Callable[[Vault], object]) -> None:
    """Change something of the case, and come back to the screen."""
    done: list[object] = []
    op(screen.session, work, owner=screen).finished(lambda: done.append(1)).start()
    qtbot.waitUntil(lambda: bool(done), timeout=LONG)
    screen.renew()


def told(widget: QWidget) -> str:
    """All words of a widget."""
    return "\n".join(each.text() for each in widget.findChildren(QLabel))


def test_an_entry_is_left_out_by_keyboard_and_the_pages_are_counted_anew(
    qtbot: QtBot, screen: BundleScreen
) -> None:
    whole = pages(qtbot, screen)
    before = screen.preview
    press(qtbot, screen, "Choose what goes in…")
    rows = screen.panel.list
    qtbot.waitUntil(rows.hasFocus, timeout=LONG)
    QTest.keyClick(rows, Qt.Key.Key_Home)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Space)
    assert "counted" in screen.promise
    until(qtbot, screen, ["Summons", "Rally"])
    assert pages(qtbot, screen, before) < whole
    assert str(screen.preview.pages if screen.preview else 0) in screen.promise
    QTest.keyClick(rows, Qt.Key.Key_Space)
    until(qtbot, screen, list(TITLES))
    assert screen.close_inner()
    assert not screen.panel.isVisibleTo(screen)
    assert unnamed(screen) == []


def test_filters_narrow_the_list_and_everything_comes_back(
    qtbot: QtBot, screen: BundleScreen
) -> None:
    assert screen.plan is not None
    olga = screen.plan.people[0].id
    for choice, titles in (
        (Choice(kinds=frozenset({"search"})), ["Search"]),
        (Choice(lanes=frozenset({"before"})), ["Rally"]),
        (Choice(people=frozenset({olga})), ["Rally"]),
        (Choice(since="2023-01-01", until="2023-12-31"), ["Search"]),
    ):
        screen.panel.chosen.emit(choice)
        until(qtbot, screen, titles)
        assert screen.panel.told.text()
    screen.open_panel()
    press(qtbot, screen.panel, "Everything again")
    until(qtbot, screen, list(TITLES))


def test_a_choice_is_saved_taken_up_and_forgotten(qtbot: QtBot, screen: BundleScreen) -> None:
    screen.open_panel()
    screen.panel.chosen.emit(Choice(kinds=frozenset({"search"})))
    until(qtbot, screen, ["Search"])
    (save,) = [each for each in screen.panel.saved_menu().actions() if "Save" in each.text()]
    save.trigger()
    screen.panel.name.setText("Court")
    screen.panel.keep.click()
    qtbot.waitUntil(lambda: bool(screen.plan and screen.plan.saved), timeout=LONG)
    screen.panel.everything.click()
    until(qtbot, screen, list(TITLES))
    screen.panel.saved_menu().actions()[0].trigger()
    until(qtbot, screen, ["Search"])
    screen.panel.saved.emit("Court", None)
    qtbot.waitUntil(lambda: bool(screen.plan and not screen.plan.saved), timeout=LONG)


def picked(screen: BundleScreen, code: str, layout: Layout = Layout.SIDE) -> None:
    """Pick a second language as a person does."""
    second = screen.picks.second
    second.choose(code, layout)
    second.choice.activated.emit(second.choice.currentIndex())


def test_a_second_language_is_picked_shown_in_the_pages_and_never_the_first(
    qtbot: QtBot, screen: BundleScreen
) -> None:
    second = screen.picks.second
    pages(qtbot, screen)
    before = screen.preview
    assert not second.layout_choice.isVisibleTo(screen)
    picked(screen, "ru")
    assert second.layout_choice.isVisibleTo(screen)
    assert unnamed(screen) == []
    assert (screen.picks.options().second, screen.picks.options().layout) == ("ru", Layout.SIDE)
    pages(qtbot, screen, before)
    assert screen.preview is not None
    with pypdfium2.PdfDocument(screen.preview.files[0]) as book:
        cover = book[0].get_textpage().get_text_bounded()
    assert "English and Russian" in cover
    assert "английский и русский" in cover
    offered = {second.choice.itemData(at) for at in range(second.choice.count())}
    assert offered == {"", "ru", "ar"}
    press(qtbot, screen.picks.language, "Русский")
    assert screen.picks.options().lang == "ru"
    assert screen.picks.options().second == ""
    assert not second.layout_choice.isVisibleTo(screen)


def test_a_second_language_is_saved_with_a_choice_and_survives_a_rebuild(
    qtbot: QtBot, screen: BundleScreen
) -> None:
    screen.open_panel()
    picked(screen, "ru", Layout.TURN)
    screen.panel.chosen.emit(Choice(kinds=frozenset({"search"})))
    until(qtbot, screen, ["Search"])
    screen.panel.name.setText("Client")
    screen.panel.keep.click()
    qtbot.waitUntil(lambda: bool(screen.plan and screen.plan.saved), timeout=LONG)
    state = screen.state()
    picked(screen, "")
    screen.panel.everything.click()
    until(qtbot, screen, list(TITLES))
    screen.panel.saved_menu().actions()[0].trigger()
    until(qtbot, screen, ["Search"])
    options = screen.picks.options()
    assert (options.second, options.layout) == ("ru", Layout.TURN)
    picked(screen, "ar")
    screen.restore(state)
    options = screen.picks.options()
    assert (options.second, options.layout) == ("ru", Layout.TURN)


def test_what_is_picked_survives_a_rebuild(qtbot: QtBot, screen: BundleScreen) -> None:
    screen.picks.reader.choose("own")
    screen.panel.chosen.emit(Choice(kinds=frozenset({"search"})))
    until(qtbot, screen, ["Search"])
    state = screen.state()
    screen.picks.reader.choose("lawyer")
    screen.picks.choice = Choice()
    screen.restore(state)
    assert screen.picks.reader.value == "own"
    assert screen.picks.choice == Choice(kinds=frozenset({"search"}))


def test_an_own_print_has_what_is_private_too(qtbot: QtBot, screen: BundleScreen) -> None:
    assert "Mine alone" not in chosen(screen)
    screen.picks.reader.choose("own")
    screen.renew()
    until(qtbot, screen, [*TITLES, "Mine alone"])


def test_a_supplement_tells_what_is_new_and_what_readers_keep(
    qtbot: QtBot, screen: BundleScreen, tmp_path: Path
) -> None:
    assert not screen.picks.late.isVisibleTo(screen)
    whole = pages(qtbot, screen)
    made(qtbot, screen, tmp_path / "first.pdf")
    assert screen.picks.late.isVisibleTo(screen)

    def work(vault: Vault) -> None:
        by_title = {each.title: each for each in vault.events.all()}
        vault.events.put(replace(by_title["Search"], account=Account("en", "At dawn.")))
        vault.events.remove(by_title["Rally"].id)
        vault.events.add(Event("", "threat", "2025-01-01", title="Threat"))

    changed(qtbot, screen, work)
    qtbot.waitUntil(lambda: bool(screen.plan and len(screen.plan.made) == 1), timeout=LONG)
    screen.picks.late.choose("1")
    screen.picks.late.activated.emit(1)
    qtbot.waitUntil(lambda: bool(screen.findChildren(LateCard)), timeout=LONG)
    assert screen.plan is not None
    news = {each.record.title: each.news for each in screen.plan.listed}
    assert news == {"Summons": "had", "Search": "changed", "Threat": "new"}
    assert len(screen.plan.gone) == 1
    assert (screen.plan.entries, screen.plan.had_entries, screen.plan.kept_entries) == (2, 1, 1)
    qtbot.waitUntil(
        lambda: screen.preview is not None and screen.preview.first == whole + 1, timeout=SLOW
    )
    assert f"page {whole + 1} of " in screen.pages.count.text()
    made(qtbot, screen, tmp_path / "second.pdf")
    qtbot.waitUntil(lambda: bool(screen.plan and len(screen.plan.made) == 2), timeout=LONG)
    first, second = screen.plan.made
    assert first.pages == whole
    assert (second.given.first_page, second.supplements) == (whole + 1, 1)
    card = screen.findChildren(GivenCard)[-1]
    year = str(dt.datetime.now().astimezone().year)
    assert year in told(card)
    assert f"supplement, pages {whole + 1}–{second.given.last_page}" in told(card)
    names = {each.accessibleName() for each in card.findChildren(QWidget)}
    assert {first.fingerprint, second.fingerprint} <= names


def test_other_readers_have_nothing_to_supplement(
    qtbot: QtBot, screen: BundleScreen, tmp_path: Path
) -> None:
    made(qtbot, screen, tmp_path / "first.pdf")
    screen.picks.late.choose("1")
    screen.picks.reader.choose("translator")
    screen.picks.reader.activated.emit(2)
    assert screen.picks.options().given is None
    qtbot.waitUntil(lambda: not screen.picks.late.isVisibleTo(screen), timeout=LONG)


def test_a_supplement_warns_of_somebody_whom_its_readers_know_by_name(
    qtbot: QtBot, screen: BundleScreen, tmp_path: Path
) -> None:
    made(qtbot, screen, tmp_path / "first.pdf")
    qtbot.waitUntil(lambda: screen.picks.late.count() == 2, timeout=LONG)
    screen.picks.late.choose("1")
    screen.picks.late.activated.emit(1)

    def conceal(vault: Vault) -> None:
        vault.people.put(replace(next(iter(vault.people.all())), conceal=True))

    changed(qtbot, screen, conceal)
    qtbot.waitUntil(lambda: bool(screen.plan and screen.plan.turned), timeout=LONG)
    qtbot.waitUntil(lambda: len(screen.findChildren(LateCard)) > 0, timeout=LONG)
    said = told(screen.findChildren(LateCard)[-1])
    assert "have the name of Olga openly" in said.replace("\u2068", "").replace("\u2069", "")
    assert "[Witness 1]" in said
