"""`limbo-desktop`: the window, or one of the commands.  Exit 0 done, 1 refused, 2 wrong usage."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from limbo_desktop.cli.commands import COMMANDS, add_commands
from limbo_desktop.cli.terminal import Terminal, terminal_language
from limbo_desktop.cli.usage import say_usage_in
from limbo_desktop.dumps import refuse_dumps
from limbo_desktop.errors import PersonError
from limbo_desktop.render import launch
from limbo_desktop.text.words import Words

DONE, REFUSED, OUR_BUG, INTERRUPTED = 0, 1, 70, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, or open the window; the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if launch.is_worker(sys.argv):
        from limbo_desktop.render.worker import main as render

        render()
    refuse_dumps()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    terminal = Terminal(Words(terminal_language()))
    if not arguments or (arguments[0] not in COMMANDS and not arguments[0].startswith("-")):
        return _window(terminal, arguments)
    say_usage_in(terminal.words)
    chosen = _parser(terminal.words).parse_args(arguments)
    return _run(terminal, chosen)


def _window(terminal: Terminal, arguments: list[str]) -> int:
    """The window, for a vault when one is named."""
    if len(arguments) > 1:
        say_usage_in(terminal.words)
        _parser(terminal.words).error(
            terminal.words.t("unknown command: {name}", name=arguments[0])
        )
    from limbo_desktop.ui.app import run

    return run(Path(arguments[0]) if arguments else None)


def _parser(words: Words) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="limbo-desktop",
        description=words.t(
            "Keeps the timeline of an asylum case encrypted on this computer and makes an evidence "
            "bundle of it. Without a command it opens the window."
        ),
        allow_abbrev=False,
    )
    add_commands(parser, words)
    return parser


def _run(terminal: Terminal, chosen: argparse.Namespace) -> int:
    """Run a command; what the person's world refuses is said in a sentence."""
    try:
        result: int = chosen.run(terminal, chosen)
    except PersonError as error:
        terminal.refused(error)
        return REFUSED
    except KeyboardInterrupt:
        terminal.tell(terminal.words.t("Stopped. Nothing is half-done."))
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:  # noqa: BLE001 - the other family: our bug, told without content
        _report(terminal, error)
        return OUR_BUG
    return result


def _report(terminal: Terminal, error: BaseException) -> None:
    """Where in our code a bug showed itself: no value, no path, no word of the case."""
    terminal.tell(terminal.words.t("This is a fault of the program, not yours. The case is safe."))
    trace = error.__traceback__
    terminal.tell(type(error).__name__)
    while trace is not None:
        code = trace.tb_frame.f_code
        module = trace.tb_frame.f_globals.get("__name__", "")
        if str(module).startswith("limbo_desktop"):
            terminal.tell(f"  {module}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
