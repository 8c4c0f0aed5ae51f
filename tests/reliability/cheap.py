"""The program, with passphrases that cost next to nothing, started once and forked for each run.

`python -m tests.reliability.cheap` reads a JSON object a line: "arguments" (of the program, or of
`tests.reliability.editing` behind the word "edit"), "said" and "told" (files for its two outputs),
"stopped" (whether the child waits for SIGCONT, so that a tracer can take hold of it), "limit" (the
largest file in bytes, or null).  It answers with the child's number, then with how it ended.
`tests.reliability.server` speaks with it.
"""

import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any, Final

from limbo_desktop.vault import key

QUICK: Final = key.Profile(number=0, memory_kib=64, passes=1, lanes=1)


def cheapen() -> None:
    """Let every passphrase of this process cost nothing; before the vault is imported."""
    setattr(key, "PROFILES", (QUICK,))  # noqa: B010 (a constant for everybody else)


def _import_all() -> None:
    """Import what the commands need, so that a child only works."""
    from importlib import import_module

    from limbo_desktop.cli.commands import COMMANDS

    for command in COMMANDS.values():
        import_module(f"limbo_desktop.cli.{command.module}")
    import_module("tests.reliability.editing")


def _child(order: dict[str, Any]) -> int:
    os.setsid()
    for descriptor, name in ((1, "said"), (2, "told")):
        os.dup2(os.open(order[name], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), descriptor)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    if order["limit"] is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["limit"], resource.RLIM_INFINITY))
    if order["stopped"]:
        os.kill(os.getpid(), signal.SIGSTOP)
    from tests.reliability import editing

    from limbo_desktop.cli.main import main

    arguments: list[str] = order["arguments"]
    sys.argv = ["limbo-desktop", *arguments]
    code = editing.main(arguments[1:]) if arguments[0] == "edit" else main(arguments)
    sys.stdout.flush()
    sys.stderr.flush()
    return code


def _ended(status: int) -> int:
    return os.waitstatus_to_exitcode(status)


def serve() -> None:
    """Answer orders until there are no more."""
    _import_all()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    answers.write("ready\n")
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            code = 70
            try:
                code = _child(order)
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else 2
            except BaseException:  # noqa: BLE001 - told like a traceback would be
                import traceback

                traceback.print_exc()
            finally:
                sys.stderr.flush()
                os._exit(code)
        answers.write(f"{child}\n")
        _, status = os.waitpid(child, 0)
        answers.write(f"{_ended(status)}\n")


def alone(arguments: list[str]) -> int:
    """One run without forking."""
    from limbo_desktop.cli.main import main

    return main(arguments)


if __name__ == "__main__":
    cheapen()
    if sys.argv[1:]:
        sys.exit(alone(sys.argv[1:]))
    assert Path(__file__).exists()
    serve()
