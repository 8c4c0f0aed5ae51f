"""A new case: nobody is left without recovery, and nothing is made before it is asked for."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from tests.gui.support import PASSPHRASE, MakeSession, press, shown, type_into, unnamed

from limbo_desktop.ui.new_case.page import NewCasePage
from limbo_desktop.ui.new_case.sheet_check import SheetCheck, draw_groups, plain_digits
from limbo_desktop.ui.new_case.strength import Strength, strength_of
from limbo_desktop.vault.suggestion import suggest, word_list
from limbo_desktop.vault.vault import Vault

LONG = 20_000


@pytest.fixture
def page(qtbot: QtBot, make_session: MakeSession, tmp_path: Path) -> NewCasePage:
    page = NewCasePage(make_session())
    shown(qtbot, page)
    page.where.take_folder([tmp_path])
    return page


def to_the_sheet(qtbot: QtBot, page: NewCasePage) -> SheetCheck:
    press(qtbot, page, "Next")
    type_into(qtbot, page.passphrase.first.field, PASSPHRASE)
    qtbot.waitUntil(lambda: page.passphrase.strength > 0, timeout=LONG)
    type_into(qtbot, page.passphrase.second.field, PASSPHRASE)
    press(qtbot, page, "Next")
    qtbot.waitUntil(lambda: page.step == 2, timeout=LONG)
    assert page.check is not None
    return page.check


def test_four_steps_lead_to_a_vault_that_its_passphrase_and_its_sheet_open(
    qtbot: QtBot, page: NewCasePage, tmp_path: Path
) -> None:
    check = to_the_sheet(qtbot, page)
    assert not page.next.isEnabled()
    press(qtbot, page, "Copied. Check three groups")
    for number, field in zip(check.asked, check.fields, strict=True):
        type_into(qtbot, field, check.groups[number - 1])
    assert page.next.isEnabled()
    press(qtbot, page, "Next")
    with qtbot.waitSignal(page.finished) as finished:
        press(qtbot, page, "Begin")
    path = tmp_path / "case.limbo"
    assert finished.args == [path]
    assert page._session.lane.close()
    Vault.open(path, PASSPHRASE).close()
    Vault.recover(path, " ".join(check.groups)).close()


def test_nothing_is_written_before_the_passphrase_is_chosen(
    qtbot: QtBot, page: NewCasePage, tmp_path: Path
) -> None:
    press(qtbot, page, "Next")
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_taken_or_impossible_is_told_at_once(
    qtbot: QtBot, page: NewCasePage, tmp_path: Path
) -> None:
    (tmp_path / "case.limbo").write_bytes(b"")
    page.where.name.setText("other")
    page.where.name.setText("case")
    assert not page.next.isEnabled()
    page.where.name.setText("a/b")
    assert not page.next.isEnabled()
    page.where.name.setText("other")
    assert page.next.isEnabled()


def test_a_weak_passphrase_or_two_that_differ_go_no_further(
    qtbot: QtBot, page: NewCasePage
) -> None:
    press(qtbot, page, "Next")
    type_into(qtbot, page.passphrase.first.field, "qwerty")
    qtbot.waitUntil(lambda: page.passphrase.strength is Strength.WEAK, timeout=LONG)
    type_into(qtbot, page.passphrase.second.field, "qwerty")
    assert not page.next.isEnabled()
    page.passphrase.first.field.setText(PASSPHRASE)
    page.passphrase._weigh()
    qtbot.waitUntil(lambda: page.passphrase.strength >= Strength.FAIR, timeout=LONG)
    assert not page.next.isEnabled()
    assert page.passphrase.second.text == "qwerty"


@pytest.mark.parametrize("language", ["ru", "ar", "en"])
def test_suggested_words_stand_in_both_fields_for_all_to_see_and_are_strong(
    qtbot: QtBot, make_session: MakeSession, language: str
) -> None:
    session = make_session(language)
    page = NewCasePage(session)
    shown(qtbot, page)
    page._show(1)
    step = page.passphrase
    press(qtbot, page, session.words.t("Suggest words"))
    qtbot.waitUntil(lambda: step.strength is Strength.STRONG, timeout=LONG)
    first = step.first.text
    assert set(first.split(" ")) <= set(word_list(language))
    assert step.second.text == first
    for field in (step.first.field, step.second.field):
        assert field.echoMode() is QLineEdit.EchoMode.Normal
    assert page.next.isEnabled()
    press(qtbot, page, session.words.t("Suggest others"))
    assert first != step.first.text == step.second.text


def test_the_advice_to_write_them_down_goes_with_the_suggested_words(
    qtbot: QtBot, page: NewCasePage
) -> None:
    press(qtbot, page, "Next")
    press(qtbot, page, "Suggest words")
    step = page.passphrase
    assert step._advice.isVisible()
    type_into(qtbot, step.first.field, "x")
    assert not step._advice.isVisible()
    assert not page.next.isEnabled()


@pytest.mark.parametrize("language", ["ru", "ar", "en"])
def test_words_that_the_field_cannot_show_whole_are_spelled_out_while_its_eye_is_open(
    qtbot: QtBot, make_session: MakeSession, language: str
) -> None:
    session = make_session(language, scale=200)
    page = NewCasePage(session)
    page._show(1)
    shown(qtbot, page, 900, 600)
    step = page.passphrase
    longest = sorted(word_list(language), key=len)[-6:]
    step.take(" ".join(longest))
    assert step._spelled.isVisible()
    assert step._spelled.text() == step.first.text
    assert unnamed(page) == []
    qtbot.waitUntil(lambda: page.area.horizontalScrollBar().maximum() == 0)
    press(qtbot, step.first, session.words.t("Hide the passphrase"))
    assert not step._spelled.isVisible()


def test_what_was_suggested_is_forgotten_with_the_rest(qtbot: QtBot, page: NewCasePage) -> None:
    press(qtbot, page, "Next")
    press(qtbot, page, "Suggest words")
    step = page.passphrase
    step.forget()
    assert step.first.text == step.second.text == step._spelled.text() == ""
    assert step.first.field.echoMode() is QLineEdit.EchoMode.Password


def test_asked_groups_are_covered_on_screen_and_for_screen_readers(
    qtbot: QtBot, make_session: MakeSession
) -> None:
    session = make_session()
    groups = [f"{number * 11:06}" for number in range(16)]
    check = SheetCheck(session.theme, session.words, groups, lambda _total, _avoid: (3, 9, 14))
    shown(qtbot, check)
    assert "0" in check.sheet._groups[2].accessibleName()
    check.ask()
    assert check.sheet._groups[2].accessibleName() == "Group 3, covered"
    assert "Group 4:" in check.sheet._groups[3].accessibleName()


def test_a_slip_is_named_by_its_group_and_is_no_danger(
    qtbot: QtBot, make_session: MakeSession
) -> None:
    session = make_session()
    groups = [f"{number * 11:06}" for number in range(16)]
    check = SheetCheck(session.theme, session.words, groups, lambda _total, _avoid: (3, 9, 14))
    shown(qtbot, check)
    check.ask()
    type_into(qtbot, check.fields[0], groups[2])
    type_into(qtbot, check.fields[1], "397390")
    assert check.message == "Group 9: looks like a slip, compare it with the paper."
    assert check.fields[1].property("notice") is True


def test_a_second_look_asks_for_other_groups() -> None:
    first = draw_groups(16, frozenset())
    second = draw_groups(16, frozenset(first))
    assert len(set(first)) == len(set(second)) == 3
    assert not set(first) & set(second)


def test_digits_of_any_script_count() -> None:
    assert plain_digits("٠١٢ ۳۴۵") == "012345"


@pytest.mark.parametrize(
    ("passphrase", "least", "most"),
    [
        ("", Strength.NONE, Strength.NONE),
        ("password1", Strength.WEAK, Strength.WEAK),
        ("пароль", Strength.WEAK, Strength.WEAK),
        (PASSPHRASE, Strength.GOOD, Strength.STRONG),
        ("пять воробьёв над дубом", Strength.GOOD, Strength.STRONG),
        ("خمسة عصافير فوق البلوط", Strength.GOOD, Strength.STRONG),
        ("word " * 40, Strength.WEAK, Strength.STRONG),
        ("йцукенгшщзхъ", Strength.WEAK, Strength.WEAK),
        ("ضصثقفغعهخحجد", Strength.WEAK, Strength.WEAK),
        ("светлана1990", Strength.WEAK, Strength.WEAK),
        ("قضية محمد", Strength.WEAK, Strength.FAIR),
        ("приветприветпривет", Strength.WEAK, Strength.FAIR),
        ("Моя мама варит суп", Strength.GOOD, Strength.STRONG),
        ("привет привет привет привет", Strength.WEAK, Strength.WEAK),
        ("я не люблю ждать на вокзале", Strength.GOOD, Strength.STRONG),
        ("كلب كلب كلب كلب", Strength.WEAK, Strength.WEAK),
    ],
)
def test_strength_is_said_in_plain_steps(passphrase: str, least: Strength, most: Strength) -> None:
    assert least <= strength_of(passphrase) <= most


@pytest.mark.parametrize(
    ("count", "strength"),
    [
        (1, Strength.WEAK),
        (2, Strength.WEAK),
        (3, Strength.FAIR),
        (4, Strength.GOOD),
        (5, Strength.STRONG),
        (6, Strength.STRONG),
    ],
)
@pytest.mark.parametrize("language", ["ru", "ar", "en"])
def test_listed_words_count_by_their_number_not_by_their_letters(
    language: str, count: int, strength: Strength
) -> None:
    assert strength_of(suggest(word_list(language), count)) is strength


@pytest.mark.parametrize("language", ["ru", "ar", "en"])
@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("step", [0, 1])
def test_every_step_is_named_and_nothing_cut(
    qtbot: QtBot, make_session: MakeSession, language: str, scale: int, step: int
) -> None:
    page = NewCasePage(make_session(language, scale=scale))
    shown(qtbot, page, 900, 600)
    page._show(step)
    shown(qtbot, page, 900, 600)
    assert unnamed(page) == []
    qtbot.waitUntil(lambda: page.area.horizontalScrollBar().maximum() == 0)
