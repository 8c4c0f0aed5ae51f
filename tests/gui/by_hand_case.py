"""One shared case, typed in through the window and then compared with its import."""

from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.by_hand import Scribe, differences
from tests.gui.case_vault import ask, open_session, vault_of
from tests.gui.support import PASSPHRASE, QUICK, MakeSession, shown

from limbo_desktop.case.json_form import to_json
from limbo_desktop.case.records import Case
from limbo_desktop.intake.case_folder import read_folder
from limbo_desktop.ui.window import Window
from limbo_desktop.vault.vault import Vault


def imported(folder: Path, path: Path) -> Case:
    """What a vault exports after importing the case of `folder`."""
    with Vault.open(vault_of(folder, path), PASSPHRASE, profiles=(QUICK,)) as vault:
        return vault.export_case()


def typed_in(
    qtbot: QtBot,
    qapp: QApplication,
    make_session: MakeSession,
    folder: Path,
    path: Path,
    language: str,
) -> tuple[Scribe, Case]:
    """Type the case of `folder` into a new vault; the scribe and what the vault exports then."""
    Vault.create(path, PASSPHRASE, profile=QUICK)[0].close()
    session = open_session(qtbot, make_session, path, language)
    window = Window(qapp, session, lambda *_: None)
    window._show_shell().start()
    shown(qtbot, window)
    window.activateWindow()
    case, _ = read_folder(folder)
    scribe = Scribe(qtbot, session, window, lines=True)
    scribe.info(case.info)
    for person in case.people:
        scribe.person(person)
    for document in case.documents:
        scribe.document(document, folder / document.file)
    for document in case.documents:
        scribe.describe(document)
    for event in case.events:
        scribe.event(event)
    for task in case.tasks:
        scribe.task(task)
    return scribe, ask(qtbot, session, lambda vault: vault.export_case())


def _bare(case: Case) -> Case:
    """The case without what nobody types: empty fields, folders that files came from."""
    documents = (replace(each, file=PurePosixPath(each.file).name) for each in case.documents)
    events = (
        replace(each, fields={name: value for name, value in each.fields.items() if value != ""})
        for each in case.events
    )
    return replace(case, documents=tuple(documents), events=tuple(events))


def compare(scribe: Scribe, wanted: Case, entered: Case) -> None:
    """Fail with everything that was entered otherwise than it was imported."""
    first = scribe.as_entered(to_json(_bare(wanted)))
    found = list(differences(first, to_json(_bare(entered))))
    if found:
        pytest.fail("\n".join(found), pytrace=False)
