"""`import`: a case folder into the vault, all of it or nothing."""

import argparse

from limbo_desktop.case.reading import CaseFormatError, Fault
from limbo_desktop.cli.opening import open_vault
from limbo_desktop.cli.reading import read_files
from limbo_desktop.cli.terminal import Terminal
from limbo_desktop.intake.case_folder import read_folder
from limbo_desktop.render.client import Renderer
from limbo_desktop.text.words import Words


def run(terminal: Terminal, chosen: argparse.Namespace) -> int:
    """Read and check the folder, then take it in; every fault of it is said, by its JSON path.

    What the files say of themselves, their words and what a bundle asks are looked up at the end.
    """
    words = terminal.words
    try:
        case, folder = read_folder(chosen.folder)
    except CaseFormatError as error:
        terminal.refused(error)
        for fault in error.faults:
            terminal.tell(_said(words, fault))
        return 1
    with open_vault(terminal, chosen) as vault:
        summary = vault.import_case(case, lambda document: folder.open(document.file))
        with Renderer() as renderer:
            read_files(terminal, vault, renderer)
    terminal.say(words.n("{count} record added", "{count} records added", summary.added))
    if summary.already:
        told = words.n(
            "{count} record was there already",
            "{count} records were there already",
            summary.already,
        )
        terminal.say(told)
    if summary.differing:
        told = words.n(
            "{count} record is different in the case and was left as it is",
            "{count} records are different in the case and were left as they are",
            summary.differing,
        )
        terminal.say(told)
    if summary.binned:
        told = words.n(
            "{count} record lies in the bin and stays there until it is taken out",
            "{count} records lie in the bin and stay there until they are taken out",
            summary.binned,
        )
        terminal.say(told)
    return 0


def _said(words: Words, fault: Fault) -> str:
    wanted = words.t(fault.wanted) if fault.wanted else ""
    told = words.t(fault.message, **fault.params, wanted=wanted)
    return words.t("{place}: {fault}", place=words.identifier(fault.path), fault=told)
