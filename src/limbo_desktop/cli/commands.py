"""The commands: one table of what each takes and what it does."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from limbo_desktop.cli.terminal import Terminal
from limbo_desktop.marking import N_
from limbo_desktop.text.words import Words

Run = Callable[[Terminal, argparse.Namespace], int]


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a command, as argparse takes it; `help` is a msgid."""

    name: str
    help: str
    type: Callable[[str], object] = str
    nargs: str | None = None
    choices: tuple[str, ...] | None = None
    flag: bool = False
    default: object = None
    metavar: str | None = None
    required: bool = False
    name_in: str | None = None
    """What the value is called where it is read, when that is not the name of the argument."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command: the function `run` of `limbo_desktop.cli.<module>`; `help` is a msgid."""

    module: str
    help: str
    arguments: tuple[Argument, ...]


VAULT = Argument("vault", N_("the file of the case"), Path, metavar="VAULT")
PASSPHRASE = Argument(
    "--passphrase-file",
    N_("file whose first line is the passphrase; - is standard input"),
    metavar="FILE",
)
NEW_PASSPHRASE = Argument(
    "--new-passphrase-file",
    N_("file whose first line is the new passphrase; - is standard input"),
    metavar="FILE",
)
PASSWORD = Argument(
    "--password-file",
    N_("file whose first line is the password of the bundle; - is standard input"),
    metavar="FILE",
)
PRESETS = ("whole", "email", "portal", "print")
LANG = Argument("--lang", N_("its language"), choices=("ru", "ar", "en"), default="en")
CHOICE = (
    Argument(
        "--for",
        N_("for whom it is; an own print holds what is private too"),
        choices=("lawyer", "authority", "translator", "own"),
        name_in="reader",
    ),
    Argument("--share", N_("for whom it is"), choices=("lawyer", "all"), default="lawyer"),
    Argument("--since", N_("only what happened since"), metavar="YYYY-MM-DD", default=""),
    Argument("--until", N_("only what had begun by then"), metavar="YYYY-MM-DD", default=""),
    Argument("--kinds", N_("only entries of these kinds, commas between"), metavar="KINDS"),
    Argument("--lanes", N_("only these themes (before, force, …)"), metavar="LANES"),
    Argument("--people", N_("only entries with these people: ids or names"), metavar="PEOPLE"),
    Argument("--events", N_("only these entries: ids, commas between"), metavar="IDS"),
)
"""What goes in and for whom."""
JSON = Argument("--json", N_("the result as JSON"), flag=True)

COMMANDS: Mapping[str, Command] = {
    "new": Command(
        "new",
        N_("make an empty case; prints the recovery digits"),
        (VAULT, PASSPHRASE),
    ),
    "import": Command(
        "import_case",
        N_("take in a case folder (limbo-case/1)"),
        (
            VAULT,
            Argument("folder", N_("the folder or its case.json"), Path, metavar="FOLDER"),
            PASSPHRASE,
        ),
    ),
    "attach": Command(
        "attach",
        N_("take in files as documents"),
        (
            VAULT,
            Argument("files", N_("files, folders or archives"), Path, "+", metavar="FILE"),
            Argument("--whole", N_("keep archives as they are"), flag=True),
            PASSPHRASE,
        ),
    ),
    "list": Command(
        "list_entries",
        N_("show the timeline, the people, the next steps or the bundles made"),
        (
            VAULT,
            Argument(
                "--of",
                N_("what to list"),
                choices=("timeline", "people", "tasks", "bundles"),
                default="timeline",
            ),
            JSON,
            PASSPHRASE,
        ),
    ),
    "search": Command(
        "search",
        N_("find entries, documents and people"),
        (
            VAULT,
            Argument("words", N_("what to look for"), nargs="+", metavar="WORDS"),
            JSON,
            PASSPHRASE,
        ),
    ),
    "bundle": Command(
        "bundle",
        N_("make the evidence bundle"),
        (
            VAULT,
            Argument("out", N_("the PDF to write"), Path, metavar="OUT.pdf"),
            LANG,
            Argument(
                "--second",
                N_("accounts, chronology, dates and labels in this language too"),
                choices=("ru", "ar", "en"),
            ),
            Argument(
                "--layout",
                N_("translations beside the original, or after it in turn"),
                choices=("side", "turn"),
                default="side",
            ),
            Argument("--preset", N_("its size"), choices=PRESETS, default="whole"),
            *CHOICE,
            Argument(
                "--supplements",
                N_("only what is new or changed since this bundle: last, a number, a fingerprint"),
                metavar="BUNDLE",
            ),
            Argument("--bag", N_("also a BagIt bag with the originals"), Path, metavar="DIR"),
            PASSWORD,
            PASSPHRASE,
        ),
    ),
    "chronology": Command(
        "chronology",
        N_("write the entries as a table, with the rules of a bundle; NOT encrypted"),
        (
            VAULT,
            Argument("out", N_("the .csv or .xlsx to write"), Path, metavar="OUT"),
            LANG,
            *CHOICE,
            PASSPHRASE,
        ),
    ),
    "verify": Command(
        "verify",
        N_("check a bundle: needs no case and no passphrase"),
        (
            Argument(
                "bundle",
                N_("the bundle's PDF, a folder of its parts, or a bag"),
                Path,
                metavar="BUNDLE",
            ),
            PASSWORD,
        ),
    ),
    "export": Command(
        "export",
        N_("write the case as a folder that is NOT encrypted (limbo-case/1)"),
        (VAULT, Argument("folder", N_("a new folder"), Path, metavar="FOLDER"), PASSPHRASE),
    ),
    "check": Command("check", N_("check every page and every file of a case"), (VAULT, PASSPHRASE)),
    "salvage": Command(
        "salvage",
        N_("bring what can still be read of a damaged case into a new file"),
        (
            VAULT,
            Argument("--to", N_("the new file"), Path, metavar="NEW", required=True),
            PASSPHRASE,
        ),
    ),
    "backup": Command(
        "backup",
        N_("write a whole encrypted copy of a case and check it"),
        (VAULT, Argument("to", N_("a new file, or a folder"), Path, metavar="TO"), PASSPHRASE),
    ),
    "erase": Command(
        "erase",
        N_("destroy a case for good"),
        (
            VAULT,
            Argument("--confirm", N_("the name of the file, once more"), metavar="NAME"),
            Argument("--copies-in", N_("a folder with copies"), Path, metavar="FOLDER"),
        ),
    ),
    "rekey": Command(
        "rekey",
        N_("change the passphrase; prints new recovery digits"),
        (VAULT, PASSPHRASE, NEW_PASSPHRASE),
    ),
    "recover": Command(
        "recover",
        N_("open with the recovery digits and set a new passphrase"),
        (
            VAULT,
            Argument(
                "--digits-file",
                N_("file whose first line is the recovery digits; - is standard input"),
                metavar="FILE",
            ),
            NEW_PASSPHRASE,
        ),
    ),
    "demo": Command(
        "demo",
        N_("make the sample case and its bundles in three languages"),
        (Argument("folder", N_("where to"), Path, metavar="DIR"),),
    ),
}
"""Every command by name, in the order of the help."""


def add_commands(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add every command to the parser, its help in the language of `words`."""
    subparsers = parser.add_subparsers(
        title=words.t("commands"), dest="command", required=True, metavar="COMMAND"
    )
    for name, command in COMMANDS.items():
        told = words.t(command.help)
        subparser = subparsers.add_parser(name, help=told, description=told, allow_abbrev=False)
        for argument in command.arguments:
            _add(subparser, argument, words)
        subparser.set_defaults(run=_runner(command))


def _add(parser: argparse.ArgumentParser, argument: Argument, words: Words) -> None:
    told = words.t(argument.help)
    if argument.flag:
        parser.add_argument(argument.name, action="store_true", help=told)
        return
    # argparse refuses `required` for what has no dashes, whatever its value.
    extra: dict[str, Any] = {"required": True} if argument.required else {}
    if argument.name_in:
        extra["dest"] = argument.name_in
    parser.add_argument(
        argument.name,
        type=argument.type,
        nargs=argument.nargs,
        choices=argument.choices,
        default=argument.default,
        help=told,
        metavar=argument.metavar,
        **extra,
    )


def _runner(command: Command) -> Run:
    """The function of a command, imported when it is needed."""

    def run(terminal: Terminal, chosen: argparse.Namespace) -> int:
        module = import_module(f"limbo_desktop.cli.{command.module}")
        result: int = module.run(terminal, chosen)
        return result

    return run
