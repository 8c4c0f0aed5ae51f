"""`chronology`: the entries as a table for a spreadsheet, with the rules of a bundle."""

import argparse

from limbo_desktop.bundle.chronology_rows import chronology_rows
from limbo_desktop.bundle.make import bundle_language, whole_case
from limbo_desktop.cli.choosing import check_days, chosen_options
from limbo_desktop.cli.opening import open_vault
from limbo_desktop.cli.terminal import Terminal
from limbo_desktop.export.spreadsheet import save_tables
from limbo_desktop.text.words import Words


def run(terminal: Terminal, chosen: argparse.Namespace) -> int:
    """Write the table; says that it is readable by anybody."""
    check_days(chosen)
    with open_vault(terminal, chosen) as vault:
        options = chosen_options(vault, chosen)
        case = whole_case(vault)
    language = bundle_language(case, options)
    tables = chronology_rows(case, options, Words(language))
    cut = save_tables(tables, chosen.out, rtl=language.rtl)
    words = terminal.words
    terminal.say(str(chosen.out))
    if cut:
        terminal.tell(
            words.n(
                "{count} text is longer than a cell can be and was cut. The bundle has it whole.",
                "{count} texts are longer than a cell can be and were cut. The bundle has them"
                " whole.",
                cut,
            )
        )
    terminal.tell(words.t("This file is not encrypted: anybody who finds it can read it."))
    return 0
