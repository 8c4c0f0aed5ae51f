"""What a paper tells is offered and asked; its pair, its uses, its log; nothing by itself."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.case_vault import LONG, ask, open_session, settled, vault_of, write
from tests.gui.support import PASSPHRASE, QUICK, MakeSession, press, shown, unnamed

from limbo_desktop.case.records import Document
from limbo_desktop.intake.look import look_through_waiting
from limbo_desktop.render.client import Renderer
from limbo_desktop.ui.documents.about import AboutPaper
from limbo_desktop.ui.documents.about_reading import About
from limbo_desktop.ui.documents.screen import DocumentsScreen
from limbo_desktop.ui.widgets import Label
from limbo_desktop.vault.custody import Deed
from limbo_desktop.vault.vault import Vault

PHOTO, ORDER = "povestka_foto.jpg", "order_188-ls_en.pdf"


@pytest.fixture(scope="module")
def looked(cases: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The case of a family whose files were looked through; the photo and the translation say
    neither their date nor who is in them.
    """
    path = vault_of(cases / "family-ru", tmp_path_factory.mktemp("family") / "case.limbo")
    with Vault.open(path, PASSPHRASE, profiles=(QUICK,)) as vault, Renderer() as renderer:
        look_through_waiting(vault, renderer, lambda _done, _total: None)
        for document in list(vault.documents.all()):
            if document.file.endswith((PHOTO, ORDER)):
                vault.documents.put(replace(document, when="", shows=()))
    return path.read_bytes()


@pytest.fixture
def screen(
    qtbot: QtBot, make_session: MakeSession, looked: bytes, tmp_path: Path
) -> Iterator[DocumentsScreen]:
    path = tmp_path / "case.limbo"
    path.write_bytes(looked)
    screen = DocumentsScreen(open_session(qtbot, make_session, path))
    shown(qtbot, screen)
    qtbot.waitUntil(lambda: bool(screen.model.rows), timeout=LONG)
    yield screen
    settled(qtbot, screen.session)


def opened(qtbot: QtBot, screen: DocumentsScreen, file: str) -> Document:
    document = next(
        each.document for each in screen.model.rows if each.document.file.endswith(file)
    )
    screen.open(document.id)
    about(qtbot, screen, document.id)
    return document


def about(qtbot: QtBot, screen: DocumentsScreen, identity: str) -> About:
    shown_about: AboutPaper = screen.panel.about
    qtbot.waitUntil(
        lambda: shown_about.about is not None and shown_about.about.document.id == identity,
        timeout=LONG,
    )
    assert shown_about.about is not None
    return shown_about.about


def kept(qtbot: QtBot, screen: DocumentsScreen, identity: str) -> Document:
    return ask(qtbot, screen.session, lambda vault: vault.documents.get(identity))


def tap(qtbot: QtBot, widget: QWidget, name: str) -> None:
    QApplication.processEvents()  # what was added since the last round has its place by then
    press(qtbot, widget, name)


def texts(widget: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(each.text() for each in widget.findChildren(Label) if each.isVisibleTo(widget))


def test_the_time_of_a_photo_is_a_question_and_becomes_its_date_by_use(
    qtbot: QtBot, screen: DocumentsScreen
) -> None:
    document = opened(qtbot, screen, PHOTO)
    said = texts(screen.panel.about)
    assert "The photo says 6 October 2022, 09:41. Use as its date?" in said
    assert kept(qtbot, screen, document.id).when == ""
    tap(qtbot, screen.panel.about, "Use")
    qtbot.waitUntil(lambda: "The photo says" not in texts(screen.panel.about), timeout=LONG)
    assert kept(qtbot, screen, document.id).when == "2022-10-06"
    sheet = screen.panel.saver.sheet
    assert sheet is not None
    assert sheet.record.when == "2022-10-06"


def test_what_is_put_aside_is_not_asked_again_and_undo_asks_it_again(
    qtbot: QtBot, screen: DocumentsScreen
) -> None:
    document = opened(qtbot, screen, PHOTO)
    tap(qtbot, screen.panel.about, "Not now")
    qtbot.waitUntil(lambda: "The photo says" not in texts(screen.panel.about), timeout=LONG)
    assert kept(qtbot, screen, document.id).when == ""
    ask(qtbot, screen.session, lambda vault: vault.undo.undo())
    screen.panel.about.again()
    qtbot.waitUntil(lambda: "The photo says" in texts(screen.panel.about), timeout=LONG)


def test_using_an_offer_loses_nothing_that_was_just_typed(
    qtbot: QtBot, screen: DocumentsScreen
) -> None:
    document = opened(qtbot, screen, PHOTO)
    tap(qtbot, screen, "Describe it")
    write(screen.panel.form.inputs["note"].target(), "my remark")
    tap(qtbot, screen.panel.about, "Use")
    qtbot.waitUntil(lambda: "The photo says" not in texts(screen.panel.about), timeout=LONG)
    after = kept(qtbot, screen, document.id)
    assert (after.when, after.note) == ("2022-10-06", "my remark")


def test_a_photo_tells_what_it_reveals_and_who_keeps_it(
    qtbot: QtBot, screen: DocumentsScreen
) -> None:
    opened(qtbot, screen, PHOTO)
    said = texts(screen.panel.about)
    assert "It says where it was made: 55.75120, 37.61840." in said
    assert "It names the device: Xiaomi Redmi Note 8 (sample)." in said
    assert "SN-0000-TEST" in said
    assert "The pictures on the pages of a bundle do not have it." in said


def test_whose_name_stands_in_another_script_is_proposed_and_accepted_or_refused(
    qtbot: QtBot, screen: DocumentsScreen
) -> None:
    document = opened(qtbot, screen, ORDER)
    found = about(qtbot, screen, document.id).proposals
    names = {each.name: each.place for each in found}
    assert names["Кирилл Андреевич Дорохов"] == 1
    assert kept(qtbot, screen, document.id).shows == ()
    tap(qtbot, screen.panel.about, "Yes")
    qtbot.waitUntil(
        lambda: len(about(qtbot, screen, document.id).proposals) == len(found) - 1, timeout=LONG
    )
    assert kept(qtbot, screen, document.id).shows == (found[0].person,)
    tap(qtbot, screen.panel.about, "No")
    qtbot.waitUntil(
        lambda: len(about(qtbot, screen, document.id).proposals) == len(found) - 2, timeout=LONG
    )
    assert kept(qtbot, screen, document.id).shows == (found[0].person,)


def test_a_paper_and_its_translation_lead_to_each_other(
    qtbot: QtBot, screen: DocumentsScreen
) -> None:
    translation = opened(qtbot, screen, ORDER)
    pair = about(qtbot, screen, translation.id).original
    assert pair is not None
    assert "This is a translation of" in texts(screen.panel.about)
    tap(qtbot, screen.panel.about, pair.title)
    original = about(qtbot, screen, pair.id)
    assert [each.id for each in original.translations] == [translation.id]
    assert "translated by: Helvi Rantasuo" in texts(screen.panel.about)
    rows = [each.document.id for each in screen.model.rows]
    assert rows.index(translation.id) == rows.index(original.document.id) + 1


def test_an_original_can_say_which_paper_is_its_translation(
    qtbot: QtBot, screen: DocumentsScreen
) -> None:
    document = opened(qtbot, screen, PHOTO)
    tap(qtbot, screen.panel.about, "Add its translation")
    pair = screen.panel.about.pair
    assert pair is not None
    other = next(
        each.document
        for each in screen.model.rows
        if each.document.file.endswith("todistus_silta.pdf")
    )
    pair.choice.show_content(other.id)
    pair.choice.changed.emit()
    qtbot.waitUntil(lambda: bool(about(qtbot, screen, document.id).translations), timeout=LONG)
    assert kept(qtbot, screen, other.id).translation_of == document.id
    step = ask(qtbot, screen.session, lambda vault: vault.undo.undo())
    assert step is not None
    assert kept(qtbot, screen, other.id).translation_of == ""


def test_every_record_that_names_a_paper_is_there_with_its_pages(
    qtbot: QtBot, screen: DocumentsScreen
) -> None:
    cited = ask(
        qtbot,
        screen.session,
        lambda vault: [each for each in vault.tasks.all() if each.source.document],
    )
    task = cited[0]
    screen.open(task.source.document)
    uses = about(qtbot, screen, task.source.document).uses
    assert [(each.id, each.pages) for each in uses if each.type == "task"] == [
        (task.id, task.source.pages)
    ]
    assert any(each.type == "event" for each in uses)


def test_whom_it_was_given_to_is_written_down_for_good(
    qtbot: QtBot, screen: DocumentsScreen
) -> None:
    document = opened(qtbot, screen, PHOTO)
    log = screen.panel.about.log
    assert log is not None
    tap(qtbot, log, "Write down whom it was given to")
    tap(qtbot, log, "Write it down")
    assert "Say to whom" in texts(log)
    write(log.form.to, "Maria Laine")
    write(log.form.when, "12.2.2024")
    tap(qtbot, log, "Write it down")
    qtbot.waitUntil(
        lambda: "Given to: Maria Laine (a copy)" in texts(screen.panel.about), timeout=LONG
    )
    last = ask(qtbot, screen.session, lambda vault: vault.custody.of(document.id)[-1])
    assert last.deed is Deed.HANDED_OVER
    assert last.said == {"to": "Maria Laine", "when": "12.2.2024", "what": "copy"}


def test_a_copy_out_warns_first_and_is_noted(
    qtbot: QtBot, screen: DocumentsScreen, cases: Path, tmp_path: Path
) -> None:
    opened(qtbot, screen, PHOTO)
    out = screen.panel.about.saving_out
    assert out is not None
    assert not out.notice.isVisibleTo(out)
    tap(qtbot, out, "Save a copy of the original…")
    assert "not encrypted" in out.notice.text
    target = tmp_path / "copy.jpg"
    out.write(target)
    qtbot.waitUntil(
        lambda: "saved out of the case as copy.jpg" in texts(screen.panel.about), timeout=LONG
    )
    assert target.read_bytes() == (cases / "family-ru" / "documents" / PHOTO).read_bytes()


def test_every_control_of_what_is_known_has_a_name(qtbot: QtBot, screen: DocumentsScreen) -> None:
    opened(qtbot, screen, ORDER)
    log, out = screen.panel.about.log, screen.panel.about.saving_out
    assert log is not None
    assert out is not None
    tap(qtbot, log, "Write down whom it was given to")
    tap(qtbot, out, "Save a copy of the original…")
    assert unnamed(screen.panel.about) == []
